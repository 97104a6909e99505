"""The peel: how the rate moves from everybody to the group as conditions are added one by one."""

import numpy as np

from smartstart.release.contents import Predicate
from smartstart.vault.insight.estimates import Mask
from smartstart.vault.insight.findings import PeelStep
from smartstart.vault.insight.items import Items


def peel(numbers: tuple[int, ...], items: Items, event: Mask, low: bool = False) -> tuple[PeelStep, ...]:
    """Return the steps from everybody to a group; each step adds the condition that moves the rate most.

    Args:
        numbers: item numbers of the group's conditions.
        items: over all rows.
        event: shape (rows,), over all rows.
        low: each step lowers the rate most, instead of raising it most.

    Returns:
        One step more than there are conditions; equal rates are added in order of name.
    """
    group = np.ones(event.size, dtype=np.bool_)
    predicate = Predicate()
    steps = [PeelStep(None, predicate, int(event.size), int(event.sum()))]
    left = sorted(numbers)
    while left:
        rates = [_rate(event, group & items.mask((number,))) for number in left]
        best = left.pop(int(np.argmin(rates) if low else np.argmax(rates)))
        group = group & items.mask((best,))
        predicate = predicate.having(items.conditions[best])
        steps.append(PeelStep(items.conditions[best], predicate, int(group.sum()), int((group & event).sum())))
    return tuple(steps)


def _rate(event: Mask, group: Mask) -> float:
    size = int(group.sum())
    return int((group & event).sum()) / size if size else 0.0
