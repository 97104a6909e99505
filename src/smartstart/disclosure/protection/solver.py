"""A linear question put to the solver: one thread, no seconds, so the same question always gets the same answer."""

from collections.abc import Mapping

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.protection.effort import solver_failed

Floats = NDArray[np.float64]
_ALWAYS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
}


def linear(
    rows: sparse.csr_array,
    between: tuple[Floats, Floats],
    limits: tuple[Floats, Floats],
    cost: Floats,
    options: Mapping[str, bool | int | float | str],
) -> highspy.Highs:
    """Return the solver with a question to minimise.

    Args:
        rows: shape (rows, columns); `between`: what each row lies between, shape (rows,) each.
        limits: what each column lies between, `cost`: what it costs, shape (columns,) each.
        options: of the solver, besides those that always hold.

    Raises:
        GateRefusal: the solver does not take it.
    """
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows.shape
    model.col_cost_ = cost
    model.col_lower_, model.col_upper_ = limits
    model.row_lower_, model.row_upper_ = between
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_row_, model.a_matrix_.num_col_ = rows.shape
    model.a_matrix_.start_ = rows.indptr.astype(np.int32)
    model.a_matrix_.index_ = rows.indices.astype(np.int32)
    model.a_matrix_.value_ = rows.data
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (_ALWAYS | dict(options)).items():
        solver.setOptionValue(name, value)
    if solver.passModel(model) == highspy.HighsStatus.kError:
        raise solver_failed()
    return solver
