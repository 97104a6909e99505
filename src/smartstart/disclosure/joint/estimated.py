"""What an estimate tells of the counts under it, for the joint audit.

Of a ratio the outsider is taken to know the risk of the reference group exactly, and the sizes of both groups as well
(it ties their events together then, whatever that risk is); of a smoothed value how it was smoothed, of an
observed/expected ratio the expected number, of what a regression says how far the other factors move it, and of an
expected number the risk of its reference: that is more than is shown, so that what the audit finds safe is safe.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from smartstart.disclosure.atoms.sums import Beside, Teller, Told
from smartstart.disclosure.candidates import EXPECTED, ModelCandidate
from smartstart.disclosure.halfway import halfway, sharpest
from smartstart.disclosure.joint.inverted import Counts, Interval, fitting, risk_fitting
from smartstart.disclosure.judgement import Case, EarlierEstimate
from smartstart.disclosure.plain import OBSERVED, is_plain, plain_limits, plain_measure
from smartstart.disclosure.precision import at_precision, class_of, rounded_limits, step_of
from smartstart.disclosure.predicates import canonical, levels_of
from smartstart.release.contents import Counted, Predicate

_PER_1000 = 1000.0
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Shown:
    """An estimate and the limits of what rounds to its shown value, on one group and its reference.

    Attributes:
        lower, upper: of the plain measure, see `plain`.
        per_row: the expected number per row of the group.
        limits: between what the limits of its interval lay; None where nothing is known of them.
    """

    group: Predicate
    reference: Predicate
    half: bool
    lower: float
    upper: float
    teller: Teller
    reference_rows: int
    reference_events: int
    per_row: float = 0.0
    limits: tuple[Range, Range] | None = None

    @property
    def base(self) -> float:
        """Risk of the reference per 1,000."""
        return _PER_1000 * self.reference_events / max(1, self.reference_rows)


def told_by(model: ModelCandidate, group: Predicate, teller: Teller, case: Case) -> tuple[Told, ...]:
    """Return what an estimate at its precision tells of the atoms; nothing where no sum of atoms follows from it.

    Args:
        group: its predicate in canonical form; the atoms know it.
    """
    tell = _TELLERS.get(plain_measure(model.statement.measure))
    if tell is None:
        return ()
    lower, upper = plain_limits(model, taken_of(model, case.policy.estimate.value))
    return tell(
        _Shown(
            group=group,
            reference=canonical(model.statement.reference, levels_of(case.dimensions.values())),
            half=model.half,
            lower=lower,
            upper=upper,
            teller=teller,
            reference_rows=model.reference.rows,
            reference_events=model.reference.events,
            per_row=model.value / max(1, model.group.rows),
            limits=_interval(model, case.policy.estimate.value) if is_plain(model.statement.measure) else None,
        )
    )


def taken_of(model: ModelCandidate, events: int) -> Range:
    """Return between what an outsider takes an estimate to lie, by the value and the limits that would be shown."""
    return sharpest(model, limits_of(model, events), _interval(model, events))


def _interval(model: ModelCandidate, events: int) -> tuple[Range, Range] | None:
    """Return between what the limits lie, given the interval that would be shown."""
    if model.classes:
        return None
    shown = at_precision(model, events)
    return rounded_limits(shown.interval.lower, shown.interval.upper, shown.words)


def told_before(estimate: EarlierEstimate, teller: Teller) -> tuple[Told, ...]:
    """Return what an estimate of an earlier release tells; the atoms know its group.

    Of one that holds more than the group's own, that is what the ledger kept of it; nothing where it kept nothing.
    """
    plain = plain_measure(estimate.measure)
    shown = estimate.lower, estimate.upper
    told = halfway(plain, shown, estimate.limits) or shown if is_plain(estimate.measure) else estimate.own
    tell = _TELLERS.get(plain)
    beside = teller.beside(estimate.group, estimate.reference, half=estimate.half)
    if tell is None or told is None or (beside is None and plain not in _ALONE):
        return ()
    rows, events = (0, 0) if beside is None else (beside.other_rows, teller.events(beside))
    if estimate.measure == EXPECTED:
        rows, events = teller.size(estimate.reference)
    return tell(
        _Shown(
            group=estimate.group,
            reference=estimate.reference,
            half=estimate.half,
            lower=told[0],
            upper=told[1],
            teller=teller,
            reference_rows=rows,
            reference_events=events,
            per_row=events / max(1, rows),
            limits=estimate.limits if is_plain(estimate.measure) else None,
        )
    )


def limits_of(model: ModelCandidate, events: int) -> tuple[float, float]:
    """Return between which limits lies what rounds to the value that would be shown."""
    if model.classes:
        return class_of(model)
    step = step_of(model, events)
    value = (Decimal(repr(float(model.value))) / step).to_integral_value() * step
    return float(value - step / 2), float(value + step / 2)


def _risk(one: _Shown, lower: float, upper: float) -> tuple[Told, ...]:
    return one.teller.risk(one.group, lower, upper, half=one.half)


def _as_it_is(one: _Shown) -> tuple[Told, ...]:
    told = _risk(one, one.lower, one.upper)
    if one.limits is None or one.half:
        return told
    rows, events = one.teller.size(one.group, half=one.half)
    fit = risk_fitting(Interval((one.lower, one.upper), *one.limits), events, rows)
    return (*told, one.teller.count(one.group, Counted.EVENTS, *fit, half=one.half))


def _relative(one: _Shown) -> tuple[Told, ...]:
    alone, beside = _risk(one, one.lower * one.base, one.upper * one.base), _beside(one)
    told = alone if beside is None else (*alone, *beside.ratio(one.lower, one.upper))
    return (*told, *_inverted(one, "relative_risk", beside))


def _inverted(one: _Shown, measure: str, beside: Beside | None) -> tuple[Told, ...]:
    """Tell which events fit the interval: of the group, and of the others where these are sums of atoms.

    The sizes of one half are never shown, so of an estimate on it no equation follows.
    """
    if one.limits is None or one.half:
        return ()
    rows, events = one.teller.size(one.group, half=one.half)
    counts = Counts(events, rows, one.reference_events, one.reference_rows)
    fit = fitting(measure, Interval((one.lower, one.upper), *one.limits), counts)
    if fit is None:
        return ()
    mine = one.teller.count(one.group, Counted.EVENTS, *fit.events, half=one.half)
    return (mine,) if beside is None else (mine, beside.of_others(*fit.other_events))


def _difference(one: _Shown) -> tuple[Told, ...]:
    alone, beside = _risk(one, one.lower + one.base, one.upper + one.base), _beside(one)
    return alone if beside is None else (*alone, beside.difference(one.lower, one.upper))


def _odds(one: _Shown) -> tuple[Told, ...]:
    odds = one.reference_events / max(1, one.reference_rows - one.reference_events)
    told = _risk(one, _risk_of(one.lower * odds), _risk_of(one.upper * odds))
    return (*told, *_inverted(one, "odds_ratio", _beside(one)))


def _observed(one: _Shown) -> tuple[Told, ...]:
    return (one.teller.count(one.group, Counted.EVENTS, max(0.0, one.lower), one.upper, half=one.half),)


def _expected(one: _Shown) -> tuple[Told, ...]:
    """Tell the size of the group, given the risk of the reference; and that risk, given the size."""
    lower = max(0.0, one.lower)
    if one.per_row <= 0:
        return ()
    size = one.teller.count(one.group, Counted.ROWS, lower / one.per_row, one.upper / one.per_row, half=one.half)
    if not one.teller.table.knows(one.reference):
        return (size,)
    rows = max(1, one.teller.size(one.group, half=one.half)[0])
    risk = one.teller.risk(one.reference, _PER_1000 * lower / rows, _PER_1000 * one.upper / rows, half=False)
    return (size, *risk)


def _beside(one: _Shown) -> Beside | None:
    """Return both groups, where the reference is everybody of its predicate but the group itself."""
    found = one.teller.beside(one.group, one.reference, half=one.half)
    return found if found is not None and found.other_rows == one.reference_rows else None


def _risk_of(odds: float) -> float:
    """Return the risk per 1,000 that goes with odds."""
    return _PER_1000 * max(0.0, odds) / (1 + max(0.0, odds))


_Tell = Callable[[_Shown], tuple[Told, ...]]
_TELLERS: Mapping[str, _Tell] = {
    "risk_per_1000": _as_it_is,
    "relative_risk": _relative,
    "risk_difference_per_1000": _difference,
    "odds_ratio": _odds,
    OBSERVED: _observed,
    EXPECTED: _expected,
}
_ALONE = ("risk_per_1000", OBSERVED)  # what tells of the group without its reference
