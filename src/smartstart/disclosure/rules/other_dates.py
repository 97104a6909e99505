"""Persons and families counted over some dates or areas differ by enough from those over more of them, or not at all.

Argument: "so many children in five years" less "so many in four of them" is how many live there in the fifth year only.
Distinct persons are no sum of the rows that the joint audit reckons with, and neither are the steps of a drop-off; so
they are compared here, with what earlier releases showed of the same group or of one around it, over other dates or in
another area.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smartstart.disclosure.judgement import Candidate, Case, CellKey, EarlierCell, Judgement, Rule
from smartstart.disclosure.predicates import within
from smartstart.disclosure.scope import Scope
from smartstart.disclosure.values import exact_count
from smartstart.release.contents import Condition, Counted, Predicate
from smartstart.vocabulary.areas import level_of

_REASON = "verschilt te weinig van een telling over andere peildatums of een ander gebied"
_NO_SUM = (Counted.PERSONS, Counted.HOUSEHOLDS)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a count stands: which family and step, how it is counted, at which dates, of which group."""

    like: tuple[str, ...]
    dates: frozenset[dt.date]
    group: Predicate

    def holds(self, other: "_Place") -> bool:
        """Return whether every unit of another count is one of this count, by definition."""
        return other.dates <= self.dates and within(other.group, self.group)


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold counts that differ too little from an earlier count around them, or within them."""
    scopes = {**case.scopes, **{one.population: one for one in case.submission.scopes}}
    divided = frozenset(table.population for table in case.submission.atoms)
    earlier = tuple(_placed(case.earlier.values(), scopes))
    for candidate in case.standing:
        if candidate.key.counted not in _NO_SUM and candidate.key.population in divided:
            continue
        mine = _place(candidate.key, scopes)
        if mine is not None and any(_close(case, candidate, mine, place, cell) for place, cell in earlier):
            yield Judgement(candidate.id, RULE.name, _REASON)


def _placed(cells: Iterable[EarlierCell], scopes: dict[str, Scope]) -> Iterator[tuple[_Place, EarlierCell]]:
    for cell in cells:
        place = _place(cell.key, scopes)
        if place is not None:
            yield place, cell


def _place(key: CellKey, scopes: dict[str, Scope]) -> _Place | None:
    """Return where a count stands; None where its dates and areas are not known."""
    name, _, step = key.population.partition(".")
    scope = scopes.get(key.population) or scopes.get(name)
    if scope is None or key.half:
        return None
    dates = frozenset(scope.dates) if not step else frozenset({dt.date.fromisoformat(key.period.partition("/")[0])})
    return _Place((scope.family, step, key.room, key.unit, key.counted), dates, _in_areas(key.predicate, scope))


def _in_areas(predicate: Predicate, scope: Scope) -> Predicate:
    """Return a group with the areas of its population among its conditions."""
    levels = {level_of(code).value for code in scope.areas}
    if len(levels) != 1 or levels <= {c.factor for c in predicate.conditions}:
        return predicate
    return predicate.having(Condition(factor=levels.pop(), levels=scope.areas))


def _close(case: Case, candidate: Candidate, mine: _Place, theirs: _Place, cell: EarlierCell) -> bool:
    if mine.like != theirs.like or cell.key.population == candidate.key.population:
        return False
    inside, around = theirs.holds(mine), mine.holds(theirs)
    if inside == around:
        return False
    count, shown = exact_count(candidate), (cell.shown - cell.base // 2, cell.shown + cell.base // 2)
    low, high = (cell.lower, cell.upper) if cell.lower is not None and cell.upper is not None else shown
    least, most = (low - count, high - count) if inside else (count - high, count - low)
    households = candidate.key.counted is Counted.HOUSEHOLDS
    return most > 0 and least < (case.policy.households.value if households else case.policy.difference.value)


RULE = Rule("other_dates", "verschilt te weinig van dezelfde groep op andere dagen of in een ander gebied", judge)
