"""Where the least cost is out of reach: for the targets that are still known, cheap moves that hide them.

A target is hidden when a table is possible in which it is further up, and one in which it is further down. The
cheapest such table for some targets at once is asked for: moving a cell that is told costs what withholding it costs,
for each person. Every statement that moves in it is withheld; from then on the table is possible, so that the targets
stay hidden (protective flows: Kelly, Golden and Assad 1992, Networks 22(4)). As withholding costs the same however far
a cell moves, the question is asked again with what moved made cheap and all else left dear, so that few cells move
(reweighting: Candes, Wakin and Boyd 2008, Journal of Fourier Analysis and Applications 14).
"""

from dataclasses import replace

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.protection.blocks import known
from smartstart.disclosure.protection.effort import Effort, solver_failed, too_much_work
from smartstart.disclosure.protection.examining import Examiner
from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.relations import BACKGROUND, SLACK, Net, Numbers
from smartstart.disclosure.protection.solver import linear

_MOVED = 1e-6  # of a person: what moves less does not move
_NEAR = 4  # ties: at first only cells this near a target may move, which is a far smaller question
_TOGETHER = 4  # targets: of more at once too much moves, of fewer it takes long
_TIMES = 2  # how often a question is asked, with other costs
_SMALL = 0.3  # persons: what moves much less counts as not moving in the next question
_PUSH = 1_000.0  # moving the target one person is worth withholding this many of the dearest statements


def mended(net: Net, examiner: Examiner, withheld: NDArray[np.bool_], effort: Effort) -> NDArray[np.bool_]:
    """Return a safe choice that holds this one. It ends: every time round something is added.

    Raises:
        GateRefusal: a target stays known whatever is withheld, the solver fails, or the effort is used up.
    """
    steps: int | None = _NEAR
    while needs := examiner.lacking(withheld):
        more = _hidden(net, withheld, np.array(sorted({need.target for need in needs}), np.int64), effort, steps)
        if not (more & ~withheld).any() and steps is None:
            more = withheld.copy()
            more[[int(need.statements[0]) for need in needs]] = True
        withheld, steps = more, None
    return withheld


def _hidden(
    net: Net, withheld: NDArray[np.bool_], targets: Numbers, effort: Effort, steps: int | None = None
) -> NDArray[np.bool_]:
    """Return what is withheld once these targets move, as far as they can all move at once.

    Args:
        steps: cells further away than this do not move; None: every cell may.
    """
    levels, seen, spent = net.levels, np.zeros((2, targets.size)), 0
    for start in range(0, targets.size, _TOGETHER):
        some = np.arange(start, min(start + _TOGETHER, targets.size))
        moves = _Moves(
            net,
            withheld,
            targets,
            near(net, targets[some], steps),
            replace(effort, iterations=max(1, effort.iterations - spent)),
        )
        moves.highest, moves.lowest = seen
        up, down = np.zeros(targets.size), np.zeros(targets.size)
        up[some] = levels.up[targets[some]]
        moves.let(up)
        down[some] = np.maximum(levels.down[targets], levels.width[targets] - moves.highest)[some]
        moves.let(-down)
        withheld, spent = moves.withheld, spent + moves.iterations
    return withheld


def near(net: Net, targets: Numbers, steps: int | None) -> Numbers:
    """Return the cells that are this many ties away from these targets, in order."""
    if steps is None:
        return np.arange(net.cells)
    ties = abs(net.relations)
    reached = np.zeros(net.cells)
    reached[net.targets[targets].indices] = 1.0
    for _ in range(steps):
        reached = np.maximum(reached, ties.T @ (ties @ reached > 0).astype(np.float64))
    return np.flatnonzero(reached)


