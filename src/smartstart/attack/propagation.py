"""Bounds that follow from sums alone, pushed on until nothing moves: arithmetic with pencil and paper, for thousands.

In a sum of groups that is nought (parts minus their whole), each group is at most what the others leave, and at least
what they need. Every group's limits narrow by every sum that it is in, again and again.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_ROUNDS = 50


class EmptyError(ValueError):
    """No numbers fit."""


def narrowed(
    sums: sparse.csr_array, lower: NDArray[np.float64], upper: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return narrower limits of each unknown.

    Args:
        sums: shape (sums, unknowns); every sum is nought.
        lower, upper: shape (unknowns,); `upper` may be infinite.

    Raises:
        EmptyError: the limits contradict each other.
    """
    entries = sparse.coo_array(sums)
    rows, columns, weights = entries.coords[0], entries.coords[1], entries.data
    for _ in range(_ROUNDS):
        least, most = _once(rows, columns, weights, sums.shape[0], lower, upper)
        if (least > most + 1e-6).any():
            raise EmptyError
        if (least <= lower).all() and (most >= upper).all():
            break
        lower, upper = np.maximum(lower, least), np.minimum(upper, most)
    return lower, upper


def _once(
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    weights: NDArray[np.float64],
    count: int,
    lower: NDArray[np.float64],
    upper: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Narrow every unknown by every sum once."""
    up = weights > 0
    small = np.where(up, weights * lower[columns], weights * upper[columns])  # least each entry can bring
    large = np.where(up, weights * upper[columns], weights * lower[columns])
    others_least = _others(rows, small, count)
    others_most = _others(rows, large, count)
    with np.errstate(invalid="ignore"):
        ends = np.sort(np.stack([-others_most / weights, -others_least / weights]), axis=0)
    least, most = lower.copy(), upper.copy()
    np.maximum.at(least, columns, np.ceil(ends[0] - 1e-6))
    np.minimum.at(most, columns, np.floor(ends[1] + 1e-6))
    return least, most


def _others(rows: NDArray[np.intp], values: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Return for each entry the sum of the other entries in its row, where some may be infinite."""
    infinite = np.isinf(values)
    finite = np.where(infinite, 0.0, values)
    total = np.bincount(rows, finite, count)[rows] - finite
    many = np.bincount(rows, infinite, count)[rows] - infinite
    sign = np.sign(values[infinite][0]) if infinite.any() else 1.0
    return np.where(many > 0, sign * np.inf, total)
