"""The search for the best in machine code; the steps are those of `plain`. Only imported where numba is installed."""

from typing import Any

import numpy as np

from smartstart.vault.insight.searching.compiled_bar import (
    bar_of,
    hits_of,
    most_worth_counting,
    offer,
    score_of,
    stands_out,
)
from smartstart.vault.insight.searching.compiled_counts import inner, keep_shared, outer, shared, spliced, word_at
from smartstart.vault.insight.searching.compiled_narrowing import squeeze_all
from smartstart.vault.insight.searching.trail import DONE, FULL, TOO_MANY, Best, Found, Query, Trail

_GIVE_UP = 512  # words after which it is seen whether a group has too many rows already
_PATIENCE = 6  # times that all words of the items are looked at before they are packed anew: that costs twice as much


@inner
def _candidates(factor: Any, reach: Any, query: Query, trail: Trail, best: Best, level: int) -> int:
    """Write down which items may follow: those that did well enough beside this one. Return how many."""
    if level == 0:
        for item in range(factor.shape[0]):
            trail.item[0, item] = item
        everything: int = factor.shape[0]
        return everything
    bar = bar_of(best)
    this = trail.at[level - 1] - 1
    number = 0
    for other in range(this + 1, trail.kids[level - 1]):
        item = trail.item[level - 1, other]
        if factor[item] == factor[trail.item[level - 1, this]]:
            continue
        if reach[hits_of(query, trail.rows[level - 1, other], trail.events[level - 1, other])] >= bar:
            trail.item[level, number] = item
            number += 1
    return number


@inner
def _with_events(positive: Any, reach: Any, query: Query, trail: Trail, best: Best, level: int, number: int) -> int:
    """Count the events of the candidates at a level, keep those that can matter, and return how many."""
    if level:
        trail.filled[level] = 0
        if level == 1:
            trail.apart[0] = trail.apart[1] = 0
        above = trail.item[level - 1, trail.at[level - 1] - 1]
        keep_shared(trail.positive, level, positive, above, 0, positive.shape[1])
    trail.looks[0] += number
    kept = 0
    bar = bar_of(best)
    for place in range(number):
        item = trail.item[level, place]
        events = shared(trail.positive, level, positive, item, 0, positive.shape[1])
        if events < query.min_events or (not query.low and reach[events] < bar):
            continue
        # Most events first: what is found early says sooner what is not worth a look.
        at = kept
        while at and trail.events[level, at - 1] < events:
            trail.item[level, at], trail.events[level, at] = trail.item[level, at - 1], trail.events[level, at - 1]
            at -= 1
        trail.item[level, at], trail.events[level, at] = item, events
        kept += 1
    return kept


@inner
def _record(multipliers: Any, positive: Any, trail: Trail, found: Found, level: int, place: int) -> None:
    """Write down a group that is among the best so far."""
    row = found.number[0]
    found.number[0] += 1
    for above in range(level):
        found.items[row, above] = trail.item[above, trail.at[above] - 1]
    item, rows, events = trail.item[level, place], trail.rows[level, place], trail.events[level, place]
    found.items[row, level] = item
    for below in range(level + 1, found.items.shape[1]):
        found.items[row, below] = -1
    found.rows[row], found.events[row] = rows, events
    trace = np.uint64(0)
    for word in range(multipliers.shape[0]):
        trace += (word_at(trail.positive, level, word) & word_at(positive, item, word)) * multipliers[word]
    found.trace[row] = trace


@inner
def _set_apart(every: Any, trail: Trail, level: int) -> None:
    """Go on with the rows of the first condition only, once so much was looked at below it that packing them pays."""
    first, last = trail.at[1] - 1, trail.kids[1]
    if trail.apart[0] or trail.apart[1] < _PATIENCE * (last - first) * every.shape[1]:
        return
    mask = trail.item[0, trail.at[0] - 1]
    squeeze_all(every, every, mask, trail.item[1, first:last], trail.narrow)
    trail.apart[0] = shared(every, mask, every, mask, 0, every.shape[1]) // 64 + 1
    for word in range(trail.apart[0]):
        trail.every[1, word] = np.uint64(0xFFFFFFFFFFFFFFFF)
    trail.filled[1] = trail.apart[0]
    for deeper in range(2, level + 1):
        trail.filled[deeper] = 0


