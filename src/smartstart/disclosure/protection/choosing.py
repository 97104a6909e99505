"""Choose what else to withhold."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem, Sums
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.protection.effort import Effort
from smartstart.disclosure.protection.exact import searched
from smartstart.disclosure.protection.levels import Levels
from smartstart.disclosure.protection.pattern import Pattern
from smartstart.disclosure.protection.relations import net
from smartstart.vocabulary.errors import GateRefusal

SMALL = 600  # unknowns; and so many groups that are not safe: of more, the least cost takes too long to prove
_FEW = 60
_BRIEF = Effort(iterations=200_000, nodes=2_000, rounds=60, guided=0)
_DEFAULT = Effort()


def choose(
    problem: Problem,
    levels: Levels | None = None,
    floor: NDArray[np.int64] | None = None,
    effort: Effort = _DEFAULT,
) -> Pattern:
    """Return which statements to withhold, at the least cost where that can be proven.

    Args:
        levels: how unknown each target must stay; by default what the targets of the problem ask.
        floor: shape (unknowns,), what an outsider knows each unknown to be at least; by default that those which are
            not empty are at least one, which is the stricter of the two outsiders.

    Raises:
        GateRefusal: statements contradict each other, a target stays known whatever is withheld, the solver fails, or
            the effort is used up. Nothing is shown then.
    """
    wanted = Levels.of(problem.targets, problem.truth) if levels is None else levels
    least = np.minimum(problem.truth, 1) if floor is None else floor
    return searched(net(problem, wanted, least), effort)


def least(problem: Problem, unsafe: NDArray[np.int64]) -> NDArray[np.bool_] | None:
    """Return the proven cheapest choice that keeps these targets unknown, shape (statements,), bool.

    None where the problem is large, or nothing could be proven with little effort; who asks must have another way.
    What is withheld is taken to be known not to be empty, if it is not: as in the system that the audit judges.

    Args:
        unsafe: numbers of the targets that are not safe yet.
    """
    if problem.truth.size > SMALL or unsafe.size > _FEW:
        return None
    present = np.flatnonzero(problem.filled)
    known = problem.background
    background = Sums(
        sparse.csr_array(sparse.vstack([known.weights, problem.asked.weights[present]], format="csr")),
        np.concatenate([known.lower, np.ones(present.size)]),
        np.concatenate([known.upper, np.full(present.size, np.inf)]),
    )
    asked = problem.targets
    targets = Targets(sparse.csr_array(asked.sums[unsafe]), asked.width[unsafe], asked.reach[unsafe])
    try:
        found = choose(
            replace(problem, background=background, targets=targets), floor=np.zeros_like(problem.truth), effort=_BRIEF
        )
    except GateRefusal:
        return None
    return found.withheld if found.optimal else None
