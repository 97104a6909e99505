"""Limits that follow without a solver: from each sum, and what all its other atoms can be at the least or the most.

They enclose the true interval, so a target that is too narrow by them is too narrow for certain.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.shifted import Floats, Shifted

_ROUNDS = 3


def enclosed(system: Shifted, parts: sparse.csr_array) -> tuple[Floats, Floats]:
    """Return how far each part can move down and up at most, as far as single sums tell; shape (parts,) each."""
    for _ in range(_ROUNDS):
        system = _tightened(system)
    down, up = parts @ system.down, parts @ system.up
    least, most = _activity(system)
    held = sparse.coo_array(parts @ _plain_rows(system.sums).T)
    size = np.diff(parts.indptr)
    inside = held.data == size[held.coords[0]]
    part, row = held.coords[0][inside], held.coords[1][inside]
    # What the rest of the sum can be at the least bounds the part from above; infinities cancel to "no limit".
    with np.errstate(invalid="ignore"):
        above = system.upper[row] - (least[row] - down[part])
        below = system.lower[row] - (most[row] - up[part])
    tight_down, tight_up = down.copy(), up.copy()
    np.minimum.at(tight_up, part, np.where(np.isnan(above), np.inf, above))
    np.maximum.at(tight_down, part, np.where(np.isnan(below), -np.inf, below))
    return tight_down, tight_up


def unlimited(system: Shifted) -> NDArray[np.bool_]:
    """Tell which atoms can move up without end whatever all others do: no sum limits them from above."""
    sums = system.sums
    limit = np.where(sums.data > 0, _along(system.upper, sums), _along(system.lower, sums))
    held = np.bincount(sums.indices[np.isfinite(limit)], minlength=sums.shape[1]) > 0
    return np.isposinf(system.up) & ~held


def _along(limit: Floats, sums: sparse.csr_array) -> Floats:
    """Return the limit of its sum for every weight that is not nought, in the order of `sums.data`."""
    return np.repeat(limit, np.diff(sums.indptr))


def _activity(system: Shifted) -> tuple[Floats, Floats]:
    """Return the least and the most that each sum can be by the limits of its atoms alone."""
    positive, negative = system.sums.maximum(0), system.sums.minimum(0)
    return _product(positive, system.down) + _product(negative, system.up), _product(positive, system.up) + _product(
        negative, system.down
    )


def _product(sums: sparse.csr_array, limit: Floats) -> Floats:
    """Return the sums of these limits; a sum over an infinite limit is infinite, to the side of that limit."""
    value: Floats = sums @ np.where(np.isinf(limit), 0.0, limit)
    side = sums @ np.where(np.isinf(limit), np.sign(limit), 0.0)
    value[side > 0], value[side < 0] = np.inf, -np.inf
    return value


def _plain_rows(sums: sparse.csr_array) -> sparse.csr_array:
    """Return the sums with only noughts and ones; the others as empty rows."""
    rows = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    weighted = np.bincount(rows[sums.data != 1], minlength=sums.shape[0]) > 0
    return sparse.csr_array(sparse.diags_array((~weighted).astype(np.float64)) @ sums)


def _tightened(system: Shifted) -> Shifted:
    """Return the system with narrower limits of its atoms, from each sum and the limits of its other atoms."""
    sums = system.sums
    rows, atoms, weight = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr)), sums.indices, sums.data
    least, most = _activity(system)
    low, high = system.down[atoms], system.up[atoms]
    own_least, own_most = np.where(weight > 0, low, high) * weight, np.where(weight > 0, high, low) * weight
    with np.errstate(invalid="ignore"):
        above = (system.upper[rows] - (least[rows] - own_least)) / weight
        below = (system.lower[rows] - (most[rows] - own_most)) / weight
    up_limit, down_limit = np.where(weight > 0, above, below), np.where(weight > 0, below, above)
    down, up = system.down.copy(), system.up.copy()
    np.minimum.at(up, atoms, np.where(np.isnan(up_limit), np.inf, up_limit))
    np.maximum.at(down, atoms, np.where(np.isnan(down_limit), -np.inf, down_limit))
    return Shifted(sums, system.lower, system.upper, np.minimum(down, 0.0), np.maximum(up, 0.0))
