"""One description per extent: which descriptions have the very same rows, and which of them stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.groups import Groups, distinct
from smartstart.vault.insight.searching.packing import Integers, Words
from smartstart.vault.insight.searching.trail import multipliers

_FEW = 32  # words of rows with the outcome


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Conjunctions of one number of conditions, in rising order of their items.

    Attributes:
        items: shape (groups, depth), rising along the second axis.
        rows, events: shape (groups,).
    """

    items: Integers
    rows: Integers
    events: Integers

    def where(self, keep: NDArray[np.bool_]) -> "Table":
        """Return the chosen groups only."""
        return Table(self.items[keep], self.rows[keep], self.events[keep])


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


def first_of_each_extent(tables: Sequence[Table], board: Board) -> Groups:
    """Return the first description of each extent, items padded with -1.

    Args:
        tables: for one condition, two conditions, and so on; the order of the answer.
        board: looked at only for groups of which rows and events agree with those of another.
    """
    deepest = len(tables)
    wide = [np.pad(t.items, [(0, 0), (0, deepest - t.items.shape[1])], constant_values=-1) for t in tables]
    groups = Groups(
        np.concatenate(wide), np.concatenate([t.rows for t in tables]), np.concatenate([t.events for t in tables])
    )
    alike = _alike(groups.rows * (board.events + 1) + groups.events)
    for words in (_FEW, board.positive.shape[1]):  # a few of the rows with the outcome tell most groups apart
        traces = _traces(groups.items[alike], board.positive[:, :words])
        closer = _alike(traces)
        alike, traces = alike[closer], traces[closer]
    some = groups.where(alike)
    keep = np.ones(len(groups), dtype=np.bool_)
    keep[alike] = False
    keep[alike[distinct(some, traces, board.extent, len(some))]] = True
    return groups.where(keep)


def _alike(numbers: NDArray[np.integer]) -> Integers:
    """Return which groups, rising, have the same number as some other group."""
    ordered = np.sort(numbers)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not twice.size:
        return np.empty(0, dtype=np.int64)
    place = np.minimum(np.searchsorted(twice, numbers), twice.size - 1)
    return np.flatnonzero(twice[place] == numbers)


def _traces(items: Integers, positive: Words) -> Words:
    """Return for each group a number that is the same for the same rows with the outcome, shape (groups,)."""
    factors = multipliers(positive.shape[1])
    pieces = [(rows * factors).sum(axis=1, dtype=np.uint64) for rows in _positives(items, positive)]
    return np.concatenate([np.empty(0, dtype=np.uint64), *pieces])


def _positives(items: Integers, positive: Words) -> Iterator[Words]:
    """Yield the packed rows with the outcome of some groups at a time."""
    step = max((1 << 20) // max(positive.shape[1], 1), 1)
    for first in range(0, items.shape[0], step):
        some = items[first : first + step]
        rows = positive[some[:, 0]]
        for column in some.T[1:]:
            rows &= np.where((column >= 0)[:, np.newaxis], positive[column], ~np.uint64(0))
        yield rows
