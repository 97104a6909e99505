"""How unknown every target must stay, as moves away from its exact value."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.system import Targets

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Protection levels.

    Attributes:
        sums: shape (targets, unknowns), noughts and ones in compressed rows.
        up, down: shape (targets,), how far above and below its exact value an outsider must think each possible.
        width: shape (targets,), how far apart the two must be.
    """

    sums: sparse.csr_array
    up: Floats
    down: Floats
    width: Floats

    @classmethod
    def of(cls, targets: Targets, truth: NDArray[np.int64]) -> "Levels":
        """Return the levels of the policy: a least width, and a least upper limit."""
        value = targets.sums @ truth.astype(np.float64)
        up = np.maximum(targets.reach - value, 0.0)
        return cls(targets.sums, up, np.zeros(up.size), np.maximum(targets.width, 0.0))

    @classmethod
    def share(cls, sums: sparse.csr_array, truth: NDArray[np.int64], share: float) -> "Levels":
        """Return levels as in tau-ARGUS: this share of the value, above and below it."""
        level = share * (sums @ truth.astype(np.float64))
        return cls(sums, level, level, 2 * level)
