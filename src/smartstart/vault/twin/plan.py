"""What is to be written: size, seed, years, and the numbers of slots that follow from them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from smartstart.vault.twin.areas import BUCKET, Municipality, Size, blocks, municipalities

Fmt = Literal["parquet", "csv", "sav"]

TWIN_VERSION = 1

# slots per million planned inhabitants, found by counting who lives here halfway
_FAMILIES, _COUPLES, _SINGLES = 164_000, 124_000, 222_000
_YEARS: dict[Size, tuple[int, int]] = {"small": (2016, 2023), "region": (2016, 2023), "national": (2013, 2023)}


@dataclass(frozen=True, slots=True)
class TwinPlan:
    """The identity of a twin: with the same plan and software come the same bytes.

    Attributes:
        first, last: first and last year with yearly files; spells run from two years before to the end of `last`.
    """

    size: Size
    seed: int
    fmt: Fmt
    null: bool
    first: int
    last: int

    @property
    def origin(self) -> date:
        """First day from which spells are kept."""
        return date(self.first - 2, 1, 1)

    @property
    def end(self) -> date:
        """Last day of all files."""
        return date(self.last, 12, 31)

    @property
    def years(self) -> range:
        """The years of the yearly files."""
        return range(self.first, self.last + 1)

    @property
    def places(self) -> tuple[Municipality, ...]:
        """The invented municipalities."""
        return municipalities(self.size, self.seed)


@dataclass(frozen=True, slots=True)
class Block:
    """Municipalities that are drawn together, and the slots they get: families, couples, people alone."""

    number: int
    places: tuple[Municipality, ...]
    base: int
    families: int
    couples: int
    singles: int

    @property
    def slots(self) -> int:
        """Number of slots."""
        return self.families + self.couples + self.singles

    @property
    def buckets(self) -> int:
        """Number of buckets of homes."""
        return sum(max(1, buurt.people // BUCKET) for place in self.places for buurt in place.buurten)


def plan_twin(size: Size, seed: int, fmt: Fmt = "parquet", null: bool = False) -> TwinPlan:
    """Return the plan of a twin of a size."""
    first, last = _YEARS[size]
    return TwinPlan(size, seed, fmt, null, first, last)


def plan_blocks(plan: TwinPlan) -> tuple[Block, ...]:
    """Return the blocks of a plan; slot numbers run on from block to block."""
    planned: list[Block] = []
    base = 1
    for number, places in enumerate(blocks(plan.places)):
        people = sum(place.people for place in places)
        block = Block(
            number,
            places,
            base,
            people * _FAMILIES // 1_000_000,
            people * _COUPLES // 1_000_000,
            people * _SINGLES // 1_000_000,
        )
        planned.append(block)
        base += block.slots
    return tuple(planned)
