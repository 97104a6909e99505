"""Make a system smaller without changing what follows from it.

Three steps, until nothing changes: leave out atoms that cannot move, leave out sums that say nothing any more, and
subtract exactly shown parts from the sums that hold them. A sum of noughts and ones minus a part of it is again a sum
of noughts and ones, so the whole stays exact; and a parent whose parts are shown disappears, which is what makes a
large release fall apart into blocks.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.shifted import Shifted

Bools = NDArray[np.bool_]


def reduced(system: Shifted, targets: sparse.csr_array) -> tuple[Shifted, sparse.csr_array, NDArray[np.int64]]:
    """Return a smaller system with the same moves, the targets in it, and which atoms are left.

    Moves of atoms that are left out are nought. Every target moves as it did.
    """
    atoms = np.arange(system.up.size, dtype=np.int64)
    targets = sparse.csr_array(targets, dtype=np.float64)
    while True:
        system = _limits_from_single_atoms(system)
        free = ~_forced(system)
        changed = not bool(free.all())
        if changed:
            atoms = atoms[free]
            targets = sparse.csr_array(targets[:, free])
            system = Shifted(
                sparse.csr_array(system.sums[:, free]), system.lower, system.upper, system.down[free], system.up[free]
            )
        system = _without_empty(_without_doubles(system))
        smaller, subtracted = _subtract_parts(system)
        system = _without_empty(smaller)
        if not (changed or subtracted):
            return system, _targets_subtracted(system, targets), atoms


def _forced(system: Shifted) -> Bools:
    """Tell which atoms cannot move: by themselves, or because a sum of moves all one way must be nought."""
    forced: Bools = (system.down == 0) & (system.up == 0)
    sums = system.sums
    rows = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    upward = sums.data > 0
    no_less = np.where(upward, system.down[sums.indices] == 0, system.up[sums.indices] == 0)
    no_more = np.where(upward, system.up[sums.indices] == 0, system.down[sums.indices] == 0)
    stuck = (_all(rows, no_less, sums.shape[0]) & (system.upper == 0)) | (
        _all(rows, no_more, sums.shape[0]) & (system.lower == 0)
    )
    forced[sums.indices[stuck[rows]]] = True
    return forced


def _all(rows: NDArray[np.int64], holds: Bools, number: int) -> Bools:
    every: Bools = np.bincount(rows[~holds], minlength=number) == 0
    return every


def _limits_from_single_atoms(system: Shifted) -> Shifted:
    """Turn a sum of one atom into a limit on that atom."""
    sums = system.sums
    single = np.flatnonzero(np.diff(sums.indptr) == 1)
    if not single.size:
        return system
    at, weight = sums.indices[sums.indptr[single]], sums.data[sums.indptr[single]]
    ends = np.stack([system.lower[single] / weight, system.upper[single] / weight])
    down, up = system.down.copy(), system.up.copy()
    # Counts are whole: a limit between two counts is the one on the inner side.
    np.maximum.at(down, at, np.ceil(ends.min(axis=0) - 1e-6))
    np.minimum.at(up, at, np.floor(ends.max(axis=0) + 1e-6))
    keep = np.diff(sums.indptr) != 1
    return Shifted(
        sparse.csr_array(sums[keep]), system.lower[keep], system.upper[keep], np.minimum(down, 0.0), np.maximum(up, 0.0)
    )


def _without_empty(system: Shifted) -> Shifted:
    unlimited = np.isinf(system.lower) & np.isinf(system.upper)
    keep = (np.diff(system.sums.indptr) > 0) & ~unlimited
    if keep.all():
        return system
    return Shifted(sparse.csr_array(system.sums[keep]), system.lower[keep], system.upper[keep], system.down, system.up)


def _without_doubles(system: Shifted) -> Shifted:
    """Keep one of equal sums, with the narrowest limits; in the order of what they hold, whichever came first."""
    first, group = _equal_rows(system.sums)
    lower, upper = np.full(first.size, -np.inf), np.full(first.size, np.inf)
    np.maximum.at(lower, group, system.lower)
    np.minimum.at(upper, group, system.upper)
    return Shifted(sparse.csr_array(system.sums[first]), lower, upper, system.down, system.up)


def _equal_rows(sums: sparse.csr_array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first of every kind of row, kinds in the order of their content, and per row which kind it is."""
    sums.sort_indices()
    ends, places, weights = sums.indptr, sums.indices, sums.data
    parts = (slice(ends[row], ends[row + 1]) for row in range(sums.shape[0]))
    contents = [places[part].tobytes() + weights[part].tobytes() for part in parts]
    rank = {content: number for number, content in enumerate(sorted(set(contents)))}
    group = np.array([rank[content] for content in contents], dtype=np.int64)
    return np.unique(group, return_index=True)[1].astype(np.int64), group


