"""From a long ranking to a short list of different groups: near-duplicates become variants of one.

The most telling description comes first, so it speaks for its near-duplicates. There are two ways onto the list. Half
of the places go to the sharpest groups, as long as no condition in them is idle: on the half they were found on, the
group must do worse than the rest of its best parent. The other places are for groups in which every condition is
clearly needed; they are broader, and the likeliest to be confirmed. Without them, shades of one sharp group would fill
the list.

Where it happens less often is sought in the mirror: better than the rest of the parent with the lowest rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import Items, Words, count
from smartstart.vault.insight.ranking import Ranked

ALIKE = 0.8  # Jaccard: shared rows over rows in either
# One-sided, household-clustered, against the rest of the best parent. The first is mild on purpose: the other half does
# the testing. The second is what Holm's first step asks there, divided by the number of places.
NOT_IDLE = 0.25
NEEDED = 0.05

Numbers = tuple[int, ...]


@dataclass(slots=True)
class Candidate:
    """One description that goes to the other half, with the near-duplicates it speaks for.

    Attributes:
        items: item numbers of its conditions.
        extent: its rows in the whole cohort, packed.
        parent: item numbers of its best parent; empty for one condition, whose parent is everybody.
        variants: descriptions with nearly the same rows, best first.
        low: sought because it happens less often there.
        p_searched: p-value against everything that was searched, by permutation; None where it was not asked.
        p_search: the same of the best group on its side: whether the search as a whole beats chance.
    """

    items: Numbers
    extent: Words
    parent: Numbers
    variants: list[Numbers] = field(default_factory=list)
    low: bool = False
    p_searched: float | None = None
    p_search: float | None = None


def merged(ranking: Ranked, items: Items, here: Items, sample: Sample, most: int, low: bool = False) -> list[Candidate]:
    """Return at most `most` different groups, best first.

    Args:
        ranking: all groups in the order of the half they were found on.
        items: conditions over the whole cohort: likeness is of all rows (it looks at no outcome).
        here: the same conditions over the sample.
        sample: the half that groups are found on.
        most: how many go to the other half.
        low: it happens less often there.
    """
    described = [tuple(int(number) for number in row if number >= 0) for row in ranking.items]
    parents = best_parents(described, here, sample, low)
    worse = p_against_parents(described, parents, here, sample, low)
    chosen: list[Candidate] = []
    sizes: list[int] = []
    for numbers, parent, p in zip(described, parents, worse, strict=True):
        extent = items.extent(numbers)
        size = int(count(extent))
        home = _first_alike(extent, size, chosen, sizes)
        if home is not None:
            home.variants.append(numbers)
        elif len(chosen) < most and p < (NOT_IDLE if len(chosen) < (most + 1) // 2 else NEEDED / most):
            chosen.append(Candidate(numbers, extent, parent, low=low))
            sizes.append(size)
    return chosen


def _first_alike(extent: Words, size: int, chosen: list[Candidate], sizes: list[int]) -> Candidate | None:
    """Return the first candidate (`sizes` are theirs) that shares at least 80 % of the rows in either."""
    for candidate, other in zip(chosen, sizes, strict=True):
        if min(size, other) < ALIKE * max(size, other):
            continue  # the smaller one is all that can be shared
        both = int(count(extent & candidate.extent))
        if both >= ALIKE * (size + other - both):
            return candidate
    return None


def best_parents(groups: Sequence[Numbers], items: Items, sample: Sample, low: bool = False) -> list[Numbers]:
    """Return of each group the description without one condition with the highest rate (lowest: `low`).

    The first of equals; empty for one condition, whose parent is everybody.
    """

    @cache
    def rate(parent: Numbers) -> float:
        extent = items.extent(parent)
        return int(count(extent & sample.happened)) / int(count(extent))

    choose = min if low else max
    return [
        choose((numbers[:place] + numbers[place + 1 :] for place in range(len(numbers))), key=rate)
        if len(numbers) > 1
        else ()
        for numbers in groups
    ]


def p_against_parents(
    groups: Sequence[Numbers], parents: Sequence[Numbers], items: Items, sample: Sample, low: bool = False
) -> NDArray[np.float64]:
    """Return the one-sided clustered p-value of each group against its parent (empty: everybody) without the group."""
    p = np.empty(len(groups))
    places: dict[Numbers, list[int]] = {}
    for place, parent in enumerate(parents):
        places.setdefault(parent, []).append(place)
    for parent, mine in places.items():
        among = items.extent(parent) if parent else None
        p[mine] = sample.ratios((items.extent(groups[place]) for place in mine), among, low).p_greater
    return p
