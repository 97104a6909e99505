"""Blocks: parts of a system that have nothing to do with each other, with the parts of the targets that lie in them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from smartstart.disclosure.audit.shifted import Shifted


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One block.

    Attributes:
        system: the sums and limits of its own atoms.
        parts: shape (parts, atoms): what lies in this block of each target; every row differs from the others.
        target, part: shape (pairs,): this target holds this part. A target has at most one part in a block.
    """

    system: Shifted
    parts: sparse.csr_array
    target: NDArray[np.int64]
    part: NDArray[np.int64]


def blocks(system: Shifted, targets: sparse.csr_array) -> Iterator[Block]:
    """Yield the blocks that hold a part of any target; atoms that are in no sum are one block together."""
    sums = sparse.csr_array(system.sums)
    number, label = _labels(sums)
    row_label = label[sums.indices[sums.indptr[:-1]]] if sums.shape[0] else np.zeros(0, dtype=np.int64)
    pairs = sparse.coo_array(targets)
    pairs_label = label[pairs.coords[1]]
    atoms, rows, entries = (_grouped(labels, number) for labels in (label, row_label, pairs_label))
    for name in range(number):
        if not entries[name].size:
            continue
        mine = atoms[name]
        target = np.unique(pairs.coords[0][entries[name]])
        parts, part = _different(sparse.csr_array(targets[target][:, mine]))
        own = rows[name]
        inner = Shifted(
            sparse.csr_array(sums[own][:, mine]),
            system.lower[own],
            system.upper[own],
            system.down[mine],
            system.up[mine],
        )
        yield Block(inner, parts, target.astype(np.int64), part)


def _labels(sums: sparse.csr_array) -> tuple[int, NDArray[np.int64]]:
    """Return how many blocks there are, and the block of each atom."""
    rows, atoms = sums.shape
    held = sparse.csr_array((np.ones(sums.nnz, dtype=np.int8), sums.indices, sums.indptr), shape=sums.shape)
    graph = sparse.block_array([[None, held], [held.T, None]]) if rows else sparse.csr_array((atoms, atoms))
    label = connected_components(graph, directed=False)[1][rows:].astype(np.int64)
    alone = np.bincount(sums.indices, minlength=atoms) == 0
    label[alone] = -1
    names, label = np.unique(label, return_inverse=True)
    return names.size, label


def _grouped(labels: NDArray[np.int64], number: int) -> list[NDArray[np.int64]]:
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.searchsorted(labels[order], np.arange(1, number)))


def _different(rows: sparse.csr_array) -> tuple[sparse.csr_array, NDArray[np.int64]]:
    """Return every different row once, and per row which one it is."""
    rows.sort_indices()
    seen: dict[bytes, int] = {}
    kinds = np.empty(rows.shape[0], dtype=np.int64)
    first: list[int] = []
    for row in range(rows.shape[0]):
        inside = slice(rows.indptr[row], rows.indptr[row + 1])
        kinds[row] = seen.setdefault(rows.indices[inside].tobytes() + rows.data[inside].tobytes(), len(seen))
        if kinds[row] == len(first):
            first.append(row)
    return sparse.csr_array(rows[np.array(first, dtype=np.int64)]), kinds
