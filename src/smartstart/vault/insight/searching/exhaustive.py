"""All conjunctions that are large enough, counted exactly, level by level.

For full tables, for interaction, and for a test by permutation, which needs everything that was searched. Rows with the
outcome are counted first. Both numbers can only fall as conditions are added, so a conjunction is made of two that were
large enough and differ in their last condition.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.extents import Table, first_of_each_extent, without_idle_conditions
from smartstart.vault.insight.searching.groups import Groups
from smartstart.vault.insight.searching.packing import Integers


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
) -> Iterator[tuple[Level, Table]]:
    """Yield for one condition, two conditions, and so on, what is large enough, and its counts.

    Only a condition that is idle beside the ones before it is left out already.
    """
    count = (kernel or kernels.kernel()).level_counts
    whole = np.array([board.rows])
    level = Level(np.empty((1, 0), dtype=np.int64), np.array([0, board.items]), np.arange(board.items, dtype=np.int64))
    for _ in range(deepest):
        events = count(board.positive, level.prefixes, level.starts, level.added)
        enough = events >= min_events
        level, events = level.where(enough), events[enough]
        rows = count(board.every, level.prefixes, level.starts, level.added)
        enough = (rows >= min_rows) & (rows < whole[level.parent])
        level, rows, events = level.where(enough), rows[enough], events[enough]
        yield level, Table(level.items, rows, events)
        level, whole = _next(level, board.factor), rows


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
