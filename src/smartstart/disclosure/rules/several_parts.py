"""Persons and households of parts of a group beside those of the whole: enough in several parts, and outside them.

Argument: 110 children with a mother without work, 203 with a mother in work, 310 in all. Three of them were counted
twice: at one reference date their mother had work, at another one she had not. The same holds of families within one
date: those with a boy and those with a girl add up to more than all families, by the families that have both. What the
parts add up to beyond the whole is the most that can be in several parts.

Where the parts leave out some rows, whoever is in none of the parts has some of those: there are no more of them than
such rows. So no more are in several parts than the parts and those rows add up to beyond the whole: 110 and 203
children, 12 rows of which the mother's work is not known, and 322 in all, are three children counted twice at most.

And the parts tell how many are in any of them at least: as many as their rows at all dates make (110 and 110 children
that are there at all three dates are 660 rows), and as many as they add up to, less who can be in several: a child in
two parts misses a date in each. Who is left of the whole is in none of them. So two parts tell by themselves how many
can be in both. One date needs no rule: rows are persons.

Rows may follow from others, so those of parts and whole are taken to be known where persons are compared. Brute force
over small worlds finds nothing else to learn: `tests/generative/test_several_parts_brute_force.py`.

Where the most is fewer than the threshold, and not nought, one of the counts stays inside: a part that was not shown
before, the lightest first, then the one with the fewest persons, then by id; the whole where all parts are out already.
Of rows beside the persons of the whole, those persons do, unless they are out. A sum of rows or events needs no rule.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from smartstart.disclosure.adding_up import Sum, sums
from smartstart.disclosure.fixed import least
from smartstart.disclosure.judgement import Candidate, Case, CellKey, Judgement, Rule
from smartstart.disclosure.scope import DATE, dates_of
from smartstart.release.contents import Counted

_REASON = "laat zien dat enkele personen of huishoudens bij meer dan één groep horen"
_DISTINCT = (Counted.PERSONS, Counted.HOUSEHOLDS)

Persons = Mapping[CellKey, Candidate]


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold a count wherever parts and their whole tell that few are in several parts, or in none of them."""
    withheld = set(case.withheld)
    persons = {c.key: c for c in case.counts if c.key.counted is Counted.PERSONS}
    for one in sums(case):
        for chosen in _telling(case, one, persons, withheld):
            withheld.add(chosen.id)
            yield Judgement(chosen.id, RULE.name, _REASON)


def _telling(case: Case, one: Sum, persons: Persons, withheld: set[str]) -> Iterator[Candidate]:
    """Yield what of a sum has to stay inside."""
    if one.whole.key.counted is Counted.ROWS:  # of parts, beside the persons of the whole
        whole = _persons_of(case, one.whole, persons, withheld)
        if whole is None or not _all_shown(case, one.parts, withheld):
            return
        parts = [_persons_of(case, part, persons, withheld) for part in one.parts]
        known = [part for part in parts if part is not None]
        if _few_left(case, one, whole, known if len(known) == len(parts) else ()):
            yield from _lightest(case, (whole,)) or _lightest(case, one.parts)
    elif one.whole.key.counted in _DISTINCT:
        whole_too = _all_shown(case, (one.whole, *one.parts), withheld)
        if whole_too and _beyond(case, one) <= 0:  # nobody is in several parts, and that may be known
            return
        gone = _of_pairs(case, one, withheld) if one.whole.key.counted is Counted.PERSONS else []
        yield from gone
        if not whole_too or gone:
            return
        if _few_in_several(case, one) or _few_left(case, one, one.whole, one.parts):
            yield from _lightest(case, one.parts) or _lightest(case, (one.whole,))


def _of_pairs(case: Case, one: Sum, withheld: set[str]) -> list[Candidate]:
    """Return the parts that stay inside as two of them tell that few are in both."""
    gone: dict[str, Candidate] = {}
    for two in combinations(one.parts, 2):
        if _all_shown(case, two, withheld | gone.keys()) and 0 < _in_several(case, two) < least(case, Counted.PERSONS):
            gone |= {c.id: c for c in _lightest(case, two)}
    return list(gone.values())


