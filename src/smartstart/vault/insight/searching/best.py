"""The best k groups by a measure, exactly, without looking at most of the others.

Positives first: the rows with the outcome are few, so they are counted first, and a conjunction is only counted on all
rows when its positives allow a group, here or further down, that belongs to the best so far. The answer is the same as
that of counting everything; only what provably cannot matter is left out.
"""

from dataclasses import dataclass

import numpy as np

from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.groups import Groups, distinct, order
from smartstart.vault.insight.searching.measures import Floats, Measure, Scale
from smartstart.vault.insight.searching.packing import Integers, Words
from smartstart.vault.insight.searching.trail import DONE, TOO_MANY, Best, Found, Query, Trail, multipliers
from smartstart.vocabulary.errors import StudyError

MOST_LOOKS = 4_000_000_000
Z95 = 1.959963984540054  # of a two-sided 95 % interval
_ROOM = 8_192  # groups that are written down between two times of tidying


@dataclass(frozen=True, slots=True)
class Wish:
    """What is sought.

    Attributes:
        measure: by which groups are ordered.
        places: how many groups at most.
        deepest: most conditions, at least 1.
        min_rows: at least 1. min_events: at least 0.
        low: seek low risk instead of raised risk.
        z: for the limit of the relative risk only: standard errors that it keeps from the estimate.
    """

    measure: Measure
    places: int
    deepest: int
    min_rows: int
    min_events: int = 1
    low: bool = False
    z: float = Z95


def best(board: Board, wish: Wish, kernel: kernels.Kernel | None = None) -> tuple[Groups, Floats]:
    """Return the best groups and their scores, best first.

    Only groups on the side that is sought count: with a higher risk than everybody (or a lower one). Ties go to fewer
    conditions, then more rows, then the name. Of descriptions with the same rows the one with fewest conditions
    stays, then the first by name; so a condition that adds nothing is never part of a description.

    Args:
        board: items over the searched rows.
        wish: what is sought.
        kernel: who counts; the fastest there is unless said.

    Raises:
        StudyError: there is too much to look at, or the population is too large to compare exactly.
    """
    scale = Scale(wish.measure, wish.low, board.rows, board.events, wish.z)
    pool, traces = _nothing(wish.deepest), np.empty(0, dtype=np.uint64)
    if not board.items or not 0 < board.events < board.rows:
        return pool, np.empty(0)
    walk = (kernel or kernels.kernel()).walk
    trail, top = Trail.start(board, wish.deepest), Best.of(wish.places, board.events)
    found = Found.of(_ROOM + board.items, wish.deepest)
    fixed = (board.factor, board.every, board.positive, multipliers(board.positive.shape[1]))
    asked = (scale.reach(wish.min_rows), Query.of(scale, wish.min_rows, wish.min_events))
    status = -1
    while status != DONE:
        status = walk(*fixed, *asked, trail, top, found, MOST_LOOKS)
        if status == TOO_MANY:
            raise _too_many()
        pool, traces = _tidied(pool, traces, found, board, scale, wish.places)
        found.number[0] = 0
    return pool, scale.scores(pool.rows, pool.events)


def _nothing(deepest: int) -> Groups:
    none = np.empty(0, dtype=np.int64)
    return Groups(np.empty((0, deepest), dtype=np.int64), none, none)


def _tidied(pool: Groups, traces: Words, found: Found, board: Board, scale: Scale, places: int) -> tuple[Groups, Words]:
    """Return the best of what was kept before and what was found since."""
    new = slice(0, int(found.number[0]))
    everything = Groups(
        np.concatenate((pool.items, _by_name(found.items[new]))),
        np.concatenate((pool.rows, found.rows[new])),
        np.concatenate((pool.events, found.events[new])),
    )
    traces = np.concatenate((traces, found.trace[new]))
    ordered = order(everything, scale.scores(everything.rows, everything.events))
    kept = ordered[distinct(everything.where(ordered), traces[ordered], board.extent, places)]
    return everything.where(kept), traces[kept]


def _by_name(items: Integers) -> Integers:
    """Return the items of each group in rising order, padding last."""
    last = np.iinfo(np.int64).max
    ordered = np.sort(np.where(items < 0, last, items), axis=1)
    return np.where(ordered == last, -1, ordered)


def _too_many() -> StudyError:
    return StudyError(
        "Met deze factoren zijn er te veel groepen om de beste met zekerheid te vinden.",
        where='[[analyses]] kind = "risk_groups"',
        expected="hooguit 4 miljard combinaties van voorwaarden die ertoe kunnen doen",
        mend="kies minder factoren, een hogere min_size, of een lagere max_conditions",
    )
