"""The relative risk of two groups with score limits."""

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import FloatArray, Intervals, as_two_groups, normal_quantile

_FURTHEST = 45.0  # |log R| beyond any ratio of counts that fit in 2**53
_HALVINGS = 64  # 90 / 2**64: below the precision of a float


def koopman(a: ArrayLike, n1: ArrayLike, b: ArrayLike, n2: ArrayLike, level: float = 0.95) -> Intervals:
    """Return the relative risk (a / n1) / (b / n2) with Koopman's score limits (1984, Biometrics 40:513).

    A limit is the ratio R at which the score statistic reaches the normal quantile, found by bisection on log R
    for all groups at once.

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
        lower = np.where(a_ == 0, 0.0, _limit(a_, n1_, b_, n2_, z))
        upper = np.where(b_ == 0, np.inf, _limit(a_, n1_, b_, n2_, -z))
    return Intervals(*(np.where(undefined, np.nan, part) for part in (value, lower, upper)))


def score_statistic(a: FloatArray, n1: FloatArray, b: FloatArray, n2: FloatArray, ratio: FloatArray) -> FloatArray:
    """Return Koopman's signed statistic: how far the data lie above `ratio`, in standard errors under it.

    The two risks under the ratio are their maximum-likelihood values: the smaller root of a quadratic, written
    so that no two nearly equal numbers are subtracted.
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


def _limit(a: FloatArray, n1: FloatArray, b: FloatArray, n2: FloatArray, target: float) -> FloatArray:
    """Return the ratio at which the statistic, which falls with the ratio, equals `target`."""
    low = np.full(a.shape, -_FURTHEST)
    high = np.full(a.shape, _FURTHEST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        above = score_statistic(a, n1, b, n2, np.exp(middle)) > target
        low = np.where(above, middle, low)
        high = np.where(above, high, middle)
    limit: FloatArray = np.exp((low + high) / 2.0)
    return limit
