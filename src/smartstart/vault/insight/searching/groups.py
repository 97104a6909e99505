"""Groups as arrays, their order, and one description per extent."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching.packing import Integers, Words

Extent = Callable[[Integers], Words]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Conjunctions with their exact counts.

    Attributes:
        items: shape (groups, deepest), item numbers, rising; -1 where there are fewer conditions.
        rows, events: shape (groups,), exact counts.
    """

    items: Integers
    rows: Integers
    events: Integers

    def __len__(self) -> int:
        return int(self.rows.size)

    @property
    def conditions(self) -> Integers:
        """Number of conditions of each group, shape (groups,)."""
        numbers: Integers = (self.items >= 0).sum(axis=1)
        return numbers

    def where(self, chosen: Integers | NDArray[np.bool_]) -> "Groups":
        """Return the chosen groups only, in the order given."""
        return Groups(self.items[chosen], self.rows[chosen], self.events[chosen])


def order(groups: Groups, scores: NDArray[np.float64]) -> Integers:
    """Return the numbers of the groups, best first: by score, fewer conditions, more rows, and then by name."""
    names = [groups.items[:, column] for column in range(groups.items.shape[1] - 1, -1, -1)]
    ordered: Integers = np.lexsort((*names, -groups.rows, groups.conditions, -scores))
    return ordered


def distinct(groups: Groups, traces: Words, extent: Extent, most: int) -> Integers:
    """Return the numbers of the first groups, at most `most`, of which no two have the same rows.

    Args:
        groups: in their order; of one extent the best description comes first.
        traces: shape (groups,), equal for equal extents.
        extent: gives the packed rows of a group; only asked where rows, events and trace all agree.
        most: how many at most.
    """
    first: dict[tuple[int, int, int], list[int]] = {}
    kept: list[int] = []
    numbers = zip(groups.rows.tolist(), groups.events.tolist(), traces.tolist(), strict=True)
    for number, key in enumerate(numbers):
        if len(kept) == most:
            break
        alike = first.setdefault(key, [])
        if alike:
            mine = extent(groups.items[number])
            if any(np.array_equal(mine, extent(groups.items[other])) for other in alike):
                continue
        alike.append(number)
        kept.append(number)
    return np.array(kept, dtype=np.int64)
