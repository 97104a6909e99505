"""What is asked to be shown, what is known anyway, and what must stay unknown: one system of sums of atoms.

The unknowns are two per atom: first its rows without the outcome (all atoms), then those with it (all atoms).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.system import System, Targets


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Weighted sums of the unknowns, each within limits.

    Attributes:
        weights: shape (sums, unknowns), float64 in compressed rows.
        lower, upper: shape (sums,).
    """

    weights: sparse.csr_array
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Which statements may be shown together?

    Attributes:
        truth: shape (unknowns,), int64.
        asked: the sums that outsiders would know, if all statements were shown.
        statement: shape (asked sums,), int64: the number of the statement that tells each sum.
        cost: shape (statements,), what withholding a statement costs; nought where it was withheld already.
        withheld: shape (statements,), bool: withheld by a rule; these never come back.
        background: sums that are known whatever is decided: earlier releases, open figures.
        targets: what must stay unknown.
    """

    truth: NDArray[np.int64]
    asked: Sums
    statement: NDArray[np.int64]
    cost: NDArray[np.float64]
    withheld: NDArray[np.bool_]
    background: Sums
    targets: Targets

    @property
    def statements(self) -> int:
        """How many statements are asked."""
        return int(self.cost.size)

    def system(self, withheld: NDArray[np.bool_]) -> System:
        """Return what an outsider knows when these statements are withheld; shape (statements,), bool."""
        told = ~withheld[self.statement]
        return System(
            sums=sparse.csr_array(sparse.vstack([self.background.weights, self.asked.weights[told]], format="csr")),
            lower=np.concatenate([self.background.lower, self.asked.lower[told]]),
            upper=np.concatenate([self.background.upper, self.asked.upper[told]]),
            truth=self.truth,
            most=np.full(self.truth.size, np.inf),
        )
