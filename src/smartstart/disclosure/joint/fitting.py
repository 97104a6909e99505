"""A table of whole counts beyond the present rows that fits what kindred releases showed.

The room no longer knows the true one. Any that fits will do: what an outsider can work out does not depend on which
of the possible tables is the true one.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

_NODES = 20_000
_FITTED = 0


def fitted(
    weights: sparse.csr_array, lower: NDArray[np.float64], upper: NDArray[np.float64]
) -> NDArray[np.int64] | None:
    """Return whole numbers, nought or more, whose sums lie between the limits; None where none were found.

    Args:
        weights: shape (sums, unknowns); lower, upper: shape (sums,).
    """
    unknowns = weights.shape[1]
    if (upper < 0).any() or (lower > upper).any():
        return None
    if not unknowns:
        return np.zeros(0, np.int64) if (lower <= 0).all() else None
    found = milp(
        np.zeros(unknowns),
        integrality=np.ones(unknowns),
        bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(sparse.csc_array(weights), lower, upper),
        options={"node_limit": _NODES},
    )
    if found.status != _FITTED or found.x is None:
        return None
    whole = np.round(found.x).astype(np.int64)
    sums = weights @ whole
    return whole if ((sums >= lower) & (sums <= upper)).all() else None


def fitted_together(
    weights: sparse.csr_array, lower: NDArray[np.float64], upper: NDArray[np.float64], of: NDArray[np.int64], parts: int
) -> tuple[NDArray[np.int64], Sequence[int]]:
    """Return whole numbers that fit as many parts as possible, taken in order, and which parts those are.

    Args:
        of: shape (sums,), the part that each sum belongs to; parts: how many there are.
    """
    kept: list[int] = []
    values = fitted(weights, lower, upper)
    if values is not None:
        return values, range(parts)
    values = np.zeros(weights.shape[1], np.int64)
    for part in range(parts):
        rows = np.flatnonzero(np.isin(of, [*kept, part]))
        tried = fitted(sparse.csr_array(weights[rows]), lower[rows], upper[rows])
        if tried is not None:
            values, kept = tried, [*kept, part]
    return values, kept
