"""Nested groups differ by enough persons, or not at all.

Argument: two shown groups of which one lies in the other give a third by subtraction, and the third was never
judged. It counts as a cell, with the same least number. Which groups are nested follows from the definitions (each
condition of the wider group is implied by the narrower one), or from a declared nesting. Compared are all counts of
this release with each other, with everybody, with what earlier releases showed, and with groups whose size an
outsider may know.

A difference of nought is allowed: then both descriptions name the same units. Distinct persons do not subtract
exactly when rows are units at several dates; without a recount of the difference, the least it can be is taken.
Events are cells too: if two nested groups differ by few persons with the outcome, or by few rows without it, the
counts of events are not shown side by side.

Of two that cannot both be shown, the one that already left stays, then the one that comes first in
`Candidate.priority`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.judgement import Candidate, Case, CellKey, Judgement, Rule
from smartstart.disclosure.predicates import canonical, levels_of, within
from smartstart.release.contents import Counted, Predicate

_SMALL = "verschilt te weinig van een andere groep die getoond wordt of al getoond is"
_UNKNOWN = "het verschil met een groep die een buitenstaander kan kennen, is niet te berekenen"


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A group that an outsider has a count of: exact evidence now, or only what was shown."""

    key: CellKey
    evidence: Evidence | None
    shown: tuple[int, int] | None = None


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold counts that differ too little from a count that stands before them."""
    declared = {(n.part, n.whole) for n in case.submission.nestings}
    kept: dict[Counted, list[_Fixed]] = {}
    for cell in (*_earlier(case), *_outside(case)):
        kept.setdefault(cell.key.counted, []).append(cell)
    standing: dict[Counted, list[Candidate]] = {}
    for candidate in sorted(case.standing, key=lambda c: c.priority):
        before = standing.setdefault(candidate.key.counted, [])
        reason = _against_fixed(case, candidate, kept.get(candidate.key.counted, ()))
        if not reason and any(_close(case, candidate, other, declared) for other in before):
            reason = _SMALL
        if reason:
            yield Judgement(candidate.id, RULE.name, reason)
        else:
            before.append(candidate)


def _earlier(case: Case) -> Iterator[_Fixed]:
    for key, cell in case.earlier.items():
        evidence = case.evidence.get((key.population, key.half, key.predicate))
        yield _Fixed(key, evidence, (cell.shown - cell.base // 2, cell.shown + cell.base // 2))


def _outside(case: Case) -> Iterator[_Fixed]:
    known = levels_of(case.dimensions.values())
    scopes = {(c.key.room, c.key.unit, c.key.population, c.key.period) for c in case.counts}
    for predicate in case.submission.extra_predicates:
        plain = canonical(predicate, known)
        for room, unit, population, period in sorted(scopes):
            evidence = case.evidence.get((population, False, plain))
            for counted in (Counted.ROWS, Counted.PERSONS):
                yield _Fixed(CellKey(room, unit, population, period, plain, counted), evidence)


def _against_fixed(case: Case, candidate: Candidate, fixed: Iterable[_Fixed]) -> str:
    for cell in fixed:
        if cell.key == candidate.key or not _same_scope(cell.key, candidate.key):
            continue
        mine, theirs = candidate.key.predicate, cell.key.predicate
        inside, around = within(mine, theirs), within(theirs, mine)
        if inside == around:  # not nested, or the same group
            continue
        if cell.evidence is None and cell.shown is None:
            return _UNKNOWN
        if _fixed_is_close(case, candidate, cell, candidate_is_part=inside):
            return _SMALL
    return ""


def _same_scope(one: CellKey, other: CellKey) -> bool:
    return (one.population, one.half, one.room, one.unit) == (other.population, other.half, other.room, other.unit)


def _fixed_is_close(case: Case, candidate: Candidate, cell: _Fixed, *, candidate_is_part: bool) -> bool:
    if cell.evidence is not None:
        pair = (candidate.evidence, cell.evidence) if candidate_is_part else (cell.evidence, candidate.evidence)
        keys = (candidate.key.predicate, cell.key.predicate)
        part, whole = keys if candidate_is_part else keys[::-1]
        return _small(case, candidate.key.counted, *pair, _recounted(case, part, whole))
    low, high = cell.shown or (0, 0)
    mine = _count(candidate.evidence, candidate.key.counted)
    gaps = (low - mine, high - mine) if candidate_is_part else (mine - high, mine - low)
    return gaps[0] < _least(case, candidate.key.counted) and gaps[1] > 0


def _close(case: Case, one: Candidate, other: Candidate, declared: set[tuple[str, str]]) -> bool:
    for part, whole in ((one, other), (other, one)):
        by_words = _same_scope(part.key, whole.key) and within(part.key.predicate, whole.key.predicate)
        if part.key != whole.key and (by_words or (part.id, whole.id) in declared):
            exact = _recounted(case, part.key.predicate, whole.key.predicate) if by_words else None
            return _small(case, part.key.counted, part.evidence, whole.evidence, exact)
    return False


def _recounted(case: Case, part: Predicate, whole: Predicate) -> Evidence | None:
    found = case.differences.get((part, whole))
    return None if found is None else found.evidence


def _least(case: Case, counted: Counted) -> int:
    return case.policy.households.value if counted is Counted.HOUSEHOLDS else case.policy.difference.value


def _count(evidence: Evidence, counted: Counted) -> int:
    return {
        Counted.ROWS: evidence.rows,
        Counted.PERSONS: evidence.persons,
        Counted.HOUSEHOLDS: evidence.households,
        Counted.EVENTS: evidence.events,
    }[counted]


def _small(case: Case, counted: Counted, part: Evidence, whole: Evidence, exact: Evidence | None) -> bool:
    """Return whether the units of `whole` outside `part` are some, but too few. A negative gap is a contradiction."""
    gap = _count(whole, counted) - _count(part, counted)
    least = _least(case, counted)
    if gap <= 0:
        return gap < 0
    if counted is Counted.EVENTS:
        persons = exact.event_persons if exact else whole.event_persons - part.event_persons
        without = (whole.rows - whole.events) - (part.rows - part.events)
        return persons < least or without < case.policy.complement.value
    if counted is Counted.ROWS:
        return (exact.persons if exact else whole.persons - part.persons) < least
    return gap < least


RULE = Rule("difference", "verschilt te weinig van een andere groep", judge, relational=True)
