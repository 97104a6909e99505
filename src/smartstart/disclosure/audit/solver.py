"""One HiGHS model per block: the constraints stay, only the objective changes, and each question starts where the last
one ended. One thread, no seconds: the same question always gets the same answer.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.effort import Effort, Unanswered, solver_failed, too_much_work
from smartstart.disclosure.audit.shifted import TOLERANCE, Floats, Shifted

_PRIMAL = 4  # simplex strategy: the last vertex stays feasible when only the objective changes
_DUAL = 1
_INTEGER = np.uint8(1)
_CLEAR = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
    highspy.HighsModelStatus.kIterationLimit,
)


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The most a sum can be, and moves at which it is (shape (atoms,)); both infinite and None without a limit.

    `multipliers`, shape (sums,), of a question over all numbers: the sums so many times together prove the answer
    (linear duality).
    """

    most: float
    moves: Floats | None
    whole: bool
    multipliers: Floats | None = None


class Model:
    """The questions about one block, and what they have cost so far."""

    def __init__(self, block: Shifted, effort: Effort) -> None:
        self._block = block
        self._effort = effort
        self._lp = _highs(block)
        self._milp: highspy.Highs | None = None
        self._all = np.arange(block.up.size, dtype=np.int32)
        self._integral = bool((block.sums.data == np.rint(block.sums.data)).all())
        self.iterations = 0
        self.nodes = 0
        self.questions = 0

    def limit(self, down: Floats, up: Floats) -> None:
        """Let no atom move further than this in the questions over all numbers that follow; shape (atoms,) each."""
        self._lp.changeColsBounds(self._all.size, self._all, down, up)

    def most(self, objective: Floats, *, afresh: bool = False) -> Answer:
        """Return the most that the sum of moves with these weights can be, over all numbers.

        Args:
            afresh: begin anew, by the way that is quick from the beginning: for a question unlike the last one.

        Raises:
            Unanswered: the solver gives no trustworthy answer, or the effort is used up.
        """
        self.questions += 1
        solver = self._lp
        solver.changeColsCost(self._all.size, self._all, -objective)
        if not afresh:
            self._run(solver)
            # Now and then a warm start ends in doubt; then the same question from the beginning too.
            if solver.getModelStatus() in _CLEAR:
                try:
                    return self._answer(solver)
                except Unanswered as unanswered:
                    if unanswered.last:
                        raise
        solver.clearSolver()
        solver.setOptionValue("simplex_strategy", _DUAL)
        self._run(solver)
        solver.setOptionValue("simplex_strategy", _PRIMAL)
        return self._answer(solver)

    def _answer(self, solver: highspy.Highs) -> Answer:
        if self._unbounded(solver):
            return Answer(np.inf, None, False)
        found = solver.getSolution()
        moves, whole = self._checked(np.asarray(found.col_value))
        most = -float(solver.getObjectiveValue())
        return Answer(most, moves, whole, -np.asarray(found.row_dual))

    def most_whole(self, objective: Floats, enough: float) -> Answer:
        """Return the most that the sum of moves with these weights can be, over whole counts.

        Args:
            enough: stop at moves for which the sum is this much; the most that is returned is then proven, but may
                not be reached.

        Raises:
            Unanswered: the solver gives no trustworthy answer, or the effort is used up.
        """
        self.questions += 1
        if self._milp is None:
            self._milp = _highs(self._block)
            self._milp.setOptionValue("presolve", "on")
            whole = np.full(self._all.size, _INTEGER)
            self._milp.changeColsIntegrality(self._all.size, self._all, whole)
        solver = self._milp
        solver.setOptionValue("objective_target", -enough + 0.5 if np.isfinite(enough) else -np.inf)
        solver.setOptionValue("mip_max_nodes", max(1, self._effort.nodes - self.nodes))
        solver.changeColsCost(self._all.size, self._all, -objective)
        solver.run()
        self.nodes += max(0, int(solver.getInfo().mip_node_count))
        if self._unbounded(solver):
            return Answer(np.inf, None, True)
        moves, whole_moves = self._checked(np.asarray(solver.getSolution().col_value))
        if not whole_moves:
            raise Unanswered(solver_failed())
        return Answer(-float(solver.getInfo().mip_dual_bound), moves, True)

    def _run(self, solver: highspy.Highs) -> None:
        solver.setOptionValue("simplex_iteration_limit", max(1, self._effort.iterations - self.iterations))
        solver.run()
        self.iterations += max(0, solver.getInfo().simplex_iteration_count)

    @staticmethod
    def _unbounded(solver: highspy.Highs) -> bool:
        status = solver.getModelStatus()
        states = highspy.HighsModelStatus
        if status in (states.kOptimal, states.kObjectiveTarget):
            return False
        # The truth satisfies the system, so "unbounded or infeasible" can only be the first.
        if status in (states.kUnbounded, states.kUnboundedOrInfeasible):
            return True
        if status in (states.kIterationLimit, states.kSolutionLimit):
            raise Unanswered(too_much_work(), last=True)
        raise Unanswered(solver_failed())

    def _checked(self, moves: Floats) -> tuple[Floats, bool]:
        """Return the moves, made whole where they are within the tolerance; they satisfy the system."""
        rounded: Floats = np.rint(moves)
        whole = bool((np.abs(moves - rounded) < TOLERANCE).all())
        if whole and self._violation(rounded) <= (0.0 if self._integral else TOLERANCE):
            return rounded, True
        if self._violation(moves) > TOLERANCE:
            raise Unanswered(solver_failed())
        return moves, False

    def _violation(self, moves: Floats) -> float:
        block = self._block
        sums = block.sums @ moves
        gaps: list[NDArray[np.float64]] = [block.lower - sums, sums - block.upper, block.down - moves, moves - block.up]
        return max(float(gap.max(initial=0.0)) for gap in gaps)


def _highs(block: Shifted) -> highspy.Highs:
    model = highspy.HighsLp()
    sums = sparse.csr_array(block.sums)
    model.num_col_, model.num_row_ = block.up.size, block.upper.size
    model.col_cost_ = np.zeros(block.up.size)
    model.col_lower_, model.col_upper_ = block.down, block.up
    model.row_lower_, model.row_upper_ = block.lower, block.upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = block.up.size, block.upper.size
    model.a_matrix_.start_ = sums.indptr.astype(np.int32)
    model.a_matrix_.index_ = sums.indices.astype(np.int32)
    model.a_matrix_.value_ = sums.data
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    if solver.passModel(model) == highspy.HighsStatus.kError:
        raise Unanswered(solver_failed())
    return solver


_OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": _PRIMAL,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-6,
    "mip_feasibility_tolerance": 1e-7,
}
