"""For the researcher in the room: a question, its coded cohort, findings and a draft, in a notebook or a script.

This is what `import smartstart` offers. Everything here stays in the room; what leaves is a release, and only a run of
an approved question makes one.
"""

from smartstart.vault.notebook.asking import Study, coded_cohort, make_study, read_study
from smartstart.vault.notebook.cohort import Cohort
from smartstart.vault.notebook.drafting import Draft
from smartstart.vault.notebook.found import FoundRiskGroups
from smartstart.vault.notebook.pairing import FoundReinforcing, reinforcing
from smartstart.vault.notebook.regressing import FoundRegression, regression
from smartstart.vault.notebook.searching import risk_groups

__all__ = [
    "Cohort",
    "Draft",
    "FoundRegression",
    "FoundReinforcing",
    "FoundRiskGroups",
    "Study",
    "coded_cohort",
    "make_study",
    "read_study",
    "regression",
    "reinforcing",
    "risk_groups",
]