def _persons_of(case: Case, cell: Candidate, persons: Persons, withheld: set[str]) -> Candidate | None:
    """Return the persons of a group as they are shown; None where they are not."""
    key = replace(cell.key, counted=Counted.PERSONS)
    if key in case.earlier:
        return persons.get(key, replace(cell, key=key))
    found = persons.get(key)
    return found if found is not None and found.id not in withheld else None


def _all_shown(case: Case, cells: Iterable[Candidate], withheld: set[str]) -> bool:
    return all(c.id not in withheld or c.key in case.earlier for c in cells)


def _lightest(case: Case, cells: Iterable[Candidate]) -> list[Candidate]:
    """Return the one of these that was not shown before and matters least; none where all were."""
    free = [c for c in cells if c.key not in case.earlier]
    return sorted(free, key=lambda c: (c.count.weight, c.evidence.persons, c.id))[:1]


def _rest(one: Sum) -> int:
    """Return the rows outside the parts."""
    return max(0, one.whole.evidence.rows - sum(p.evidence.rows for p in one.parts)) if one.open_end else 0


def _beyond(case: Case, one: Sum) -> int:
    """Return what the parts and the rows outside them add up to beyond the whole at most."""
    return sum(_limits(case, p)[1] for p in one.parts) - _limits(case, one.whole)[0] + _rest(one)


def _few_in_several(case: Case, one: Sum) -> bool:
    """Return whether somebody may be in several parts, and fewer than the threshold."""
    counted, most = one.whole.key.counted, _beyond(case, one)
    if counted is Counted.PERSONS:
        most = min(most, _in_several(case, one.parts))
    return 0 < most < least(case, counted)


def _few_left(case: Case, one: Sum, whole: Candidate, parts: Sequence[Candidate]) -> bool:
    """Return whether somebody may be in none of the parts, and fewer than the threshold; of persons only.

    Args:
        whole, parts: the counts of their persons; no parts where these are not all shown.
    """
    dates = dates_of(whole.key.predicate, case.submission.repeats)
    if dates == 1 or whole.key.counted is not Counted.PERSONS or not _rest(one):
        return False
    in_any = math.ceil(sum(p.evidence.rows for p in one.parts) / dates)
    if parts:
        in_any = max(in_any, sum(_limits(case, p)[0] for p in parts) - _in_several(case, parts))
    return 0 < _limits(case, whole)[1] - in_any < least(case, Counted.PERSONS)


def _in_several(case: Case, parts: Sequence[Candidate]) -> int:
    """Return by how many persons parts can add up to too many, by their own rows.

    Nobody has more rows than there are dates, so in any of the parts are so many at least. And who is in several misses
    a date in each of them; one of those counts rightly, so the part where most missed a date need not be counted.
    """
    upper = [_limits(case, p)[1] for p in parts]
    rows, dates = [p.evidence.rows for p in parts], _dates(case, parts)
    missed = [max(0, min(n, dates * n - r)) for n, r in zip(upper, rows, strict=True)]
    return min(sum(upper) - math.ceil(sum(rows) / dates), sum(missed) - max(missed))


def _dates(case: Case, parts: Sequence[Candidate]) -> int:
    """Return at how many reference dates somebody can be in any of the parts."""
    named = [{day for c in p.key.predicate.conditions if c.factor == DATE for day in c.levels} for p in parts]
    every = max(1, case.submission.repeats)
    return min(every, len(set().union(*named))) if all(named) else every


def _limits(case: Case, cell: Candidate) -> tuple[int, int]:
    """Return the limits of a count: exact, or between which it was shown where it was not recounted."""
    before = case.earlier.get(cell.key)
    if before is None or (cell.key.population, cell.key.half, cell.key.predicate) in case.evidence:
        exact = cell.evidence.number(cell.key.counted)
        return exact, exact
    return before.shown - before.base // 2, before.shown + before.base // 2


RULE = Rule("several_parts", _REASON, judge, relational=True)
