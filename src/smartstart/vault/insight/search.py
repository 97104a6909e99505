"""All conjunctions of conditions that are large enough, counted exactly on packed bits.

Positives first: the events of a conjunction are counted on the rows with the outcome only (few words), and only
conjunctions with enough events are counted on all rows. Both numbers can only fall as conditions are added, so nothing
below a failing conjunction needs a look. Conditions are added in item order, a whole row of them at a time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.extents import Table, first_of_each_extent, without_idle_conditions
from smartstart.vault.insight.items import Items, Words, count, pack
from smartstart.vocabulary.errors import StudyError

MOST_CONJUNCTIONS = 20_000_000  # about 2 GB of results


@dataclass(frozen=True, slots=True)
class Groups:
    """Conjunctions with enough rows and events, one per extent, ordered by number of conditions, then by item.

    Attributes:
        items: shape (groups, deepest), item numbers, rising; -1 where there are fewer conditions.
        rows, events: shape (groups,), exact counts.
    """

    items: NDArray[np.int64]
    rows: NDArray[np.int64]
    events: NDArray[np.int64]

    def __len__(self) -> int:
        return int(self.rows.size)

    @property
    def conditions(self) -> NDArray[np.int64]:
        """Number of conditions of each group, shape (groups,)."""
        numbers: NDArray[np.int64] = (self.items >= 0).sum(axis=1)
        return numbers


def search(items: Items, event: NDArray[np.bool_], *, deepest: int, min_rows: int, min_events: int) -> Groups:
    """Return every conjunction of at most `deepest` conditions, one per factor, with enough rows and events.

    Of descriptions with the same rows the one with fewest conditions stays, then the first by name; so a condition
    that adds nothing is never part of a description, and "everybody" is never described.

    Args:
        items: the conditions, over the searched rows.
        event: shape (rows,), the rows with the outcome.
        deepest: most conditions, at least 1.
        min_rows, min_events: both at least 1.

    Raises:
        StudyError: the factors allow more conjunctions than can be searched.
    """
    _refuse_too_many(items.factor, deepest)
    walk = _Walk(items, event, deepest, min_rows, min_events)
    walk.below((), walk.everybody, walk.all_positives, event.size)
    tables = [level.table(depth) for depth, level in enumerate(walk.levels, start=1)]
    kept = without_idle_conditions(tables, len(items.conditions))
    return Groups(*first_of_each_extent(kept, items.extent))


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


class _Level:
    """What was found at one depth, gathered in pieces."""

    def __init__(self) -> None:
        self.pieces: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]] = []

    def table(self, depth: int) -> Table:
        """Return all pieces as one table."""
        empty = np.empty(0, dtype=np.int64)
        start = (np.empty((0, depth), dtype=np.int64), empty, empty, np.empty(0, dtype=np.uint64))
        items, rows, events, trace = zip(start, *self.pieces, strict=True)
        return Table(np.concatenate(items), np.concatenate(rows), np.concatenate(events), np.concatenate(trace))


class _Walk:
    """One walk through all conjunctions, depth first."""

    def __init__(self, items: Items, event: NDArray[np.bool_], deepest: int, min_rows: int, min_events: int) -> None:
        self.deepest, self.min_rows, self.min_events = deepest, min_rows, min_events
        self.all = items.bits
        self.positive = items.among(event).bits
        self.everybody = pack(np.ones(event.size, dtype=np.bool_))
        self.all_positives = pack(np.ones(int(event.sum()), dtype=np.bool_))
        # After an item come the items of later factors only.
        self.next = np.searchsorted(items.factor, items.factor, side="right")
        self.multipliers = np.random.default_rng(0).integers(1, 2**63, self.positive.shape[-1], dtype=np.uint64) | 1
        self.levels = [_Level() for _ in range(deepest)]

    def below(self, prefix: tuple[int, ...], rows: Words, positives: Words, size: int) -> None:
        """Count all conjunctions that add one item to `prefix`, record those that count, and go on below them."""
        start = int(self.next[prefix[-1]]) if prefix else 0
        positive = self.positive[start:] & positives
        events = count(positive)
        enough = np.flatnonzero(events >= self.min_events)
        if not enough.size:
            return
        among = self.all[start + enough] & rows
        counted = count(among)
        # A condition that leaves all rows in place is idle, here and in everything below.
        good = np.flatnonzero((counted >= self.min_rows) & (counted < size))
        found = enough[good]
        self._record(prefix, start + found, counted[good], events[found], positive[found])
        if len(prefix) + 1 < self.deepest:
            for place, item in zip(good, found, strict=True):
                self.below((*prefix, int(start + item)), among[place], positive[item], int(counted[place]))

    def _record(
        self,
        prefix: tuple[int, ...],
        added: NDArray[np.int64],
        rows: NDArray[np.int64],
        events: NDArray[np.int64],
        positive: Words,
    ) -> None:
        items = np.empty((added.size, len(prefix) + 1), dtype=np.int64)
        items[:, :-1] = prefix
        items[:, -1] = added
        trace = (positive * self.multipliers).sum(axis=1, dtype=np.uint64)
        self.levels[len(prefix)].pieces.append((items, rows, events, trace))
