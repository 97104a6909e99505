"""Choose what else to withhold."""

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.protection.effort import Effort
from smartstart.disclosure.protection.exact import searched
from smartstart.disclosure.protection.levels import Levels
from smartstart.disclosure.protection.pattern import Pattern
from smartstart.disclosure.protection.relations import net

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
