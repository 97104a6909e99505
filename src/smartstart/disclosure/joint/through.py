"""Which statement tells of a group that no statement counts: rows of an earlier release at other dates, in other areas.

What is known of such a group comes from an earlier count that has it, less what is counted of the rest now. So the
statement that comes nearest to that rest is the one that gives the group away.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem


def named_through(problem: Problem, left: NDArray[np.bool_], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each group the statement that stands nearest to the rest of an earlier count; -1 where none does.

    Args:
        left: shape (statements,), what is not withheld yet.
        groups: numbers of targets that no statement left says anything about.
    """
    told = np.flatnonzero(left[problem.statement])
    if not told.size or not problem.background.lower.size:
        return np.full(groups.size, -1)
    known, asked = _support(problem.background.weights), _support(problem.asked.weights[told])
    tightest = _tightest(problem, _support(problem.targets.sums[groups]), known)
    weight = problem.truth.astype(np.float64) + 1  # no group weighs nothing
    rest = sparse.csr_array(known[np.maximum(tightest, 0)])
    common = (rest.multiply(weight[np.newaxis, :]) @ asked.T).toarray()
    apart = (rest @ weight)[:, np.newaxis] + (asked @ weight)[np.newaxis, :] - 2 * common
    nearest = np.argmin(np.where(common > 0, apart, np.inf), axis=1)
    found: NDArray[np.int64] = problem.statement[told[nearest]]
    return np.where((tightest >= 0) & (common.max(axis=1) > 0), found, -1)


def _tightest(problem: Problem, groups: sparse.csr_array, known: sparse.csr_array) -> NDArray[np.int64]:
    """Return the smallest earlier count that has each group whole; -1 where there is none."""
    shared = (groups @ known.T).toarray()
    whole = shared >= groups.sum(axis=1)[:, np.newaxis]
    size = np.where(np.isfinite(problem.background.upper), known @ problem.truth, np.inf)
    best = np.argmin(np.where(whole, size[np.newaxis, :], np.inf), axis=1)
    return np.where(whole.any(axis=1), best, -1)


def _support(weights: sparse.csr_array) -> sparse.csr_array:
    return sparse.csr_array(abs(weights).sign())
