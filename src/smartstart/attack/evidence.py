"""What an outsider holds: groups, what is known of their numbers, and what was worked out from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from smartstart.release.contents import AmountStatement, Dimension, ModelStatement, TableStatement

Key = tuple[tuple[str, frozenset[str]], ...]
"""A group: the levels per factor, factors in order; a factor that is not named may have any level."""


class Measure(StrEnum):
    """What is counted of a group; the value is the word shown to users."""

    ROWS = "rijen"
    PERSONS = "verschillende personen"
    PARTLY = "niet op elke peildatum"
    REPEATED = "op meer dan één peildatum"
    HOUSEHOLDS = "huishoudens"
    EVENTS = "met de uitkomst"
    WITHOUT = "zonder de uitkomst"
    SHARE = "procent"
    AMOUNT = "bedrag"


SMALL: Mapping[Measure, int] = {
    Measure.ROWS: 10,
    Measure.PERSONS: 10,
    Measure.PARTLY: 10,
    Measure.REPEATED: 10,
    Measure.HOUSEHOLDS: 5,
    Measure.EVENTS: 10,
    Measure.WITHOUT: 10,
}
"""Below so many, a group is small: the thresholds of CBS's output rules, and five households as in our policies."""

_DATE = "peildatum"

Cell = tuple[Key, Measure]


@dataclass(frozen=True, slots=True)
class Fact:
    """Lowest and highest whole number that a cell can be, and the statements that say so."""

    lower: int
    upper: int
    of: tuple[str, ...]

    def meets(self, other: "Fact") -> bool:
        """Return whether one number fits both."""
        return max(self.lower, other.lower) <= min(self.upper, other.upper)

    def both(self, other: "Fact") -> "Fact":
        """Return what is left when both hold."""
        of = tuple(dict.fromkeys((*self.of, *other.of)))
        return Fact(max(self.lower, other.lower), min(self.upper, other.upper), of)


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one group that are in none of some others; or those that are in more than one of some parts.

    Of persons and households it is those that are in none of the others with any of their rows, at any date.

    Attributes:
        words: instead of words made from the conditions, for groups that these cannot tell.
        parts: where there are any, only who is in more than one of these; of persons and households.
    """

    inside: Key
    outside: tuple[Key, ...] = ()
    words: str = ""
    parts: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Learned:
    """A bound that follows from what was released.

    Attributes:
        attack: name of the attack; population: of which persons.
        lower, upper: whole numbers; for `Measure.SHARE` per cent.
        statements: what it follows from.
        between: the two releases, where what was learned is how much the group changed between them.
    """

    attack: str
    population: str
    group: Group
    measure: Measure
    lower: float
    upper: float
    statements: tuple[str, ...]
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What one attack brought.

    Attributes:
        learned: bounds on small groups.
        sharper: narrower limits for cells, for the attacks that come after.
        looked_at: numbers that were tried; undecided: those that the limit of work left open.
        contradiction: the numbers fit no population at all, so that nothing follows from them together.
    """

    learned: tuple[Learned, ...] = ()
    sharper: Mapping[Cell, Fact] = field(default_factory=dict)
    looked_at: int = 0
    undecided: int = 0
    contradiction: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """All that was released about the same persons.

    Attributes:
        dimensions: with all their levels; units: in the plural, "kinderen"; releases: how each is called.
        facts: what all releases together say of each cell; by_release: what each one says.
        counts: per shown count, by name, its cell and the shown value.
        hidden: cells that were asked for and not shown.
        ratios, models: statements with the number of their release; of estimates also the group.
        computed: expected numbers and numbers per date, in the same way; amounts: sums, means and quantiles.
        dates: how many reference dates there are.
        steps: counts of a drop-off, each step inside the one before it: words and fact.
        known: what the outsider knows from elsewhere; sensitive: factors or `factor:level` of which a share tells.
        moved: cells with numbers in two releases that cannot both be true; the persons changed in between.
    """

    population: str
    dimensions: tuple[Dimension, ...]
    units: str
    releases: tuple[str, ...]
    facts: Mapping[Cell, Fact]
    by_release: tuple[Mapping[Cell, Fact], ...]
    counts: Mapping[str, tuple[Cell, int]] = field(default_factory=dict)
    hidden: frozenset[Cell] = frozenset()
    ratios: tuple[tuple[int, TableStatement], ...] = ()
    models: tuple[tuple[int, Key, ModelStatement], ...] = ()
    computed: tuple[tuple[int, Key, TableStatement], ...] = ()
    amounts: tuple[tuple[int, Key, AmountStatement], ...] = ()
    dates: int = 1
    steps: tuple[tuple[str, Fact], ...] = ()
    known: Mapping[Cell, Fact] = field(default_factory=dict)
    sensitive: tuple[str, ...] = ()
    moved: frozenset[Cell] = frozenset()

    @property
    def levels(self) -> dict[str, tuple[str, ...]]:
        """Return the codes of all levels per dimension."""
        return {d.name: tuple(level.code for level in d.levels) for d in self.dimensions}

    def dates_of(self, key: Key) -> int:
        """Return at how many reference dates somebody can be in a group."""
        return min(self.dates, len(dict(key).get(_DATE, range(self.dates))))

    def everything(self) -> dict[Cell, Fact]:
        """Return the facts together with what is known from elsewhere."""
        return merged(self.facts, self.known)

    def sharpened(self, sharper: Mapping[Cell, Fact]) -> "World":
        """Return the world with narrower limits; limits that contradict a fact are left out."""
        return replace(self, facts=merged(self.facts, sharper))

    def only(self, number: int) -> "World":
        """Return the world as one of its releases shows it."""
        return replace(
            self,
            releases=(self.releases[number],),
            facts=self.by_release[number],
            by_release=(self.by_release[number],),
            ratios=tuple((0, s) for n, s in self.ratios if n == number),
            models=tuple((0, key, s) for n, key, s in self.models if n == number),
            computed=tuple((0, key, s) for n, key, s in self.computed if n == number),
            amounts=tuple((0, key, s) for n, key, s in self.amounts if n == number),
            moved=frozenset(),
        )


def merged(*sources: Mapping[Cell, Fact]) -> dict[Cell, Fact]:
    """Return what all sources say of each cell; of two that contradict each other the first stays."""
    found: dict[Cell, Fact] = {}
    for source in sources:
        for cell, fact in source.items():
            before = found.get(cell)
            if before is None:
                found[cell] = fact
            elif before.meets(fact):
                found[cell] = before.both(fact)
    return found


def ordered(conditions: Iterable[tuple[str, frozenset[str]]]) -> Key:
    """Return conditions as a key."""
    return tuple(sorted(conditions, key=lambda c: c[0]))


def is_small(measure: Measure, upper: float) -> bool:
    """Return whether a group with at most so many is small; nobody at all is not."""
    return 0 < upper < SMALL[measure]


def telling(found: Iterable[Learned]) -> tuple[Learned, ...]:
    """Return what was learned without what is only the size of a group in other words.

    Of at most six children at most six have the outcome, and at most six have not: that is one thing, not three.
    """
    several = tuple(found)
    sizes = {one.group: one.upper for one in several if one.measure is Measure.ROWS}
    return tuple(
        one
        for one in several
        if one.measure is Measure.ROWS or one.lower > 0 or one.upper < sizes.get(one.group, one.upper + 1)
    )
