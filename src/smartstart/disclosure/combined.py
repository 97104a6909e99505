"""What two or three conditions do together, from shown counts only: contrast, RERI, AP, synergy, lift.

A reader has the counts of all combinations, as they are shown, and the shown design effect. Everything here is a
function of those, so it tells nothing more; the same numbers follow from the release with pencil and paper.

**Value**: from the shown counts. **Limits** are of chance and of rounding together: every count is divided by the
upper limit of the design effect, so that units of one household count for as many as they tell; the 95 per cent limits
of `statistics.interaction` (MOVER) are taken where each rate is as low and as high as the rounding allows, in all ways;
and the widest of them are the limits. The combinations stay in the order in which they were declared: a reference that
was chosen by looking at the rates would make the limits too narrow (Knol et al. 2011 choose so).
"""

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.rounding import Interval, Shown
from smartstart.release.contents import Statistic
from smartstart.statistics.evidence import of_units
from smartstart.statistics.interaction import additive_interaction
from smartstart.statistics.intervals import Intervals
from smartstart.statistics.mover import mover
from smartstart.statistics.proportions import wilson

OF_RATES = {
    Statistic.CONTRAST: 8,
    Statistic.RERI: 8,
    Statistic.ATTRIBUTABLE: 8,
    Statistic.SYNERGY: 8,
    Statistic.THREE_WAY: 16,
}
"""How many counts: events and size of each combination, neither first and all together last; then a design effect."""

OF_SIZES = {Statistic.LIFT: 4}
"""How many sizes: neither, the second only, the first only, both."""

_PER_1000 = 1000.0
_DECIMALS = 2
_FINEST = 1e-9  # what two machines may differ by is no step up or down

Counts = NDArray[np.float64]


def of_rates(statistic: Statistic, counts: Sequence[Shown], design: float, decimals: int) -> Interval | None:
    """Return a number about the rates of combinations; None where it is undefined for some counts that are possible.

    Args:
        counts: events, size, events, size, …, in the order 00, 01, 10, 11 (000, 001, … for three conditions).
        design: how many times the variance of independent units the variance is; less than one counts as one.
        decimals: of a contrast per 1,000; the others have two.
    """
    found = _all_of(tuple(counts), max(1.0, design)).get(statistic)
    if found is None or not all(np.isfinite(part).all() for part in (found.value, found.lower, found.upper)):
        return None
    places = decimals if statistic in (Statistic.CONTRAST, Statistic.THREE_WAY) else _DECIMALS
    return _rounded(float(found.value[0]), float(found.lower.min()), float(found.upper.max()), places)


def lift(counts: Sequence[Shown]) -> Interval | None:
    """Return how many times as often two conditions go together as two would that have nothing to do with each other.

    That is (both / first) / (second / all). The limits hold every value that the rounding of the sizes allows.

    Args:
        counts: the sizes of neither, the second only, the first only, both.
    """
    neither, second, first, both = counts
    if both.lower <= 0:
        return None
    ends = [(one.lower, one.upper) for one in (neither, second, first)]
    # It rises or falls with each of the other three; with those who have both it may turn, so each number is tried.
    every = np.array(
        [(*three, n) for three in itertools.product(*ends) for n in range(both.lower, both.upper + 1)], np.float64
    )
    value = _lift(np.array([[one.value for one in counts]], np.float64))
    among = _lift(every)
    return _rounded(float(value[0]), float(among.min()), float(among.max()), _DECIMALS)


def _lift(sizes: Counts) -> Counts:
    neither, second, first, both = sizes.T
    found: Counts = both * (neither + second + first + both) / ((both + first) * (both + second))
    return found


@lru_cache(maxsize=64)  # one pair is asked for four numbers
def _all_of(counts: tuple[Shown, ...], design: float) -> dict[Statistic, Intervals]:
    events, sizes = _possible(counts)
    if (sizes <= 0).any():
        return {}
    members, cases = sizes / design, np.minimum(events, sizes) / design
    if len(counts) == OF_RATES[Statistic.THREE_WAY]:
        risks = wilson(cases, members)
        return {Statistic.THREE_WAY: mover(_PER_1000 * _signs(3), risks)}
    shape = (len(members), 2, 2)
    found = additive_interaction(of_units(members.reshape(shape), cases.reshape(shape)), recode=False)
    return {
        Statistic.CONTRAST: found.contrast,
        Statistic.RERI: found.additive.reri,
        Statistic.ATTRIBUTABLE: found.additive.attributable,
        Statistic.SYNERGY: found.additive.synergy,
    }


def _signs(conditions: int) -> Counts:
    """Return the weight of each combination in the contrast: minus one for every condition that is not there."""
    return np.array([(-1.0) ** (conditions - sum(c)) for c in itertools.product((0, 1), repeat=conditions)])


def _possible(counts: Sequence[Shown]) -> tuple[Counts, Counts]:
    """Return events and sizes, shape (ways, combinations): as shown first, then each rate at its lowest and highest."""
    events, sizes = counts[0::2], counts[1::2]
    shown = [(e.value, n.value) for e, n in zip(events, sizes, strict=True)]
    ends = [
        ((e.lower, n.upper), (e.upper, n.lower)) if (e.lower, n.lower) != (e.upper, n.upper) else ((e.value, n.value),)
        for e, n in zip(events, sizes, strict=True)
    ]
    every = np.array([shown, *itertools.product(*ends)], np.float64)
    return every[..., 0], every[..., 1]


def _rounded(value: float, lower: float, upper: float, decimals: int) -> Interval:
    scale = 10**decimals
    return Interval(
        math.floor(value * scale + 0.5 + _FINEST) / scale,
        math.floor(lower * scale + _FINEST) / scale,
        math.ceil(upper * scale - _FINEST) / scale,
    )
