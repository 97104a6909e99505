"""Where the least cost is out of reach: for the targets that are still known, cheap moves that hide them.

A target is hidden when a table is possible in which it is further up, and one in which it is further down. The
cheapest such table for some targets at once is asked for: moving a cell that is told costs what withholding it costs,
for each person. Every statement that moves in it is withheld; from then on the table is possible, so that the targets
stay hidden (protective flows: Kelly, Golden and Assad 1992, Networks 22(4)). As withholding costs the same however far
a cell moves, the question is asked again with what moved made cheap and all else left dear, so that few cells move
(reweighting: Candes, Wakin and Boyd 2008, Journal of Fourier Analysis and Applications 14).
"""

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
_TOGETHER = 8  # targets: of more at once too much moves, of fewer it takes long
_TIMES = 2  # how often a question is asked, with other costs
_SMALL = 0.3  # persons: what moves much less counts as not moving in the next question
_PUSH = 1_000.0  # moving the target one person is worth withholding this many of the dearest statements


def mended(net: Net, examiner: Examiner, withheld: NDArray[np.bool_], effort: Effort) -> NDArray[np.bool_]:
    """Return a safe choice that holds this one. It ends: every time round something is added.

    Raises:
        GateRefusal: a target stays known whatever is withheld, the solver fails, or the effort is used up.
    """
    while needs := examiner.lacking(withheld):
        more = _hidden(net, withheld, np.array(sorted({need.target for need in needs}), np.int64), effort)
        if not (more & ~withheld).any():
            more = withheld.copy()
            more[[int(need.statements[0]) for need in needs]] = True
        withheld = more
    return withheld


def _hidden(net: Net, withheld: NDArray[np.bool_], targets: Numbers, effort: Effort) -> NDArray[np.bool_]:
    """Return what is withheld once these targets move, as far as they can all move at once."""
    levels, moves = net.levels, _Moves(net, withheld, targets, effort)
    for start in range(0, targets.size, _TOGETHER):
        some = np.zeros(targets.size, np.bool_)
        some[start : start + _TOGETHER] = True
        moves.let(np.where(some, levels.up[targets], 0.0))
        down = np.maximum(levels.down[targets], levels.width[targets] - moves.highest)
        moves.let(np.where(some, -down, 0.0))
    return moves.withheld


class _Moves:
    """The linear questions: cells move freely within what is known of them, and further at a cost.

    Attributes:
        withheld: shape (statements,), what is withheld by now.
        highest, lowest: shape (targets,), how far each target was seen to move.
    """

    def __init__(self, net: Net, withheld: NDArray[np.bool_], targets: Numbers, effort: Effort) -> None:
        self._net, self._effort, self.withheld = net, effort, withheld.copy()
        self._sums = sparse.csr_array(net.targets[targets])
        self.highest, self.lowest = np.zeros(targets.size), np.zeros(targets.size)
        self._iterations = 0
        now = known(net, withheld)
        self._up, up = _further(net, now.by_upper, now.upper, now.free_upper)
        self._down, down = _further(net, now.by_lower, now.free_lower, now.lower)
        ties = sparse.vstack([net.relations, self._sums], format="csr")
        rows = sparse.csr_array(sparse.hstack([ties, ties[:, self._up], -ties[:, self._down]], format="csr"))
        self._ties = net.relations.shape[0]
        most = np.concatenate([np.zeros(self._ties), np.full(targets.size, np.inf)])
        lower = np.concatenate([now.lower, np.zeros(up.size + down.size)])
        upper = np.concatenate([now.upper, up, down])
        self._tells = net.statement[np.concatenate([now.by_upper[self._up], now.by_lower[self._down]])]
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
        moved = moves[self._net.cell]
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
        solver.setOptionValue("simplex_iteration_limit", max(1, self._effort.iterations - self._iterations))
        solver.run()
        self._iterations += max(0, solver.getInfo().simplex_iteration_count)
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
