"""The precision of a model statement: set by the gate from the counts under it, never by the asker.

An estimate of unrounded data gives the exact number of events back, unless it is coarse enough. So the step is chosen
such that at least so many whole numbers of events fit one shown value as the policy asks (`estimate`): the step is at
least that number times what one event more or less moves the value. That holds where counts are shown exactly too: an
estimate on one half of the households, beside the exact counts of the whole, would tell the counts of the other half.

Steps are 1, 2 or 5 times a power of ten, never finer than two significant digits (ratios) or whole numbers (per
1,000). Limits are rounded outwards to the same step, and never to more than two significant digits either, so that
the shown interval covers at least what the exact one covers.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from smartstart.disclosure.candidates import EXPECTED, Evidence, ModelCandidate
from smartstart.disclosure.rounding import Interval, to_digits
from smartstart.presentation import dutch

CHOSEN = "stappen die bij de aantallen passen"  # of a withheld estimate: its own step would tell of its counts
CLASSES = "klassen met vaste grenzen"
_STEP = re.compile(r"stappen van ([0-9.]+(?:,[0-9]+)?)")
_DIGITS = 2
_PER_1000 = 1000.0


@dataclass(frozen=True, slots=True)
class Measure:
    """How a measure may be shown.

    Attributes:
        shift: how much one event more or less, on either side, moves the value at most.
        whole: shown in whole numbers instead of two significant digits.
        finest: the step is never finer than this.
        signed: nought is a value like any other ("no difference"), so a step may be larger than the value.
    """

    shift: Callable[[ModelCandidate], float]
    whole: bool
    finest: Decimal = Decimal(0)
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Rounded:
    """An estimate as it is shown, and the words for its precision."""

    interval: Interval
    words: str


def _odds_shift(evidence: Evidence) -> float:
    return 1 / max(1, evidence.events) + 1 / max(1, evidence.rows - evidence.events)


def _ratio_shift(model: ModelCandidate) -> float:
    return abs(model.value) / max(1, min(model.group.events, model.reference.events))


def _odds_ratio_shift(model: ModelCandidate) -> float:
    return abs(model.value) * max(_odds_shift(model.group), _odds_shift(model.reference))


def _coefficient_shift(model: ModelCandidate) -> float:
    return max(_odds_shift(e) for e in (model.group, model.reference, *model.levels))


def _error_shift(model: ModelCandidate) -> float:
    return abs(model.value) / max(1, min(e.events for e in (model.group, model.reference, *model.levels)))


def _expected_shift(model: ModelCandidate) -> float:
    return abs(model.value) / max(1, min(model.group.rows, model.reference.events))


# By rows and not by value: one event moves a risk by 1 in so many rows, whatever the risk is. A step that follows
# from the rows alone tells nothing of the events, where one that jumps at some number of events would.
MEASURES: dict[str, Measure] = {
    "relative_risk": Measure(_ratio_shift, whole=False),
    "odds_ratio": Measure(_odds_ratio_shift, whole=False),
    "risk_per_1000": Measure(lambda m: _PER_1000 / max(1, m.group.rows), whole=True),
    "risk_difference_per_1000": Measure(lambda m: _PER_1000 / max(1, min(m.group.rows, m.reference.rows)), whole=True),
    # One event moves a smoothed risk by the share of the group's own risk in it.
    "smoothed": Measure(lambda m: m.own * _PER_1000 / max(1, m.group.rows), whole=True),
    "adjusted_ratio": Measure(lambda m: m.own / m.expected, whole=False),
    EXPECTED: Measure(_expected_shift, whole=False),  # so many events of the reference, and so many rows of the group
    # What other factors take away is known to nobody exactly; the own counts are taken to be all that is not.
    "adjusted_odds_ratio": Measure(_odds_ratio_shift, whole=False),
    "adjusted_relative_risk": Measure(_ratio_shift, whole=False),
    "adjusted_risk_per_1000": Measure(lambda m: _PER_1000 / max(1, m.group.rows), whole=True),
    "coefficient": Measure(_coefficient_shift, whole=False, signed=True),
    "standard_error": Measure(_error_shift, whole=False),
    "design_effect": Measure(_error_shift, whole=False, finest=Decimal("0.1")),
    "stability_share": Measure(lambda _: 0.0, whole=True, finest=Decimal(5)),  # per cent of repetitions, no counts
}
BY_LEVEL = ("coefficient", "standard_error")  # what tells of the levels of a model one by one


def step_of(model: ModelCandidate, events: int) -> Decimal:
    """Return the smallest step at which at least `events` whole numbers of events fit one shown value."""
    measure = MEASURES[model.statement.measure]
    finest = Decimal(1) if measure.whole else Decimal(1).scaleb(_adjusted(model.value) - _DIGITS + 1)
    least = max(finest, measure.finest, _exact(events * max(measure.shift(model), model.sensitivity)))
    power = Decimal(1).scaleb(least.adjusted())
    return next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= least)


def is_too_coarse(model: ModelCandidate, events: int) -> bool:
    """Return whether the step says as much as the value, or more: then there is nothing to show.

    Where nought is a value like any other, the step is compared with the interval; a class is compared with the step.
    """
    step = step_of(model, events)
    if model.classes:
        lower, upper = class_of(model)
        return step > _exact(upper) - _exact(lower)
    if MEASURES[model.statement.measure].signed:
        return step > _exact(model.upper) - _exact(model.lower)
    return step > abs(_exact(model.value)) or _to(model.value, step, ROUND_HALF_UP) == 0


def class_of(model: ModelCandidate) -> tuple[float, float]:
    """Return the limits of the class that the value lies in; a value on a limit belongs to the higher class."""
    place = max(1, min(bisect_right(model.classes, model.value), len(model.classes) - 1))
    return model.classes[place - 1], model.classes[place]


def at_precision(model: ModelCandidate, events: int) -> Rounded:
    """Return an estimate at the step that its counts allow, or as the middle of its class.

    Args:
        events: so many whole numbers of events fit the shown value at least.
    """
    if model.classes:
        lower, upper = class_of(model)
        return Rounded(Interval(float((_exact(lower) + _exact(upper)) / 2), lower, upper), CLASSES)
    step = step_of(model, events)
    whole = MEASURES[model.statement.measure].whole
    lower, upper = _to(model.lower, step, ROUND_FLOOR), _to(model.upper, step, ROUND_CEILING)
    if not whole:  # a limit far from the value would have more digits than the value
        lower, upper = to_digits(lower, _DIGITS, ROUND_FLOOR), to_digits(upper, _DIGITS, ROUND_CEILING)
    return Rounded(Interval(_to(model.value, step, ROUND_HALF_UP), lower, upper), words_for(step))


def words_for(step: Decimal) -> str:
    """Return the words for a step: "stappen van 0,2"."""
    exponent = step.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"stappen van {dutch.number(float(step), decimals)}"


def step_in(words: str) -> float | None:
    """Return the step that `words_for` put in words; None where the words name none."""
    found = _STEP.fullmatch(words)
    return float(found[1].replace(".", "").replace(",", ".")) if found else None


def shown_limits(value: float, lower: float, upper: float, precision: str) -> tuple[float, float] | None:
    """Return between which limits lies what rounds to a shown value; None where its precision does not tell.

    Args:
        lower, upper: as shown with it; of a class its limits.
        precision: the words it was shown with.
    """
    if precision == CLASSES:
        return lower, upper
    step = step_in(precision)
    return None if step is None else (value - step / 2, value + step / 2)


def rounded_limits(
    lower: float, upper: float, precision: str
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return between what the limits of a shown interval lay before they were rounded outwards.

    None where the precision does not tell: the limits of a class say nothing of the estimate's own.
    """
    step = step_in(precision)
    if step is None:
        return None
    return (lower, lower + _unit(lower, step)), (upper - _unit(upper, step), upper)


def _unit(limit: float, step: float) -> float:
    """Return in what steps a limit is shown: those of the value, or of its own second digit where that is more."""
    return step if limit == 0 else max(step, float(Decimal(1).scaleb(_exact(limit).adjusted() - _DIGITS + 1)))


def _adjusted(value: float) -> int:
    """Return the power of ten of the value as it is shown: 9.96 is shown as 10."""
    return _exact(to_digits(float(value), _DIGITS)).adjusted()


def _exact(value: float) -> Decimal:
    return Decimal(repr(float(value)))


def _to(value: float, step: Decimal, how: str) -> float:
    return float((_exact(value) / step).to_integral_value(rounding=how) * step)
