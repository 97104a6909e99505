"""Which statements together give a group away: those that the proof rests on (linear duality).

That a group is small follows from some of the sums that are told, each so many times. A statement that touches it need
not be among them: what is left of a known whole when its parts are counted is touched by the whole only, and it is the
parts that give it away. One of the statements of a proof has to give way, whatever else does.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.audit.effort import Effort, Unanswered, solver_failed
from smartstart.disclosure.audit.shifted import TOLERANCE, Shifted, shifted
from smartstart.disclosure.audit.solver import Answer, Model
from smartstart.disclosure.audit.system import Attacker

Bools = NDArray[np.bool_]
_NOISE = 1e-9  # how often a sum is used in a proof that does not use it


def telling(problem: Problem, withheld: Bools, failing: NDArray[np.int64], spared: Bools) -> Bools:
    """Return which statements prove which group too small, shape (failing, statements); none where no proof was found.

    Args:
        withheld: shape (statements,), what is withheld.
        failing: numbers of targets that are not safe then.
        spared: shape (statements,), those of which no proof is made where another statement does it by itself.
    """
    system = shifted(problem.system(withheld), Attacker.E)
    targets = problem.targets
    parts = sparse.csr_array(targets.sums[failing])
    reach = targets.reach[failing] - parts @ problem.truth
    told = np.flatnonzero(~withheld[problem.statement])
    first = problem.background.lower.size
    found = np.zeros((failing.size, problem.statements), np.bool_)
    prover = _Prover(system, parts, reach)
    for group, statement in _by_themselves(problem, withheld | spared, parts, targets.reach[failing]):
        found[group, statement] = prover.done[group] = True
    for part in range(failing.size):
        if not prover.done[part]:
            rows, proven = prover.prove(part)
            used = np.flatnonzero(rows[first : first + told.size])
            found[np.ix_(proven, problem.statement[told[used]])] = True
    return found


def _by_themselves(
    problem: Problem, withheld: Bools, parts: sparse.csr_array, reach: NDArray[np.float64]
) -> Iterator[tuple[int, int]]:
    """Yield the groups that a single count proves small, which holds all of them; with the first such statement."""
    told = np.flatnonzero(~withheld[problem.statement])
    weights = sparse.csr_array(problem.asked.weights[told])
    plain = np.flatnonzero(np.bincount(_rows(weights)[weights.data != 1], minlength=told.size) == 0)
    shared = sparse.coo_array(parts @ sparse.csr_array(weights[plain]).T)
    group, row = shared.coords
    upper = problem.asked.upper[told[plain[row]]]
    small = (shared.data == np.diff(parts.indptr)[group]) & (upper < reach[group])
    groups, first = np.unique(group[small], return_index=True)
    yield from zip(groups.tolist(), problem.statement[told[plain[row[small][first]]]].tolist(), strict=True)


def _rows(matrix: sparse.csr_array) -> NDArray[np.int64]:
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


class _Prover:
    """Asks for proofs, and uses each for all groups that it proves small."""

    def __init__(self, system: Shifted, parts: sparse.csr_array, reach: NDArray[np.float64]) -> None:
        self._system, self._parts, self._reach = system, parts, reach
        self._model = Model(system, Effort())
        self._down = parts @ system.down
        self.done = np.zeros(parts.shape[0], np.bool_)

    def prove(self, part: int) -> tuple[Bools, NDArray[np.int64]]:
        """Return which sums prove this part small, shape (sums,), and which parts they prove small."""
        rows, proven = np.zeros(self._system.upper.size, np.bool_), np.array([part])
        objective = self._parts[[part]].toarray().ravel()
        try:
            up = self._model.most(objective)
            rows |= _used(up)
            if np.floor(up.most + TOLERANCE) < self._reach[part]:
                proven = np.union1d(proven, self._small(part, up))
            else:  # wide enough upwards, so it is the lower limit as well that makes it narrow
                rows |= _used(self._model.most(-objective))
        except Unanswered:
            rows[:] = False
        self.done[proven] = True
        return rows, proven

    def _small(self, part: int, up: Answer) -> NDArray[np.int64]:
        covers = self._system.sums.T @ _multipliers(up)
        limit = up.most - self._down[part] + self._down
        within = np.asarray(self._parts @ (covers < 1 - TOLERANCE).astype(np.float64)).ravel() == 0
        return np.flatnonzero(within & (np.floor(limit + TOLERANCE) < self._reach) & ~self.done)


def _used(answer: Answer) -> Bools:
    return np.abs(_multipliers(answer)) > _NOISE


def _multipliers(answer: Answer) -> NDArray[np.float64]:
    """Return how often each sum is used in the proof; without a limit there is none."""
    if answer.multipliers is None:
        raise Unanswered(solver_failed())
    return answer.multipliers
