"""All conjunctions that are large enough, counted exactly, level by level.

For full tables, for interaction, and for a test by permutation, which needs everything that was searched. Rows with the
outcome are counted first. Both numbers can only fall as conditions are added, so a conjunction is made of two that were
large enough and differ in their last condition.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.extents import Table, first_of_each_extent, without_idle_conditions
from smartstart.vault.insight.searching.groups import Groups
from smartstart.vault.insight.searching.packing import Integers, Words, count


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Groups with one item added, as a kernel counts them.

    Attributes:
        prefixes: shape (groups, depth), their items.
        starts: shape (groups + 1,), where the items that may be added to each begin.
        added: shape (candidates,), those items.
    """

    prefixes: Integers
    starts: Integers
    added: Integers

    @property
    def parent(self) -> Integers:
        """The number of its group for each candidate, shape (candidates,)."""
        return np.repeat(np.arange(self.prefixes.shape[0]), np.diff(self.starts))

    @property
    def items(self) -> Integers:
        """Items of each candidate, shape (candidates, depth + 1)."""
        return np.column_stack((self.prefixes[self.parent], self.added))

    def where(self, keep: NDArray[np.bool_]) -> "Level":
        """Return the chosen candidates only."""
        numbers = np.bincount(self.parent[keep], minlength=self.prefixes.shape[0])
        return Level(self.prefixes, np.concatenate(([0], np.cumsum(numbers))), self.added[keep])


def every_group(
    board: Board, deepest: int, min_rows: int, min_events: int, kernel: kernels.Kernel | None = None
) -> Groups:
    """Return every conjunction with enough rows and events, ordered by number of conditions, then by item.

    Of descriptions with the same rows the one with fewest conditions stays, then the first by name; so a condition
    that adds nothing is never part of a description, and "everybody" is never described.

    Args:
        board: items over the searched rows.
        deepest: most conditions, at least 1.
        min_rows, min_events: both at least 1.
        kernel: who counts; the fastest there is unless said.
    """
    tables = [table for _, table in levels(board, deepest, min_rows, min_events, kernel)]
    return first_of_each_extent(without_idle_conditions(tables, board.items), board)


def levels(
    board: Board, deepest: int, min_rows: int, min_events: int, kernel: kernels.Kernel | None = None
) -> list[tuple[Level, Table]]:
    """Return for one condition, two conditions, and so on, what is large enough, and its counts.

    Only a condition that is idle beside the ones before it is left out already. Below a first condition only its own
    rows are looked at, packed anew.
    """
    counting = _Counting(kernel or kernels.kernel(), min_rows, min_events, board.factor, _complete(board))
    root = Level(np.empty((1, 0), dtype=np.int64), np.array([0, board.items]), np.arange(board.items, dtype=np.int64))
    singles, table = counting.good(board.every, board.positive, root, np.array([board.rows]))
    below: list[list[tuple[Level, Table]]] = [[] for _ in range(1, deepest)]
    first, both = board.next, (board.every, board.positive)
    rooms = [np.empty(bits.size + board.items, dtype=np.uint64) for bits in both]
    for item, rows in zip(singles.added, table.rows, strict=True):
        later = singles.added[singles.added >= first[item]]
        if deepest == 1 or not later.size:
            continue
        narrow = counting.kernel.narrowed
        every, positive = (narrow(bits, bits[item], later, room) for bits, room in zip(both, rooms, strict=True))
        level, whole = Level(np.empty((1, 0), dtype=np.int64), np.array([0, later.size]), later), np.array([rows])
        for pieces in below:
            level, found = counting.good(every, positive, level, whole)
            pieces.append((_after(item, level), Table(_beside(item, found.items), found.rows, found.events)))
            level, whole = _next(level, board.factor), found.rows
    return [(singles, table), *(_joined(pieces, depth) for depth, pieces in enumerate(below, start=2))]


