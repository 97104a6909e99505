"""The relative risk of two groups with score limits."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import FloatArray, Intervals, as_two_groups, normal_quantile

Table = tuple[FloatArray, FloatArray, FloatArray, FloatArray]  # a, n1, b, n2

_PRECISION = 1e-13  # of log R
_WIDENINGS = 24  # doublings of the first guess; three are many


def koopman(a: ArrayLike, n1: ArrayLike, b: ArrayLike, n2: ArrayLike, level: float = 0.95) -> Intervals:
    """Return the relative risk (a / n1) / (b / n2) with Koopman's score limits (1984, Biometrics 40:513).

    A limit is the ratio R at which the score statistic reaches the normal quantile, found for all groups at once by
    Chandrupatla's bracketing on log R. (The closed form, a root of a cubic, loses digits in a country's counts and
    fails where everybody in the reference has the event.)

    Args:
        a, n1: events and members of the group; b, n2: of the reference. Any shapes that broadcast.
        level: confidence level.

    Returns:
        Intervals: a = 0 gives [0, U]; b = 0 gives value inf and [L, inf]; both 0, or an empty group, gives nan.

    Raises:
        ValueError: a count is negative, or there are more events than members.
    """
    a_, n1_, b_, n2_ = as_two_groups(a, n1, b, n2)
    z = normal_quantile(level)
    undefined = (n1_ == 0) | (n2_ == 0) | ((a_ == 0) & (b_ == 0))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        value = (a_ / n1_) / (b_ / n2_)
    lower, upper = np.zeros(value.shape), np.full(value.shape, np.inf)
    for limit, target, known in ((lower, z, a_ > 0), (upper, -z, b_ > 0)):
        wanted = known & ~undefined
        limit[wanted] = _limit((a_[wanted], n1_[wanted], b_[wanted], n2_[wanted]), target)
    return Intervals(*(np.where(undefined, np.nan, part) for part in (value, lower, upper)))


def score_statistic(a: FloatArray, n1: FloatArray, b: FloatArray, n2: FloatArray, ratio: FloatArray) -> FloatArray:
    """Return Koopman's signed statistic (1984): how far the data lie above `ratio`, in standard errors under it.

    The two risks under the ratio are their maximum-likelihood values: the smaller root of a quadratic, written
    so that no two nearly equal numbers are subtracted.

    Args:
        a, n1: events and members of the group; b, n2: of the reference, all of one shape.
        ratio: relative risks to try, of that shape, above 0.

    Returns:
        Of that shape; its square is a chi-square with one degree of freedom.
    """
    quadratic = (n1 + n2) * ratio
    linear = ratio * (n1 + b) + a + n2
    constant = a + b
    root = np.sqrt(np.maximum(linear**2 - 4.0 * quadratic * constant, 0.0))
    p2 = 2.0 * constant / (linear + root)
    p1 = ratio * p2
    variance = p1 * np.maximum(1.0 - p1, 0.0) / n1 + ratio**2 * p2 * np.maximum(1.0 - p2, 0.0) / n2
    distance = a / n1 - ratio * b / n2
    # Where all units have the event, a ratio of exactly 1 fits without distance and without variance.
    statistic: FloatArray = np.where((distance == 0) & (variance == 0), 0.0, distance / np.sqrt(variance))
    return statistic


def _limit(table: Table, target: float) -> FloatArray:
    """Return the ratio at which the statistic, which falls with the ratio, equals `target`. Shapes: (groups,)."""
    from scipy.optimize import elementwise  # slow to import, and most users of this package need no ratio

    def above(log_ratio: FloatArray, *table: FloatArray) -> FloatArray:
        a, n1, b, n2 = table
        return score_statistic(a, n1, b, n2, np.exp(log_ratio)) - target

    a, n1, b, n2 = table
    spread = np.sqrt(1.0 / (a + 0.5) + 1.0 / (b + 0.5))
    guess = np.log((a + 0.5) / (n1 + 0.5)) - np.log((b + 0.5) / (n2 + 0.5)) - target * spread
    low = _widened(above, guess - spread / 4.0, -spread, table)
    high = _widened(above, guess + spread / 4.0, spread, table)
    found = elementwise.find_root(
        above, (low, high), args=table, tolerances={"xatol": _PRECISION, "xrtol": _PRECISION, "fatol": 0, "frtol": 0}
    )
    if not found.success.all():
        raise ArithmeticError("a score limit was not found: the counts may be larger than a float holds exactly")
    limit: FloatArray = np.exp(found.x)
    return limit


def _widened(above: Callable[..., FloatArray], edge: FloatArray, step: FloatArray, table: Table) -> FloatArray:
    """Move each edge outward (in the direction of its step) until the statistic lies on that side of its target."""
    outward = np.sign(step)
    for _ in range(_WIDENINGS):
        short = np.flatnonzero(above(edge, *table) * outward > 0)
        if not short.size:
            break
        edge[short] += step[short]
        step = step * 2.0
    return edge
