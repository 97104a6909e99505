"""What is good enough so far, in machine code: what a group must reach to be among the best, or to be worth counting.

Only imported where numba is installed.
"""

from typing import Any

import numpy as np

from smartstart.vault.insight.searching import formulas
from smartstart.vault.insight.searching.compiled_counts import inner
from smartstart.vault.insight.searching.trail import Best, Query

score_of = inner(formulas.score)
hits_of = inner(formulas.hits)
stands_out = inner(formulas.stands_out)


@inner
def bar_of(best: Best) -> float:
    """Return what a group must reach to matter: the k-th score so far, a rounding error below it."""
    if best.filled[0] < best.score.shape[0]:
        return -np.inf
    lowest: float = best.score[best.lowest[0]]
    return lowest - 1e-9 * (1.0 + abs(lowest))


@inner
def offer(best: Best, score: float, rows: int, events: int, trace: Any) -> None:
    """Let a group take a place among the best, unless one with the same numbers and trace already has one."""
    if best.filled[0] == best.score.shape[0] and score <= best.score[best.lowest[0]]:
        return
    for place in range(best.filled[0]):
        if best.rows[place] == rows and best.events[place] == events and best.trace[place] == trace:
            return
    place = best.lowest[0]
    if best.filled[0] < best.score.shape[0]:
        place = best.filled[0]
        best.filled[0] += 1
    best.score[place], best.rows[place], best.events[place], best.trace[place] = score, rows, events, trace
    for other in range(best.filled[0]):
        if best.score[other] < best.score[best.lowest[0]]:
            best.lowest[0] = other


@inner
def most_worth_counting(query: Query, best: Best, events: int) -> int:
    """Return the most rows that are worth counting in a group with so many events; all rows when low risk is sought."""
    if query.low:
        return query.all_rows
    bar = bar_of(best)
    if best.at_bar[events] != bar:
        best.at_bar[events] = bar
        found = _most_that_matter(query, events, bar)
        best.most_rows[events] = found if found > query.min_rows else query.min_rows
    most: int = best.most_rows[events]
    return most


@inner
def _most_that_matter(query: Query, events: int, bar: float) -> int:
    """Return the most rows with which a group with so many events reaches the bar.

    Of the score by rows only the far end may be above what comes before it; see `measures.Scale.reach`.
    """
    far = query.all_rows - (query.all_events - events)
    if score_of(query, far, events) >= bar:
        return far
    low, high = (query.min_rows if query.min_rows > events else events) - 1, far
    while high - low > 1:
        middle = (low + high) // 2
        if score_of(query, middle, events) >= bar:
            low = middle
        else:
            high = middle
    return low
