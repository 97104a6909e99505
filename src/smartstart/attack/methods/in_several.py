"""In several parts: persons and families of all parts together are more than those of the whole.

Argument: 110 children with a mother without work, 203 with a mother in work, 310 in all: three of them are in both, at
different reference dates. The same holds of families at one date: those with a boy and those with a girl add up to more
than all families, by those with both. Where the parts leave somebody out, no more are left out than there are rows
outside the parts. And two parts tell by themselves how many can be in both: nobody has more rows than there are dates,
and who is in both misses a date in each. Who is in none of the parts follows from the same sums. Answered by keeping a
part inside wherever fewer than the threshold, but not nobody, could be in several parts, or in none.

As in `coming_and_going` it holds for the numbers of one delivery, so each release is read by itself.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small
from smartstart.attack.families import sortable
from smartstart.attack.propagation import EmptyError
from smartstart.attack.rows import rows_of

NAME = "in_several"
_MEASURES = (Measure.PERSONS, Measure.HOUSEHOLDS)
_MOST_PAIRS = 5_000  # of parts of one group; beyond them only all parts together


@dataclass(frozen=True, slots=True)
class _Family:
    """Parts of one whole that lie apart, over one factor.

    Attributes:
        whole: None for two parts by themselves; within: the group that the parts are of, whether it is known or not.
        facts: how many distinct ones each part has; rows: the fewest of each part.
        left: the most rows of the whole outside the parts.
        dates: at how many dates somebody can be in the whole.
    """

    measure: Measure
    within: Key
    parts: tuple[Key, ...]
    facts: tuple[Fact, ...]
    rows: tuple[float, ...]
    dates: int
    whole: Fact | None = None
    left: float = math.inf

    @property
    def of(self) -> tuple[str, ...]:
        """The statements that it follows from, but for those on rows."""
        known = (self.whole, *self.facts) if self.whole is not None else self.facts
        return tuple(dict.fromkeys(name for fact in known for name in fact.of))


def run(world: World) -> Found:
    """Compare the distinct ones of parts with those of their whole, and of each other; the world holds one release."""
    facts = world.everything()
    keys = sorted({key for key, measure in facts if measure in _MEASURES}, key=sortable)
    if not keys:
        return Found()
    try:
        limits = dict(zip(keys, zip(*rows_of(world, facts, keys), strict=True), strict=True))
    except EmptyError:
        return Found(looked_at=len(keys), contradiction=True)
    known = _Known(world, facts, limits)
    families = [one for measure in _MEASURES for one in known.families(measure)]
    claims = [
        *(
            Learned(NAME, world.population, group, one.measure, lower, upper, one.of)
            for one in families
            for group, lower, upper in (*_in_several(one), *_in_none(one))
        ),
        *_left_by_rows(known),
    ]
    return Found(tuple(one for one in claims if is_small(one.measure, one.upper)), looked_at=len(claims))


def _left_by_rows(known: "_Known") -> Iterator[Learned]:
    """Yield how many persons of a whole are in none of some parts of which only rows are told."""
    for (parent, factor), members in known.around(Measure.ROWS).items():
        for whole in (parent, *members):
            told = known.facts.get((whole, Measure.PERSONS))
            if told is None:
                continue
            for parts in known.apart(whole, members, factor):
                if known.covered(whole, parts, factor):  # nobody is in none of them
                    continue
                rows = [known.facts[key, Measure.ROWS] for key in parts]
                in_any = math.ceil(sum(fact.lower for fact in rows) / known.world.dates_of(whole))
                of = tuple(dict.fromkeys(name for fact in (told, *rows) for name in fact.of))
                group, upper = Group(whole, parts), max(0, told.upper - in_any)
                yield Learned(NAME, known.world.population, group, Measure.PERSONS, 0, upper, of)


def _in_several(one: _Family) -> Iterator[tuple[Group, int, int]]:
    """Yield how many are in more than one of the parts: the fewest and the most."""
    group = Group(one.within, parts=one.parts)
    most = _most_in_several(one)
    beyond = 0 if one.whole is None else sum(f.lower for f in one.facts) - one.whole.upper
    times = len(one.parts) if one.measure is Measure.HOUSEHOLDS else min(len(one.parts), one.dates)
    if math.isfinite(most) and times > 1:
        yield group, max(0, math.ceil(beyond / (times - 1))), max(0, int(most))


def _in_none(one: _Family) -> Iterator[tuple[Group, int, int]]:
    """Yield how many persons of the whole are in none of the parts: the fewest and the most."""
    if one.whole is None or one.measure is Measure.HOUSEHOLDS or not one.left:
        return
    in_any = max(math.ceil(sum(one.rows) / one.dates), sum(f.lower for f in one.facts) - _most_in_several(one))
    fewest = one.whole.lower - sum(f.upper for f in one.facts)
    yield Group(one.within, one.parts), max(0, fewest), int(min(one.left, max(0, one.whole.upper - in_any)))


def _most_in_several(one: _Family) -> float:
    """Return how many can be in more than one part at most."""
    every = sum(f.upper for f in one.facts)
    bounds = [math.inf if one.whole is None else every - one.whole.lower + one.left]
    if one.measure is Measure.PERSONS:
        missed = [
            max(0.0, min(f.upper, one.dates * f.upper - rows)) for f, rows in zip(one.facts, one.rows, strict=True)
        ]
        # One of the parts of who is in several counts rightly, so the part where most missed a date need not be added.
        bounds += [every - math.ceil(sum(one.rows) / one.dates), sum(missed) - max(missed)]
    return min(bounds)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What one release says: facts, and the limits of the rows of each group that it tells distinct ones of."""

    world: World
    facts: Mapping[Cell, Fact]
    limits: Mapping[Key, tuple[float, float]]

    def families(self, measure: Measure) -> Iterator[_Family]:
        """Yield parts with their whole, and of persons also parts two by two."""
        for (parent, factor), members in self.around(measure).items():
            for whole in (parent, *members):
                if (whole, measure) in self.facts:
                    yield from self._with_whole(measure, whole, members, factor)
            if measure is Measure.PERSONS:
                yield from (self._of(measure, parent, pair) for pair in _pairs(members, factor))

    def around(self, measure: Measure) -> dict[tuple[Key, str], list[Key]]:
        """Return the groups of which this is told, by the group around them and the factor that tells them apart."""
        found: dict[tuple[Key, str], list[Key]] = defaultdict(list)
        for key in sorted((key for key, counted in self.facts if counted is measure), key=sortable):
            for factor, _ in key:
                found[tuple(c for c in key if c[0] != factor), factor].append(key)
        return found

    def apart(self, whole: Key, members: Sequence[Key], factor: str) -> Iterable[tuple[Key, ...]]:
        """Return families of parts of a whole that share no level of a factor."""
        levels = self._levels_of(whole, factor)
        return _apart([key for key in members if key != whole and _levels(key, factor) <= levels], factor)

    def covered(self, whole: Key, parts: Sequence[Key], factor: str) -> bool:
        """Return whether parts have every level of the whole."""
        return frozenset().union(*(_levels(key, factor) for key in parts)) == self._levels_of(whole, factor)

    def _levels_of(self, key: Key, factor: str) -> frozenset[str]:
        return dict(key).get(factor, frozenset(self.world.levels[factor]))

    def _of(self, measure: Measure, within: Key, parts: tuple[Key, ...]) -> _Family:
        told = tuple(self.facts[key, measure] for key in parts)
        rows = tuple(self.limits[key][0] for key in parts)
        return _Family(measure, within, parts, told, rows, self.world.dates_of(within))

    def _with_whole(self, measure: Measure, whole: Key, members: Sequence[Key], factor: str) -> Iterator[_Family]:
        for parts in self.apart(whole, members, factor):
            one = self._of(measure, whole, parts)
            covered = self.covered(whole, parts, factor)
            left = 0.0 if covered else max(0.0, self.limits[whole][1] - sum(one.rows))
            yield replace(one, whole=self.facts[whole, measure], left=left)


def _apart(keys: Sequence[Key], factor: str) -> set[tuple[Key, ...]]:
    """Return families of parts that share no level: the finest ones first, and the coarsest ones first."""
    found = set()
    for sign in (1, -1):
        taken: list[Key] = []
        used: frozenset[str] = frozenset()
        for key in sorted(keys, key=lambda k: (sign * len(_levels(k, factor)), sortable(k))):
            if not used & _levels(key, factor):
                taken.append(key)
                used |= _levels(key, factor)
        if len(taken) > 1:
            found.add(tuple(sorted(taken, key=sortable)))
    return found


def _pairs(keys: Sequence[Key], factor: str) -> Iterator[tuple[Key, Key]]:
    if len(keys) * (len(keys) - 1) <= 2 * _MOST_PAIRS:
        for one, other in combinations(keys, 2):
            if not _levels(one, factor) & _levels(other, factor):
                yield one, other


def _levels(key: Key, factor: str) -> frozenset[str]:
    return dict(key)[factor]
