"""Numbers that are of use together only, such as all combinations of two conditions: they give way first, and together.

A comparison cannot be made without one of its counts. So where one count has to stay inside, the others only make it
easier to work out what is withheld, and go as well. And a comparison that is asked for besides does not cost a finding:
what it gives away, alone or together with anything else, it gives way for itself. Of several, the last declared goes
first. A count that is asked for another reason too stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.joint.telling import telling

Choice = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Comparisons:
    """Which statements make up which comparison.

    Attributes:
        of: shape (comparisons, statements), bool; in the order in which they were declared.
        own: shape (statements,), bool: in a comparison, and asked for no other reason.
        lacking: shape (comparisons,), bool: something of it cannot be judged at all.
    """

    of: NDArray[np.bool_]
    own: NDArray[np.bool_]
    lacking: NDArray[np.bool_]

    @classmethod
    def named(cls, comparisons: Sequence[Sequence[str]], ids: Sequence[Sequence[str]]) -> Self:
        """Return the comparisons with these ids of statements, where a statement can have several ids.

        Args:
            comparisons: the ids of each comparison.
            ids: shape (statements,), the ids of each statement.
        """
        place = {name: number for number, comparison in enumerate(comparisons) for name in comparison}
        of = np.zeros((len(comparisons), len(ids)), np.bool_)
        own = np.zeros(len(ids), np.bool_)
        for statement, names in enumerate(ids):
            numbers = [place[name] for name in names if name in place]
            of[numbers, statement] = True
            own[statement] = len(numbers) == len(names)
        judged = {name for names in ids for name in names}
        return cls(
            of, own, np.array([any(name not in judged for name in comparison) for comparison in comparisons], np.bool_)
        )

    def without_broken(self, withheld: Choice, dropped: NDArray[np.bool_] | None = None) -> Choice:
        """Return what is withheld when comparisons of which something is withheld go as a whole; shape (statements,).

        Args:
            dropped: shape (comparisons,), comparisons that go whatever is withheld of them.
        """
        broken = (self.of & withheld).any(axis=1) | self.lacking
        if dropped is not None:
            broken |= dropped
        kept = self.of[~broken].any(axis=0)
        gone: Choice = withheld | (self.of[broken].any(axis=0) & self.own & ~kept)
        return gone

    def give_way(self, problem: Problem, withheld: Choice, failing: Numbers) -> tuple[Choice, Numbers]:
        """Withhold the comparisons that give groups away; return also the groups that other statements give away.

        Args:
            withheld: shape (statements,).
            failing: numbers of targets that are not safe yet.
        """
        withheld = self.without_broken(withheld)
        standing = self.of & (self.own & ~withheld)
        if not standing.any() or not failing.size:
            return withheld, failing
        proof = telling(problem, withheld, failing, self.own)
        hit: NDArray[np.bool_] = proof @ standing.T
        blamed = hit.any(axis=1)
        last = np.zeros_like(hit)
        last[blamed, standing.shape[0] - 1 - np.argmax(hit[blamed][:, ::-1], axis=1)] = True
        for dropped in (last, hit):  # what two comparisons share stays as long as one of them does
            lighter = self.without_broken(withheld, np.asarray(dropped.any(axis=0)))
            if (lighter & ~withheld).any():
                return lighter, failing[~blamed]
        return withheld, failing
