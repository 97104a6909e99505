"""Numbers cut by a declared ladder, and how a ratio moves with the cut-off: is "under 30" a finding or a habit?"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from smartstart.statistics import koopman
from smartstart.vault.insight.searching.packing import Integers

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ThresholdCurve:
    """Everybody below a cut-off against everybody from it, for each cut-off of a ladder.

    Attributes:
        cuts: shape (cuts,), the cut-offs, rising; "below" does not include the cut-off itself.
        rows_below, events_below, rows_from, events_from: shape (cuts,), exact counts of known values.
        ratio, lower, upper: shape (cuts,), relative risk of below against from, with 95 % Koopman score limits
            (1984, Biometrics 40:513); `nan` where there is nobody on one side, or no event on either.
    """

    cuts: Floats
    rows_below: Integers
    events_below: Integers
    rows_from: Integers
    events_from: Integers
    ratio: Floats
    lower: Floats
    upper: Floats


def steps_of(ladder: ArrayLike) -> Floats:
    """Return the cut-offs of a declared ladder, shape (cuts,).

    Raises:
        ValueError: there is none, one is not a finite number, or they do not rise.
    """
    cuts = np.asarray(ladder, dtype=np.float64)
    if cuts.ndim != 1 or not cuts.size or not np.isfinite(cuts).all() or (np.diff(cuts) <= 0).any():
        raise ValueError("a ladder is a list of rising finite cut-offs")
    return cuts


def cut(values: ArrayLike, ladder: ArrayLike) -> NDArray[np.uint8]:
    """Return the step of each value on a ladder, shape (rows,): 0 below the first cut-off, 1 from it, and so on.

    A cut-off belongs to the step above it: with ladder (21, 26), 26 is on step 2. A missing value (`nan`) gets a step
    of its own after the others, number cuts + 1.

    Args:
        values: shape (rows,), numbers.
        ladder: shape (cuts,), rising, at most 253 of them.

    Raises:
        ValueError: the ladder is not one, or is too long.
    """
    cuts = steps_of(ladder)
    if cuts.size > 253:
        raise ValueError("a ladder has at most 253 cut-offs")
    numbers = np.asarray(values, dtype=np.float64)
    codes = np.searchsorted(cuts, numbers, side="right").astype(np.uint8)
    codes[np.isnan(numbers)] = cuts.size + 1
    return codes


def threshold_curve(values: ArrayLike, event: NDArray[np.bool_], ladder: ArrayLike) -> ThresholdCurve:
    """Return how the relative risk of "below the cut-off" moves along a ladder.

    Args:
        values: shape (rows,), numbers, or the codes of an ordered factor; rows without one (`nan`) are left out.
        event: shape (rows,), the rows with the outcome.
        ladder: shape (cuts,), rising.

    Raises:
        ValueError: the ladder is not one, or is too long.
    """
    cuts = steps_of(ladder)
    step = cut(values, cuts)
    rows, events = (_up_to(step[chosen], cuts.size) for chosen in (slice(None), event))
    counts: dict[str, Any] = {
        "rows_below": rows[:-1],
        "events_below": events[:-1],
        "rows_from": rows[-1] - rows[:-1],
        "events_from": events[-1] - events[:-1],
    }
    ratios = koopman(counts["events_below"], counts["rows_below"], counts["events_from"], counts["rows_from"])
    return ThresholdCurve(cuts, **counts, ratio=ratios.value, lower=ratios.lower, upper=ratios.upper)


def _up_to(steps: NDArray[np.uint8], cuts: int) -> Integers:
    """Return how many stand on each step or below it, without the missing, shape (cuts + 1,)."""
    numbers: Integers = np.cumsum(np.bincount(steps, minlength=cuts + 2)[: cuts + 1]).astype(np.int64)
    return numbers
