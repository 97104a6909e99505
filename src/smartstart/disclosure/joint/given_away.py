"""Groups that earlier releases or public figures gave away already: a new release may not tell more of them.

What is known cannot be taken back, so the usual promise cannot be made for such a group. What can be: the interval
that an outsider finds for it stays as wide as it was without the new release. That is asked of both outsiders. For the
usual promise, who knows which groups are not empty knows most, so only that one is asked about; here, that a group is
not empty can be news to the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.shifted import TOLERANCE
from smartstart.disclosure.audit.system import Attacker, Limits, Targets
from smartstart.vocabulary.errors import GateRefusal

Choice = NDArray[np.bool_]
Numbers = NDArray[np.int64]

# Limits themselves are asked for, not only whether they are wide enough; in a large block that can take for ever.
_EFFORT = Effort(small=300)


@dataclass(frozen=True, slots=True, eq=False)
class GivenAway:
    """What was known of some targets before the new release.

    Attributes:
        numbers: shape (given away,), which targets of the problem, ascending.
        before: per outsider, their intervals while every new statement is withheld.
    """

    problem: Problem
    numbers: Numbers
    before: Mapping[Attacker, Limits]
    cache: Cache

    @classmethod
    def of(cls, problem: Problem, numbers: Numbers, cache: Cache) -> Self:
        """Work out what is known of these targets already.

        Raises:
            GateRefusal: the solver fails, or the effort is used up.
        """
        nothing_new = np.ones_like(problem.withheld)
        before = {one: _intervals(problem, nothing_new, numbers, one, cache) for one in Attacker}
        return cls(problem, numbers, before, cache)

    @property
    def promised(self) -> Problem:
        """The problem, with what is promised for these targets instead of the usual: their intervals of before."""
        known, asked = self.before[Attacker.E], self.problem.targets
        width, reach = asked.width.copy(), asked.reach.copy()
        reach[self.numbers] = np.floor(known.upper + TOLERANCE)
        width[self.numbers] = reach[self.numbers] - np.ceil(known.lower - TOLERANCE)
        return replace(self.problem, targets=Targets(asked.sums, width, reach))

    def told_more(self, withheld: Choice, targets: Numbers) -> Numbers:
        """Return of which of these targets an outsider knows more than before when these statements are withheld.

        Where the solver fails or the effort is used up, more is taken to be told of all.

        Args:
            targets: some of `numbers`, ascending.
        """
        kept = np.ones(targets.size, np.bool_)
        for attacker, before in self.before.items():
            asked = np.flatnonzero(kept)
            if asked.size:
                try:
                    now = _intervals(self.problem, withheld, targets[asked], attacker, self.cache)
                except GateRefusal:
                    return targets
                kept[asked] = ~_narrower(now, _of(before, np.searchsorted(self.numbers, targets[asked])))
        return targets[~kept]


def _intervals(problem: Problem, withheld: Choice, numbers: Numbers, attacker: Attacker, cache: Cache) -> Limits:
    # An endless width: every interval counts as narrow, so in a small block every one is worked out over whole counts.
    endless = np.full(numbers.size, np.inf)
    targets = Targets(sparse.csr_array(problem.targets.sums[numbers]), endless, problem.targets.reach[numbers])
    return limits(problem.system(withheld, attacker), targets, attacker, effort=_EFFORT, cache=cache)


def _narrower(now: Limits, before: Limits) -> Choice:
    """Tell which intervals became narrower; one over all numbers is made whole to compare it with a whole one."""
    upper = np.where(now.whole, np.floor(before.upper + TOLERANCE), before.upper)
    lower = np.where(now.whole, np.ceil(before.lower - TOLERANCE), before.lower)
    found: Choice = (now.upper < upper - TOLERANCE) | (now.lower > lower + TOLERANCE)
    return found


def _of(known: Limits, rows: Numbers) -> Limits:
    return Limits(known.lower[rows], known.upper[rows], known.whole[rows])
