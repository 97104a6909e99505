"""From released statements to what an outsider holds, one world per set of persons.

Releases about the same population, unit and period are taken together; releases about other persons are told apart, and
each set is attacked by itself. Steps of a drop-off are populations of their own that lie within each other; they go
with the population whose name theirs begins with.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from smartstart.attack.evidence import Cell, Fact, Key, Measure, World, merged
from smartstart.attack.places import PLACES, Places
from smartstart.attack.shown import fact_of
from smartstart.release.contents import (
    OF_COMBINATIONS,
    AmountStatement,
    Counted,
    Dimension,
    ModelStatement,
    OpenStatement,
    Predicate,
    ReleaseContents,
    State,
    Statistic,
    TableStatement,
)
from smartstart.vocabulary.errors import UsageError

_MEASURES = {
    Counted.ROWS: Measure.ROWS,
    Counted.PERSONS: Measure.PERSONS,
    Counted.HOUSEHOLDS: Measure.HOUSEHOLDS,
    Counted.EVENTS: Measure.EVENTS,
}
_RATIOS = (Statistic.RATE, Statistic.SHARE, Statistic.OUTSIDE, Statistic.RATIO, Statistic.LIFT, *OF_COMBINATIONS)
_THRESHOLD = 10  # of every policy of the gate; they are public

_Scope = tuple[str, str, str, str]
_COMPUTED = (Statistic.EXPECTED, Statistic.PER_DATE)
_Numbered = tuple[int, TableStatement | ModelStatement | AmountStatement]


@dataclass(frozen=True, slots=True)
class Known:
    """A number that the outsider has from elsewhere: of a group, what is counted, and its limits."""

    predicate: Predicate
    measure: Measure
    lower: int
    upper: int
    source: str


def worlds(
    releases: Sequence[tuple[str, ReleaseContents]],
    known: Sequence[Known] = (),
    sensitive: Sequence[str] = (),
    threshold: int = _THRESHOLD,
) -> tuple[World, ...]:
    """Return what the releases tell, one world per set of persons, in order of name.

    Args:
        releases: what each is called, and what it holds; the oldest first.
        known: numbers from elsewhere; they hold for every world that has the factors and levels they name.
        sensitive: factors, or `factor:level`, of which the share in a group tells something of everybody in it.
        threshold: below which nothing is shown: what was rounded and is shown as this or more, was this or more.

    Raises:
        UsageError: there is no release, or a known number fits no world.
    """
    if not releases:
        raise UsageError(
            "Er is geen vrijgave om aan te vallen.", expected="een map of een zip-bestand, of meer dan één"
        )
    scopes: dict[_Scope, list[_Numbered]] = {}
    for number, (_, contents) in enumerate(releases):
        for s in contents.statements:
            if isinstance(s, TableStatement | ModelStatement | AmountStatement):
                scopes.setdefault((s.population, s.room, s.unit, s.period), []).append((number, s))
    steps = _steps(scopes, releases, threshold)
    found = []
    for scope in sorted(s for s in scopes if s[0] not in steps.populations):
        world = _World(releases, scopes[scope], known, threshold)
        found.append(replace(world.made(scope), sensitive=tuple(sensitive), steps=steps.facts.get(scope[0], ())))
    _check_known(known, found)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Steps:
    populations: frozenset[str]
    facts: Mapping[str, tuple[tuple[str, Fact], ...]]


def _steps(
    scopes: Mapping[_Scope, list[_Numbered]], releases: Sequence[tuple[str, ReleaseContents]], threshold: int
) -> _Steps:
    """Return the counts of each drop-off, in the order of its steps, by the population that was left."""
    names = {scope[0] for scope in scopes}
    taken: set[str] = set()
    facts: dict[str, tuple[tuple[str, Fact], ...]] = {}
    for name in sorted(names):
        inside = {n for n in names if n.startswith(f"{name}.")}
        if not inside:
            continue
        taken |= inside
        texts = {step.id: step.text for _, contents in releases for step in contents.sheet.drop_off}
        shown: list[tuple[str, Fact]] = []
        for step, text in texts.items():
            numbered = [pair for scope, pairs in scopes.items() if scope[0] == f"{name}.{step}" for pair in pairs]
            shown += [(text, fact) for n, s in numbered if (fact := fact_of(s, releases[n][0], threshold)) is not None]
        facts[name] = tuple(dict(shown).items())
    return _Steps(frozenset(taken), facts)


class _World:
    """Puts one world together."""

    def __init__(
        self,
        releases: Sequence[tuple[str, ReleaseContents]],
        statements: list[_Numbered],
        known: Sequence[Known],
        threshold: int,
    ) -> None:
        self.numbers = sorted({number for number, _ in statements})
        self.releases = [releases[number] for number in self.numbers]
        self.statements = [(self.numbers.index(number), s) for number, s in statements]
        self.known, self.threshold = known, threshold
        dimensions = _together(contents.sheet.dimensions for _, contents in self.releases)
        named = {c.factor for _, s in statements for c in s.predicate.conditions}
        named |= {c.factor for k in known for c in k.predicate.conditions}
        named |= {d.name for d in dimensions if any(level.code == o.area for o in self._open() for level in d.levels)}
        self.places = Places([d for d in dimensions if d.name not in PLACES or d.name in named])
        self.keys: dict[tuple[int, str], Key] = {(n, s.id): self.places.key(s.predicate) for n, s in self.statements}

    def made(self, scope: _Scope) -> World:
        by_release = [self._facts(number) for number in range(len(self.releases))]
        cells = {cell for facts in by_release for cell in facts}
        moved = frozenset(c for c in cells if _disjoint([f[c] for f in by_release if c in f]))
        return World(
            population=scope[0],
            dimensions=self.places.dimensions,
            units=self.releases[-1][1].sheet.units,
            releases=tuple(name for name, _ in self.releases),
            facts=merged(*reversed(by_release)),
            by_release=tuple(by_release),
            counts=dict(self._counts()),
            hidden=frozenset(self._hidden()) - cells,
            ratios=tuple((n, s) for n, s in self.statements if _is_ratio(s) and isinstance(s, TableStatement)),
            models=tuple(
                (n, self.keys[n, s.id], s)
                for n, s in self.statements
                if isinstance(s, ModelStatement) and s.state is State.SHOWN
            ),
            computed=tuple((n, self.keys[n, s.id], s) for n, s in self.statements if _is_computed(s)),
            amounts=tuple(
                (n, self.keys[n, s.id], s)
                for n, s in self.statements
                if isinstance(s, AmountStatement) and s.state is State.SHOWN
            ),
            dates=max(len(contents.sheet.reference_dates) for _, contents in self.releases),
            known=merged(self._known(), self._open_facts()),
            moved=moved,
        )

    def _facts(self, release: int) -> dict[Cell, Fact]:
        found: list[dict[Cell, Fact]] = []
        for number, statement in self.statements:
            fact = fact_of(statement, self.releases[release][0], self.threshold) if number == release else None
            if fact is not None and isinstance(statement, TableStatement):
                found.append({self._cell(number, statement): fact})
        return merged(*found)

    def _counts(self) -> Iterable[tuple[str, tuple[Cell, int]]]:
        for number, s in self.statements:
            if isinstance(s, TableStatement) and s.statistic is Statistic.COUNT and s.value is not None:
                yield f"{self.releases[number][0]}#{s.id}", (self._cell(number, s), int(s.value))

    def _cell(self, number: int, statement: TableStatement) -> Cell:
        return self.keys[number, statement.id], _MEASURES[statement.counted or Counted.ROWS]

    def _hidden(self) -> Iterable[Cell]:
        for number, s in self.statements:
            if isinstance(s, TableStatement) and s.statistic is Statistic.COUNT and s.state is State.WITHHELD:
                yield self._cell(number, s)

    def _known(self) -> dict[Cell, Fact]:
        return merged(
            *(
                {(self.places.key(k.predicate), k.measure): Fact(k.lower, k.upper, (k.source,))}
                for k in self.known
                if fits(k.predicate, self._dimensions())
            )
        )

    def _dimensions(self) -> Iterable[Dimension]:
        return (d for _, contents in self.releases for d in contents.sheet.dimensions)

    def _open(self) -> list[OpenStatement]:
        return [s for _, contents in self.releases for s in contents.statements if isinstance(s, OpenStatement)]

    def _open_facts(self) -> dict[Cell, Fact]:
        """Return public figures of the units themselves: so many children in an area, at the one reference date."""
        if any(len(contents.sheet.reference_dates) != 1 for _, contents in self.releases):
            return {}
        areas = {level.code: d.name for d in self._dimensions() for level in d.levels}
        units = {contents.sheet.units for _, contents in self.releases}
        found: list[dict[Cell, Fact]] = []
        for figure in self._open():
            value = figure.value
            if figure.unit in units and figure.area in areas and value is not None and value == int(value):
                key = self.places.key_from({areas[figure.area]: (figure.area,)})
                found.append({(key, Measure.ROWS): Fact(int(value), int(value), (figure.id,))})
        return merged(*found)


def fits(predicate: Predicate, dimensions: Iterable[Dimension]) -> bool:
    """Return whether all factors and levels of a predicate are among the dimensions."""
    levels: dict[str, set[str]] = {}
    for dimension in dimensions:
        levels.setdefault(dimension.name, set()).update(level.code for level in dimension.levels)
    return all(c.factor in levels and set(c.levels) <= levels[c.factor] for c in predicate.conditions)


def _check_known(known: Sequence[Known], found: Sequence[World]) -> None:
    used = {source for world in found for fact in world.known.values() for source in fact.of}
    for one in known:
        if one.source not in used:
            raise UsageError(
                "Een bekend getal gaat over een groep die in geen van de vrijgaven bestaat.",
                where=one.source,
                expected="kenmerken en waarden uit study.json van de vrijgave",
            )


def _together(lists: Iterable[tuple[Dimension, ...]]) -> tuple[Dimension, ...]:
    """Return all dimensions; where releases name other levels of one, all of them."""
    found: dict[str, Dimension] = {}
    for dimension in (d for several in lists for d in several):
        before = found.get(dimension.name)
        if before is not None:
            mine = {level.code for level in dimension.levels}
            older = tuple(level for level in before.levels if level.code not in mine)
            dimension = dimension.model_copy(update={"levels": (*dimension.levels, *older)})
        found[dimension.name] = dimension
    return tuple(found.values())


def _is_computed(statement: TableStatement | ModelStatement | AmountStatement) -> TypeGuard[TableStatement]:
    shown = isinstance(statement, TableStatement) and statement.statistic in _COMPUTED
    return shown and statement.state is State.SHOWN


def _is_ratio(statement: TableStatement | ModelStatement | AmountStatement) -> bool:
    return isinstance(statement, TableStatement) and statement.statistic in _RATIOS and statement.state is State.SHOWN


def _disjoint(facts: Sequence[Fact]) -> bool:
    return max(f.lower for f in facts) > min(f.upper for f in facts)
