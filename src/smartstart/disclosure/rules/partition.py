"""Parts that add up to a shown whole: what is not shown is never one part, and never too small together.

Argument: whole minus the shown parts is the sum of the parts that are not shown. One part alone is then known
exactly, for whatever reason it was withheld; several small ones together still form a small group. Another part is
withheld until the rest is two parts or more with enough persons (and, for events, enough with and without).
Partitions are those that the export declares, and all that follow from the levels of one dimension within one
group, counts of earlier releases included. Levels that nobody asked for belong to the rest.

Groups over several levels overlap in ways that soon are too many to look through, so only a few of them may be asked
within one group. Steps of a ladder are not among those: parts of a declared partition of which of every two one holds
the other, or they share no level. What they add up to is a tree, and that is looked through as it is.

Which part is withheld besides: the lightest that was not shown before, then the one with the fewest persons, then
by id. The search for two groups that hide each other across several tables at once is not this rule's: that is the
joint audit.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from smartstart.disclosure.adding_up import MOST_RUNS, Sum, families
from smartstart.disclosure.candidates import CountCandidate, Evidence
from smartstart.disclosure.judgement import Candidate, Case, CellKey, Judgement, Rule
from smartstart.disclosure.predicates import without
from smartstart.release.contents import Counted, Statistic, TableStatement

_REASON = "zonder deze is een andere, te kleine groep uit te rekenen"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold a part more wherever the rest of a shown whole would give a part away."""
    withheld = set(case.withheld)
    for judgement in _too_many_runs(case):
        withheld.add(judgement.id)
        yield judgement
    sums = [*_declared(case), *_implied(case)]
    changed = True
    while changed:
        changed = False
        for one in sums:
            choice = _to_withhold(case, one, withheld)
            if choice is not None:
                withheld.add(choice.id)
                changed = True
                yield Judgement(choice.id, RULE.name, _REASON)


def _declared(case: Case) -> Iterator[Sum]:
    by_id = {c.id: c for c in case.counts}
    for partition in case.submission.partitions:
        whole = by_id.get(partition.whole)
        parts = tuple(by_id[i] for i in partition.parts if i in by_id)
        if whole is not None and parts:
            yield Sum(whole, parts, open_end=len(parts) < len(partition.parts))


def _implied(case: Case) -> Iterator[Sum]:
    parts: dict[CellKey, Candidate] = {}
    for candidate in case.counts:
        parts.setdefault(candidate.key, candidate)
    wholes = dict(parts)
    for number, key in enumerate(case.earlier):
        if key not in parts:
            parts[key] = _earlier(case, key, number, sign=1)
            wholes[key] = _earlier(case, key, number, sign=-1)
    within: dict[tuple[CellKey, str], list[Candidate]] = {}
    for key, candidate in parts.items():
        for condition in key.predicate.conditions:
            parent = replace(key, predicate=without(key.predicate, condition.factor))
            within.setdefault((parent, condition.factor), []).append(candidate)
    declared = _steps(case)
    for (parent, factor), members in sorted(within.items(), key=lambda f: (f[0][1], f[1][0].id)):
        levels = {m.id: _levels(m, factor) for m in members}
        steps = {m.id for m in members if m.id in declared}
        if parent in wholes and factor in case.dimensions:  # an earlier release can know a factor that is gone now
            everything = {level.code for level in case.dimensions[factor].levels}
            yield from families(case, wholes[parent], members, levels, everything, steps)
        for run in (m for m in members if len(levels[m.id]) > 1):
            inside = [m for m in members if levels[m.id] < levels[run.id]]
            yield from families(case, wholes[run.key], inside, levels, levels[run.id], steps)


def _earlier(case: Case, key: CellKey, number: int, sign: int) -> Candidate:
    """Return an earlier shown count as a part (sign 1: as large as it can be) or a whole (-1: as small)."""
    evidence = case.evidence.get((key.population, key.half, key.predicate))
    if evidence is None:
        evidence = _guess(case, key, sign)
    statement = TableStatement(
        id=f"earlier/{number}",
        analysis="earlier",
        subject="earlier",
        role="earlier",
        unit=key.unit,
        period=key.period,
        population=key.population,
        predicate=key.predicate,
        statistic=Statistic.COUNT,
        counted=key.counted,
    )
    return Candidate(key, CountCandidate(statement, evidence, half=key.half))


