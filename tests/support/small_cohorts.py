"""Small coded cohorts for tests: from given codes, or drawn at random."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from smartstart.release.contents import Dimension, Level, Origin
from smartstart.vault.coded import CodedCohort, CodedFactor, CodedOutcome, OutcomeKind


def cohort_of(
    factors: Mapping[str, tuple[int, Any]],
    event: Any,
    *,
    household: Any = None,
    ordered: tuple[str, ...] = (),
    extra: tuple[CodedFactor, ...] = (),
    kind: OutcomeKind = OutcomeKind.BINARY,
) -> CodedCohort:
    """Return a cohort of one date; factors as name -> (number of levels, codes), every row a household unless given."""
    happened = np.asarray(event, dtype=np.int32)
    rows = np.arange(happened.size, dtype=np.int32)
    coded = tuple(
        CodedFactor(_dimension(name, levels, name in ordered), np.asarray(codes, dtype=np.uint8))
        for name, (levels, codes) in factors.items()
    )
    return CodedCohort(
        unit="kind",
        units="kinderen",
        factors=(*coded, *extra),
        places=(),
        outcome=CodedOutcome("uitkomst", "Uitkomst", "dit meemaakten", kind, happened, np.where(happened, 1, -1)),
        person=rows,
        household=rows if household is None else np.asarray(household, dtype=np.int32),
        reference=np.zeros(rows.size, dtype=np.uint8),
        reference_dates=(date(2020, 1, 1),),
        window_months=12,
        drop_off=(),
        origin=Origin.INVENTED,
    )


def random_cohort(seed: int, rows: int, *, duplicate: bool = False) -> CodedCohort:
    """Return a cohort with four or five dependent factors, ordered ones among them, and households of a few rows."""
    rng = np.random.default_rng(seed)
    a = rng.integers(0, 3, rows)
    b = np.where(rng.random(rows) < 0.6, np.minimum(a, 1), rng.integers(0, 2, rows))
    c = rng.integers(0, 5, rows)
    d = np.where(a == 2, 1, rng.integers(0, 2, rows))
    factors = {"c_ordered": (5, c), "a_plain": (3, a), "d_tied": (2, d), "b_tied": (2, b)}
    if duplicate:
        factors["e_same_as_a"] = (3, a)
    event = rng.random(rows) < 0.1 + 0.3 * (a == 1) * (c < 2)
    return cohort_of(factors, event, household=rng.integers(0, max(rows // 3, 1), rows), ordered=("c_ordered",))


def _dimension(name: str, levels: int, ordered: bool) -> Dimension:
    codes = tuple(Level(code=str(number), label=f"{name} {number}") for number in range(levels))
    return Dimension(name=name, title=name, ordered=ordered, levels=codes)
