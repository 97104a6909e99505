"""What an estimate tells of the counts under it, for the joint audit.

Of a ratio the outsider is taken to know the risk of the reference group exactly, of a smoothed value how it was
smoothed, of an observed/expected ratio the expected number, and of an expected number the risk of its reference: that
is more than is shown, so that what the audit finds safe is safe.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from smartstart.disclosure.atoms.sums import Teller, Told
from smartstart.disclosure.candidates import EXPECTED, ModelCandidate
from smartstart.disclosure.judgement import Case
from smartstart.disclosure.precision import class_of, step_of
from smartstart.disclosure.predicates import canonical, levels_of
from smartstart.release.contents import Counted, Predicate

_PER_1000 = 1000.0


@dataclass(frozen=True, slots=True)
class _Shown:
    """An estimate and the limits of what rounds to its shown value, on one group and its reference."""

    model: ModelCandidate
    group: Predicate
    reference: Predicate
    lower: float
    upper: float
    teller: Teller


def told_by(model: ModelCandidate, group: Predicate, teller: Teller, case: Case) -> tuple[Told, ...]:
    """Return what an estimate at its precision tells of the atoms; nothing where no sum of atoms follows from it.

    Args:
        group: its predicate in canonical form; the atoms know it.
    """
    lower, upper = _limits(model, case.policy.estimate.value)
    reference = canonical(model.statement.reference, levels_of(case.dimensions.values()))
    tell = _TELLERS.get(model.statement.measure)
    return tell(_Shown(model, group, reference, lower, upper, teller)) if tell else ()


def _limits(model: ModelCandidate, events: int) -> tuple[float, float]:
    if model.classes:
        return class_of(model)
    step = step_of(model, events)
    value = (Decimal(repr(float(model.value))) / step).to_integral_value() * step
    return float(value - step / 2), float(value + step / 2)


def _risk(one: _Shown, lower: float, upper: float) -> tuple[Told, ...]:
    return one.teller.risk(one.group, lower, upper, half=one.model.half)


def _as_it_is(one: _Shown) -> tuple[Told, ...]:
    return _risk(one, one.lower, one.upper)


def _relative(one: _Shown) -> tuple[Told, ...]:
    base = _reference_risk(one.model)
    return _risk(one, one.lower * base, one.upper * base)


def _difference(one: _Shown) -> tuple[Told, ...]:
    base = _reference_risk(one.model)
    return _risk(one, one.lower + base, one.upper + base)


def _odds(one: _Shown) -> tuple[Told, ...]:
    reference = one.model.reference
    odds = reference.events / max(1, reference.rows - reference.events)
    return _risk(one, _risk_of(one.lower * odds), _risk_of(one.upper * odds))


def _smoothed(one: _Shown) -> tuple[Told, ...]:
    model = one.model
    rest = model.value - model.own * _PER_1000 * model.group.events / max(1, model.group.rows)
    return _risk(one, (one.lower - rest) / model.own, (one.upper - rest) / model.own)


def _observed(one: _Shown) -> tuple[Told, ...]:
    model = one.model
    scale = model.expected / model.own
    rest = model.value - model.group.events / scale
    least, most = (one.lower - rest) * scale, (one.upper - rest) * scale
    return (one.teller.count(one.group, Counted.EVENTS, max(0.0, least), most, half=model.half),)


def _expected(one: _Shown) -> tuple[Told, ...]:
    """Tell the size of the group, given the risk of the reference; and that risk, given the size."""
    rows = max(1, one.model.group.rows)
    per_row, lower = one.model.value / rows, max(0.0, one.lower)
    if per_row <= 0:
        return ()
    size = one.teller.count(one.group, Counted.ROWS, lower / per_row, one.upper / per_row, half=one.model.half)
    if not one.teller.table.knows(one.reference):
        return (size,)
    risk = one.teller.risk(one.reference, _PER_1000 * lower / rows, _PER_1000 * one.upper / rows, half=False)
    return (size, *risk)


def _reference_risk(model: ModelCandidate) -> float:
    return _PER_1000 * model.reference.events / max(1, model.reference.rows)


def _risk_of(odds: float) -> float:
    """Return the risk per 1,000 that goes with odds."""
    return _PER_1000 * max(0.0, odds) / (1 + max(0.0, odds))


_TELLERS: dict[str, Callable[[_Shown], tuple[Told, ...]]] = {
    "risk_per_1000": _as_it_is,
    "relative_risk": _relative,
    "risk_difference_per_1000": _difference,
    "odds_ratio": _odds,
    "smoothed": _smoothed,
    "adjusted_ratio": _observed,
    EXPECTED: _expected,
}
