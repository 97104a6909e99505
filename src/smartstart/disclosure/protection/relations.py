"""The problem as a net of cells: every sum that a statement tells is a cell; a large cell is the sum of smaller ones.

Written so, what is shown exactly drops out, and only withheld cells and what ties them together are left: a system of
thousands of atoms falls apart into small ones. Everything is seen from the truth: nought is the exact count.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.protection.effort import contradiction
from smartstart.disclosure.protection.levels import Floats, Levels

Numbers = NDArray[np.int64]
BACKGROUND = -1
SLACK = 1e-6  # of a person: counts are whole, so nothing that matters is smaller
_SEED = 6_151


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """Cells, what ties them, who tells them, and what must stay unknown.

    The first cells are the unknowns themselves, the others are sums of several.

    Attributes:
        relations: shape (sums of several, cells): each says that a cell is the sum of others; the outcome is nought.
        sums: shape (sums of several, unknowns), what they are sums of.
        least: shape (cells,), how far each cell can move down by itself, at most nought; minus infinity: no limit.
        cell, statement: shape (tellings,), which cell a statement tells; `BACKGROUND` is known anyway.
        lower, upper: shape (tellings,), between which moves it then lies.
        targets: shape (targets, cells), each target as a sum of cells.
        levels: how unknown they must stay.
        cost, withheld: shape (statements,), as in the problem.
    """

    relations: sparse.csr_array
    sums: sparse.csr_array
    least: Floats
    cell: Numbers
    statement: Numbers
    lower: Floats
    upper: Floats
    targets: sparse.csr_array
    levels: Levels
    cost: Floats
    withheld: NDArray[np.bool_]

    @property
    def unknowns(self) -> int:
        """How many of the cells are unknowns themselves."""
        return int(self.sums.shape[1])

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return int(self.least.size)


def row_of(sums: sparse.csr_array, row: int) -> Floats:
    """Return one row as an array, shape (columns,)."""
    found: Floats = np.zeros(sums.shape[1])
    here = slice(sums.indptr[row], sums.indptr[row + 1])
    found[sums.indices[here]] = sums.data[here]
    return found


def net(problem: Problem, levels: Levels, floor: NDArray[np.int64]) -> Net:
    """Return the net of a problem.

    Args:
        levels: how unknown the targets must stay.
        floor: shape (unknowns,), what an outsider knows each unknown to be at least.

    Raises:
        GateRefusal: the exact counts do not agree with what is told, or are negative.
    """
    sums, lower, upper, statement = _told(problem)
    truth = problem.truth.astype(np.float64)
    down = floor - truth
    value = sums @ truth
    slack = SLACK + 1e-12 * (abs(sums) @ truth)
    low, high = lower - value, upper - value
    if (low > slack).any() or (high < -slack).any() or (problem.truth < 0).any() or (down > 0).any():
        raise contradiction()
    low[low > -slack], high[high < slack] = 0.0, 0.0
    distinct, of_row = _distinct(sums)
    unknowns = truth.size
    single = _is_plain(distinct) & (np.diff(distinct.indptr) == 1)
    cell = np.where(single, 0, unknowns + np.cumsum(~single) - 1)
    cell[single] = distinct.indices[distinct.indptr[:-1][single]]
    several = sparse.csr_array(distinct[np.flatnonzero(~single)])
    parts = _Parts(several)
    body = parts.split(several, proper=True)
    own = sparse.hstack([sparse.csr_array((several.shape[0], unknowns)), sparse.eye_array(several.shape[0])])
    relations = sparse.csr_array(own - body)
    least = np.concatenate([down, _least(several, down)])
    return Net(
        relations, several, least, cell[of_row], statement, low, high, parts.split(levels.sums, proper=False), levels,
        problem.cost, problem.withheld,
    )  # fmt: skip


def _told(problem: Problem) -> tuple[sparse.csr_array, Floats, Floats, Numbers]:
    sums = sparse.csr_array(sparse.vstack([problem.background.weights, problem.asked.weights], format="csr"))
    sums = sparse.csr_array(sums, dtype=np.float64, copy=True)
    sums.sum_duplicates()
    sums.eliminate_zeros()
    lower = np.concatenate([problem.background.lower, problem.asked.lower]).astype(np.float64)
    upper = np.concatenate([problem.background.upper, problem.asked.upper]).astype(np.float64)
    known = np.full(problem.background.lower.size, BACKGROUND)
    statement = np.concatenate([known, problem.statement]).astype(np.int64)
    filled = np.diff(sums.indptr) > 0
    if ((lower[~filled] > SLACK) | (upper[~filled] < -SLACK)).any() or (np.isnan(lower) | np.isnan(upper)).any():
        raise contradiction()
    return sparse.csr_array(sums[np.flatnonzero(filled)]), lower[filled], upper[filled], statement[filled]


def _distinct(sums: sparse.csr_array) -> tuple[sparse.csr_array, Numbers]:
    """Return each sum once, and which one every row is."""
    if not sums.shape[0]:
        return sums, np.zeros(0, np.int64)
    keys = np.round(sums @ np.random.default_rng(_SEED).random((sums.shape[1], 2)), 9)
    _, first, of_row = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return sparse.csr_array(sums[first]), of_row.ravel().astype(np.int64)


def _is_plain(sums: sparse.csr_array) -> NDArray[np.bool_]:
    rows = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    plain: NDArray[np.bool_] = np.bincount(rows[sums.data != 1], minlength=sums.shape[0]) == 0
    return plain


def _least(sums: sparse.csr_array, down: Floats) -> Floats:
    """Return the lowest move of each sum; a sum with a negative weight has none."""
    negative = np.asarray((sums < 0).sum(axis=1)).ravel() > 0
    return np.where(negative, -np.inf, sums.maximum(0) @ down)


class _Parts:
    """Writes a sum of unknowns as cells: the largest that lie within it and do not overlap, then the rest."""

    def __init__(self, several: sparse.csr_array) -> None:
        self._plain = np.flatnonzero(_is_plain(several))
        self._sums = sparse.csr_array(several[self._plain])
        self._size = np.diff(self._sums.indptr)
        self._shape = several.shape

    def split(self, sums: sparse.csr_array, *, proper: bool) -> sparse.csr_array:
        """Return the sums over cells, shape (sums, cells); `proper`: a sum is never its own part."""
        shared = sparse.csr_array(sparse.csr_array(sums) @ self._sums.T)
        own = np.diff(sums.indptr)
        plain = _is_plain(sums)
        rows, columns, data = [], [], []
        for row in range(sums.shape[0]):
            here = slice(sums.indptr[row], sums.indptr[row + 1])
            left = dict(zip(sums.indices[here].tolist(), sums.data[here].tolist(), strict=True))
            if plain[row]:
                near = slice(shared.indptr[row], shared.indptr[row + 1])
                other = shared.indices[near]
                inside = shared.data[near] == self._size[other]
                if proper:
                    inside &= self._size[other] < own[row]
                for part in self._chosen(other[inside], left):
                    rows.append(row)
                    columns.append(self._shape[1] + int(self._plain[part]))
                    data.append(1.0)
            rows += [row] * len(left)
            columns += left.keys()
            data += left.values()
        shape = (sums.shape[0], self._shape[1] + self._shape[0])
        return sparse.csr_array((np.array(data), (np.array(rows, int), np.array(columns, int))), shape=shape)

    def _chosen(self, inside: Numbers, left: dict[int, float]) -> list[int]:
        """Return parts that do not overlap, the largest first, and take their unknowns out of what is left."""
        chosen = []
        for part in inside[np.lexsort((inside, -self._size[inside]))].tolist():
            if self._size[part] > len(left):
                continue
            atoms = self._sums.indices[self._sums.indptr[part] : self._sums.indptr[part + 1]].tolist()
            if all(atom in left for atom in atoms):
                chosen.append(part)
                for atom in atoms:
                    del left[atom]
        return chosen
