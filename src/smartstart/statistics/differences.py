"""The risk difference of two groups with hybrid score limits."""

import numpy as np
from numpy.typing import ArrayLike

from smartstart.statistics.intervals import Intervals, as_two_groups
from smartstart.statistics.proportions import wilson


def newcombe(a: ArrayLike, n1: ArrayLike, b: ArrayLike, n2: ArrayLike, level: float = 0.95) -> Intervals:
    """Return a / n1 - b / n2 with hybrid score limits (Newcombe 1998, Stat Med 17:873, method 10), per unit.

    Args:
        a, n1: events and members of the group; b, n2: of the reference. Any shapes that broadcast.
        level: confidence level.

    Returns:
        Intervals: nan where a group is empty.

    Raises:
        ValueError: a count is negative, or there are more events than members.
    """
    a_, n1_, b_, n2_ = as_two_groups(a, n1, b, n2)
    first, second = wilson(a_, n1_, level), wilson(b_, n2_, level)
    difference = first.value - second.value
    down = np.hypot(first.value - first.lower, second.upper - second.value)
    up = np.hypot(first.upper - first.value, second.value - second.lower)
    return Intervals(difference, difference - down, difference + up)
