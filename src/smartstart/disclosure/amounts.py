"""Sums, means and quantiles before the gate: what can be judged of them, who stands out in them, how they are shown.

An amount is shown with two significant digits, and the limits say how far that moved it. A value of one person (which
a quantile is) cannot be read off it, and nothing of the data sets the precision.
"""

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from smartstart.disclosure.candidates import AmountCandidate, Contributions, Contributor, CountCandidate
from smartstart.disclosure.policy import Policy
from smartstart.disclosure.predicates import Levels, canonical, problem_with
from smartstart.disclosure.rounding import Interval, to_digits
from smartstart.release.contents import AmountStatistic, Counted

PRECISION = "2 significant digits"
_DIGITS = 2
_CLOSE = 1e-9
_UNITS = (Counted.ROWS, Counted.PERSONS)


def problem(amount: AmountCandidate, counts: Mapping[str, CountCandidate], known: Levels) -> str:
    """Return in Dutch why an amount cannot be judged, or an empty text when it can."""
    statement = amount.statement
    return (
        problem_with(statement.predicate, known)
        or _count_problem(amount, counts, known)
        or _share_problem(amount)
        or _contributor_problem(amount)
        or _value_problem(amount)
    )


def _count_problem(amount: AmountCandidate, counts: Mapping[str, CountCandidate], known: Levels) -> str:
    statement = amount.statement
    count = counts.get(statement.of[0]) if len(statement.of) == 1 else None
    if count is None or count.half or count.statement.counted not in _UNITS:
        return "het bedrag verwijst niet naar de telling van zijn groep"
    its = count.statement
    if problem_with(its.predicate, known) or (
        (its.room, its.unit, its.period, its.population)
        != (statement.room, statement.unit, statement.period, statement.population)
        or canonical(its.predicate, known) != canonical(statement.predicate, known)
    ):
        return "de telling bij het bedrag is van een andere groep"
    by = amount.by.get(Contributor.PERSON)
    if by is not None and by.number > count.evidence.persons:
        return "aan het bedrag dragen meer personen bij dan er in de groep zijn"
    return ""


def _share_problem(amount: AmountCandidate) -> str:
    quantile = amount.statement.statistic is AmountStatistic.QUANTILE
    if quantile is not (amount.statement.share is not None):
        return "een kwantiel hoort te zeggen welk deel van de groep eronder ligt, en een ander bedrag niet"
    return ""


def _contributor_problem(amount: AmountCandidate) -> str:
    if Contributor.PERSON not in amount.by:
        return "niet is opgegeven hoeveel personen aan het bedrag bijdragen"
    for one in amount.by.values():
        if not isinstance(one.number, int) or isinstance(one.number, bool) or one.number < 0:
            return "een aantal bijdragers is negatief of geen heel getal"
        if not all(math.isfinite(n) and n >= 0 for n in (one.total, one.largest, one.second)):
            return "een bijdrage is negatief of geen getal; de poort kan alleen bedragen van 0 of meer beoordelen"
        if one.second > one.largest or one.largest + one.second > one.total * (1 + _CLOSE):
            return "de bijdragen aan het bedrag spreken elkaar tegen"
        if one.number < 2 and one.second > 0:
            return "de bijdragen aan het bedrag spreken elkaar tegen"
    return ""


def _value_problem(amount: AmountCandidate) -> str:
    if not math.isfinite(amount.value):
        return "het bedrag is geen getal"
    if amount.statement.statistic is AmountStatistic.QUANTILE:
        return ""
    totals = [one.total for one in amount.by.values()]
    if not all(math.isclose(total, totals[0], rel_tol=_CLOSE) for total in totals):
        return "de bijdragen van personen en van anderen hebben een ander totaal"
    if amount.statement.statistic is AmountStatistic.SUM and not math.isclose(amount.value, totals[0], rel_tol=_CLOSE):
        return "het bedrag is niet het totaal van de bijdragen"
    return ""


def stands_out(policy: Policy, by: Contributions) -> str:
    """Return in Dutch why a total tells too much of one contributor, or an empty text.

    A group that passes and another one without shared contributors pass together as well, so it is enough to judge
    the smallest groups that follow from what is shown.
    """
    if by.number < policy.contributors.value:
        return f"minder dan {policy.contributors.value} bijdragers"
    if by.total <= 0:
        return "niemand draagt iets bij; dat is van iedereen in de groep bekend"
    if by.largest >= policy.dominance.value * by.total:
        return f"één bijdrager heeft {policy.dominance.value:.0%} of meer van het bedrag"
    if by.largest + by.second >= policy.dominance_two.value * by.total:
        return f"twee bijdragers hebben samen {policy.dominance_two.value:.0%} of meer van het bedrag"
    if 100 * (by.total - by.largest - by.second) < policy.p_percent.value * by.largest:
        return f"de op een na grootste bijdrager kan de grootste op minder dan {policy.p_percent.value} % na schatten"
    return ""


def at_precision(amount: AmountCandidate) -> Interval:
    """Return an amount with two significant digits, and how far the rounding may have moved it."""
    value = Decimal(repr(to_digits(float(amount.value), _DIGITS, ROUND_HALF_UP)))
    exact = Decimal(repr(float(amount.value)))
    half = Decimal(1).scaleb(exact.adjusted() - _DIGITS + 1) / 2 if exact else Decimal(0)
    return Interval(float(value), float(value - half), float(value + half))