@spliced
def _rows(every: Any, trail: Trail, level: int, item: int, most: int) -> int:
    """Return the rows of a group, or some number above `most` when there are more."""
    if trail.apart[0]:
        return _rows_among(trail.narrow, trail.apart[0], trail, level, item, most)
    return _rows_among(every, every.shape[1], trail, level, item, most)


@inner
def _rows_among(bits: Any, words: int, trail: Trail, level: int, item: int, most: int) -> int:
    """Count in the first words of these masks.

    The rows of what the group is below are worked out as far as they are needed, block by block.
    """
    total = first = 0
    while first < words and total <= most:
        last = first + _GIVE_UP if first + _GIVE_UP < words else words
        for deeper in range(1, level + 1):
            if trail.filled[deeper] < last:
                keep_shared(trail.every, deeper, bits, trail.item[deeper - 1, trail.at[deeper - 1] - 1], first, last)
                trail.filled[deeper] = last
        total += shared(trail.every, level, bits, item, first, last)
        first = last
    if level > 1:
        trail.apart[1] += first
    return total


@spliced
def _is_idle(every: Any, trail: Trail, level: int, item: int) -> bool:
    """Tell whether a condition leaves all rows in place."""
    if trail.apart[0]:
        return _is_idle_among(trail.narrow, trail.apart[0], np.int64(1), trail, level, item)
    return _is_idle_among(every, every.shape[1], np.int64(0), trail, level, item)  # literals are compiled apart


@inner
def _is_idle_among(bits: Any, words: int, top: Any, trail: Trail, level: int, item: int) -> bool:
    for word in range(words):
        rows = trail.every[top, word]
        for above in range(top, level):
            rows &= bits[trail.item[above, trail.at[above] - 1], word]
        if rows & ~bits[item, word]:
            return False
    return True


@spliced
def _look(
    every: Any, positive: Any, multipliers: Any, reach: Any, query: Query,
    trail: Trail, best: Best, found: Found, level: int, number: int,
) -> Any:  # fmt: skip
    """Count the rows of the candidates at a level, record what is good, and return how many may be gone below."""
    kept: Any = np.int64(0)  # a literal would have everything that takes it compiled twice
    if level > 1:
        _set_apart(every, trail, level)
    whole = query.all_events if level == 0 else trail.events[level - 1, trail.at[level - 1] - 1]
    for place in range(number):
        item, events = trail.item[level, place], trail.events[level, place]
        if not query.low and reach[events] < bar_of(best):
            continue
        most = most_worth_counting(query, best, events)
        rows = _rows(every, trail, level, item, most)
        if rows < query.min_rows or reach[hits_of(query, rows, events)] < bar_of(best):
            continue
        # An idle condition is idle in everything below, too.
        if events == whole and _is_idle(every, trail, level, item):
            continue
        trail.item[level, kept], trail.rows[level, kept], trail.events[level, kept] = item, rows, events
        if rows <= most and stands_out(query, rows, events):
            score = score_of(query, rows, events)
            if score >= bar_of(best):
                _record(multipliers, positive, trail, found, level, kept)
                offer(best, score, rows, events, found.trace[found.number[0] - 1])
        kept += 1
    return kept


@outer
def walk(
    factor: Any, every: Any, positive: Any, multipliers: Any, reach: Any, query: Query,
    trail: Trail, best: Best, found: Found, most_looks: int,
) -> int:  # fmt: skip
    """Go on with the search until it is done, what was found has no more room, or too much was looked at."""
    while trail.level[0] >= 0:
        level = trail.level[0]
        if trail.kids[level] < 0:
            if found.number[0] + factor.shape[0] > found.rows.shape[0]:
                return FULL
            if trail.looks[0] > most_looks:
                return TOO_MANY
            number = _candidates(factor, reach, query, trail, best, level)
            number = _with_events(positive, reach, query, trail, best, level, number)
            kept = _look(every, positive, multipliers, reach, query, trail, best, found, level, number)
            trail.kids[level] = 0 if level + 1 == trail.item.shape[0] else kept
            trail.at[level] = 0
        elif trail.at[level] >= trail.kids[level]:
            trail.level[0] -= 1
        else:
            this = trail.at[level]
            trail.at[level] += 1
            hits = hits_of(query, trail.rows[level, this], trail.events[level, this])
            if reach[hits] >= bar_of(best):
                trail.kids[level + 1] = -1
                trail.level[0] = level + 1
    return DONE
