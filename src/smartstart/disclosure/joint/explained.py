"""One population that bears out what was told before and what would be told now.

Between two releases the data can change: a new delivery, somebody who came or left. A count that moved by less than ten
keeps its earlier value, so for all that an outsider sees nothing changed, and he puts the old and the new numbers
together. Two things follow.

What is told now must not contradict what was told before: 119 then, and now parts that make 118 at most, shows that
somebody left. Such numbers are not shown. And what he works out, he works out for a population in which the earlier
numbers still hold exactly, which the present rows no longer are. So the audit begins from such a population: of all
that fit, the one nearest to the present rows. Which one it is makes no difference to what can be worked out.

Of a count that moved by ten or more, everybody may see that it moved; its earlier value binds nobody any more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from smartstart.disclosure.atoms.problem import Sums

Floats = NDArray[np.float64]
_SMALL, _NODES = 2_000, 2_000  # up to so many unknowns all are moved, with so many nodes of the search tree
_FOREMOST, _FEW_NODES, _NEARLY = 1_000, 200, 0.2  # in a larger question: how many are, and until how near the least
_DECIMALS = 6  # of a cost; finer is noise of the solver
_NEARBY, _EARLIER = 0.01, 10_000.0  # the cost of one row that differs, and of an earlier number that is missed by one
_SLACK = 1e-6
ANEW = 1e6
"""The cost of missing a count that moved by enough to be shown anew: before it, what was told before gives way."""


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """A population that fits.

    Attributes:
        truth: shape (unknowns,), int64: whole counts; the present ones wherever these bear everything out.
        background: the sums that were known, with limits that these counts lie within.
        contradicting: shape (asked sums,), bool: sums that would be told and do not fit.
    """

    truth: NDArray[np.int64]
    background: Sums
    contradicting: NDArray[np.bool_]


def explained(truth: NDArray[np.int64], background: Sums, asked: Sums, cost: Floats) -> Explained:
    """Return the population nearest to the present one that fits what was told and, as far as it can, what is asked.

    Args:
        truth: shape (unknowns,), the present counts.
        background: what is known whatever is decided.
        asked: what would be told; cost: shape (asked sums,), of a sum that would then be missed by one; nought for
            what is withheld anyway.
    """
    if not _missed(background, truth).any():
        return Explained(truth, background, np.zeros(cost.size, np.bool_))
    told = np.flatnonzero(cost)
    both = Sums(
        sparse.csr_array(sparse.vstack([background.weights, asked.weights[told]], format="csr")),
        np.concatenate([background.lower, asked.lower[told]]),
        np.concatenate([background.upper, asked.upper[told]]),
    )
    found = _nearest(truth, both, np.concatenate([np.full(background.lower.size, _EARLIER), cost[told]]))
    if found is None:  # no answer within the effort: nothing is told that was not known
        return Explained(truth, _widened(background, truth), cost > 0)
    return Explained(found, _widened(background, found), _missed(asked, found) & (cost > 0))


def _nearest(truth: NDArray[np.int64], sums: Sums, weight: Floats) -> NDArray[np.int64] | None:
    """Return whole counts that miss the sums as little as can be, and lie as near as can be; None where none is found.

    In a large question only the counts that matter most without the demand of wholeness are moved.
    """
    columns = np.arange(truth.size) if truth.size <= _SMALL else _foremost(_Question(truth, sums, weight))
    if columns is None:
        return None
    some = Sums(sparse.csr_array(sparse.csc_array(sums.weights)[:, columns]), sums.lower, sums.upper)
    asked = _Question(truth[columns], some, weight, value=sums.weights @ truth)
    found = milp(
        asked.cost,
        integrality=np.concatenate([np.ones(2 * columns.size), np.zeros(weight.size)]),
        bounds=Bounds(0, asked.most),
        constraints=LinearConstraint(asked.rows, -np.inf, asked.upper),
        options={"node_limit": _NODES} if truth.size <= _SMALL else {"node_limit": _FEW_NODES, "mip_rel_gap": _NEARLY},
    )
    if found.x is None:
        return None
    moved = np.round(found.x[: 2 * columns.size]).astype(np.int64)
    nearest: NDArray[np.int64] = truth.copy()
    nearest[columns] += moved[: columns.size] - moved[columns.size :]
    return nearest


class _Question:
    """How far each count goes up, how far down, and by how much each sum is missed: a linear question.

    Attributes:
        cost, most: shape (unknowns of the question,); none is below nought.
        rows, upper: no row may lie above its upper limit.
    """

    def __init__(self, truth: NDArray[np.int64], sums: Sums, weight: Floats, value: Floats | None = None) -> None:
        value = sums.weights @ truth if value is None else value
        apart = sparse.identity(weight.size, format="csr")
        moves = sparse.hstack([sums.weights, -sums.weights], format="csr")
        above, below = sums.upper - value, value - sums.lower
        high, low = np.isfinite(above), np.isfinite(below)
        rows = [sparse.hstack([moves, -apart], format="csr")[high], sparse.hstack([-moves, -apart], format="csr")[low]]
        self.truth = truth
        self.rows = sparse.csc_array(sparse.vstack(rows))
        self.upper = np.concatenate([above[high], below[low]])
        self.cost = np.concatenate([np.full(2 * truth.size, _NEARBY), weight])
        self.most = np.concatenate([np.full(truth.size, np.inf), truth, np.full(weight.size, np.inf)])


def _foremost(question: _Question) -> NDArray[np.int64] | None:
    """Return which counts to move: those that move when parts of persons may, and those that cost least besides."""
    bounds = np.column_stack([np.zeros(question.most.size), question.most])
    found = linprog(question.cost, A_ub=question.rows, b_ub=question.upper, bounds=bounds, method="highs")
    if found.x is None:
        return None
    size = question.truth.size
    still = np.abs(found.x[:size] - found.x[size : 2 * size]) <= _SLACK
    reduced = question.cost - question.rows.T @ found.ineqlin.marginals
    dear = np.round(np.minimum(reduced[:size], reduced[size : 2 * size]), _DECIMALS)
    return np.sort(np.lexsort((np.arange(size), dear, still))[:_FOREMOST])


def _missed(sums: Sums, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
    value = sums.weights @ counts
    slack = _SLACK * np.maximum(1.0, np.abs(value))
    missed: NDArray[np.bool_] = (value < sums.lower - slack) | (value > sums.upper + slack)
    return missed


def _widened(sums: Sums, counts: NDArray[np.int64]) -> Sums:
    value = sums.weights @ counts
    return Sums(sums.weights, np.minimum(sums.lower, value), np.maximum(sums.upper, value))
