"""All conjunctions of conditions that are large enough, or the best of them where they are too many to hold.

What is done is in `searching`. Up to 20 million declared conjunctions every one is counted and kept. Beyond that the
positives-first search gives the first of the very same order, exactly, without keeping the others; only the price for
having looked at many (`Looked.tried`) is then that of all that was declared, which is never less.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from smartstart.vault.insight.declared import descriptions
from smartstart.vault.insight.items import Items
from smartstart.vault.insight.searching.best import Wish, best
from smartstart.vault.insight.searching.exhaustive import every_group
from smartstart.vault.insight.searching.groups import Groups
from smartstart.vault.insight.searching.measures import Measure
from smartstart.vocabulary.errors import StudyError

__all__ = ["Groups", "Looked", "Quest", "limit_level", "look", "require_room"]

MOST_CONJUNCTIONS = 20_000_000  # about 2 GB of results
TAIL = 0.025  # above a two-sided 95 % interval


@dataclass(frozen=True, slots=True)
class Quest:
    """What is sought.

    Attributes:
        deepest: most conditions, at least 1.
        min_rows, min_events: both at least 1.
        measure: by which groups are ordered.
        low: seek groups where it happens less often, instead of more often.
        places: how many of the best are needed where not all can be kept.
    """

    deepest: int
    min_rows: int
    min_events: int
    measure: Measure = Measure.LIMIT
    low: bool = False
    places: int = 1_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search gave.

    Attributes:
        groups: every group that is large enough; or the best by the measure, and the others no better.
        tried: for how many groups the ranking has to pay: those that were large enough, or all that were declared.
        complete: whether every group is there.
    """

    groups: Groups
    tried: int
    complete: bool


def look(items: Items, event: NDArray[np.bool_], quest: Quest) -> Looked:
    """Return the groups that a ranking needs.

    Args:
        items: the conditions, over the searched rows.
        event: shape (rows,), the rows with the outcome.
        quest: what is sought.

    Raises:
        StudyError: even the best cannot be found with certainty in a bounded amount of work.
    """
    declared = _declared(items, quest.deepest)
    if declared <= MOST_CONJUNCTIONS:
        groups = every_group(items.board(event), quest.deepest, quest.min_rows, quest.min_events)
        return Looked(groups, len(groups), complete=True)
    wish = Wish(
        measure=quest.measure,
        places=quest.places,
        deepest=quest.deepest,
        min_rows=quest.min_rows,
        min_events=quest.min_events,
        low=quest.low,
        z=limit_level(declared),
    )
    return Looked(best(items.board(event), wish)[0], declared, complete=False)


def limit_level(tried: int) -> float:
    """Return how many standard errors a limit keeps from its estimate to hold for so many groups (Bonferroni)."""
    return float(-special.ndtri(TAIL / max(tried, 1)))


def require_room(items: Items, deepest: int, mend: str) -> None:
    """Refuse what needs every conjunction at once where these are too many.

    Raises:
        StudyError: the factors allow more conjunctions than can be kept.
    """
    if _declared(items, deepest) > MOST_CONJUNCTIONS:
        raise StudyError(
            "Met deze factoren zijn er te veel groepen om ze allemaal te bekijken.",
            where='[[analyses]] kind = "risk_groups"',
            expected="hooguit 20 miljoen combinaties van voorwaarden",
            mend=mend,
        )


def _declared(items: Items, deepest: int) -> int:
    return descriptions(np.bincount(items.factor).tolist() if items.factor.size else (), deepest)
