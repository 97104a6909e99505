"""What is asked to be shown, what is known anyway, and what must stay unknown: one system of sums of atoms.

The unknowns are two per atom: first its rows without the outcome (all atoms), then those with it (all atoms).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.system import Attacker, System, Targets


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
        beyond: how many of the unknowns are rows that only earlier releases have; those come last.
        changed: whether the rows differ from those of an earlier release.
    """

    truth: NDArray[np.int64]
    asked: Sums
    statement: NDArray[np.int64]
    cost: NDArray[np.float64]
    withheld: NDArray[np.bool_]
    background: Sums
    targets: Targets
    beyond: int = 0
    changed: bool = False

    @property
    def statements(self) -> int:
        """How many statements are asked."""
        return int(self.cost.size)

    def system(self, withheld: NDArray[np.bool_], attacker: Attacker = Attacker.E) -> System:
        """Return what an outsider knows when these statements are withheld; shape (statements,), bool.

        Of a cell that is withheld, the outsider `E` is taken to know that it is not empty, if it is not. Of the atoms
        within it nobody knows that: they are groups that no statement names.
        """
        told = ~withheld[self.statement]
        present = np.flatnonzero(~told & self.filled) if attacker is Attacker.E else np.zeros(0, np.int64)
        parts = (self.background.weights, self.asked.weights[told], self.asked.weights[present])
        return System(
            sums=sparse.csr_array(sparse.vstack(parts, format="csr")),
            lower=np.concatenate([self.background.lower, self.asked.lower[told], np.ones(present.size)]),
            upper=np.concatenate([self.background.upper, self.asked.upper[told], np.full(present.size, np.inf)]),
            truth=self.truth,
            most=np.full(self.truth.size, np.inf),
            occupied=np.zeros(self.truth.size, np.bool_),
        )

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Tell which sums are counts that are not nought: an outsider may know that a withheld cell is not empty."""
        counts = np.asarray(self.asked.weights.min(axis=1).todense()).ravel() >= 0
        counts &= self.asked.upper < np.inf
        filled: NDArray[np.bool_] = counts & (self.asked.weights @ self.truth >= 1)
        return filled
