"""A group that is proven too narrow stays so for as long as everything is told that the proof rests on.

Statements give way one by one, and many that touch a group say little of it: what gives it away are a few others.
Withholding more only takes sums away, so until one of those few goes, the audit need not be asked again: it would find
the same. Nothing here decides on a statement, it only spares questions of which the answer is known.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.audit.effort import Effort, Unanswered
from smartstart.disclosure.audit.shifted import shifted
from smartstart.disclosure.audit.solver import Answer, Model
from smartstart.disclosure.audit.system import Attacker

Choice = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Audited = Callable[[Choice, Numbers], Numbers]
_FEW = 8  # groups: of more, some are soon safe
_SUMS = 2_000  # of more, a proof can cost more than the questions that it spares
_CLEARLY = 0.01  # of a person: far more than what the solver may be off by


class Standing:
    """An audit that is not asked again about groups that all are proven too narrow by what is still told.

    Args:
        audited: which of some targets are not safe when these statements are withheld.
    """

    def __init__(self, problem: Problem, audited: Audited) -> None:
        self._problem, self._audited = problem, audited
        self._stuck: Numbers = np.zeros(0, np.int64)
        self._withheld: Choice = problem.withheld
        self._rests_on: Choice | None = None

    def __call__(self, withheld: Choice, targets: Numbers) -> Numbers:
        """Return which of these targets are not safe when these statements are withheld."""
        if self._stands(withheld, targets):
            return targets
        found = self._audited(withheld, targets)
        again = np.array_equal(targets, self._stuck)  # a proof pays only where nothing gets better
        self._rests_on = None
        self._stuck, self._withheld = (targets if found.size == targets.size else targets[:0]), withheld
        if again and 0 < self._stuck.size <= _FEW and self._problem.statement.size <= _SUMS:
            self._rests_on = rests_on(self._problem, withheld, targets)
        return found

    def _stands(self, withheld: Choice, targets: Numbers) -> bool:
        if self._rests_on is None or not np.array_equal(targets, self._stuck):
            return False
        return not ((withheld & self._rests_on) | (self._withheld & ~withheld)).any()


def rests_on(problem: Problem, withheld: Choice, targets: Numbers) -> Choice | None:
    """Return the statements that together prove all these targets too narrow, shape (statements,), bool.

    None where one of the targets is not clearly too narrow over all numbers, or the solver gives no answer.

    Raises:
        GateRefusal: the tables contradict each other.
    """
    system = shifted(problem.system(withheld), Attacker.E)
    told = problem.statement[~withheld[problem.statement]]
    first = problem.background.lower.size
    found = np.zeros(problem.statements, np.bool_)
    try:
        model = Model(system, Effort())
        for target in targets.tolist():
            objective = problem.targets.sums[[target]].toarray().ravel()
            reach, width = problem.targets.reach[target] - objective @ problem.truth, problem.targets.width[target]
            proof = [model.most(objective)]
            up = np.floor(proof[0].most + _CLEARLY)
            if up >= reach:
                proof.append(model.most(-objective))
                if up + np.floor(proof[1].most + _CLEARLY) >= width:
                    return None
            for answer in proof:
                found[told[_used(answer)[first : first + told.size]]] = True
    except Unanswered:
        return None
    return found


def _used(answer: Answer) -> Choice:
    """Return the sums that a limit rests on; every one that is used at all, however little."""
    if answer.multipliers is None:
        return np.zeros(0, np.bool_)
    used: Choice = answer.multipliers != 0
    return used
