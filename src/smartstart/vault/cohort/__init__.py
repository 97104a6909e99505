"""Units at reference dates: factors before, outcome after.

What a checker reads are the templates: `steps/` (who, where, which trajectories), `factors/` and `outcomes/`, with the
words they share in `macros.sql`.
"""

from smartstart.vault.cohort.build import build_cohort
from smartstart.vault.cohort.factors import FACTORS, Factor, check_factors
from smartstart.vault.cohort.needs import needed_columns, needed_tables
from smartstart.vault.cohort.outcomes import OUTCOMES, Outcome
from smartstart.vault.cohort.parts import CohortTables, Routes, Step

__all__ = [
    "FACTORS",
    "OUTCOMES",
    "CohortTables",
    "Factor",
    "Outcome",
    "Routes",
    "Step",
    "build_cohort",
    "check_factors",
    "needed_columns",
    "needed_tables",
]
