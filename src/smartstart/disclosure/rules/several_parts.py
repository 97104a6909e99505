"""Persons and households of all parts of a group beside those of the whole: enough are in several parts, or nobody.

Argument: 110 children with a mother without work, 203 with a mother in work, 310 in all. Three of them were counted
twice: at one reference date their mother had work, at another one she had not. The same holds of families within one
date: those with a boy and those with a girl add up to more than all families, by the families that have both. What the
parts add up to beyond the whole is the most that can be in several parts. Where that is fewer than the threshold, and
somebody is, one of the counts stays inside. Where parts leave out anybody, nothing follows: what they add up to tells
how many are in several parts at least, never at most.

Which one stays inside: a part that was not shown before, the lightest first, then the one with the fewest persons, then
by id; the whole where all parts are out already. Rows and events are no matter of this rule: they are in one part each.
"""

from collections.abc import Iterator

from smartstart.disclosure.adding_up import Sum, sums
from smartstart.disclosure.fixed import least
from smartstart.disclosure.judgement import Candidate, Case, Judgement, Rule
from smartstart.release.contents import Counted

_REASON = "laat zien dat enkele personen of huishoudens bij meer dan één groep horen"
_DISTINCT = (Counted.PERSONS, Counted.HOUSEHOLDS)


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold a count wherever all parts and their whole tell that few are in several parts."""
    withheld = set(case.withheld)
    for one in sums(case):
        if one.whole.key.counted not in _DISTINCT or not _all_shown(case, one, withheld) or not _covers(one):
            continue
        if 0 < _most_in_several(case, one) < least(case, one.whole.key.counted):
            free = [c for c in one.parts if c.key not in case.earlier] or [one.whole]
            chosen = min(free, key=lambda c: (c.count.weight, c.evidence.persons, c.id))
            if chosen.key not in case.earlier:
                withheld.add(chosen.id)
                yield Judgement(chosen.id, RULE.name, _REASON)


def _all_shown(case: Case, one: Sum, withheld: set[str]) -> bool:
    return all(c.id not in withheld or c.key in case.earlier for c in (one.whole, *one.parts))


def _covers(one: Sum) -> bool:
    """Return whether the parts are the whole: by their levels, or because nobody has one of the other levels."""
    return not one.open_end or sum(p.evidence.rows for p in one.parts) == one.whole.evidence.rows


def _most_in_several(case: Case, one: Sum) -> int:
    return sum(_limits(case, part)[1] for part in one.parts) - _limits(case, one.whole)[0]


def _limits(case: Case, cell: Candidate) -> tuple[int, int]:
    """Return the limits of a count: exact, or between which it was shown where it was not recounted."""
    before = case.earlier.get(cell.key)
    if before is None or (cell.key.population, cell.key.half, cell.key.predicate) in case.evidence:
        exact = cell.evidence.number(cell.key.counted)
        return exact, exact
    return before.shown - before.base // 2, before.shown + before.base // 2


RULE = Rule("several_parts", "verschilt te weinig van een andere groep", judge, relational=True)
