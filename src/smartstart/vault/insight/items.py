"""Single conditions, and which rows satisfy them, packed as bits.

An unordered factor gives one item per level. An ordered one gives each level and each run from the bottom or the top
("tot 30", "vanaf 30"). Missing levels are no items: "not known" describes a registration, not a group of children.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.release.contents import Condition, Dimension, Predicate
from smartstart.vault.coded import CodedCohort, CodedFactor

Words = NDArray[np.uint64]

_WORD_BYTES = 8


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

    def among(self, chosen: NDArray[np.bool_]) -> "Items":
        """Return the same conditions over the chosen rows only."""
        wanted = np.flatnonzero(chosen)
        packed = [pack(unpack(bits, self.rows)[wanted]) for bits in self.bits]
        return Items(self.conditions, self.factor, _table(packed, wanted.size), int(wanted.size))


def items_of(cohort: CodedCohort) -> Items:
    """Return all single conditions of a cohort that some rows satisfy and some do not.

    Of two conditions on one factor with the same rows the one with fewer levels stays.
    """
    conditions: list[Condition] = []
    factors: list[int] = []
    packed: list[Words] = []
    usable = [factor for factor in cohort.factors if not factor.withheld_as_condition]
    for number, factor in enumerate(sorted(usable, key=lambda f: f.dimension.name)):
        seen: set[bytes] = set()
        for condition, mask in _conditions(factor):
            bits = pack(mask)
            if mask.any() and not mask.all() and bits.tobytes() not in seen:
                seen.add(bits.tobytes())
                conditions.append(condition)
                factors.append(number)
                packed.append(bits)
    return Items(tuple(conditions), np.array(factors, dtype=np.int64), _table(packed, cohort.rows), cohort.rows)


def _table(packed: list[Words], rows: int) -> Words:
    words = -(-rows // (8 * _WORD_BYTES))
    return np.array(packed, dtype=np.uint64).reshape(len(packed), words)


def _conditions(factor: CodedFactor) -> Iterator[tuple[Condition, NDArray[np.bool_]]]:
    dimension = factor.dimension
    for run in _runs(dimension):
        wanted = np.zeros(len(dimension.levels), dtype=np.bool_)
        wanted[list(run)] = True
        codes = tuple(dimension.levels[index].code for index in run)
        yield Condition(factor=dimension.name, levels=codes), wanted[factor.codes]


def _runs(dimension: Dimension) -> list[tuple[int, ...]]:
    """Return the sets of levels that are conditions, few levels first. All levels together are no condition."""
    known = [index for index, level in enumerate(dimension.levels) if not level.missing]
    runs: list[tuple[int, ...]] = [(index,) for index in known]
    if dimension.ordered:
        for length in range(2, len(known)):
            runs += [tuple(known[:length]), tuple(known[-length:])]
    return runs


def pack(masks: NDArray[np.bool_]) -> Words:
    """Return masks of shape (..., rows) as bits in words of 64, shape (..., words); the last word is filled with 0."""
    packed = np.packbits(masks, axis=-1)
    missing = -packed.shape[-1] % _WORD_BYTES
    padded = np.pad(packed, [(0, 0)] * (packed.ndim - 1) + [(0, missing)])
    return np.ascontiguousarray(padded).view(np.uint64)


def unpack(bits: Words, rows: int) -> NDArray[np.bool_]:
    """Return the mask of shape (rows,) that was packed into words of shape (words,)."""
    return np.unpackbits(bits.view(np.uint8), count=rows).view(np.bool_)


def count(bits: Words) -> NDArray[np.int64]:
    """Return the number of rows in packed masks: shape without the last axis, exact."""
    counted: NDArray[np.int64] = np.bitwise_count(bits).sum(axis=-1, dtype=np.uint32).astype(np.int64)
    return counted
