"""What remains when shown amounts are subtracted from each other is judged as an amount itself.

Argument: the total of a wijk minus those of its buurten is the total of the rest, and in the rest one contributor can
stand out. Groups that are nested or lie apart, by definition, form a tree; everything that sums of a tree can tell is
made of its smallest parts: each group without the shown groups in it. Where all of these pass, all others do (see
`amounts.stands_out`). Of the rest the contributions need not be known: its total follows by subtraction, its largest
contributors are at most those of the whole, and it has at least as many contributors as the numbers leave.

Two groups that overlap without being nested are no tree: the later one of the two is withheld. So is every amount of
a population of which an earlier release showed one, unless it is the very same: the contributions behind what was
shown are not kept. What the rule does not see: two amounts of which one is a part of the other, such as an income and
the wage in it; a study shows one.
"""

import math
from collections.abc import Iterable, Iterator

from smartstart.disclosure.amounts import stands_out
from smartstart.disclosure.candidates import AmountCandidate, Contributions
from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.predicates import canonical, levels_of, within
from smartstart.release.contents import AmountStatistic, Predicate

_EARLIER = "van deze onderzoeksgroep is eerder al een bedrag getoond; samen zijn ze niet te beoordelen"
_OVERLAP = "de groep overlapt met een andere groep waarvan hetzelfde bedrag getoond wordt"
_REST = "samen met een ander bedrag is uit te rekenen wat een paar anderen bijdragen"
_SLACK = 1e-9


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold amounts that cannot stand beside what was shown before, or beside amounts of broader groups."""
    known = levels_of(case.dimensions.values())
    standing: dict[tuple[str, ...], dict[Predicate, AmountCandidate]] = {}
    for amount in sorted(case.amounts, key=_priority):
        statement = amount.statement
        if statement.id in case.withheld:
            continue
        if statement.population in case.earlier_amounts:
            if statement.id not in case.same_amounts:
                yield Judgement(statement.id, RULE.name, _EARLIER)
        elif statement.statistic is not AmountStatistic.QUANTILE:
            group = canonical(statement.predicate, known)
            scope = (statement.room, statement.unit, statement.period, statement.population, statement.amount)
            beside = standing.setdefault(scope, {})
            reason = _reason(case, group, amount, beside)
            if reason:
                yield Judgement(statement.id, RULE.name, reason)
            else:
                beside[group] = amount


def _priority(amount: AmountCandidate) -> tuple[int, str]:
    """Broader groups first; nothing in it depends on the data."""
    return len(amount.statement.predicate.conditions), amount.statement.id


def _reason(case: Case, group: Predicate, amount: AmountCandidate, beside: dict[Predicate, AmountCandidate]) -> str:
    if any(not _tree(group, other) for other in beside):
        return _OVERLAP
    together = {**beside, group: amount}
    touched = [g for g in together if within(group, g)]  # the group itself, and those around it
    return _REST if any(not _rest_is_safe(case, whole, together) for whole in touched) else ""


def _tree(one: Predicate, other: Predicate) -> bool:
    return within(one, other) or within(other, one) or _apart(one, other)


def _apart(one: Predicate, other: Predicate) -> bool:
    levels = {c.factor: set(c.levels) for c in one.conditions}
    return any(c.factor in levels and levels[c.factor].isdisjoint(c.levels) for c in other.conditions)


def _rest_is_safe(case: Case, whole: Predicate, together: dict[Predicate, AmountCandidate]) -> bool:
    inside = [g for g in together if g != whole and within(g, whole)]
    parts = [together[g] for g in inside if not any(g != h and within(g, h) for h in inside)]
    if not parts:
        return True
    kinds = together[whole].by
    if any(set(part.by) != set(kinds) for part in parts):
        return False
    return all(_kind_is_safe(case, kinds[kind], [part.by[kind] for part in parts]) for kind in sorted(kinds))


def _kind_is_safe(case: Case, whole: Contributions, parts: Iterable[Contributions]) -> bool:
    listed = list(parts)
    total = whole.total - math.fsum(p.total for p in listed)
    number = whole.number - sum(p.number for p in listed)
    if number == 0 and abs(total) <= _SLACK * whole.total:
        return True  # the parts are all there is
    return not stands_out(case.policy, Contributions(number, total, whole.largest, whole.second))


RULE = Rule("remainders", "een bedrag dat een ander bedrag verraadt", judge, relational=True)
