"""Statements as sums of atoms, with the limits that an outsider reads off what is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Sums
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.scope import dates_of
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
        most = {Counted.PERSONS: upper * dates_of(predicate, self.repeats), Counted.HOUSEHOLDS: np.inf}.get(
            counted, upper
        )
        return Told(told, np.ones(told.size), float(lower), float(most))

    def risk(self, predicate: Predicate, lower: float, upper: float, *, half: bool) -> tuple[Told, Told]:
        """Return what a risk per 1,000 between two limits tells: two sums that are at least and at most nought."""
        quiet = self.unknowns(predicate, half=half, events=False)
        both = np.concatenate([quiet, quiet + self.table.atoms])

        def weights(limit: float) -> NDArray[np.float64]:
            share = limit / _PER_1000
            return np.concatenate([np.full(quiet.size, -share), np.full(quiet.size, 1 - share)])

        return Told(both, weights(lower), 0.0, np.inf), Told(both, weights(upper), -np.inf, 0.0)

    def size(self, predicate: Predicate, *, half: bool = False) -> tuple[int, int]:
        """Return the exact rows of a group, and those with the outcome."""
        atoms = self.table.members(predicate, half=half)
        return int(self.table.rows[atoms].sum()), int(self.table.events[atoms].sum())

    def events(self, beside: "Beside") -> int:
        """Return the exact rows with the outcome among the others of a comparison."""
        return int(self.table.events[beside.others - self.table.atoms].sum())

    def beside(self, group: Predicate, others: Predicate, *, half: bool) -> "Beside | None":
        """Return a group and the others it is compared with; nothing where the atoms do not tell them apart."""
        if not self.table.knows(others):
            return None
        mine = self.table.members(group, half=half)
        rest = np.setdiff1d(self.table.members(others, half=half), mine)
        sizes = int(self.table.rows[mine].sum()), int(self.table.rows[rest].sum())
        return Beside(mine + self.table.atoms, rest + self.table.atoms, *sizes) if all(sizes) else None


@dataclass(frozen=True, slots=True)
class Beside:
    """Two groups of which the sizes are known: what a comparison of their risks tells is a sum of events then.

    Attributes:
        group, others: unknowns of the rows with the outcome.
        rows, other_rows: their sizes.
    """

    group: NDArray[np.int64]
    others: NDArray[np.int64]
    rows: int
    other_rows: int

    def ratio(self, lower: float, upper: float) -> tuple[Told, Told]:
        """Return what a ratio of risks between two limits tells: two sums that are at least and at most nought."""
        return self._sum(lower, 0.0, np.inf), self._sum(upper, -np.inf, 0.0)

    def difference(self, lower: float, upper: float) -> Told:
        """Return what a difference of risks per 1,000 between two limits tells."""
        return self._sum(1.0, lower * self.rows / _PER_1000, upper * self.rows / _PER_1000)

    def of_others(self, lower: float, upper: float) -> Told:
        """Return that the others have so many events."""
        return Told(self.others, np.ones(self.others.size), lower, upper)

    def _sum(self, times: float, lower: float, upper: float) -> Told:
        """Return the events of the group minus those it would have at so many times the risk of the others."""
        weight = -times * self.rows / self.other_rows
        weights = np.concatenate([np.ones(self.group.size), np.full(self.others.size, weight)])
        return Told(np.concatenate([self.group, self.others]), weights, lower, upper)


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
