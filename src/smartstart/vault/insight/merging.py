"""From a long ranking to a short list of different groups: near-duplicates become variants of one.

The most telling description comes first, so it speaks for its near-duplicates. A description may only speak when every
condition in it carries weight: on the half it was found on, the group must do worse than the rest of its best parent.
Otherwise the parent says the same with fewer words, and twenty shades of one group would fill the list.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.estimates import Mask, Sample
from smartstart.vault.insight.items import Items, Words, count
from smartstart.vault.insight.ranking import Ranked

ALIKE = 0.8  # Jaccard: shared rows over rows in either
# One-sided, household-clustered. Mild on purpose: this only keeps out idle words; the other half does the testing.
CARRIES_WEIGHT = 0.25

Numbers = tuple[int, ...]


@dataclass(slots=True)
class Candidate:
    """One description that goes to the other half, with the near-duplicates it speaks for.

    Attributes:
        items: item numbers of its conditions.
        extent: its rows in the whole cohort, packed.
        parent: item numbers of its best parent; empty for one condition, whose parent is everybody.
        variants: descriptions with nearly the same rows, best first.
    """

    items: Numbers
    extent: Words
    parent: Numbers
    variants: list[Numbers] = field(default_factory=list)


def merged(ranking: Ranked, items: Items, sample: Sample, most: int) -> list[Candidate]:
    """Return at most `most` different groups, best first.

    Args:
        ranking: all groups in the order of the half they were found on.
        items: conditions over the whole cohort: likeness is of all rows (it looks at no outcome).
        sample: the half that groups are found on.
        most: how many go to the other half.
    """
    here = items.among(sample.chosen)
    chosen: list[Candidate] = []
    for row in ranking.items:
        numbers = tuple(int(number) for number in row if number >= 0)
        extent = items.extent(numbers)
        home = _most_alike(extent, chosen)
        if home is not None:
            home.variants.append(numbers)
        elif len(chosen) < most:
            parent = best_parent(numbers, here, sample)
            if carries_weight(numbers, parent, here, sample):
                chosen.append(Candidate(numbers, extent, parent))
    return chosen


def _most_alike(extent: Words, chosen: list[Candidate]) -> Candidate | None:
    """Return the first candidate that shares at least 80 % of the rows in either."""
    for candidate in chosen:
        both = int(count(extent & candidate.extent))
        either = int(count(extent | candidate.extent))
        if both >= ALIKE * either:
            return candidate
    return None


def best_parent(numbers: Numbers, items: Items, sample: Sample) -> Numbers:
    """Return the description without one condition that has the highest rate; the first of equals."""
    if len(numbers) == 1:
        return ()
    parents = [numbers[:place] + numbers[place + 1 :] for place in range(len(numbers))]
    rates = [float(sample.event[items.mask(parent)].mean()) for parent in parents]
    return parents[int(np.argmax(rates))]


def carries_weight(numbers: Numbers, parent: Numbers, items: Items, sample: Sample) -> bool:
    """Tell whether the group does worse than the rest of its best parent on this sample."""
    return p_against_parent(items.mask(numbers), items, parent, sample) < CARRIES_WEIGHT


def p_against_parent(group: Mask, items: Items, parent: Numbers, sample: Sample) -> float:
    """Return the one-sided clustered p-value of a group against its parent without the group."""
    around: NDArray[np.bool_] = items.mask(parent)
    return float(sample.ratio(group, around & ~group).p_greater)
