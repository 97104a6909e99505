"""Divide rows into atoms: rows that no statement can tell apart belong to one atom.

First the levels of each dimension that always occur in the same conditions are merged, then rows are put together by
what is left, and last the groups to which the same predicates apply. The order matters for the size only: after the
first step a million rows are a few thousand combinations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.release.contents import Dimension, Predicate

_SEED = 4_099


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """Which atom each row belongs to, and which predicates hold for each atom.

    Attributes:
        atom: shape (rows,), int64.
        member: shape (atoms, predicates), bool in compressed rows.
        held: shape (atoms,), bool: rows of the half of the households on which nothing was sought.
    """

    atom: NDArray[np.int64]
    member: sparse.csr_array
    held: NDArray[np.bool_]

    @property
    def atoms(self) -> int:
        """How many atoms there are."""
        return int(self.held.size)


@dataclass(frozen=True, slots=True, eq=False)
class _Classes:
    """The merged levels of one dimension: the class of each level, and per condition which classes it holds for."""

    of_level: NDArray[np.int64]
    holds: NDArray[np.bool_]
    number: Mapping[frozenset[str], int]


def divide(
    predicates: Sequence[Predicate],
    dimensions: Sequence[Dimension],
    columns: Mapping[str, NDArray[np.integer]],
    held: NDArray[np.bool_],
) -> Division:
    """Return the division of rows that the predicates make.

    Args:
        predicates: over `dimensions`, all with known levels.
        dimensions: with all their levels.
        columns: per dimension shape (rows,), the index of the level of each row.
        held: shape (rows,), the half that was held back; both halves have atoms of their own.
    """
    classes = {d.name: _merged(d, predicates) for d in dimensions}
    classes = {name: found for name, found in classes.items() if found.number}
    key = held.astype(np.int64)
    for name, merged in classes.items():
        code = merged.of_level[columns[name]]
        _, key = np.unique(key * (merged.of_level.max() + 1) + code, return_inverse=True)
    _, first, combination = np.unique(key, return_index=True, return_inverse=True)
    codes = {name: merged.of_level[columns[name][first]] for name, merged in classes.items()}
    member = _members(predicates, classes, codes, first.size)
    of_combination, representative = _alike(member, held[first])
    return Division(of_combination[combination], member[representative], held[first][representative])


def _merged(dimension: Dimension, predicates: Sequence[Predicate]) -> _Classes:
    """Merge the levels that every condition on this dimension treats alike."""
    asked = {frozenset(c.levels) for p in predicates for c in p.conditions if c.factor == dimension.name}
    conditions = sorted(asked, key=sorted)
    holds = np.array([[level.code in one for one in conditions] for level in dimension.levels], dtype=np.bool_)
    if not conditions:
        return _Classes(np.zeros(len(dimension.levels), np.int64), holds, {})
    distinct, of_level = np.unique(holds, axis=0, return_inverse=True)
    return _Classes(of_level.ravel().astype(np.int64), distinct, {one: i for i, one in enumerate(conditions)})


def _members(
    predicates: Sequence[Predicate], classes: Mapping[str, _Classes], codes: Mapping[str, NDArray[np.int64]], size: int
) -> sparse.csr_array:
    """Return for which combinations each predicate holds."""
    found = []
    for predicate in predicates:
        holds = np.ones(size, np.bool_)
        for condition in predicate.conditions:
            merged = classes[condition.factor]
            holds &= merged.holds[codes[condition.factor], merged.number[frozenset(condition.levels)]]
        found.append(np.flatnonzero(holds))
    counts = np.array([one.size for one in found], np.int64)
    indices = np.concatenate(found) if found else np.zeros(0, np.int64)
    pointers = np.concatenate([[0], np.cumsum(counts)])
    columns = sparse.csc_array((np.ones(indices.size, np.bool_), indices, pointers), shape=(size, len(predicates)))
    return columns.tocsr()


def _alike(member: sparse.csr_array, held: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the atom of each combination and one combination of each atom: one signature is one atom.

    A signature is compared by two sums of random numbers of 62 bits, one per predicate: that two differing signatures
    agree on both has a chance under one in 10^30.
    """
    random = np.random.default_rng(_SEED).integers(1, 1 << 62, size=(member.shape[1], 2), dtype=np.uint64)
    sums = member.astype(np.uint64) @ random  # wraps around, as meant
    keys = np.column_stack([sums, held.astype(np.uint64)])
    _, representative, atom = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return atom.ravel().astype(np.int64), representative.astype(np.int64)
