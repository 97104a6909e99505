"""The linear questions of an outsider about one block: how far can a sum of cells move, and what proves it?

A limit is proven by multipliers of the ties (linear duality): whatever they are, the sum cannot move further than they
say. So a wrong answer of the solver can make a choice dearer, never unsafe in the eyes of the audit.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from smartstart.disclosure.protection.blocks import Block, Known
from smartstart.disclosure.protection.effort import Effort, solver_failed, too_much_work
from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.relations import Net
from smartstart.disclosure.protection.solver import linear

_NOISE = 1e-7  # weights in a proof that are nought
_FAR = 1.0  # no target needs to move further than the largest level; what may is asked again without this limit


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """How far a sum can move, at which moves of the cells of the block, and multipliers of its relations."""

    most: float
    moves: Floats
    multipliers: Floats


class Outsider:
    """Asks about one block, each time starting where the last question ended."""

    def __init__(self, net: Net, now: Known, block: Block, effort: Effort) -> None:
        self._ties = sparse.csr_array(net.relations[block.relations][:, block.cells])
        levels = net.levels
        far = _FAR * max(1.0, *(float(x[block.targets].max()) for x in (levels.up, levels.down, levels.width)))
        self._lower, self._upper = now.lower[block.cells], now.upper[block.cells]
        # Unknowns without a limit get a far one, so that an answer is a table; sums follow from their unknowns.
        self._far = np.where(block.cells < net.unknowns, far, np.inf)
        self._near = np.minimum(self._upper, self._far)
        self._all = np.arange(block.cells.size, dtype=np.int32)
        self._effort = effort
        self._solver = self._model()
        self.iterations = 0

    def limit(self, lower: Floats, upper: Floats) -> None:
        """Let the cells of the block move between these from now on, shape (cells of the block,) each."""
        self._lower, self._upper, self._near = lower, upper, np.minimum(upper, self._far)
        self._solver.changeColsBounds(self._all.size, self._all, self._lower, self._near)

    def most(self, objective: Floats, enough: float = np.inf) -> Answer:
        """Return how far a sum of cells can move up; less than that if it is at least `enough`.

        Raises:
            GateRefusal: the solver fails, or the effort is used up.
        """
        answer = self._asked(objective)
        if answer.most >= enough or self._proves(objective, answer):
            return answer
        self._solver.changeColsBounds(self._all.size, self._all, self._lower, self._upper)
        further = self._asked(objective)
        self._solver.changeColsBounds(self._all.size, self._all, self._lower, self._near)
        return further

    def _proves(self, objective: Floats, answer: Answer) -> bool:
        """Tell whether the answer holds without the far limits too: its proof does not rest on them."""
        weights = objective + self._ties.T @ answer.multipliers
        return not bool(((weights > _NOISE) & (self._near < self._upper)).any())

    def _asked(self, objective: Floats) -> Answer:
        solver = self._solver
        if not self._all.size:
            return Answer(0.0, np.zeros(0), np.zeros(self._ties.shape[0]))
        solver.setOptionValue("simplex_iteration_limit", max(1, self._effort.iterations - self.iterations))
        solver.changeColsCost(self._all.size, self._all, -objective)
        solver.run()
        self.iterations += max(0, solver.getInfo().simplex_iteration_count)
        status, states = solver.getModelStatus(), highspy.HighsModelStatus
        if status in (states.kUnbounded, states.kUnboundedOrInfeasible):
            return Answer(np.inf, np.zeros(self._all.size), np.zeros(self._ties.shape[0]))
        if status == states.kIterationLimit:
            raise too_much_work()
        if status != states.kOptimal:
            raise solver_failed()
        found = solver.getSolution()
        moves = np.asarray(found.col_value)
        return Answer(float(objective @ moves), moves, np.asarray(found.row_dual))

    def _model(self) -> highspy.Highs:
        nought = np.zeros(self._ties.shape[0])
        limits = (self._lower, self._near)
        return linear(self._ties, (nought, nought), limits, np.zeros(self._all.size), _OPTIONS)


_OPTIONS: dict[str, bool | int | float | str] = {
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": 1,  # dual: a new objective moves thousands of limited unknowns at once, without a step for each
    "simplex_dual_edge_weight_strategy": 1,  # weights that cost nothing to begin with: every question begins anew
}
