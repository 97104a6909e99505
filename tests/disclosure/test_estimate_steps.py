"""Attack 10: an estimate of unrounded data beside rounded counts must not give the number of events back.

That holds where counts are shown exactly too (base 1): the step follows from a threshold of its own.

The attacker knows how the gate works and tries every number of events: which ones give exactly the value (and the
step) that is shown? The comparison group is taken to be known, which is the hardest case.
"""

import math
from collections import defaultdict
from decimal import Decimal

import pytest

from smartstart.disclosure import precision
from smartstart.disclosure.candidates import Evidence, ModelCandidate
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.precision import at_precision, is_too_coarse
from tests.support.gate_world import model

BASE = load_policy("cbs-ra").estimate.value
SIZES = range(60, 501, 4)
EVENTS = range(10, 61)
REFERENCE = (2000, 140)
_Z = 1.96


def _evidence(rows: int, events: int) -> Evidence:
    return Evidence(rows, rows, rows, events, events, events)


def _estimate(measure: str, rows: int, events: int, reference: tuple[int, int] = REFERENCE) -> ModelCandidate:
    """An estimate with limits by the textbook: Wilson for a risk, log scale for ratios, Wald for a difference."""
    others, hits = reference
    p, q = events / rows, hits / others
    if measure == "risk_per_1000":
        middle, scale = (p + _Z**2 / 2 / rows), 1 + _Z**2 / rows
        half = _Z * math.sqrt(p * (1 - p) / rows + (_Z / 2 / rows) ** 2)
        value, lower, upper = 1000 * p, 1000 * (middle - half) / scale, 1000 * (middle + half) / scale
    elif measure == "risk_difference_per_1000":
        half = _Z * math.sqrt(p * (1 - p) / rows + q * (1 - q) / others)
        value, lower, upper = 1000 * (p - q), 1000 * (p - q - half), 1000 * (p - q + half)
    else:
        a, b = (p / (1 - p), q / (1 - q)) if measure == "odds_ratio" else (p, q)
        sign = 1 if measure == "odds_ratio" else -1
        outside = (rows - events, others - hits) if sign > 0 else (rows, others)
        spread = 1 / events + 1 / hits + sign * sum(1 / n for n in outside)
        factor = math.exp(_Z * math.sqrt(spread))
        value, lower, upper = a / b, a / b / factor, a / b * factor
    group = _evidence(rows, events)
    return model("a/x", group, _evidence(*reference), measure=measure, value=value, lower=lower, upper=upper)


def _fewest_that_fit(measure: str) -> int:
    """Return over all estimates the gate would show the least numbers of events that give the same value and step."""
    fits: defaultdict[tuple[object, ...], set[int]] = defaultdict(set)
    asked = []
    for rows in SIZES:
        for events in range(1, min(120, rows)):
            estimate = _estimate(measure, rows, events)
            rounded = at_precision(estimate, BASE)
            key = (rows, rounded.interval.value, rounded.words)  # the exact size: harder than the rounded one
            fits[key].add(events)
            if events in EVENTS and rows - events >= 10 and not is_too_coarse(estimate, BASE):
                asked.append(key)
    assert len(asked) > 1000
    return min(len(fits[key]) for key in asked)


_COUNTED_MEASURES = ["risk_per_1000", "relative_risk", "risk_difference_per_1000"]


@pytest.mark.parametrize("measure", _COUNTED_MEASURES)
def test_five_numbers_of_events_or_more_fit_one_shown_value(measure: str) -> None:
    assert _fewest_that_fit(measure) >= BASE


@pytest.mark.parametrize("measure", _COUNTED_MEASURES)
def test_at_two_digits_or_whole_numbers_the_events_would_be_known(
    measure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixed = precision.Measure(lambda _: 0.0, whole=precision.MEASURES[measure].whole)
    monkeypatch.setitem(precision.MEASURES, measure, fixed)
    assert _fewest_that_fit(measure) == 1


def test_limits_are_rounded_outwards_to_the_step() -> None:
    for measure in (*_COUNTED_MEASURES, "odds_ratio"):
        for rows, events in ((60, 12), (131, 33), (499, 60)):
            estimate = _estimate(measure, rows, events)
            rounded = at_precision(estimate, BASE).interval
            step = precision.step_of(estimate, BASE)
            assert rounded.lower <= min(estimate.lower, rounded.value)
            assert rounded.upper >= max(estimate.upper, rounded.value)
            assert all(Decimal(repr(n)) % step == 0 for n in (rounded.value, rounded.lower, rounded.upper))


@pytest.mark.parametrize(
    ("step", "words"), [("0.2", "0,2"), ("1", "1"), ("1E+1", "10"), ("0.05", "0,05"), ("2E+3", "2.000")]
)
def test_the_step_is_said_in_dutch(step: str, words: str) -> None:
    assert precision.words_for(Decimal(step)) == f"stappen van {words}"
