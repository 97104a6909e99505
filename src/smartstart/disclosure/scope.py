"""When and where a population lives, and what two populations share by definition.

Two populations are *kindred* when unit, outcome, windows and source are alike, and only reference dates or areas
differ: then a row of the one at a shared date in a shared area is the same row of the other.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from smartstart.disclosure.predicates import Levels, canonical
from smartstart.release.contents import Code, Condition, Dimension, Level, Name, Predicate
from smartstart.vocabulary.areas import AreaLevel, level_of

DATE = "peildatum"
PLACES = tuple(level.value for level in (AreaLevel.MUNICIPALITY, AreaLevel.WIJK, AreaLevel.BUURT))


class Scope(BaseModel):
    """The dates and areas of one population.

    Attributes:
        family: fingerprint of all that defines the population but its dates and areas.
        areas: canonical codes; none is the whole country.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    population: Name
    family: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    dates: Annotated[tuple[dt.date, ...], Field(min_length=1)]
    areas: tuple[Code, ...] = ()

    def kindred(self, other: "Scope") -> bool:
        """Return whether another population differs in dates and areas only."""
        return self.family == other.family and self.population != other.population

    def covers(self, area: str) -> bool:
        """Return whether an area (bare digits, none for the country) lies wholly in this scope."""
        return not self.areas or any(area.startswith(code[2:]) for code in self.areas)


def date_dimension(dates: Iterable[dt.date]) -> Dimension:
    """Return reference dates as a dimension."""
    return Dimension(name=DATE, title=DATE, levels=tuple(Level(code=d.isoformat(), label="") for d in dates))


def dates_of(group: Predicate, dates: int) -> int:
    """Return at how many reference dates somebody can be in a group; one at least.

    Args:
        dates: how many there are in all.
    """
    named = next((len(c.levels) for c in group.conditions if c.factor == DATE), dates)
    return max(1, min(dates, named))


@dataclass(frozen=True, slots=True)
class Shared:
    """What an earlier population has in common with the present one, as conditions on the present rows."""

    conditions: tuple[Condition, ...]


class UntiedError(Exception):
    """What two populations share cannot be written as a group of the present one."""


def shared(now: Scope, earlier: Scope) -> Shared | None:
    """Return what both populations have; None when they have no row in common.

    Raises:
        UntiedError: the shared areas are of several levels, so that no one dimension tells them.
    """
    dates = [day for day in now.dates if day in earlier.dates]
    areas = _shared_areas(now, earlier)
    if not dates or areas == []:
        return None
    found = []
    if len(dates) < len(now.dates):
        found.append(Condition(factor=DATE, levels=tuple(day.isoformat() for day in dates)))
    if areas is not None:
        levels = {level_of(code) for code in areas}
        if len(levels) > 1:
            raise UntiedError
        found.append(Condition(factor=levels.pop().value, levels=tuple(areas)))
    return Shared(tuple(found))


def _shared_areas(now: Scope, earlier: Scope) -> list[str] | None:
    """Return the codes that both cover; None where that is all of the present population."""
    if not earlier.areas or (now.areas and all(earlier.covers(code[2:]) for code in now.areas)):
        return None
    inner = [code for code in earlier.areas if now.covers(code[2:])]
    inner += [code for code in now.areas if earlier.covers(code[2:])]
    return sorted(set(inner))


def inside(predicate: Predicate, part: Shared, known: Levels) -> Predicate | None:
    """Return a group of an earlier population as far as it lies in the present one; None where nothing of it does.

    Args:
        known: levels of the present dimensions, reference dates included.

    Raises:
        UntiedError: a factor, or a level of one, is not known here.
    """
    wanted: dict[str, frozenset[str]] = {}
    for condition in (*predicate.conditions, *part.conditions):
        levels = frozenset(condition.levels)
        if condition.factor not in known:
            raise UntiedError
        if condition.factor in PLACES:
            levels &= known[condition.factor]  # the others lie outside
        elif not levels <= known[condition.factor]:
            raise UntiedError
        wanted[condition.factor] = wanted.get(condition.factor, levels) & levels
    if not all(wanted.values()):
        return None
    conditions = (Condition(factor=name, levels=tuple(sorted(levels))) for name, levels in wanted.items())
    return canonical(Predicate(conditions=tuple(conditions)), known)


def placeless(predicate: Predicate) -> Predicate:
    """Return a predicate without its conditions on places."""
    return Predicate(conditions=tuple(c for c in predicate.conditions if c.factor not in PLACES))


def same_levels(predicate: Predicate, theirs: Sequence[Dimension], known: Levels) -> bool:
    """Return whether the factors of a predicate have the same levels in both releases; places may differ."""
    then = {d.name: frozenset(level.code for level in d.levels) for d in theirs}
    factors = [c.factor for c in predicate.conditions if c.factor not in PLACES]
    return all(name in known and then.get(name, known[name]) == known[name] for name in factors)


def with_dates(known: Levels, now: Scope) -> dict[str, frozenset[str]]:
    """Return the known levels with the reference dates as a dimension."""
    return {**known, DATE: frozenset(day.isoformat() for day in now.dates)}


def needed_parts(now: Scope, earlier: Iterable["EarlierGroups"], known: Levels) -> tuple[Predicate, ...]:
    """Return the groups of the present population that the counts of kindred releases speak of.

    What cannot be written as one is left out; the gate then says that such a release is not tied.
    """
    levels = with_dates(known, now)
    found: dict[Predicate, None] = {}
    for one in earlier:
        for predicate in one.predicates if now.kindred(one.scope) else ():
            try:
                part = shared(now, one.scope)
                here = inside(predicate, part, levels) if part is not None else None
                rest = inside(placeless(predicate), Shared(()), levels)
                whole = inside(predicate, Shared(()), levels)
            except UntiedError:
                continue
            found |= dict.fromkeys(group for group in (here, rest, whole) if group is not None)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class EarlierGroups:
    """One earlier population, and which groups of it were shown."""

    scope: Scope
    predicates: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A piece of dates and areas that lies wholly in or out of every scope; `area` in bare digits."""

    date: dt.date
    area: str


def regions(scopes: Sequence[Scope]) -> Mapping[Region, frozenset[int]]:
    """Return all pieces, each with the numbers of the scopes that have it.

    The piece of an area is what is left of it without the smaller areas that any scope names.
    """
    areas = {code[2:] for one in scopes for code in one.areas}
    areas |= {""} if any(not one.areas for one in scopes) else set()
    dates = sorted({day for one in scopes for day in one.dates})
    found = {
        Region(day, area): frozenset(n for n, one in enumerate(scopes) if day in one.dates and one.covers(area))
        for day in dates
        for area in sorted(areas)
    }
    return {region: members for region, members in found.items() if members}
