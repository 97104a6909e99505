"""The peel: how the rate moves from everybody to the group as conditions are added one by one."""

import numpy as np

from smartstart.release.contents import Predicate
from smartstart.vault.insight.findings import PeelStep
from smartstart.vault.insight.items import Items, Words, count


def peel(numbers: tuple[int, ...], items: Items, happened: Words, low: bool = False) -> tuple[PeelStep, ...]:
    """Return the steps from everybody to a group; each step adds the condition that moves the rate most.

    Args:
        numbers: item numbers of the group's conditions.
        items: over all rows.
        happened: which of all rows have the outcome, packed.
        low: each step lowers the rate most, instead of raising it most.

    Returns:
        One step more than there are conditions; equal rates are added in order of name.
    """
    predicate = Predicate()
    steps = [PeelStep(None, predicate, items.rows, int(count(happened)))]
    left, taken = sorted(numbers), list[int]()
    while left:
        extents = np.array([items.extent((*taken, number)) for number in left])
        rows, events = count(extents), count(extents & happened)
        rates = events / np.maximum(rows, 1)
        best = int(np.argmin(rates) if low else np.argmax(rates))
        taken.append(left.pop(best))
        predicate = predicate.having(items.conditions[taken[-1]])
        steps.append(PeelStep(items.conditions[taken[-1]], predicate, int(rows[best]), int(events[best])))
    return tuple(steps)
