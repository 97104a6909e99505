"""Nested groups differ by enough persons, or not at all.

Argument: two shown groups of which one lies in the other give a third by subtraction, and the third was never
judged. It counts as a cell, with the same least number. Which groups are nested follows from the definitions (each
condition of the wider group is implied by the narrower one), or from a declared nesting. Compared are all counts of
this release with each other, with everybody, with what earlier releases showed, and with groups whose size an
outsider may know.

A difference of nought is allowed: then both descriptions name the same units. Distinct persons do not subtract
exactly when rows are units at several dates; without a recount of the difference, the least it can be is taken. Of an
earlier count that is known by its shown value alone, so many rows or events are taken to be persons as one person
can have at most. Declared nestings reach on: what is part of a part is compared with the whole as well.
Events are cells too: if two nested groups differ by few persons with the outcome, or by few rows without it, the
counts of events are not shown side by side.

Of two that cannot both be shown, the one that already left stays, then the one that comes first in
`Candidate.priority`.
"""

from collections.abc import Iterable, Iterator

from smartstart.disclosure.candidates import Evidence, Nesting
from smartstart.disclosure.fixed import Fixed, known_outside, least, shown_before
from smartstart.disclosure.judgement import Candidate, Case, CellKey, Judgement, Rule
from smartstart.disclosure.predicates import Neighbours, within
from smartstart.release.contents import Counted, Predicate

_SMALL = "verschilt te weinig van een andere groep die getoond wordt of al getoond is"
_UNKNOWN = "het verschil met een groep die een buitenstaander kan kennen, is niet te berekenen"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold counts that differ too little from a count that stands before them."""
    fixed: Neighbours[Fixed] = Neighbours()
    for cell in (*shown_before(case), *known_outside(case)):
        fixed.add(_scope(cell.key), cell.key.predicate, cell)
    declared = _Declared(case.submission.nestings)
    standing: Neighbours[Candidate] = Neighbours()
    for candidate in sorted(case.standing, key=lambda c: c.priority):
        reason = _against_fixed(case, candidate, fixed) or _against_standing(case, candidate, standing)
        if reason or declared.close(case, candidate):
            yield Judgement(candidate.id, RULE.name, reason or _SMALL)
        else:
            standing.add(_scope(candidate.key), candidate.key.predicate, candidate)
            declared.standing[candidate.id] = candidate


def _scope(key: CellKey) -> tuple[object, ...]:
    """Cells of one scope are counted of the same units in the same way."""
    return (key.room, key.unit, key.population, key.half, key.counted)


class _Declared:
    """Nestings that the predicates do not tell."""

    def __init__(self, nestings: Iterable[Nesting]) -> None:
        self.standing: dict[str, Candidate] = {}
        self._wholes: dict[str, list[str]] = {}
        self._parts: dict[str, list[str]] = {}
        for part, whole in _reached(nestings):
            self._wholes.setdefault(part, []).append(whole)
            self._parts.setdefault(whole, []).append(part)

    def close(self, case: Case, candidate: Candidate) -> bool:
        """Return whether the candidate differs too little from a declared whole or part that stands."""
        counted, mine = candidate.key.counted, candidate.evidence
        wholes = [self.standing[i] for i in self._wholes.get(candidate.id, ()) if i in self.standing]
        parts = [self.standing[i] for i in self._parts.get(candidate.id, ()) if i in self.standing]
        return any(_small(case, counted, mine, w.evidence, None) for w in wholes if w.key.counted is counted) or any(
            _small(case, counted, p.evidence, mine, None) for p in parts if p.key.counted is counted
        )


def _reached(nestings: Iterable[Nesting]) -> Iterator[tuple[str, str]]:
    """Yield each part with each whole that it lies in, also through others (also where those are withheld)."""
    direct: dict[str, list[str]] = {}
    for nesting in nestings:
        direct.setdefault(nesting.part, []).append(nesting.whole)
    for part in direct:
        seen = {part}
        ahead = list(direct[part])
        while ahead:
            whole = ahead.pop()
            if whole not in seen:
                seen.add(whole)
                ahead += direct.get(whole, ())
                yield part, whole


def _against_fixed(case: Case, candidate: Candidate, fixed: Neighbours[Fixed]) -> str:
    for cell in fixed.near(_scope(candidate.key), candidate.key.predicate):
        mine, theirs = candidate.key.predicate, cell.key.predicate
        inside, around = within(mine, theirs), within(theirs, mine)
        if inside == around:  # not nested, or the same group
            continue
        if cell.evidence is None and cell.shown is None:
            return _UNKNOWN
        if _fixed_is_close(case, candidate, cell, candidate_is_part=inside):
            return _SMALL
    return ""


def _against_standing(case: Case, candidate: Candidate, standing: Neighbours[Candidate]) -> str:
    for other in standing.near(_scope(candidate.key), candidate.key.predicate):
        for part, whole in ((candidate, other), (other, candidate)):
            inner, outer = part.key.predicate, whole.key.predicate
            if inner == outer or not within(inner, outer):
                continue
            exact = _recounted(case, inner, outer)
            if _small(case, candidate.key.counted, part.evidence, whole.evidence, exact):
                return _SMALL
    return ""


def _fixed_is_close(case: Case, candidate: Candidate, cell: Fixed, *, candidate_is_part: bool) -> bool:
    if cell.evidence is not None:
        pair = (candidate.evidence, cell.evidence) if candidate_is_part else (cell.evidence, candidate.evidence)
        keys = (candidate.key.predicate, cell.key.predicate)
        part, whole = keys if candidate_is_part else keys[::-1]
        return _small(case, candidate.key.counted, *pair, _recounted(case, part, whole))
    low, high = cell.shown or (0, 0)
    mine = candidate.evidence.number(candidate.key.counted)
    gaps = (low - mine, high - mine) if candidate_is_part else (mine - high, mine - low)
    return gaps[0] < _least_unknown(case, candidate.key.counted) and gaps[1] > 0


def _recounted(case: Case, part: Predicate, whole: Predicate) -> Evidence | None:
    found = case.differences.get((part, whole))
    return None if found is None else found.evidence


def _least_unknown(case: Case, counted: Counted) -> int:
    """Return the least difference where persons are not known: all of it may be few persons at all their dates."""
    several = counted in (Counted.ROWS, Counted.EVENTS)
    return least(case, counted) * (max(1, case.submission.repeats) if several else 1)


def _small(case: Case, counted: Counted, part: Evidence, whole: Evidence, exact: Evidence | None) -> bool:
    """Return whether the units of `whole` outside `part` are some, but too few. A negative gap is a contradiction."""
    gap = whole.number(counted) - part.number(counted)
    fewest = least(case, counted)
    if gap <= 0:
        return gap < 0
    if counted is Counted.EVENTS:
        persons = exact.event_persons if exact else whole.event_persons - part.event_persons
        without = (whole.rows - whole.events) - (part.rows - part.events)
        return persons < fewest or without < case.policy.complement.value
    if counted is Counted.ROWS:
        return (exact.persons if exact else whole.persons - part.persons) < fewest
    return gap < fewest


RULE = Rule("difference", "verschilt te weinig van een andere groep", judge, relational=True)
