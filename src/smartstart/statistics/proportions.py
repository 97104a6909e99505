"""Limits for one proportion."""

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import Intervals, as_counts, normal_quantile


def wilson(events: ArrayLike, members: ArrayLike, level: float = 0.95) -> Intervals:
    """Return the share with Wilson score limits (Wilson 1927, JASA 22:209), per unit.

    Args:
        events, members: counts, any shapes that broadcast.
        level: confidence level.

    Returns:
        Intervals, as a share, of the shape that the counts broadcast to; an empty group is nan.

    Raises:
        ValueError: a count is negative, or there are more events than members.
    """
    a, n = as_counts(events, members)
    if (a > n).any():
        raise ValueError("a group cannot have more events than members")
    z2 = normal_quantile(level) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        share = a / n
        centre = (a + z2 / 2.0) / (n + z2)
        half = np.sqrt(z2 * (a * (n - a) / n + z2 / 4.0)) / (n + z2)
    # At the edges the limit is the edge itself; arithmetic would leave a rounding error there.
    lower = np.where(a == 0, 0.0, centre - half)
    upper = np.where(a == n, 1.0, centre + half)
    empty = n == 0
    return Intervals(share, np.where(empty, np.nan, lower), np.where(empty, np.nan, upper))
