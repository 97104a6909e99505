"""When does a newer number contradict an older one? A pure rule over two statements about the same thing.

- *Estimates* contradict when their intervals do not touch. They confirm when both lie clearly on the same side of "no
  difference" (a ratio of 1, a difference of 0); an estimate without such a point confirms when each value lies in the
  interval of the other.
- *Ratios of counts* have limits for rounding only, and years differ by chance too. So they are given 99 per cent Wilson
  intervals of their counts, and contradict only when they also differ by at least a tenth: large enough to matter.
- *Counts* contradict when they differ by more than rounding can explain and by at least a tenth.

Everything else is undecided. What was shown and is now withheld is undecided too: too few to say is not the opposite.
"""

from collections.abc import Mapping
from enum import StrEnum

from smartstart.presentation.figures import has_interval, is_shown
from smartstart.release.contents import ModelStatement, Statement, Statistic, TableStatement
from smartstart.statistics.proportions import wilson

LEAST_SHARE = 0.10
LEVEL = 0.99

Interval = tuple[float, float]
_NEUTRAL = {
    "relative_risk": 1.0,
    "odds_ratio": 1.0,
    "adjusted_relative_risk": 1.0,
    "adjusted_odds_ratio": 1.0,
    "risk_difference_per_1000": 0.0,
}
_SCALE = {Statistic.RATE: 1000.0, Statistic.SHARE: 100.0, Statistic.OUTSIDE: 100.0}


class Judgement(StrEnum):
    """What a newer statement does to an older one."""

    CONFIRMS = "bevestigt"
    CONTRADICTS = "spreekt tegen"
    UNDECIDED = "onbeslist"


def limits(statement: Statement, around: Mapping[str, Statement]) -> Interval | None:
    """Return how far a number may lie from what it is an instance of; None where that is not known.

    Args:
        statement: a shown number.
        around: the statements of its release by id, among which are the counts it was computed from.
    """
    if isinstance(statement, ModelStatement):
        if not has_interval(statement):
            return None
        return float(statement.lower or 0.0), float(statement.upper or 0.0)
    if not isinstance(statement, TableStatement) or statement.value is None:
        return None
    if statement.statistic is Statistic.COUNT:
        return statement.value - statement.rounded_to / 2, statement.value + statement.rounded_to / 2
    return _of_counts(statement, around)


def _of_counts(statement: TableStatement, around: Mapping[str, Statement]) -> Interval | None:
    counts = [around.get(name) for name in statement.of]
    known = [float(count.value) for count in counts if count is not None and count.value is not None]
    if statement.statistic not in _SCALE or len(counts) != 2 or len(known) != 2 or known[0] > known[1]:
        return None
    found = wilson(known[0], known[1], LEVEL)
    lower, upper = float(found.lower), float(found.upper)
    if statement.statistic is Statistic.OUTSIDE:
        lower, upper = 1 - upper, 1 - lower
    scale = _SCALE[statement.statistic]
    return lower * scale, upper * scale


def judge(older: Statement, newer: Statement, was: Interval | None, now: Interval | None) -> Judgement:
    """Return what a newer statement does to an older one about the same thing.

    Args:
        older, newer: two comparable statements.
        was, now: their limits, as `limits` gives them.
    """
    if not (is_shown(older) and is_shown(newer)) or was is None or now is None:
        return Judgement.UNDECIDED
    apart = now[0] > was[1] or now[1] < was[0]
    if apart:
        return Judgement.CONTRADICTS if _matters(older, newer) else Judgement.UNDECIDED
    return Judgement.CONFIRMS if _agree(older, newer, was, now) else Judgement.UNDECIDED


def _matters(older: Statement, newer: Statement) -> bool:
    if isinstance(older, ModelStatement):
        return True
    before, after = float(older.value or 0.0), float(newer.value or 0.0)
    return abs(after - before) >= LEAST_SHARE * abs(before)


def _agree(older: Statement, newer: Statement, was: Interval, now: Interval) -> bool:
    if isinstance(older, TableStatement) and older.statistic is Statistic.COUNT:
        return True  # rounding explains the difference
    neutral = _NEUTRAL.get(older.measure) if isinstance(older, ModelStatement) else None
    if neutral is not None:
        return _side(was, neutral) == _side(now, neutral) != 0
    before, after = float(older.value or 0.0), float(newer.value or 0.0)
    return now[0] <= before <= now[1] and was[0] <= after <= was[1]


def _side(interval: Interval, neutral: float) -> int:
    """Return 1 or -1 where an interval lies clear of "no difference", above or below; else 0."""
    return int(interval[0] > neutral) - int(interval[1] < neutral)
