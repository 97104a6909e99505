"""Which statements give way for groups that the audit found.

Each group names the statement that holds it tightest: the one with the lowest upper limit among those that say
anything about it, dear ones (the whole population, a finding itself) last. For a group that none says anything about,
it is one of those that the proof rests on. The most named goes first; what touches a group whose name went already is
spared until the audit has looked again.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.joint.telling import telling
from smartstart.disclosure.joint.through import named_through

Choice = NDArray[np.bool_]


def gives_way(problem: Problem, withheld: Choice, failing: NDArray[np.int64]) -> Choice:
    """Return which statements to withhold besides, shape (statements,), bool; all that are left when none touches.

    Args:
        withheld: shape (statements,), what is withheld already.
        failing: numbers of the targets that are not safe yet.
    """
    touching = _touching(problem, failing)
    touching = sparse.csr_array(touching.multiply(~withheld[np.newaxis, :]))
    touching.eliminate_zeros()
    order, rank = _ranked(problem)
    bare = np.diff(touching.indptr) == 0
    if bare.any():
        through = _not_touching(problem, withheld, failing[bare], rank)
        return ~withheld if (through < 0).any() else _with(withheld, through)
    return _covering(touching, order[_first(touching, rank)], problem.statements)


def gives_way_by_proof(problem: Problem, withheld: Choice, failing: NDArray[np.int64]) -> Choice:
    """Return the same, from the statements that the proof of each group rests on alone: fewer, and more work."""
    order, rank = _ranked(problem)
    proof = sparse.csr_array(telling(problem, withheld, failing, np.zeros_like(withheld)))
    proven = np.diff(proof.indptr) > 0
    if not proven.any():
        return gives_way(problem, withheld, failing)
    proof = sparse.csr_array(proof[proven])
    return _covering(proof, order[_first(proof, rank)], problem.statements)


def _ranked(problem: Problem) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the statements, tight and cheap ones first, and the place of each."""
    order = np.lexsort((np.arange(problem.statements), _tightness(problem)))
    rank = np.empty(problem.statements, np.int64)
    rank[order] = np.arange(problem.statements)
    return order, rank


def _first(choice: sparse.csr_array, rank: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the place of the foremost statement of each row; each row has one."""
    found: NDArray[np.int64] = np.minimum.reduceat(rank[choice.indices], choice.indptr[:-1])
    return found


def _not_touching(
    problem: Problem, withheld: Choice, groups: NDArray[np.int64], rank: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return which statement goes for each group that none says anything about; -1 where none gives it away."""
    named = named_through(problem, ~withheld, groups)
    left = np.flatnonzero(named < 0)
    if left.size and not withheld.all():
        proof = telling(problem, withheld, groups[left], np.zeros_like(withheld))
        first = np.argmin(np.where(proof, rank[np.newaxis, :], problem.statements), axis=1)
        named[left] = np.where(proof.any(axis=1), first, -1)
    return named


def _with(withheld: Choice, named: NDArray[np.int64]) -> Choice:
    chosen = np.zeros_like(withheld)
    chosen[named] = True
    return chosen


def _touching(problem: Problem, failing: NDArray[np.int64]) -> sparse.csr_array:
    """Return which statements say anything about which group, shape (failing, statements)."""
    rows = abs(problem.asked.weights).sign()
    told = sparse.csr_array(problem.targets.sums[failing] @ rows.T)
    of = sparse.csr_array(
        (np.ones(problem.statement.size), (np.arange(problem.statement.size), problem.statement)),
        shape=(problem.statement.size, problem.statements),
    )
    return sparse.csr_array((told @ of).sign())


def _tightness(problem: Problem) -> NDArray[np.float64]:
    """Return the upper limit of each statement times its cost: low is tight and cheap."""
    size = np.asarray(abs(problem.asked.weights).sign() @ problem.truth).ravel()
    upper = np.where(np.isfinite(problem.asked.upper) & (problem.asked.upper > 0), problem.asked.upper, size)
    tight = np.full(problem.statements, np.inf)
    np.minimum.at(tight, problem.statement, upper)
    return tight * problem.cost


def _covering(touching: sparse.csr_array, named: NDArray[np.int64], statements: int) -> Choice:
    """Take the most named statements until every group is touched by one that goes."""
    chosen = np.zeros(statements, np.bool_)
    votes = np.bincount(named, minlength=statements)
    by_statement = sparse.csc_array(touching)
    left = np.ones(touching.shape[0], np.bool_)
    for statement in np.argsort(-votes, kind="stable"):
        if not left.any() or not votes[statement]:
            break
        groups = by_statement.indices[by_statement.indptr[statement] : by_statement.indptr[statement + 1]]
        if left[groups].any():
            chosen[statement] = True
            left[groups] = False
    return chosen