def _subtract_parts(system: Shifted) -> tuple[Shifted, bool]:
    """Subtract exactly shown parts from every sum of noughts and ones that holds them."""
    plain = _plain(system.sums)
    exact = plain & (system.lower == 0) & (system.upper == 0)
    sums, changed = _subtracted(system.sums, plain, sparse.csr_array(system.sums[exact]), np.flatnonzero(exact))
    return Shifted(sums, system.lower, system.upper, system.down, system.up), changed


def _targets_subtracted(system: Shifted, targets: sparse.csr_array) -> sparse.csr_array:
    exact = _plain(system.sums) & (system.lower == 0) & (system.upper == 0)
    parts = sparse.csr_array(system.sums[exact])
    none = np.full(parts.shape[0], -1)
    while True:
        targets, changed = _subtracted(targets, _plain(targets), parts, none)
        if not changed:
            return targets


def _subtracted(
    wholes: sparse.csr_array, plain: Bools, parts: sparse.csr_array, own: NDArray[np.int64]
) -> tuple[sparse.csr_array, bool]:
    """Subtract from each plain whole parts within it that do not overlap, large ones first.

    All at once: wholes in order of size form a triangle, so every step can be undone and nothing is lost.

    Args:
        own: shape (parts,), the row of `wholes` that a part is itself; -1 when it is none.
    """
    row, part = _within(wholes, plain, parts, own)
    if not row.size:
        return wholes, False
    overlap = sparse.csr_array(parts @ parts.T)
    overlap.sort_indices()
    rows, chosen = [], []
    while row.size:
        first = np.diff(row, prepend=-1) > 0
        rows.append(row[first])
        chosen.append(part[first])
        largest = np.repeat(part[first], np.diff(np.flatnonzero(np.append(first, True))))
        apart = np.asarray(overlap[largest, part]).ravel() == 0
        row, part = row[apart], part[apart]
    rows_all, parts_all = np.concatenate(rows), np.concatenate(chosen)
    choice = sparse.csr_array((np.ones(rows_all.size), (rows_all, parts_all)), shape=(wholes.shape[0], parts.shape[0]))
    left = sparse.csr_array(wholes - choice @ parts)
    left.eliminate_zeros()
    return left, True


def _within(
    wholes: sparse.csr_array, plain: Bools, parts: sparse.csr_array, own: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of a plain whole and a part within it, ordered by whole, its largest part first."""
    size, part_size = np.diff(wholes.indptr), np.diff(parts.indptr)
    shared = sparse.coo_array(wholes @ parts.T)
    row, part = shared.coords
    inside = (shared.data == part_size[part]) & plain[row]
    inside &= (part_size[part] < size[row]) | (own[part] < 0)
    row, part = row[inside], part[inside]
    order = np.lexsort((part, -part_size[part], row))
    return row[order], part[order]


def _plain(sums: sparse.csr_array) -> Bools:
    """Tell which sums hold noughts and ones only."""
    rows = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    return _all(rows, sums.data == 1, sums.shape[0])
