"""What is searched: every item packed over all rows, and once more over the rows with the outcome only."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from smartstart.vault.insight.searching.packing import Integers, Words, among


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """All items of a search.

    Attributes:
        factor: shape (items,), which factor each item belongs to; rising. A conjunction has one item per factor.
        every: shape (items, words), which rows satisfy each item; the bits beyond the last row are 0.
        positive: shape (items, few words), the same over the rows with the outcome only.
        rows, events: how many rows there are, and how many of them have the outcome.
    """

    factor: Integers
    every: Words
    positive: Words
    rows: int
    events: int

    @classmethod
    def of(cls, factor: Integers, every: Words, event: NDArray[np.bool_]) -> Self:
        """Return the board for an outcome of shape (rows,)."""
        happened = np.flatnonzero(event)
        return cls(factor, every, among(every, happened, event.size), int(event.size), int(happened.size))

    @property
    def items(self) -> int:
        """Number of single conditions."""
        return int(self.factor.size)

    @property
    def next(self) -> Integers:
        """First item of a later factor, shape (items,): where the conditions that may follow begin."""
        return np.searchsorted(self.factor, self.factor, side="right").astype(np.int64)

    def extent(self, items: Integers) -> Words:
        """Return the rows that satisfy all of these items, packed; padding (-1) is left out."""
        extent: Words = np.bitwise_and.reduce(self.every[items[items >= 0]], axis=0)
        return extent
