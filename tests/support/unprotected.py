"""A request as somebody without a gate would release it: small counts withheld, and nothing else looked at."""

from collections.abc import Iterator

from smartstart.disclosure.candidates import CountCandidate, Submission
from smartstart.disclosure.rounding import hull_of_count, round_count
from smartstart.release.contents import (
    AmountStatement,
    Counted,
    ModelStatement,
    State,
    Statistic,
    TableStatement,
)

_SMALL = 10
_SCALE = {Statistic.RATE: 1000, Statistic.SHARE: 100, Statistic.OUTSIDE: 100}
_Any = TableStatement | ModelStatement | AmountStatement


def unprotected(asked: Submission, base: int) -> list[_Any]:
    """Return counts of ten or more, rounded; ratios of the exact counts; estimates and amounts with many digits."""
    exact = {c.statement.id: _number(c) for c in asked.counts}
    shown = {c.statement.id for c in asked.counts if _is_large(c)}
    return [
        *_counts(asked, exact, shown, base),
        *_ratios(asked, exact, shown),
        *_estimates(asked),
        *_amounts(asked, shown),
    ]


def _is_large(count: CountCandidate) -> bool:
    found = count.evidence
    if count.statement.counted is Counted.EVENTS:
        return min(found.events, found.rows - found.events) >= _SMALL
    return found.persons >= _SMALL


def _number(count: CountCandidate) -> int:
    found = count.evidence
    by = {Counted.ROWS: found.rows, Counted.PERSONS: found.persons, Counted.EVENTS: found.events}
    return by[count.statement.counted or Counted.ROWS]


def _counts(asked: Submission, exact: dict[str, int], shown: set[str], base: int) -> Iterator[_Any]:
    for count in asked.counts:
        statement = count.statement
        if statement.id not in shown:
            yield statement.model_copy(update={"state": State.WITHHELD})
            continue
        hull = hull_of_count(round_count(exact[statement.id], base), base)
        values = {"value": float(hull.value), "lower": float(hull.lower), "upper": float(hull.upper)}
        yield statement.model_copy(update={**values, "rounded_to": base})


def _ratios(asked: Submission, exact: dict[str, int], shown: set[str]) -> Iterator[_Any]:
    """Yield what is computed from exact counts that are shown; a reader refuses what rests on a withheld one."""
    risks = {m.statement.id: m.value for m in asked.models}
    for ratio in asked.ratios:
        statement = ratio.statement
        if not set(statement.of) - risks.keys() <= shown:
            yield statement.model_copy(update={"state": State.WITHHELD})
            continue
        first = exact[statement.of[0]]
        if statement.statistic is Statistic.PER_DATE:
            value = float(round(first / asked.repeats))
        elif statement.statistic is Statistic.EXPECTED:
            value = float(round(first * risks[statement.of[1]] / 1000))
        else:
            value = round(_SCALE[statement.statistic] * first / exact[statement.of[1]], 1)
        yield statement.model_copy(update={"value": value})


def _estimates(asked: Submission) -> Iterator[_Any]:
    for model in asked.models:
        digits = 0 if model.statement.measure in ("risk_per_1000", "smoothed") else 2
        numbers = {"value": model.value, "lower": model.lower, "upper": model.upper}
        rounded = {name: round(value, digits) for name, value in numbers.items()}
        yield model.statement.model_copy(update={**rounded, "precision": f"{digits} decimalen"})


def _amounts(asked: Submission, shown: set[str]) -> Iterator[_Any]:
    for one in asked.amounts:
        if one.statement.of[0] not in shown:
            yield one.statement.model_copy(update={"state": State.WITHHELD})
            continue
        yield one.statement.model_copy(update={"value": round(one.value, 2), "precision": "centen"})