def _guess(case: Case, key: CellKey, sign: int) -> Evidence:
    """Return what the shown counts alone allow, on the careful side; the export recounts earlier groups to be exact."""

    def bound(counted: Counted) -> int:
        cell = case.earlier.get(replace(key, counted=counted))
        return 0 if cell is None else max(0, cell.shown + sign * (cell.base // 2))

    rows, persons, events = bound(Counted.ROWS), bound(Counted.PERSONS), bound(Counted.EVENTS)
    return Evidence(
        rows=rows or persons,
        persons=persons or rows,
        households=0,
        events=events,
        event_persons=events,
        event_households=0,
    )


def _too_many_runs(case: Case) -> Iterator[Judgement]:
    """Withhold groups over several levels where there are more of them than can be looked through: fail-closed."""
    steps = _steps(case)
    within: dict[tuple[CellKey, str], list[Candidate]] = {}
    for candidate in (c for c in case.standing if c.id not in steps):
        for parent in _parents_over_runs(candidate.key):
            within.setdefault(parent, []).append(candidate)
    before = Counter(parent for key in case.earlier if key not in steps.values() for parent in _parents_over_runs(key))
    for parent, members in within.items():
        new = [m for m in sorted(members, key=lambda c: c.priority) if m.key not in case.earlier]
        keys = list(dict.fromkeys(m.key for m in new))
        kept = set(keys[: max(0, MOST_RUNS - before[parent])])
        for member in new:
            if member.key not in kept:
                yield Judgement(member.id, RULE.name, "te veel groepen over dezelfde waarden overlappen elkaar")


def _steps(case: Case) -> dict[str, CellKey]:
    """Return the counts over several levels that are steps of a declared ladder, by id.

    A declared part that crosses another one is no step, whatever the export says; the first of the two by id stays.
    """
    named = {i for partition in case.submission.partitions for i in partition.parts}
    found: dict[str, CellKey] = {}
    trees: dict[tuple[CellKey, str], list[set[str]]] = {}
    for candidate in case.counts:
        over = list(_parents_over_runs(candidate.key)) if candidate.id in named else []
        levels = {parent: _levels(candidate, parent[1]) for parent in over}
        if any(_crosses(mine, other) for parent, mine in levels.items() for other in trees.get(parent, ())):
            continue
        for parent, mine in levels.items():
            trees.setdefault(parent, []).append(mine)
        if over:
            found[candidate.id] = candidate.key
    return found


def _crosses(one: set[str], other: set[str]) -> bool:
    return bool(one & other) and not (one <= other or other <= one)


def _parents_over_runs(key: CellKey) -> Iterator[tuple[CellKey, str]]:
    for condition in key.predicate.conditions:
        if len(condition.levels) > 1:
            yield replace(key, predicate=without(key.predicate, condition.factor)), condition.factor


def _levels(candidate: Candidate, factor: str) -> set[str]:
    return next(set(c.levels) for c in candidate.key.predicate.conditions if c.factor == factor)


def _to_withhold(case: Case, one: Sum, withheld: set[str]) -> Candidate | None:
    """Return the part to withhold besides, or None when the rest gives nothing away."""
    if one.whole.id in withheld and one.whole.key not in case.earlier:
        return None
    hidden = [p for p in one.parts if p.id in withheld and p.key not in case.earlier]
    hidden_ids = {p.id for p in hidden}
    shown = [p for p in one.parts if p.id not in hidden_ids]
    if _rest_is_safe(case, one, hidden, shown):
        return None
    free = [p for p in shown if p.id not in withheld and p.key not in case.earlier]
    if not free:
        whole_is_free = one.whole.id not in withheld and one.whole.key not in case.earlier
        return one.whole if whole_is_free else None
    return min(free, key=lambda p: (p.count.weight, p.evidence.persons, p.id))


def _rest_is_safe(case: Case, one: Sum, hidden: list[Candidate], shown: list[Candidate]) -> bool:
    rest = _Rest.of(one.whole.evidence, [p.evidence for p in hidden], [p.evidence for p in shown])
    if one.whole.key.counted is Counted.EVENTS:
        empty, enough = rest.events == 0, _enough_events(case, rest)
    else:
        empty, enough = rest.rows == 0, rest.persons >= case.policy.persons.value
    if empty and not hidden:
        return True
    alone = len(hidden) == 1 and not (one.open_end and _unasked_rows(one, rest, hidden))
    return enough and not alone


def _enough_events(case: Case, rest: "_Rest") -> bool:
    policy = case.policy
    return rest.event_persons >= policy.events.value and rest.rows - rest.events >= policy.complement.value


def _unasked_rows(one: Sum, rest: "_Rest", hidden: list[Candidate]) -> bool:
    if one.whole.key.counted is Counted.EVENTS:
        return rest.events > sum(p.evidence.events for p in hidden)
    return rest.rows > sum(p.evidence.rows for p in hidden)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left of the whole without the shown parts; persons are the least there can be."""

    rows: int
    events: int
    persons: int
    event_persons: int

    @classmethod
    def of(cls, whole: Evidence, hidden: list[Evidence], shown: list[Evidence]) -> "_Rest":
        persons = whole.persons - sum(e.persons for e in shown)
        event_persons = whole.event_persons - sum(e.event_persons for e in shown)
        return cls(
            rows=whole.rows - sum(e.rows for e in shown),
            events=whole.events - sum(e.events for e in shown),
            persons=max([persons, *(e.persons for e in hidden)]),
            event_persons=max([event_persons, *(e.event_persons for e in hidden)]),
        )


RULE = Rule("partition", "zou een andere, te kleine groep verraden", judge, relational=True)