class _Moves:
    """The linear questions: cells move freely within what is known of them, and further at a cost.

    Attributes:
        withheld: shape (statements,), what is withheld by now.
        highest, lowest: shape (targets,), how far each target was seen to move.
    """

    def __init__(self, net: Net, withheld: NDArray[np.bool_], targets: Numbers, cells: Numbers, effort: Effort) -> None:
        self._net, self._effort, self.withheld, self._cells = net, effort, withheld.copy(), cells
        self._sums = sparse.csr_array(net.targets[targets][:, cells])
        self.highest, self.lowest = np.zeros(targets.size), np.zeros(targets.size)
        self.iterations = 0
        now = known(net, withheld)
        self._up, up = _further(net, now.by_upper[cells], now.upper[cells], now.free_upper[cells])
        self._down, down = _further(net, now.by_lower[cells], now.free_lower[cells], now.lower[cells])
        ties = sparse.csr_array(net.relations[:, cells])
        ties = ties[np.flatnonzero(np.diff(ties.indptr))]
        rows = sparse.vstack([ties, self._sums], format="csr")
        rows = sparse.csr_array(sparse.hstack([rows, rows[:, self._up], -rows[:, self._down]], format="csr"))
        self._ties = ties.shape[0]
        most = np.concatenate([np.zeros(self._ties), np.full(targets.size, np.inf)])
        lower = np.concatenate([now.lower[cells], np.zeros(up.size + down.size)])
        upper = np.concatenate([now.upper[cells], up, down])
        self._tells = net.statement[np.concatenate([now.by_upper[cells[self._up]], now.by_lower[cells[self._down]]])]
        self._push = _PUSH * max(1.0, float(net.cost.max(initial=0.0)))
        self._solver = linear(rows, (-most, most), (lower, upper), np.zeros(lower.size), _OPTIONS)
        self._all = np.arange(lower.size, dtype=np.int32)

    def let(self, levels: Floats) -> None:
        """Withhold what is needed for the targets to move this far, up where the level is positive, else down.

        Raises:
            GateRefusal: the solver fails, or the effort is used up.
        """
        wanted = np.where((levels > self.highest + SLACK) | (levels < self.lowest - SLACK), np.sign(levels), 0.0)
        if not wanted.any():
            return
        for place, level in enumerate(levels.tolist()):
            limits = (min(level, 0.0), max(level, 0.0)) if wanted[place] else (-np.inf, np.inf)
            self._solver.changeRowBounds(self._ties + place, *limits)
        dear = np.ones(self._tells.size)
        for _ in range(_TIMES):
            moves, further = self._solved(wanted @ self._sums, dear)
            moving = np.bincount(self._tells, further, self.withheld.size)
            dear = _SMALL / (moving + _SMALL)[self._tells]
        whole = np.zeros(self._net.cells)
        whole[self._cells] = moves
        moved = whole[self._net.cell]
        outside = (moved < self._net.lower - _MOVED) | (moved > self._net.upper + _MOVED)
        statements = self._net.statement[outside]
        self.withheld[statements[statements != BACKGROUND]] = True
        reached = self._sums @ moves
        np.maximum(self.highest, reached, out=self.highest)
        np.minimum(self.lowest, reached, out=self.lowest)

    def _solved(self, target: Floats, dear: Floats) -> tuple[Floats, Floats]:
        """Return the cheapest moves at which a sum of cells is as high as it may be, and how far told cells move."""
        solver, states = self._solver, highspy.HighsModelStatus
        cost = np.where(self.withheld[self._tells], 0.0, dear * np.maximum(self._net.cost[self._tells], _MOVED))
        wanted = np.concatenate([target, target[self._up], -target[self._down]])
        wanted[target.size :] -= cost / self._push
        solver.changeColsCost(self._all.size, self._all, -wanted)
        solver.setOptionValue("simplex_iteration_limit", max(1, self._effort.iterations - self.iterations))
        solver.run()
        self.iterations += max(0, solver.getInfo().simplex_iteration_count)
        if solver.getModelStatus() == states.kIterationLimit:
            raise too_much_work()
        if solver.getModelStatus() != states.kOptimal:
            raise solver_failed()
        columns = np.asarray(solver.getSolution().col_value)
        moves = columns[: target.size].copy()
        moves[self._up] += columns[target.size : target.size + self._up.size]
        moves[self._down] -= columns[target.size + self._up.size :]
        return moves, columns[target.size :]


def _further(net: Net, by: Numbers, low: Floats, high: Floats) -> tuple[Numbers, Floats]:
    """Return the cells that move further on one side if what tells them is withheld, and how much further."""
    told = np.flatnonzero((by >= 0) & (net.statement[by] != BACKGROUND))
    return told, high[told] - low[told]


_OPTIONS: dict[str, bool | int | float | str] = {
    "presolve": "on",
    "solver": "simplex",
}
