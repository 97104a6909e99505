"""From a long ranking to a short list of different groups: near-duplicates become variants of one.

The most telling description comes first, so it speaks for its near-duplicates. There are two ways onto the list. Half
of the places go to the sharpest groups, as long as no condition in them is idle: on the half they were found on, the
group must do worse than the rest of its best parent. The other places are for groups in which every condition is
clearly needed; they are broader, and the likeliest to be confirmed. Without them, shades of one sharp group would fill
the list.

Where it happens less often is sought in the mirror: better than the rest of the parent with the lowest rate.
"""

from dataclasses import dataclass, field

import numpy as np

from smartstart.vault.insight.estimates import Mask, Sample
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
    chosen: list[Candidate] = []
    for row in ranking.items:
        numbers = tuple(int(number) for number in row if number >= 0)
        extent = items.extent(numbers)
        home = _most_alike(extent, chosen)
        if home is not None:
            home.variants.append(numbers)
        elif len(chosen) < most:
            parent = best_parent(numbers, here, sample, low)
            p = p_against_parent(here.mask(numbers), here, parent, sample, low)
            if p < (NOT_IDLE if len(chosen) < (most + 1) // 2 else NEEDED / most):
                chosen.append(Candidate(numbers, extent, parent, low=low))
    return chosen


def _most_alike(extent: Words, chosen: list[Candidate]) -> Candidate | None:
    """Return the first candidate that shares at least 80 % of the rows in either."""
    for candidate in chosen:
        both = int(count(extent & candidate.extent))
        either = int(count(extent | candidate.extent))
        if both >= ALIKE * either:
            return candidate
    return None


def best_parent(numbers: Numbers, items: Items, sample: Sample, low: bool = False) -> Numbers:
    """Return the description without one condition with the highest rate (lowest: `low`); the first of equals."""
    if len(numbers) == 1:
        return ()
    parents = [numbers[:place] + numbers[place + 1 :] for place in range(len(numbers))]
    rates = [float(sample.event[items.mask(parent)].mean()) for parent in parents]
    return parents[int(np.argmin(rates) if low else np.argmax(rates))]


def p_against_parent(group: Mask, items: Items, parent: Numbers, sample: Sample, low: bool = False) -> float:
    """Return the one-sided clustered p-value of a group against its parent (empty: everybody) without the group."""
    rest = ~group & items.mask(parent) if parent else ~group
    return sample.p(group, rest, low)
