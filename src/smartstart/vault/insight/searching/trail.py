"""What a kernel of the search writes in: plain arrays, so that it can stop at any node and go on later."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.measures import Scale
from smartstart.vault.insight.searching.packing import Integers, Words, pack

DONE, FULL, TOO_MANY = 0, 1, 2


class Query(NamedTuple):
    """What is sought, as numbers: see `measures.Scale`."""

    measure: int
    low: bool
    all_rows: int
    all_events: int
    min_rows: int
    min_events: int
    chi_factor: float
    z: float

    @classmethod
    def of(cls, scale: Scale, min_rows: int, min_events: int) -> "Query":
        """Return the query of a measure on a population, with a minimum of rows and of events."""
        return cls(
            int(scale.measure), scale.low, scale.rows, scale.events, min_rows, min_events, scale.chi_factor, scale.z
        )


class Trail(NamedTuple):
    """Where the search is. At level 0 stand single items, at level 1 pairs with the one that was gone below, and so on.

    Attributes:
        item, rows, events: shape (deepest, items): what stands beside each other at a level. Rows are exact as far as
            they matter: where they are too many for the measure, some number above what it allows.
        every, positive: shape (deepest, words): rows of what the level is below; at level 0 everybody.
        filled: shape (deepest,): how many words of `every` have been worked out.
        narrow: shape (items, words + 1): items over the rows of the first condition only, packed anew, once that pays.
        apart: shape (2,): how many words that are (0: not packed anew), and words looked at below the first condition.
        kids: shape (deepest,): how many stand at a level; -1 when they have not been looked at.
        at: shape (deepest,): how many of them were gone below.
        level: shape (1,): the level; -1 when all is done.
        looks: shape (1,): conjunctions looked at so far.
    """

    item: Integers
    rows: Integers
    events: Integers
    every: Words
    positive: Words
    filled: Integers
    narrow: Words
    apart: Integers
    kids: Integers
    at: Integers
    level: Integers
    looks: Integers

    @classmethod
    def start(cls, board: Board, deepest: int) -> "Trail":
        """Return the trail before the first step."""

        def numbers(*shape: int) -> Integers:
            return np.zeros(shape, dtype=np.int64)

        every, positive = (
            np.empty((deepest, bits.shape[1]), dtype=np.uint64) for bits in (board.every, board.positive)
        )
        every[0] = pack(np.ones(board.rows, dtype=np.bool_))
        positive[0] = pack(np.ones(board.events, dtype=np.bool_))
        filled = numbers(deepest)
        filled[0] = every.shape[1]
        return cls(
            item=numbers(deepest, board.items),
            rows=numbers(deepest, board.items),
            events=numbers(deepest, board.items),
            every=every,
            positive=positive,
            filled=filled,
            narrow=np.empty((board.items, board.every.shape[1] + 1), dtype=np.uint64),
            apart=numbers(2),
            kids=numbers(deepest) - 1,
            at=numbers(deepest),
            level=numbers(1),
            looks=numbers(1),
        )


class Best(NamedTuple):
    """The k best scores of different groups so far: they say what is not worth a look.

    Two groups count as one when rows, events and trace agree. That may take two for one, which only makes the search
    look at more; it never takes one for two.

    Attributes:
        score, rows, events, trace: shape (k,).
        filled: shape (1,), how many there are. lowest: shape (1,), which of them has the lowest score.
        most_rows: shape (events + 1,), by number of events: the most rows with which a group still matters.
        at_bar: shape (events + 1,), for which k-th score that was worked out.
    """

    score: NDArray[np.float64]
    rows: Integers
    events: Integers
    trace: Words
    filled: Integers
    lowest: Integers
    most_rows: Integers
    at_bar: NDArray[np.float64]

    @classmethod
    def of(cls, places: int, events: int) -> "Best":
        """Return room for this many, in a population with so many events."""
        return cls(
            score=np.zeros(places),
            rows=np.zeros(places, dtype=np.int64),
            events=np.zeros(places, dtype=np.int64),
            trace=np.zeros(places, dtype=np.uint64),
            filled=np.zeros(1, dtype=np.int64),
            lowest=np.zeros(1, dtype=np.int64),
            most_rows=np.zeros(events + 1, dtype=np.int64),
            at_bar=np.full(events + 1, np.nan),
        )


class Found(NamedTuple):
    """Groups written down on the way, a superset of the best.

    Attributes:
        items: shape (room, deepest), item numbers, -1 where there are fewer conditions.
        rows, events, trace: shape (room,).
        number: shape (1,), how many there are.
    """

    items: Integers
    rows: Integers
    events: Integers
    trace: Words
    number: Integers

    @classmethod
    def of(cls, room: int, deepest: int) -> "Found":
        """Return room for this many groups."""
        items = np.full((room, deepest), -1, dtype=np.int64)
        rows, events = (np.zeros(room, dtype=np.int64) for _ in range(2))
        return cls(items, rows, events, np.zeros(room, dtype=np.uint64), np.zeros(1, dtype=np.int64))


def multipliers(words: int) -> Words:
    """Return the odd numbers that a trace is made with: the sum of word times multiplier over the positives."""
    drawn: Words = np.random.default_rng(0).integers(1, 2**63, words, dtype=np.uint64) | np.uint64(1)
    return drawn
