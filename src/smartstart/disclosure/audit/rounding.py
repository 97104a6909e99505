"""A table of whole counts near one of all numbers.

A corner of the set of possible tables has at most as many broken numbers as there are sums. With all other atoms left
where they are, finding whole numbers for those few is a small question, and mostly has an answer.
"""

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.shifted import TOLERANCE, Floats, Shifted

_INTEGER = np.uint8(1)
_ROOM = 3.0  # how far a broken number may move to become whole
_NODES = 200


def whole_near(block: Shifted, moves: Floats, objective: Floats) -> Floats | None:
    """Return moves of whole counts near these, with as much of the objective as can be had there; None if not found."""
    nearest = np.rint(moves)
    broken = np.flatnonzero(np.abs(moves - nearest) > TOLERANCE)
    fixed = nearest.copy()
    fixed[broken] = 0.0
    rest = block.sums @ fixed
    part = sparse.csc_array(block.sums)[:, broken]
    rows = np.flatnonzero(np.bincount(part.indices, minlength=part.shape[0]))
    around = moves[broken]
    found = _solved(
        sparse.csr_array(sparse.csr_array(part)[rows]),
        (block.lower - rest)[rows],
        (block.upper - rest)[rows],
        np.maximum(block.down[broken], np.floor(around) - _ROOM),
        np.minimum(block.up[broken], np.ceil(around) + _ROOM),
        objective[broken],
    )
    if found is None:
        return None
    fixed[broken] = np.rint(found)
    return fixed


def _solved(
    sums: sparse.csr_array, lower: Floats, upper: Floats, down: Floats, up: Floats, objective: Floats
) -> NDArray[np.float64] | None:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = up.size, upper.size
    model.col_cost_ = -objective
    model.col_lower_, model.col_upper_ = down, up
    model.row_lower_, model.row_upper_ = lower, upper
    model.integrality_ = [highspy.HighsVarType.kInteger] * up.size
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_, model.a_matrix_.num_row_ = up.size, upper.size
    model.a_matrix_.start_ = sums.indptr.astype(np.int32)
    model.a_matrix_.index_ = sums.indices.astype(np.int32)
    model.a_matrix_.value_ = sums.data
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 0, "mip_max_nodes": _NODES}.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.asarray(solver.getSolution().col_value)
