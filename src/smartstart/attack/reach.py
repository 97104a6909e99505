"""Which sums of unknown counts cannot reach a goal, given everything known: by linear programming (HiGHS).

Not two programmes per sum: one programme lifts as many sums as it can towards the goal at once, each counted only up
to the goal. Every sum that gets there is done with: there is a population that fits all that is known, in which the
group is large enough. Only those that stay behind are looked at one by one, within their own block.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

_ROUNDS = 40  # each about halves what is left
_MOST_ALONE = 60  # sums looked at one by one, per block
_GAP = 3.0  # so much lower whole counts are taken to keep a sum at most: what can pass that is not searched
_NODES = 500  # of the search over whole numbers, per sum
_SLACK = 1e-6
_OPTIMAL, _INFEASIBLE, _UNBOUNDED = 0, 2, 3


class ContradictionError(ValueError):
    """No population fits what is known."""


@dataclass(frozen=True, slots=True, eq=False)
class Unknowns:
    """Unknown counts, each between its limits, and sums of them between theirs.

    Attributes:
        least, most: shape (unknowns,), float64; sums: shape (sums, unknowns), sparse; lower, upper: shape (sums,).
    """

    least: NDArray[np.float64]
    most: NDArray[np.float64]
    sums: sparse.csr_array
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]

    def part(self, columns: NDArray[np.intp], rows: NDArray[np.intp]) -> "Unknowns":
        """Return only these unknowns and these sums."""
        sums = self.sums[rows][:, columns]
        return Unknowns(self.least[columns], self.most[columns], sums, self.lower[rows], self.upper[rows])


@dataclass(frozen=True, slots=True)
class Short:
    """A target that cannot reach the goal: its number, and the lowest and highest whole number it can be."""

    target: int
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Targets that stay below their goal, and how many could not be settled within the limits of work."""

    short: tuple[Short, ...]
    undecided: int


def below(unknowns: Unknowns, targets: sparse.csr_array, goals: NDArray[np.float64], *, whole: bool = False) -> Answer:
    """Return the targets that stay below their goal.

    Args:
        targets: shape (targets, unknowns), sums of unknowns, sparse.
        goals: shape (targets,).
        whole: reason with whole counts; only sensible for small blocks.

    Raises:
        ContradictionError: nothing fits what is known.
    """
    columns, rows, blocks = _blocks(unknowns, targets)
    short: list[Short] = []
    undecided = 0
    for block in range(blocks):
        wanted = np.flatnonzero(rows.targets == block)
        inside = np.flatnonzero(columns == block)
        if not wanted.size or not inside.size:  # a sum of nothing is a block without unknowns
            continue
        part = unknowns.part(inside, np.flatnonzero(rows.sums == block))
        answer = _below_in_block(part, targets[wanted][:, inside], goals[wanted], whole)
        short += [Short(int(wanted[s.target]), s.lower, s.upper) for s in answer.short]
        undecided += answer.undecided
    return Answer(tuple(short), undecided)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    sums: NDArray[np.intp]
    targets: NDArray[np.intp]


def _blocks(unknowns: Unknowns, targets: sparse.csr_array) -> tuple[NDArray[np.intp], _Rows, int]:
    """Return per unknown, sum and target the block it is in; blocks share nothing."""
    both = sparse.vstack([unknowns.sums, targets], format="csr")
    count, width = both.shape
    graph = sparse.block_array([[None, abs(both)], [abs(both).T, None]], format="csr")
    blocks, labels = connected_components(graph, directed=False)
    labels = labels.astype(np.intp)
    sums = unknowns.sums.shape[0]
    return labels[count : count + width], _Rows(labels[:sums], labels[sums:count]), blocks


def _below_in_block(unknowns: Unknowns, targets: sparse.csr_array, goals: NDArray[np.float64], whole: bool) -> Answer:
    left = _behind(unknowns, targets, goals + (_GAP if whole else 0.0))
    short = []
    undecided = alone = 0
    while left.size and alone < _MOST_ALONE:
        target, left, alone = left[0], left[1:], alone + 1
        row = targets[[target]].toarray()[0]
        top, values = _extreme(unknowns, -row, whole)
        if values is not None and left.size:  # whatever else is large enough in this population is done with
            left = left[targets[left] @ values < goals[left] - _SLACK]
        if top is None:
            undecided += 1
        elif np.floor(-top + _SLACK) < goals[target]:
            bottom, _ = _extreme(unknowns, row, whole)
            lower = 0 if bottom is None else int(np.ceil(bottom - _SLACK))
            short.append(Short(int(target), lower, int(np.floor(-top + _SLACK))))
    return Answer(tuple(short), undecided + int(left.size))


def _behind(unknowns: Unknowns, targets: sparse.csr_array, goals: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the targets that no population was found for in which they reach the goal, whole counts or not."""
    left = np.arange(goals.size)
    for _ in range(_ROUNDS):
        values = _lifted(unknowns, targets[left], goals[left])
        if values is None:
            break
        behind = values < goals[left] - _SLACK
        left = left[behind]
        if not left.size or behind.all():
            break
    return left


def _lifted(unknowns: Unknowns, targets: sparse.csr_array, goals: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Return values of the targets in a population that lifts them as far as it can; None when none was found."""
    width, count = unknowns.least.size, goals.size
    lifts = sparse.hstack([targets, -sparse.eye_array(count)], format="csr")  # lift <= target
    empty = sparse.csr_array((unknowns.sums.shape[0], count))
    solved = milp(
        np.concatenate([np.zeros(width), -np.ones(count)]),
        bounds=Bounds(np.concatenate([unknowns.least, np.zeros(count)]), np.concatenate([unknowns.most, goals])),
        constraints=[
            LinearConstraint(sparse.hstack([unknowns.sums, empty], format="csr"), unknowns.lower, unknowns.upper),
            LinearConstraint(lifts, 0, np.inf),
        ],
    )
    if solved.status == _INFEASIBLE:
        raise ContradictionError
    if solved.x is None:
        return None
    found: NDArray[np.float64] = targets @ solved.x[:width]
    return found


def _extreme(
    unknowns: Unknowns, costs: NDArray[np.float64], whole: bool
) -> tuple[float | None, NDArray[np.float64] | None]:
    """Return the least of the costs, or None where it is not known, and a population with it where one was found."""
    solved = milp(
        costs,
        integrality=np.full(costs.size, int(whole)),
        bounds=Bounds(unknowns.least, unknowns.most),
        constraints=[LinearConstraint(unknowns.sums, unknowns.lower, unknowns.upper)],
        options={"node_limit": _NODES},
    )
    if solved.status == _INFEASIBLE:
        raise ContradictionError
    if solved.status == _OPTIMAL:
        return float(solved.fun), solved.x
    if solved.status == _UNBOUNDED:
        return -np.inf, None
    bound = getattr(solved, "mip_dual_bound", None)
    return (float(bound) if whole and bound is not None and np.isfinite(bound) else None), None
