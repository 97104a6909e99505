"""A system seen from the truth: every unknown is how far a count may lie from what it is.

Seen so, the truth is nought everywhere, an exactly shown sum may not move at all, and numbers stay small however large
the counts are. Whatever is forced is forced to the truth, so what is known for certain is simply left out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.effort import contradiction
from smartstart.disclosure.audit.system import Attacker, System

Floats = NDArray[np.float64]
TOLERANCE = 1e-6  # of a person: counts are whole, so nothing that matters is smaller


@dataclass(frozen=True, slots=True, eq=False)
class Shifted:
    """Sums of moves within limits.

    Attributes:
        sums: shape (sums, atoms), float64.
        lower, upper: shape (sums,), at most and at least nought.
        down, up: shape (atoms,), how far each atom can move: at most nought, at least nought (infinite: no limit).
    """

    sums: sparse.csr_array
    lower: Floats
    upper: Floats
    down: Floats
    up: Floats


def shifted(system: System, attacker: Attacker) -> Shifted:
    """Return the system seen from its truth.

    Raises:
        GateRefusal: the truth does not satisfy the system, or is not made of whole counts of nought or more.
    """
    truth = system.truth.astype(np.float64)
    sums = sparse.csr_array(system.sums, dtype=np.float64, copy=True)
    sums.sum_duplicates()
    sums.eliminate_zeros()
    value = sums @ truth
    # Rounding of long weighted sums is not a contradiction; sums of whole counts are exact far beyond our numbers.
    slack = TOLERANCE + 1e-12 * (abs(sums) @ truth)
    outside = (value < system.lower - slack) | (value > system.upper + slack)
    wrong = (system.truth < 0) | (truth > system.most) | np.isnan(system.most)
    unclear = np.isnan(system.lower) | np.isnan(system.upper) | np.isnan(value)
    if outside.any() or wrong.any() or unclear.any():
        raise contradiction()
    lower, upper = np.minimum(system.lower - value, 0.0), np.maximum(system.upper - value, 0.0)
    lower[lower > -slack], upper[upper < slack] = 0.0, 0.0
    scale = 1.0 / _largest_weight(sums)  # so that one tolerance means the same in every row
    sums = sparse.csr_array(sparse.diags_array(scale) @ sums)
    return Shifted(sums, lower * scale, upper * scale, system.least(attacker) - truth, np.floor(system.most) - truth)


def _largest_weight(sums: sparse.csr_array) -> Floats:
    largest = np.ones(sums.shape[0])
    filled = np.flatnonzero(np.diff(sums.indptr))
    if filled.size:
        largest[filled] = np.maximum.reduceat(np.abs(sums.data), sums.indptr[filled])
    return largest
