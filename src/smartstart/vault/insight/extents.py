"""One description per extent: which descriptions have the very same rows, and which of them stays."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.items import Words

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """Conjunctions of one number of conditions, in rising order of their items.

    Attributes:
        items: shape (groups, depth), rising along the second axis.
        rows, events: shape (groups,).
        trace: shape (groups,), a hash of which events are in the group: equal extents have equal traces.
    """

    items: Integers
    rows: Integers
    events: Integers
    trace: NDArray[np.uint64]

    def where(self, keep: NDArray[np.bool_]) -> "Table":
        """Return the chosen groups only."""
        return Table(self.items[keep], self.rows[keep], self.events[keep], self.trace[keep])


def without_idle_conditions(tables: Sequence[Table], items: int) -> list[Table]:
    """Drop each group that keeps all its rows when some condition is left out.

    A parent that is not in its own table was itself dropped (a larger group cannot fail a minimum that the smaller
    one meets), so whatever is below it has an idle condition too.

    Args:
        tables: for one condition, two conditions, and so on.
        items: number of items, the base of the keys.
    """
    kept = list(tables[:1])
    for table in tables[1:]:
        parents = kept[-1]
        known = _keys(parents.items, items)
        idle = np.zeros(table.rows.size, dtype=np.bool_)
        for left_out in range(table.items.shape[1]):
            idle |= _idle(table, _keys(np.delete(table.items, left_out, axis=1), items), known, parents.rows)
        kept.append(table.where(~idle))
    return kept


def _keys(numbers: Integers, base: int) -> Integers:
    """Return one number per group that rises as the rows of item numbers do."""
    key = np.zeros(numbers.shape[0], dtype=np.int64)
    for column in numbers.T:
        key = key * base + column
    return key


def _idle(table: Table, wanted: Integers, known: Integers, rows: Integers) -> NDArray[np.bool_]:
    """Return which groups have as many rows as the parent with key `wanted`, or have no such parent."""
    if not known.size:
        return np.ones(wanted.size, dtype=np.bool_)
    place = np.minimum(np.searchsorted(known, wanted), known.size - 1)
    idle: NDArray[np.bool_] = (known[place] != wanted) | (rows[place] == table.rows)
    return idle


def first_of_each_extent(tables: Sequence[Table], bits: Callable[[Integers], Words]) -> tuple[Integers, ...]:
    """Return items (padded with -1), rows and events of the first description of each extent.

    Args:
        tables: for one condition, two conditions, and so on; the order of the answer.
        bits: gives the packed rows of a group from its items. Only asked where rows, events and trace all agree.
    """
    deepest = len(tables)
    wide = [np.pad(t.items, [(0, 0), (0, deepest - t.items.shape[1])], constant_values=-1) for t in tables]
    items = np.concatenate(wide)
    rows, events = np.concatenate([t.rows for t in tables]), np.concatenate([t.events for t in tables])
    trace = np.concatenate([t.trace for t in tables])
    keep = np.ones(rows.size, dtype=np.bool_)
    for alike in _alike(rows, events, trace):
        seen: set[bytes] = set()
        for number in alike:
            extent = bits(items[number]).tobytes()
            keep[number] = extent not in seen
            seen.add(extent)
    return items[keep], rows[keep], events[keep]


def _alike(rows: Integers, events: Integers, trace: NDArray[np.uint64]) -> Iterator[Integers]:
    """Yield the groups, in order, that may have one extent because all their numbers agree."""
    order = np.lexsort((trace, events, rows))
    differs = np.diff(rows[order]) != 0
    differs |= (np.diff(events[order]) != 0) | (trace[order][1:] != trace[order][:-1])
    for alike in np.split(order, np.flatnonzero(differs) + 1):
        if alike.size > 1:
            yield np.sort(alike)
