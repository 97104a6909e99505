"""Statements as sums of atoms, with the limits that an outsider reads off what is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Sums
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.release.contents import Counted, Predicate

_PER_1000 = 1000.0


@dataclass(frozen=True, slots=True)
class Told:
    """One sum: its unknowns, the weight of each, and between what it lies."""

    unknowns: NDArray[np.int64]
    weights: NDArray[np.float64]
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns statements on one population into sums.

    Attributes:
        table: the atoms.
        repeats: the most rows that one person can have.
    """

    table: AtomTable
    repeats: int

    def unknowns(
        self, predicate: Predicate, *, half: bool, quiet: bool = True, events: bool = True
    ) -> NDArray[np.int64]:
        """Return the unknowns of a group: rows without the outcome, with it, or both."""
        atoms = self.table.members(predicate, half=half)
        parts = ([atoms] if quiet else []) + ([atoms + self.table.atoms] if events else [])
        return np.concatenate(parts)

    def count(self, predicate: Predicate, counted: Counted, lower: float, upper: float, *, half: bool = False) -> Told:
        """Return what a shown count tells.

        Distinct persons are no sum of atoms; that there are so many says that there are at least as many rows, and
        at most as many as these persons can have. Of families only the first half of that holds.
        """
        told = self.unknowns(predicate, half=half, quiet=counted is not Counted.EVENTS)
        most = {Counted.PERSONS: upper * self.repeats, Counted.HOUSEHOLDS: np.inf}.get(counted, upper)
        return Told(told, np.ones(told.size), float(lower), float(most))

    def risk(self, predicate: Predicate, lower: float, upper: float, *, half: bool) -> tuple[Told, Told]:
        """Return what a risk per 1,000 between two limits tells: two sums that are at least and at most nought."""
        quiet = self.unknowns(predicate, half=half, events=False)
        both = np.concatenate([quiet, quiet + self.table.atoms])

        def weights(limit: float) -> NDArray[np.float64]:
            share = limit / _PER_1000
            return np.concatenate([np.full(quiet.size, -share), np.full(quiet.size, 1 - share)])

        return Told(both, weights(lower), 0.0, np.inf), Told(both, weights(upper), -np.inf, 0.0)


def as_sums(told: Sequence[Told], unknowns: int) -> Sums:
    """Return the sums as one matrix, shape (sums, unknowns)."""
    sizes = np.array([one.unknowns.size for one in told], np.int64)
    pointers = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    weights = sparse.csr_array(
        (
            _joined((one.weights for one in told), np.float64),
            _joined((one.unknowns for one in told), np.int64),
            pointers,
        ),
        shape=(len(told), unknowns),
    )
    return Sums(weights, np.array([one.lower for one in told]), np.array([one.upper for one in told]))


def _joined(parts: Iterable[NDArray[np.generic]], kind: type[np.generic]) -> NDArray[np.generic]:
    found = list(parts)
    return np.concatenate(found) if found else np.zeros(0, kind)


def holds(told: Told, truth: NDArray[np.int64]) -> bool:
    """Return whether the exact counts agree with a sum; they do not when it is about an earlier delivery."""
    value = float(told.weights @ truth[told.unknowns])
    slack = 1e-9 * max(1.0, abs(value))
    return told.lower - slack <= value <= told.upper + slack
