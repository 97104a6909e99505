"""Is there any group to describe: known as soon as the cohort is there, and told before the long work."""

import numpy as np

from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vocabulary.errors import DataError


def require_describable(cohort: CodedCohort) -> None:
    """Refuse a cohort in which no factor tells rows apart: "no group stood out" would be said of nothing.

    Raises:
        DataError: every factor that may describe a group is not known anywhere, or has one value in all rows.
    """
    factors = [factor for factor in cohort.factors if not factor.withheld_as_condition]
    if not any(map(_tells_apart, factors)):
        raise DataError(
            "Er is te weinig om iets te zeggen: met deze factoren is geen enkele groep te beschrijven. Elke factor is "
            "nergens bekend, of heeft overal dezelfde waarde.",
            where=", ".join(factor.dimension.name for factor in factors),
            expected="ten minste één factor waarvan meer dan één waarde voorkomt",
            mend="kijk of de kolommen en codes kloppen, of neem er een factor bij",
        )


def _tells_apart(factor: CodedFactor) -> bool:
    """Return whether some known level holds for some rows and not for others."""
    levels = factor.dimension.levels
    rows = np.bincount(factor.codes, minlength=len(levels))
    return any(0 < count < factor.codes.size for count, level in zip(rows, levels, strict=True) if not level.missing)
