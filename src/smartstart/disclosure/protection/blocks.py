"""What a choice leaves unknown falls apart into blocks that have nothing to do with each other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.relations import BACKGROUND, Net, Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What an outsider knows of every cell under one choice.

    Attributes:
        lower, upper: shape (cells,), between which moves each lies.
        by_lower, by_upper: shape (cells,), the telling that says so; -1 for none.
        free_lower, free_upper: shape (cells,), the same if nothing that is asked were shown.
    """

    lower: Floats
    upper: Floats
    by_lower: Numbers
    by_upper: Numbers
    free_lower: Floats
    free_upper: Floats

    @property
    def live(self) -> NDArray[np.bool_]:
        """Tell which cells can move."""
        moves: NDArray[np.bool_] = self.upper > self.lower
        return moves


def known(net: Net, withheld: NDArray[np.bool_]) -> Known:
    """Return what is known of every cell when these statements are withheld."""
    background = net.statement == BACKGROUND
    told = background | ~withheld[net.statement]
    free_lower, _ = _strictest(net, background, net.least, -1)
    free_upper, _ = _strictest(net, background, np.full(net.cells, np.inf), 1)
    lower, by_lower = _strictest(net, told, net.least, -1)
    upper, by_upper = _strictest(net, told, np.full(net.cells, np.inf), 1)
    return Known(lower, upper, by_lower, by_upper, free_lower, free_upper)


def _strictest(net: Net, told: NDArray[np.bool_], start: Floats, side: int) -> tuple[Floats, Numbers]:
    """Return the strictest limit of each cell on one side, and the telling that gives it."""
    tellings = np.flatnonzero(told)
    value = side * (net.upper if side > 0 else net.lower)[tellings]
    # Where several tell the same, the background comes first: what it tells cannot be withheld.
    order = np.lexsort((net.statement[tellings], value, net.cell[tellings]))
    cells = net.cell[tellings][order]
    first = np.ones(cells.size, np.bool_)
    first[1:] = cells[1:] != cells[:-1]
    best, cell = order[first], cells[first]
    better = value[best] < side * start[cell]
    limit, by = start.copy(), np.full(net.cells, -1, np.int64)
    limit[cell[better]] = side * value[best[better]]
    by[cell[better]] = tellings[best[better]]
    return limit, by


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Cells that are tied to each other, and the targets that rest on them.

    Attributes:
        cells, relations, targets: numbers in the net, in order.
        key: the same content always has the same key.
    """

    cells: Numbers
    relations: Numbers
    targets: Numbers
    key: bytes


def blocks(net: Net, now: Known, *, loose: bool = False) -> Iterator[Block]:
    """Yield the blocks that hold targets; the last has no cells: targets that cannot move at all.

    Args:
        loose: with the sums of which nothing is told, which tie nothing as long as that is so.
    """
    live, active = now.live, np.ones(net.relations.shape[0], np.bool_)
    if not loose:
        asked = np.zeros(net.cells, np.bool_)
        asked[net.targets.indices] = True
        live, active = _loosened(net, now, live, asked)
    ties = sparse.csr_array(net.relations[np.flatnonzero(active)])
    number = _numbered(sparse.vstack([ties, net.targets], format="csr"), live)
    target_block = _first(net.targets, live, number)
    tie_block = _first(ties, live, number)
    limits = np.stack([now.lower, now.upper])
    active_numbers = np.flatnonzero(active)
    cells_of = _grouped(np.where(live, number, -1))
    ties_of, targets_of = _grouped(tie_block), _grouped(target_block)
    for block in sorted(targets_of):
        cells = cells_of.get(block, np.zeros(0, np.int64))
        relations = active_numbers[ties_of[block]] if block in ties_of else np.zeros(0, np.int64)
        targets = targets_of[block]
        key = b"|".join(part.tobytes() for part in (cells, relations, targets, limits[:, cells]))
        yield Block(cells, relations, targets, key)
    stuck = np.flatnonzero(target_block < 0)
    if stuck.size:
        none = np.zeros(0, np.int64)
        yield Block(none, none, stuck, b"stuck" + stuck.tobytes())


def _loosened(
    net: Net, now: Known, live: NDArray[np.bool_], asked: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Drop sums of which nothing is told and that nothing rests on: they tie nothing."""
    own = np.arange(net.unknowns, net.cells)
    untold = (now.by_lower[own] < 0) & (now.by_upper[own] < 0) & ~asked[own]
    active = np.ones(own.size, np.bool_)
    size = np.asarray(abs(net.relations).sign() @ live.astype(np.float64)).ravel()
    active &= size > 0
    while True:
        used = np.asarray(abs(net.relations).sign().T @ active.astype(np.float64)).ravel()
        loose = active & untold & (used[own] == 1)
        if not loose.any():
            break
        active &= ~loose
    live = live.copy()
    live[own[untold & ~active]] = False
    return live, active


def _numbered(ties: sparse.csr_array, live: NDArray[np.bool_]) -> Numbers:
    """Return the number of the block of each cell."""
    inner = sparse.csr_array(ties.multiply(live[np.newaxis, :].astype(np.float64)))
    inner.eliminate_zeros()
    rows, cells = inner.shape
    graph = sparse.block_array([[None, inner], [sparse.csr_array((cells, rows)), None]], format="csr")
    _, label = csgraph.connected_components(graph, directed=False)
    return np.asarray(label[rows:], np.int64)


def _first(sums: sparse.csr_array, live: NDArray[np.bool_], number: Numbers) -> Numbers:
    """Return the block of each sum: that of its first cell that can move; -1 if none can."""
    found = np.full(sums.shape[0], -1, np.int64)
    rows = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    moving = live[sums.indices]
    found[rows[moving][::-1]] = number[sums.indices[moving][::-1]]
    return found


def _grouped(number: Numbers) -> dict[int, Numbers]:
    if not number.size:
        return {}
    order = np.argsort(number, kind="stable")
    groups, start = np.unique(number[order], return_index=True)
    return {int(g): part for g, part in zip(groups, np.split(order, start[1:]), strict=True) if g >= 0}
