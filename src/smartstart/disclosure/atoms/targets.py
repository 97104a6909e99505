"""What must stay unknown: withheld cells, and every group that follows from the definitions and is too small.

Four kinds: counts that a rule withheld for being small; atoms with too few persons; groups that are too small
themselves; and what two groups have in common or do not share, where that is too small. Each of them as rows, as rows
with the outcome and as rows without it. A group of some rows at several dates is small when so many rows are the dates
of fewer persons than the threshold, at the number of rows that a person has on average: that number is shown, so an
outsider can reckon with it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.audit.system import Targets
from smartstart.release.contents import Predicate

_SEED = 7_919


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least number of persons, and how many rows and events that is.

    Attributes:
        persons: the threshold.
        rows, events: the same in rows and in rows with the outcome, at the average number per person.
    """

    persons: int
    rows: int
    events: int

    @classmethod
    def of(cls, persons: int, table: AtomTable) -> "Threshold":
        """Return the threshold for a population."""
        return cls(
            persons,
            math.ceil(persons * max(1.0, table.rows.sum() / max(1, table.people))),
            math.ceil(persons * max(1.0, table.events.sum() / max(1, table.event_people))),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A withheld count: its unknowns, and whether they are rows or events."""

    unknowns: NDArray[np.int64]
    of_events: bool


def targets(table: AtomTable, predicates: Sequence[Predicate], cells: Sequence[Cell], least: Threshold) -> Targets:
    """Return everything that must stay unknown.

    Args:
        predicates: the groups that are asked for or were shown before.
        cells: withheld counts that are too small themselves.
    """
    parts = [
        *_atoms(table, least),
        *_pairs(table, predicates, least),
        *_cells(cells, 2 * table.atoms, least),
    ]
    sums = sparse.csr_array(sparse.vstack([p[0] for p in parts], format="csr"))
    reach = np.concatenate([np.full(p[0].shape[0], float(p[1])) for p in parts])
    kept = _distinct(sums, reach)
    return Targets(sparse.csr_array(sums[kept]), reach[kept], reach[kept])


_Part = tuple[sparse.csr_array, int]


def _atoms(table: AtomTable, least: Threshold) -> list[_Part]:
    size = table.atoms
    kinds = (
        (table.persons, (0, size), least.rows),
        (table.event_persons, (size,), least.events),
        (table.quiet_persons, (0,), least.rows),
    )
    return [
        (_chosen(np.flatnonzero((persons > 0) & (persons < least.persons)), shifts, 2 * size), reach)
        for persons, shifts, reach in kinds
    ]


def _chosen(atoms: NDArray[np.int64], shifts: tuple[int, ...], unknowns: int) -> sparse.csr_array:
    columns = np.concatenate([atoms + shift for shift in shifts])
    rows = np.tile(np.arange(atoms.size), len(shifts))
    return sparse.csr_array((np.ones(columns.size), (rows, columns)), shape=(atoms.size, unknowns))


def _pairs(table: AtomTable, predicates: Sequence[Predicate], least: Threshold) -> list[_Part]:
    """Return each group, what two of them share, and what only one of them has, where that is small."""
    groups = sparse.csr_array(table.columns(predicates).T, dtype=np.float64)
    found: list[_Part] = []
    for counts, reach, kind in (
        (table.rows, least.rows, "rows"),
        (table.events, least.events, "events"),
        (table.quiet, least.rows, "quiet"),
    ):
        weights = counts.astype(np.float64)
        for group in (_small_themselves(groups, weights, reach), *_small_pairs(groups, weights, reach)):
            found.append((_of_kind(group, kind), reach))
    return found


def _small_themselves(groups: sparse.csr_array, counts: NDArray[np.float64], reach: int) -> sparse.csr_array:
    """Return the groups that are small, whether or not anybody asked for this number of them."""
    size = groups @ counts
    return sparse.csr_array(groups[(size > 0) & (size < reach)])


def _small_pairs(groups: sparse.csr_array, counts: NDArray[np.float64], reach: int) -> list[sparse.csr_array]:
    """Return the small shared parts and remainders of two groups, as atoms; shape (found, atoms) each."""
    weighted = groups.multiply(counts[np.newaxis, :]).tocsr()
    shared = sparse.coo_array(weighted @ groups.T)
    size = weighted.sum(axis=1)
    first, second, both = shared.row, shared.col, shared.data
    small = []
    share = (first < second) & (both > 0) & (both < reach) & (both < size[first]) & (both < size[second])
    small.append(_product(groups, first[share], second[share]))
    rest = size[first] - both
    left = (first != second) & (rest > 0) & (rest < reach) & (both > 0)
    mine = groups[first[left]]
    small.append(sparse.csr_array(mine - _product(groups, first[left], second[left])))
    for part in small:
        part.eliminate_zeros()
    return small


def _product(groups: sparse.csr_array, first: NDArray[np.int32], second: NDArray[np.int32]) -> sparse.csr_array:
    return sparse.csr_array(groups[first].multiply(groups[second]))


def _of_kind(atoms: sparse.csr_array, kind: str) -> sparse.csr_array:
    """Return groups of atoms as groups of unknowns: all rows, those with the outcome, or those without."""
    none = sparse.csr_array(atoms.shape)
    parts = {"rows": (atoms, atoms), "events": (none, atoms), "quiet": (atoms, none)}[kind]
    return sparse.csr_array(sparse.hstack(parts, format="csr"))


def _cells(cells: Sequence[Cell], unknowns: int, least: Threshold) -> list[_Part]:
    found = []
    for of_events, reach in ((False, least.rows), (True, least.events)):
        chosen = [c.unknowns for c in cells if c.of_events is of_events]
        sizes = [c.size for c in chosen]
        columns = np.concatenate(chosen) if chosen else np.zeros(0, np.int64)
        pointers = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])
        found.append(
            (sparse.csr_array((np.ones(columns.size), columns, pointers), shape=(len(chosen), unknowns)), reach)
        )
    return found


def _distinct(sums: sparse.csr_array, reach: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return one of each group that came more than once, with its largest threshold; empty groups are left out."""
    random = np.random.default_rng(_SEED).random((sums.shape[1], 2))
    keys = np.round(sums @ random, 9)
    order = np.lexsort((-reach, keys[:, 1], keys[:, 0]))
    new = np.ones(order.size, np.bool_)
    new[1:] = (keys[order[1:]] != keys[order[:-1]]).any(axis=1)
    kept = np.sort(order[new])
    filled: NDArray[np.int64] = kept[np.diff(sums.indptr)[kept] > 0]
    return filled
