"""Earlier releases on the same persons at other dates or in other areas: which of their counts can be tied to this one.

What cannot be tied is told by the id of its population; a person then has to look at it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.judgement import Case, CellKey, EarlierCell
from smartstart.disclosure.predicates import levels_of
from smartstart.disclosure.scope import (
    PLACES,
    Scope,
    Shared,
    UntiedError,
    inside,
    placeless,
    regions,
    same_levels,
    shared,
    with_dates,
)
from smartstart.release.contents import Predicate


@dataclass(frozen=True, slots=True)
class KinCell:
    """One count of a kindred release.

    Attributes:
        here: its group as far as it lies in the present population; None where nothing of it does.
        rest: its group without conditions on places, as a group of the present population.
        whole: its group over all of the present population; None where its places lie elsewhere.
    """

    key: CellKey
    earlier: EarlierCell
    here: Predicate | None
    rest: Predicate
    whole: Predicate | None


@dataclass(frozen=True, slots=True)
class Kin:
    """One kindred population, and its counts that can be tied."""

    scope: Scope
    cells: tuple[KinCell, ...]


@dataclass(frozen=True, slots=True)
class Kinship:
    """Kindred populations.

    Attributes:
        kin: those with rows that the present one has too, or that another of them has.
        missed: ids of populations of which not every count could be tied.
        strangers: ids of kindred populations that no row ties to the present one.
    """

    kin: tuple[Kin, ...]
    missed: frozenset[str]
    strangers: frozenset[str]


def kinship(case: Case, table: AtomTable) -> Kinship:
    """Return what earlier releases tell of populations that differ from that of `table` in dates and areas only."""
    now = next((one for one in case.submission.scopes if one.population == table.population), None)
    if now is None:
        return Kinship((), frozenset(), frozenset())
    kindred = [one for _, one in sorted(case.scopes.items()) if now.kindred(one)]
    tied = _tied(now, kindred)
    kin, missed = [], set()
    for scope in tied:
        cells, whole = _cells(case, table, now, scope)
        kin.append(Kin(scope, cells))
        if not whole:
            missed.add(scope.population)
    strangers = {one.population for one in kindred} - {one.population for one in tied}
    return Kinship(tuple(kin), frozenset(missed), frozenset(strangers))


def _tied(now: Scope, kindred: list[Scope]) -> list[Scope]:
    """Return the scopes that share a row with the present one, or with one that does, and so on."""
    together = [members for members in regions([now, *kindred]).values() if len(members) > 1]
    found = frozenset({0})
    while True:
        grown = found.union(*(members for members in together if members & found))
        if grown == found:
            return [kindred[number - 1] for number in sorted(found - {0})]
        found = grown


def _cells(case: Case, table: AtomTable, now: Scope, scope: Scope) -> tuple[tuple[KinCell, ...], bool]:
    """Return the counts that can be tied, and whether that is all of them."""
    asked = [(key, cell) for key, cell in case.earlier.items() if key.population == scope.population]
    found = tuple(_tied_cells(case, table, now, scope, asked))
    return found, len(found) == len(asked)


def _tied_cells(
    case: Case, table: AtomTable, now: Scope, scope: Scope, asked: list[tuple[CellKey, EarlierCell]]
) -> Iterator[KinCell]:
    known = levels_of(case.dimensions.values())
    levels = with_dates(known, now)
    then = case.earlier_dimensions.get(scope.population, ())
    for key, cell in asked:
        if key.half or _unplaced(key.predicate) or not same_levels(key.predicate, then, known):
            continue
        try:
            part = shared(now, scope)
            here = inside(key.predicate, part, levels) if part is not None else None
            rest = inside(placeless(key.predicate), Shared(()), levels)
            whole = inside(key.predicate, Shared(()), levels)
        except UntiedError:
            continue
        if rest is not None and all(table.knows(group) for group in (here, rest, whole) if group is not None):
            yield KinCell(key, cell, here, rest, whole)


def _unplaced(predicate: Predicate) -> bool:
    """Return whether a group takes rows of which the place is not known: such a place lies in no area."""
    return any(not code[2:].isdigit() for c in predicate.conditions if c.factor in PLACES for code in c.levels)
