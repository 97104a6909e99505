"""Which files and years a study needs: no more than its factors and outcome ask for."""

from collections.abc import Iterable

from smartstart.vault.cohort.factors import check_factors
from smartstart.vault.cohort.moments import moments_of
from smartstart.vault.study.model import CohortPlan

_ALWAYS = ("GBAPERSOONTAB", "KINDOUDERTAB", "GBAADRESOBJECTBUS", "VSLGWBTAB")
_OUTCOME = ("JGDHULPBUS", "JGDBESCHERMBUS")


def needed_tables(plan: CohortPlan) -> dict[str, frozenset[int] | None]:
    """Return the canonical name of each file that a plan needs, with the years (None: one cumulative file).

    Raises:
        StudyError: the plan names a factor that is not in the catalogue.
    """
    moments = moments_of(plan)
    needed: dict[str, frozenset[int] | None] = dict.fromkeys(_ALWAYS)
    for factor in check_factors(plan.factors):
        for table, years in factor.tables.items():
            if years is None:
                needed[table] = None
            else:
                needed[table] = (needed.get(table) or frozenset()) | _all_years(map(years, moments))
    observed = _all_years(moment.observed_years for moment in moments)
    return needed | dict.fromkeys(_OUTCOME, observed)


def _all_years(years: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*years)


def needed_columns(plan: CohortPlan) -> dict[str, frozenset[str]]:
    """Return, per canonical file name, the optional columns that a plan needs besides the required ones.

    Raises:
        StudyError: the plan names a factor that is not in the catalogue.
    """
    needed: dict[str, frozenset[str]] = {}
    for factor in check_factors(plan.factors):
        for table, columns in factor.columns.items():
            needed[table] = needed.get(table, frozenset()) | columns
    return needed