@dataclass(frozen=True, slots=True)
class _Counting:
    """Who counts, how much is enough, and the factors (see `_complete`)."""

    kernel: kernels.Kernel
    min_rows: int
    min_events: int
    factor: Integers
    complete: Integers

    def good(self, every: Words, positive: Words, level: Level, whole: Integers) -> tuple[Level, Table]:
        """Return what is large enough, and not as large as what it is below (`whole`, shape (groups,))."""
        events = self.kernel.level_counts(positive, level.prefixes, level.starts, level.added)
        enough = events >= self.min_events
        level, events = level.where(enough), events[enough]
        rows = self._rows(every, level, whole)
        enough = (rows >= self.min_rows) & (rows < whole[level.parent])
        level, rows, events = level.where(enough), rows[enough], events[enough]
        return level, Table(level.items, rows, events)

    def _rows(self, every: Words, level: Level, whole: Integers) -> Integers:
        """Return the rows of each candidate, shape (candidates,).

        Where all items of a complete factor stand beside each other, the last has the rows that the others leave.
        """
        if not level.added.size:
            return level.added
        factor, parent = self.factor[level.added], level.parent
        begins = (factor[1:] != factor[:-1]) | (parent[1:] != parent[:-1])
        first = np.concatenate(([0], np.flatnonzero(begins) + 1))
        last = np.append(first[1:], factor.size) - 1
        all_there = last - first + 1 == self.complete[factor[first]]
        first, last = first[all_there], last[all_there]
        counted = np.ones(factor.size, dtype=np.bool_)
        counted[last] = False
        some = level.where(counted)
        rows = np.zeros(factor.size, dtype=np.int64)
        rows[counted] = self.kernel.level_counts(every, some.prefixes, some.starts, some.added)
        before = np.concatenate(([0], np.cumsum(rows)))
        rows[last] = whole[parent[last]] - (before[last] - before[first])
        return rows


def _complete(board: Board) -> Integers:
    """Return for each factor how many items it has when every row satisfies exactly one of them, and else 0."""
    complete = np.zeros(int(board.factor.max(initial=-1)) + 1, dtype=np.int64)
    for factor in np.unique(board.factor):
        items = board.every[board.factor == factor]
        once = count(np.bitwise_or.reduce(items, axis=0)) == board.rows
        complete[factor] = items.shape[0] if once and count(items).sum() == board.rows else 0
    return complete


def _beside(item: int, items: Integers) -> Integers:
    """Return groups with one item put before the others, shape (groups, depth + 1)."""
    return np.column_stack((np.full(items.shape[0], item, dtype=np.int64), items))


def _after(item: int, level: Level) -> Level:
    return Level(_beside(item, level.prefixes), level.starts, level.added)


def _joined(pieces: list[tuple[Level, Table]], depth: int) -> tuple[Level, Table]:
    """Return the pieces below all first items as one."""
    none = np.empty(0, dtype=np.int64)
    empty = Level(np.empty((0, depth - 1), dtype=np.int64), np.zeros(1, dtype=np.int64), none)
    parts = [empty, *(level for level, _ in pieces)]
    tables = [Table(np.empty((0, depth), dtype=np.int64), none, none), *(table for _, table in pieces)]
    numbers = np.concatenate([np.diff(part.starts) for part in parts])
    return (
        Level(
            np.concatenate([part.prefixes for part in parts]),
            np.concatenate(([0], np.cumsum(numbers))),
            np.concatenate([part.added for part in parts]),
        ),
        Table(*(np.concatenate([getattr(table, name) for table in tables]) for name in ("items", "rows", "events"))),
    )


def _next(level: Level, factor: Integers) -> Level:
    """Return the candidates below: to each group may be added what stands after it beside it, of a later factor."""
    parent = level.parent
    # Within the groups beside each other factors rise, so this number never falls.
    place = parent * (int(factor.max(initial=0)) + 1) + factor[level.added]
    first, last = np.searchsorted(place, place, side="right"), level.starts[1:][parent]
    numbers = np.maximum(last - first, 0)
    starts = np.concatenate(([0], np.cumsum(numbers)))
    beside = np.arange(starts[-1]) - np.repeat(starts[:-1] - first, numbers)
    return Level(level.items, starts, level.added[beside])
