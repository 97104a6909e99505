"""The shape that all interval functions answer in, and the normal quantile they share."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Intervals:
    """Values with two-sided limits, element by element.

    Attributes:
        value, lower, upper: same shape; an infinite limit is `inf`, an undefined value or limit is `nan`.
    """

    value: FloatArray
    lower: FloatArray
    upper: FloatArray


def normal_quantile(level: float) -> float:
    """Return the limit that a standard normal stays within, on both sides of nought, with a given probability.

    Source: the inverse normal distribution of scipy.

    Args:
        level: confidence level.

    Returns:
        z, a float: the standard normal lies between -z and z with probability `level`.

    Raises:
        ValueError: `level` is not between 0 and 1.
    """
    if not 0.0 < level < 1.0:
        raise ValueError("the confidence level must lie between 0 and 1")
    return float(special.ndtri(0.5 + level / 2.0))


def as_counts(*counts: ArrayLike) -> tuple[FloatArray, ...]:
    """Return counts as float arrays of one common shape (exact up to 2**53).

    Raises:
        ValueError: a count is negative, or the shapes do not fit each other.
    """
    arrays = np.broadcast_arrays(*(np.asarray(count, dtype=np.float64) for count in counts))
    if any((array < 0).any() for array in arrays):
        raise ValueError("a count cannot be negative")
    return tuple(arrays)


def as_two_groups(a: ArrayLike, n1: ArrayLike, b: ArrayLike, n2: ArrayLike) -> tuple[FloatArray, ...]:
    """Return a, n1, b, n2 as float arrays of one shape, after the check that events fit in their group.

    Raises:
        ValueError: a count is negative, or there are more events than members.
    """
    arrays = as_counts(a, n1, b, n2)
    if (arrays[0] > arrays[1]).any() or (arrays[2] > arrays[3]).any():
        raise ValueError("a group cannot have more events than members")
    return arrays
