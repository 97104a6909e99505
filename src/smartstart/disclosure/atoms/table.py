"""The atoms of one population with their exact counts. It stays inside the room."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.release.contents import Predicate


@dataclass(frozen=True, eq=False)
class AtomTable:
    """The population in atoms, as the engine of the room counted it.

    Attributes:
        population: id of the population.
        predicates: which groups can be written as sums of these atoms.
        member: shape (atoms, predicates), bool in compressed rows.
        held: shape (atoms,), bool: the half of the households on which nothing was sought.
        rows, events: shape (atoms,), int64: units at reference dates, and those with the outcome.
        persons, event_persons, quiet_persons: shape (atoms,), int64: distinct persons among the rows, among those
            with and among those without the outcome.
        people, event_people: distinct persons in all of the population, and those with the outcome.
    """

    population: str
    predicates: tuple[Predicate, ...]
    member: sparse.csr_array
    held: NDArray[np.bool_]
    rows: NDArray[np.int64]
    events: NDArray[np.int64]
    persons: NDArray[np.int64]
    event_persons: NDArray[np.int64]
    quiet_persons: NDArray[np.int64]
    people: int
    event_people: int

    @property
    def atoms(self) -> int:
        """How many atoms there are."""
        return int(self.rows.size)

    @property
    def quiet(self) -> NDArray[np.int64]:
        """Rows without the outcome, shape (atoms,)."""
        return self.rows - self.events

    def knows(self, predicate: Predicate) -> bool:
        """Return whether a group is a sum of these atoms."""
        return predicate in self._column

    def members(self, predicate: Predicate, *, half: bool = False) -> NDArray[np.int64]:
        """Return the atoms of a group; with `half`, those of the half that was held back.

        Raises:
            KeyError: the group is no sum of these atoms; see `knows`.
        """
        column, matrix = self._column[predicate], self._by_predicate
        found: NDArray[np.int64] = matrix.indices[matrix.indptr[column] : matrix.indptr[column + 1]].astype(np.int64)
        return found[self.held[found]] if half else found

    def columns(self, predicates: Sequence[Predicate]) -> sparse.csc_array:
        """Return which atoms belong to these groups, shape (atoms, predicates)."""
        return sparse.csc_array(self._by_predicate[:, [self._column[p] for p in predicates]])

    def holding(self, quiet: NDArray[np.int64], events: NDArray[np.int64], repeats: int) -> Self:
        """Return the same atoms with other counts; where they differ, by as few persons as so many rows can be.

        Args:
            quiet, events: shape (atoms,), rows without and with the outcome.
            repeats: the most rows that one person can have.
        """
        rows = quiet + events
        return replace(
            self,
            rows=rows,
            events=events,
            persons=np.where(rows != self.rows, -(-rows // repeats), self.persons),
            event_persons=np.where(events != self.events, -(-events // repeats), self.event_persons),
            quiet_persons=np.where(quiet != self.quiet, -(-quiet // repeats), self.quiet_persons),
        )

    @cached_property
    def _column(self) -> dict[Predicate, int]:
        return {predicate: number for number, predicate in enumerate(self.predicates)}

    @cached_property
    def _by_predicate(self) -> sparse.csc_array:
        return sparse.csc_array(self.member)
