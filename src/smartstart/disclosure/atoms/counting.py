"""Count the atoms of a division: rows, and distinct persons among them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.dividing import Division
from smartstart.disclosure.atoms.table import AtomTable
from smartstart.release.contents import Predicate


def counted(
    division: Division,
    population: str,
    predicates: Sequence[Predicate],
    person: NDArray[np.integer],
    event: NDArray[np.bool_],
) -> AtomTable:
    """Return the atoms with their counts.

    Args:
        person: shape (rows,), a number per person.
        event: shape (rows,), whether the row has the outcome.
    """
    atom, size = division.atom, division.atoms
    return AtomTable(
        population=population,
        predicates=tuple(predicates),
        member=division.member,
        held=division.held,
        rows=_rows(atom, size),
        events=_rows(atom[event], size),
        persons=_distinct(atom, person, size),
        event_persons=_distinct(atom[event], person[event], size),
        quiet_persons=_distinct(atom[~event], person[~event], size),
        people=int(np.unique(person).size),
        event_people=int(np.unique(person[event]).size),
    )


def _rows(atom: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.bincount(atom, minlength=size).astype(np.int64)


def _distinct(atom: NDArray[np.int64], person: NDArray[np.integer], size: int) -> NDArray[np.int64]:
    if not atom.size:
        return np.zeros(size, np.int64)
    people = int(person.max()) + 1
    pairs = np.unique(atom * people + person)
    return _rows(pairs // people, size)
