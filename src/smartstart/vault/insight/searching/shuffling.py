"""Drawing outcomes anew among households, so that what is alike within a household stays so.

Households with the same number of rows change places with all their outcomes. Under the hypothesis that no group does
worse, that leaves the distribution as it is (Winkler et al. 2015, NeuroImage 123:253, exchange of whole blocks). A
household of a size that no other has keeps its own.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching.packing import Integers


@dataclass(frozen=True, slots=True, eq=False)
class _Size:
    """Households of one size that hold some event.

    Attributes:
        starts: shape (households of this size,), where each begins among the rows in order of household.
        affected: how many of them have an event.
        which, place: shape (events,), for each event which affected household it is in, and where in it.
    """

    starts: Integers
    affected: int
    which: Integers
    place: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Shuffle:
    """Outcomes of households, ready to be drawn anew."""

    order: Integers
    sizes: tuple[_Size, ...]

    @classmethod
    def of(cls, household: NDArray[np.integer], event: NDArray[np.bool_]) -> Self:
        """Return the outcomes of households; both arguments have shape (rows,)."""
        order = np.argsort(household, kind="stable")
        numbers = household[order]
        starts = np.flatnonzero(np.concatenate(([True], numbers[1:] != numbers[:-1]))) if numbers.size else order
        size = np.diff(np.append(starts, numbers.size))
        happened = np.flatnonzero(event[order])
        home = np.searchsorted(starts, happened, side="right") - 1
        return cls(
            order.astype(np.int64),
            tuple(_one_size(starts, size, happened, home, int(s)) for s in np.unique(size[home])),
        )

    def draw(self, random: np.random.Generator) -> Integers:
        """Return the rows with the outcome after one draw, rising; as many as there were."""
        drawn = [
            size.starts[random.choice(size.starts.size, size.affected, replace=False)][size.which] + size.place
            for size in self.sizes
        ]
        return np.sort(self.order[np.concatenate(drawn)]) if drawn else np.empty(0, dtype=np.int64)


def _one_size(starts: Integers, size: Integers, happened: Integers, home: Integers, wanted: int) -> _Size:
    mine = size[home] == wanted
    affected, which = np.unique(home[mine], return_inverse=True)
    place = happened[mine] - starts[home[mine]]
    return _Size(starts[size == wanted], int(affected.size), which.astype(np.int64), place)
