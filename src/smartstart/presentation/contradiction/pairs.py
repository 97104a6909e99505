"""Which statements of two releases are about the same thing, and which release is the newer one.

Study (outcome, unit, window, areas), analysis, kind of number and group must agree, and the group must mean the same:
equal levels with equal labels and bounds. A wijk or buurt is compared within one and the same population only, because
its code can be another place in another year. The newer statement has a period that ends later, or ends on the same day
and was released later.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from smartstart.release.contents import (
    Dimension,
    ModelStatement,
    Predicate,
    ReleaseContents,
    Statement,
    Statistic,
    StudySheet,
    TableStatement,
)

Key = tuple[object, ...]
_MOVING = frozenset(("wijk", "buurt"))
_STEP = re.compile(r"peel-\d+-")


def same_question(older: StudySheet, newer: StudySheet) -> bool:
    """Return whether two studies look for the same thing, in the same time, among the same kind of units and areas."""
    return _question(older) == _question(newer)


def _question(sheet: StudySheet) -> Key:
    return sheet.outcome, sheet.outcome_title, sheet.unit, sheet.window_months, frozenset(sheet.areas)


def pairs(older: ReleaseContents, newer: ReleaseContents) -> Iterator[tuple[Statement, Statement]]:
    """Yield every statement of `older` that has exactly one newer counterpart, in the order of the older release."""
    if not same_question(older.sheet, newer.sheet):
        return
    counterparts: dict[Key, list[Statement]] = defaultdict(list)
    for statement, key in _keyed(newer):
        counterparts[key].append(statement)
    for statement, key in _keyed(older):
        found = counterparts.get(key, [])
        # The last step of a peel is the group itself: the same number twice. Two different numbers decide nothing.
        if len({(other.state, other.value, other.lower, other.upper) for other in found}) != 1:
            continue
        if _is_newer(statement, older.day, found[0], newer.day):
            yield statement, found[0]


def _keyed(contents: ReleaseContents) -> Iterator[tuple[Statement, Key]]:
    dimensions = {dimension.name: dimension for dimension in contents.sheet.dimensions}
    for statement in contents.statements:
        if not isinstance(statement, Statement):
            continue
        groups = [_meaning(group, dimensions) for group in _groups(statement)]
        if None not in groups:
            shared = (statement.analysis, _STEP.sub("", statement.role), statement.unit, statement.room)
            yield statement, (*shared, *groups, *_kind(statement))


def _groups(statement: Statement) -> tuple[Predicate, ...]:
    if isinstance(statement, ModelStatement):
        return statement.predicate, statement.reference
    return (statement.predicate,)


def _meaning(group: Predicate, dimensions: dict[str, Dimension]) -> frozenset[Key] | None:
    """Return a group by what its levels mean; None where the study does not say."""
    meant = set()
    for condition in group.conditions:
        dimension = dimensions.get(condition.factor)
        known = {level.code: level for level in dimension.levels} if dimension else {}
        if not set(condition.levels) <= set(known):
            return None
        levels = [known[code] for code in condition.levels]
        meant.add((condition.factor, frozenset((lv.code, lv.label, lv.lower, lv.upper, lv.missing) for lv in levels)))
    return frozenset(meant)


def _kind(statement: Statement) -> Key:
    """Return what kind of number it is, with what must be equal for such a number to be compared at all."""
    moving = any(condition.factor in _MOVING for condition in statement.predicate.conditions)
    within = (statement.population,) if moving else ()
    if isinstance(statement, ModelStatement):
        return ("model", statement.measure, *within)
    if not isinstance(statement, TableStatement):
        return ("other", statement.id)
    if statement.statistic is Statistic.COUNT:  # five years count more than four
        return ("count", statement.counted, statement.period, statement.population)
    return ("ratio", statement.statistic, *within)


def _is_newer(older: Statement, older_day: date, newer: Statement, newer_day: date) -> bool:
    before, after = _last_day(older.period), _last_day(newer.period)
    if before is None or after is None:
        return older.period == newer.period and newer_day > older_day
    return (after, newer_day) > (before, older_day)


def _last_day(period: str) -> date | None:
    try:
        return date.fromisoformat(period.rpartition("/")[2])
    except ValueError:
        return None
