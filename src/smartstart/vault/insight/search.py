"""All conjunctions of conditions that are large enough; what is done is in `searching`."""

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.items import Items
from smartstart.vault.insight.searching.exhaustive import every_group
from smartstart.vault.insight.searching.groups import Groups
from smartstart.vocabulary.errors import StudyError

__all__ = ["Groups", "search"]

MOST_CONJUNCTIONS = 20_000_000  # about 2 GB of results


def search(items: Items, event: NDArray[np.bool_], *, deepest: int, min_rows: int, min_events: int) -> Groups:
    """Return every conjunction of at most `deepest` conditions, one per factor, with enough rows and events.

    Of descriptions with the same rows the one with fewest conditions stays, then the first by name; so a condition
    that adds nothing is never part of a description, and "everybody" is never described.

    Args:
        items: the conditions, over the searched rows.
        event: shape (rows,), the rows with the outcome.
        deepest: most conditions, at least 1.
        min_rows, min_events: both at least 1.

    Returns:
        Groups, ordered by number of conditions, then by item.

    Raises:
        StudyError: the factors allow more conjunctions than can be searched.
    """
    _refuse_too_many(items.factor, deepest)
    return every_group(items.board(event), deepest, min_rows, min_events)


def _refuse_too_many(factor: NDArray[np.int64], deepest: int) -> None:
    """Count the conjunctions beforehand: the coefficients of the product of (1 + items x) over the factors."""
    ways = [1] + [0] * deepest
    for items in np.bincount(factor) if factor.size else ():
        for size in range(deepest, 0, -1):
            ways[size] += ways[size - 1] * int(items)
    if sum(ways) > MOST_CONJUNCTIONS:
        raise StudyError(
            "Met deze factoren zijn er te veel groepen om ze allemaal te bekijken.",
            where='[[analyses]] kind = "risk_groups"',
            expected="hooguit 20 miljoen combinaties van voorwaarden",
            mend="kies minder factoren, minder klassen per factor, of een lagere max_conditions",
        )
