"""Single conditions, and which rows satisfy them, packed as bits.

An unordered factor gives one item per level. An ordered one gives each level and each run from the bottom or the top
("tot 30", "vanaf 30"). Missing levels are no items: "not known" describes a registration, not a group of children.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.release.contents import Condition, Predicate
from smartstart.vault.coded import CodedCohort, CodedFactor
from smartstart.vault.insight.declared import conditions as conditions_of
from smartstart.vault.insight.declared import runs
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.packing import Words, among, count, pack, unpack, words_for
from smartstart.vocabulary.errors import StudyError

__all__ = ["Items", "Words", "count", "items_of", "pack", "unpack"]

MOST_ITEMS = 1_000  # ten times what is usual; every one costs a pass over all rows


@dataclass(frozen=True, slots=True)
class Items:
    """All single conditions of a cohort, ordered by factor name, then few levels first, then level order.

    Attributes:
        conditions: the conditions themselves.
        factor: shape (items,), which factor each belongs to; rising.
        bits: shape (items, words), which rows satisfy each, packed.
        rows: how many rows that are; the bits beyond are 0.
    """

    conditions: tuple[Condition, ...]
    factor: NDArray[np.int64]
    bits: Words
    rows: int

    def predicate(self, numbers: Iterable[int]) -> Predicate:
        """Return the description made of these items, padding (-1) left out."""
        return Predicate(conditions=tuple(self.conditions[number] for number in sorted(numbers) if number >= 0))

    def extent(self, numbers: Iterable[int]) -> Words:
        """Return the rows that satisfy all of these items (at least one), packed; padding (-1) left out."""
        extent: Words = np.bitwise_and.reduce(self.bits[[number for number in numbers if number >= 0]], axis=0)
        return extent

    def mask(self, numbers: Iterable[int]) -> NDArray[np.bool_]:
        """Return the rows that satisfy all of these items (at least one), shape (rows,)."""
        return unpack(self.extent(numbers), self.rows)

    def drawn(self, rows: NDArray[np.int64]) -> "Items":
        """Return the same conditions over rows by their number, in this order; a row may come more than once."""
        return Items(self.conditions, self.factor, among(self.bits, rows, self.rows), int(rows.size))

    def board(self, event: NDArray[np.bool_]) -> Board:
        """Return what a search for an outcome of shape (rows,) looks at."""
        return Board.of(self.factor, self.bits, event)


def items_of(cohort: CodedCohort) -> Items:
    """Return all single conditions of a cohort that some rows satisfy and some do not.

    Of two conditions on one factor with the same rows the one with fewer levels stays.

    Raises:
        StudyError: the factors declare more conditions than can be searched.
    """
    conditions: list[Condition] = []
    factors: list[int] = []
    packed: list[Words] = []
    usable = [factor for factor in cohort.factors if not factor.withheld_as_condition]
    _refuse_too_many(usable)
    for number, factor in enumerate(sorted(usable, key=lambda f: f.dimension.name)):
        seen: dict[int, list[Words]] = {}
        for condition, bits in _conditions(factor):
            rows = int(count(bits))
            alike = seen.setdefault(rows, [])
            if 0 < rows < cohort.rows and not any(np.array_equal(bits, other) for other in alike):
                alike.append(bits)
                conditions.append(condition)
                factors.append(number)
                packed.append(bits)
    return Items(tuple(conditions), np.array(factors, dtype=np.int64), _table(packed, cohort.rows), cohort.rows)


def _refuse_too_many(factors: Sequence[CodedFactor]) -> None:
    numbers = [conditions_of(factor.dimension) for factor in factors]
    if sum(numbers) > MOST_ITEMS:
        largest = int(np.argmax(numbers))
        raise StudyError(
            f"De factoren hebben samen te veel waarden om groepen mee te zoeken. De meeste heeft "
            f"'{factors[largest].dimension.name}': {numbers[largest]} kenmerken.",
            where='[[analyses]] kind = "risk_groups"',
            expected=f"hooguit {MOST_ITEMS} kenmerken van alle factoren samen",
            mend="voeg waarden van die factor samen, of laat hem weg",
        )


def _table(packed: list[Words], rows: int) -> Words:
    return np.array(packed, dtype=np.uint64).reshape(len(packed), words_for(rows))


def _conditions(factor: CodedFactor) -> Iterator[tuple[Condition, Words]]:
    dimension = factor.dimension
    levels: dict[int, Words] = {}
    for run in runs(dimension):
        for index in run:
            if index not in levels:
                levels[index] = pack(factor.codes == index)
        bits = np.bitwise_or.reduce([levels[index] for index in run])
        yield Condition(factor=dimension.name, levels=tuple(dimension.levels[index].code for index in run)), bits
