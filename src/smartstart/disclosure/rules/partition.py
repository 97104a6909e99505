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
from dataclasses import dataclass

from smartstart.disclosure.adding_up import MOST_RUNS, Sum, parents_over_runs, steps, sums
from smartstart.disclosure.candidates import Evidence
from smartstart.disclosure.judgement import Candidate, Case, CellKey, Judgement, Rule
from smartstart.release.contents import Counted

_REASON = "zonder deze is een andere, te kleine groep uit te rekenen"


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold a part more wherever the rest of a shown whole would give a part away."""
    withheld = set(case.withheld)
    for judgement in _too_many_runs(case):
        withheld.add(judgement.id)
        yield judgement
    all_sums = sums(case)
    changed = True
    while changed:
        changed = False
        for one in all_sums:
            choice = _to_withhold(case, one, withheld)
            if choice is not None:
                withheld.add(choice.id)
                changed = True
                yield Judgement(choice.id, RULE.name, _REASON)


def _too_many_runs(case: Case) -> Iterator[Judgement]:
    """Withhold groups over several levels where there are more of them than can be looked through: fail-closed."""
    ladder = steps(case)
    within: dict[tuple[CellKey, str], list[Candidate]] = {}
    for candidate in (c for c in case.standing if c.id not in ladder):
        for parent in parents_over_runs(candidate.key):
            within.setdefault(parent, []).append(candidate)
    before = Counter(parent for key in case.earlier if key not in ladder.values() for parent in parents_over_runs(key))
    for parent, members in within.items():
        new = [m for m in sorted(members, key=lambda c: c.priority) if m.key not in case.earlier]
        keys = list(dict.fromkeys(m.key for m in new))
        kept = set(keys[: max(0, MOST_RUNS - before[parent])])
        for member in new:
            if member.key not in kept:
                yield Judgement(member.id, RULE.name, "te veel groepen over dezelfde waarden overlappen elkaar")


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
