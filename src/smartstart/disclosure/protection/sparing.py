"""A table in which a target moves far enough, and as little as possible of what might be shown moves along.

Of all tables that keep a target unknown one with few moves stays possible the longest when more and more is shown
again. The costs never change, only how far the target must move and what may move at all, so each question starts
where the last one ended and takes a few steps of the dual simplex method.
"""

import highspy
import numpy as np
from scipy import sparse

from smartstart.disclosure.protection.blocks import Block
from smartstart.disclosure.protection.effort import Effort, solver_failed, too_much_work
from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.relations import Net
from smartstart.disclosure.protection.solver import linear


class Sparing:
    """Asks about one block.

    Args:
        dear: shape (cells of the block,), above nought: what it costs to move each cell by one person.
        lower, upper: shape (cells of the block,), what each may move between.
    """

    def __init__(self, net: Net, block: Block, dear: Floats, limits: tuple[Floats, Floats], effort: Effort) -> None:
        ties = sparse.csr_array(net.relations[block.relations][:, block.cells])
        self._sums = sparse.csr_array(net.targets[block.targets][:, block.cells])
        rows = sparse.vstack([ties, self._sums], format="csr")
        self._first = ties.shape[0]
        free = np.concatenate([np.zeros(self._first), np.full(self._sums.shape[0], np.inf)])
        # A cell moves up in one column and down in another, so that what it moves to either side costs the same.
        both = sparse.csr_array(sparse.hstack([rows, -rows], format="csr"))
        self._effort, self.iterations = effort, 0
        self._solver = linear(both, (-free, free), self._columns(limits), np.concatenate([dear, dear]), _OPTIONS)
        self._all = np.arange(2 * block.cells.size, dtype=np.int32)

    @staticmethod
    def _columns(limits: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
        most = np.concatenate([limits[1], -limits[0]])
        return np.zeros(most.size), most

    def limit(self, lower: Floats, upper: Floats) -> None:
        """Let the cells of the block move between these from now on, shape (cells of the block,) each."""
        self._solver.changeColsBounds(self._all.size, self._all, *self._columns((lower, upper)))

    def table(self, target: int, side: float, level: float) -> Floats | None:
        """Return moves of the cells in which the target moves so far to this side; None when there are none.

        Raises:
            GateRefusal: the solver fails, or the effort is used up.
        """
        solver, states, row = self._solver, highspy.HighsModelStatus, self._first + target
        solver.changeRowBounds(row, *((level, np.inf) if side > 0 else (-np.inf, -level)))
        solver.setOptionValue("simplex_iteration_limit", max(1, self._effort.iterations - self.iterations))
        solver.run()
        self.iterations += max(0, solver.getInfo().simplex_iteration_count)
        status, columns = solver.getModelStatus(), np.array(solver.getSolution().col_value)
        solver.changeRowBounds(row, -np.inf, np.inf)
        if status == states.kInfeasible:
            return None
        if status == states.kIterationLimit:
            raise too_much_work()
        if status != states.kOptimal:
            raise solver_failed()
        up, down = np.split(columns, 2)
        moves: Floats = up - down
        return moves


_OPTIONS: dict[str, bool | int | float | str] = {
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": 1,
    "simplex_dual_edge_weight_strategy": 1,  # as the outsider asks: weights that cost nothing to begin with
}
