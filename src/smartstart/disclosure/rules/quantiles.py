"""Enough units on each side of a quantile, and between two quantiles of one group.

Argument: a quantile cuts a group in two. With three persons above it, it says of three that they have more than so
much; and what lies between two quantiles is a group of its own. So each side, and each stretch between two shown
ones, holds at least the same number of persons as a cell: the 10th and 90th percentile take a hundred persons, the
quartiles forty. Counted are ranks, not values, so that ties do not stand for doubt. Of quantiles that cannot be shown
side by side the one nearest to the median stays; lowest and highest values are judged by `extremes`.
"""

import math
from collections.abc import Iterator
from fractions import Fraction

from smartstart.disclosure.candidates import AmountCandidate, Contributor
from smartstart.disclosure.judgement import Case, Judgement, Rule
from smartstart.disclosure.predicates import canonical, levels_of

_MEDIAN = 0.5


def judge(case: Case) -> Iterator[Judgement]:
    """Withhold each quantile with too few persons beyond it, or between it and another one."""
    known = levels_of(case.dimensions.values())
    least = case.policy.quantile.value
    standing: dict[tuple[object, ...], list[Fraction]] = {}
    for amount in sorted(case.amounts, key=_priority):
        statement, share = amount.statement, amount.statement.share
        if share is None or share in (0.0, 1.0) or statement.id in case.withheld:
            continue
        exact, number = Fraction(repr(share)), amount.by[Contributor.PERSON].number
        group = (statement.population, statement.period, statement.amount, canonical(statement.predicate, known))
        others = standing.setdefault(group, [])
        if math.floor(number * min(exact, 1 - exact)) < least:
            yield Judgement(statement.id, RULE.name, f"minder dan {least} personen aan een kant van het kwantiel")
        elif any(other != exact and math.floor(number * abs(other - exact)) < least for other in others):
            yield Judgement(statement.id, RULE.name, f"minder dan {least} personen tussen twee kwantielen")
        else:
            others.append(exact)


def _priority(amount: AmountCandidate) -> tuple[float, str]:
    return abs((amount.statement.share or 0.0) - _MEDIAN), amount.statement.id


RULE = Rule("quantiles", "een kwantiel met te weinig personen aan een kant", judge)
