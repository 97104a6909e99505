"""A covering by diving: solve it linearly, take what is taken for the most part, and solve again.

The first linear solution is a bound that no choice can be below.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.protection.effort import solver_failed
from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.relations import Numbers
from smartstart.disclosure.protection.solver import linear

_SURE = 0.999
_SHARE = 20  # at most this part of what is taken in half is taken at a time


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The statements chosen, in order; what every choice costs at least; whether none is cheaper."""

    chosen: Numbers
    bound: float
    proven: bool


def choice_of(chosen: Numbers, cost: float, bound: float) -> Choice:
    """Return a choice that is proven when its cost is its bound."""
    proven = cost <= bound + 1e-6 * max(1.0, abs(cost))
    return Choice(chosen, cost if proven else max(0.0, bound), proven)


def incidence(sets: list[Numbers], statements: int) -> sparse.csr_array:
    """Return which statements each set holds, shape (sets, statements)."""
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum([one.size for one in sets], dtype=np.int64)])
    columns = np.concatenate(sets) if sets else np.zeros(0, np.int64)
    return sparse.csr_array((np.ones(columns.size), columns, starts), shape=(len(sets), statements))


def dived(sets: list[Numbers], statements: Numbers, cost: Floats) -> Choice:
    """Return a choice that meets all sets.

    Args:
        statements: the statements in the sets, in order; cost: of each.

    Raises:
        GateRefusal: the solver fails.
    """
    matrix = sparse.csr_array(incidence(sets, int(statements[-1]) + 1)[:, statements])
    solver = covering_model(sets, np.searchsorted(statements, np.concatenate(sets)), cost)
    taken = np.zeros(cost.size, np.bool_)
    bound = -1.0
    while (matrix @ taken.astype(np.float64) < 1).any():
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise solver_failed()
        if bound < 0:
            bound = float(solver.getInfo().objective_function_value)
            bound = float(np.ceil(bound - 1e-6)) if (cost == np.rint(cost)).all() else bound
        part = np.where(taken, 0.0, np.asarray(solver.getSolution().col_value))
        half = int((part > 0.5).sum()) // _SHARE
        new = (part >= _SURE) | (part >= np.sort(part)[-1 - half])
        for column in np.flatnonzero(new & ~taken).tolist():
            solver.changeColBounds(column, 1.0, 1.0)
        taken |= new
    _without_needless(matrix, taken, cost)
    return choice_of(statements[taken], float(cost[taken].sum()), bound)


def _without_needless(matrix: sparse.csr_array, taken: NDArray[np.bool_], cost: Floats) -> None:
    """Leave out what no set needs, the dearest first."""
    met, by_statement = matrix @ taken.astype(np.float64), matrix.tocsc()
    for column in np.flatnonzero(taken)[np.argsort(-cost[taken], kind="stable")].tolist():
        sets = by_statement.indices[by_statement.indptr[column] : by_statement.indptr[column + 1]]
        if (met[sets] > 1).all():
            met[sets] -= 1
            taken[column] = False


def covering_model(sets: list[Numbers], columns: Numbers, cost: Floats) -> highspy.Highs:
    """Return the linear model: each statement between nought and one, each set at least one.

    Args:
        columns: the sets one after another, as places in `cost`.

    Raises:
        GateRefusal: the solver fails.
    """
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum([one.size for one in sets])])
    matrix = sparse.csr_array((np.ones(columns.size), columns, starts), shape=(len(sets), cost.size))
    met = (np.ones(len(sets)), np.full(len(sets), np.inf))
    return linear(matrix, met, (np.zeros(cost.size), np.ones(cost.size)), cost, _EXACT)


_EXACT = {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-6}
