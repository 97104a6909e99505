"""What the middle of limits that allow for families adds to a shown value: over a grid, and at its worst."""

import itertools
from collections import Counter

import numpy as np
import pytest

from smartstart.disclosure.candidates import Evidence, ModelCandidate
from smartstart.disclosure.halfway import halfway, sharpest
from smartstart.disclosure.joint.inverted import Counts, Interval, fitting, risk_fitting
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.precision import at_precision, is_too_coarse, rounded_limits, shown_limits
from tests.support.gate_world import model

BASE = load_policy("cbs-ra").estimate.value
SIZES, EVENTS, EFFECTS = range(60, 900, 47), range(10, 121, 3), (1.0, 1.3, 1.7, 2.5)
OTHERS = (2000, 140)  # rows and events of the group that is compared with
MEASURES = ("relative_risk", "risk_per_1000")
_Z = 1.959964


def _evidence(rows: int, events: int) -> Evidence:
    return Evidence(rows, rows, rows, events, events, events)


def _estimate(measure: str, rows: int, events: int, effect: float) -> ModelCandidate:
    """A ratio with limits on the log scale (Katz, 1978), a risk by log-odds; `effect` times the textbook variance."""
    others, hits = OTHERS
    mine, theirs = _evidence(rows, events), _evidence(others, hits)
    if measure == "relative_risk":
        spread = np.exp(_Z * np.sqrt(effect * (1 / events - 1 / rows + 1 / hits - 1 / others)))
        value = events / rows * others / hits
        lower, upper = value / spread, value * spread
    else:
        spread = np.exp(_Z * np.sqrt(effect * (1 / events + 1 / (rows - events))))
        odds, value = events / (rows - events), 1000 * events / rows
        lower, upper = (1000 * o / (1 + o) for o in (odds / spread, odds * spread))
    return model("a/x", mine, theirs, measure=measure, value=value, lower=float(lower), upper=float(upper))


def _grid(measure: str) -> list[ModelCandidate]:
    several = itertools.product(SIZES, EVENTS, EFFECTS)
    made = [_estimate(measure, rows, events, effect) for rows, events, effect in several if rows - events >= 10]
    return [one for one in made if not is_too_coarse(one, BASE)]


def _shown(one: ModelCandidate) -> Interval:
    rounded = at_precision(one, BASE)
    shown = rounded.interval
    value = shown_limits(shown.value, shown.lower, shown.upper, rounded.words)
    limits = rounded_limits(shown.lower, shown.upper, rounded.words)
    assert value is not None
    assert limits is not None
    return Interval(value, *limits)


def _numbers(one: ModelCandidate, value: tuple[float, float]) -> int:
    """How many numbers of events give a value between these limits, for who knows all else."""
    events = np.arange(1, one.group.rows)
    risk = events / one.group.rows
    values = 1000 * risk if one.statement.measure == "risk_per_1000" else risk * OTHERS[0] / OTHERS[1]
    return int(((values >= value[0] - 1e-9) & (values <= value[1] + 1e-9)).sum())


@pytest.mark.parametrize("measure", MEASURES)
def test_at_its_worst_one_number_of_events_is_left_where_the_value_leaves_five(measure: str) -> None:
    """The figures of docs/explanation/disclosure.md: of all estimates in the grid, of ten events and more."""
    alone, together = Counter[int](), Counter[int]()
    for one in _grid(measure):
        shown = _shown(one)
        limits = shown.lower, shown.upper
        taken = sharpest(one, shown.value, limits)
        assert taken[0] <= one.value <= taken[1]
        assert taken == (halfway(measure, shown.value, limits) or shown.value)  # never askew here
        alone[_numbers(one, shown.value)] += 1
        together[_numbers(one, taken)] += 1
    assert min(alone) >= BASE
    assert min(together) == 1
    assert 0.005 < together[1] / together.total() < 0.02
    assert 0.25 < sum(n for left, n in together.items() if left < BASE) / together.total() < 0.5


@pytest.mark.parametrize("measure", MEASURES)
def test_an_interval_wider_than_the_textbook_rules_out_what_would_be_wider_still(measure: str) -> None:
    """By brute force: so many events are possible if some width of at least the textbook's gives what is shown."""
    for one in _grid(measure)[::97]:
        shown, group, other = _shown(one), one.group, one.reference
        counts = Counts(group.events, group.rows, other.events, other.rows)
        possible = [e for e in range(1, group.rows) if _can_be(measure, e, group.rows, shown)]
        assert group.events in possible
        if measure == "risk_per_1000":
            found = risk_fitting(shown, group.events, group.rows)
        else:
            fit = fitting(measure, shown, counts)
            assert fit is not None
            found = fit.events
        assert possible[0] <= max(found[0], 1.0)  # what the textbook itself gives is inside what is possible
        assert found[0] <= group.events <= found[1] <= possible[-1]


def _can_be(measure: str, events: int, rows: int, shown: Interval) -> bool:
    if not shown.value[0] - 1e-9 <= _estimate(measure, rows, events, 1.0).value <= shown.value[1] + 1e-9:
        return False
    for effect in np.geomspace(1.0, 60.0, 1500):
        one = _estimate(measure, rows, events, float(effect))
        low, high = shown.lower[0] - 1e-9 <= one.lower <= shown.lower[1] + 1e-9, one.upper <= shown.upper[1] + 1e-9
        if low and high and one.upper >= shown.upper[0] - 1e-9:
            return True
    return False


def test_limits_that_contradict_the_value_or_tell_nothing_add_nothing() -> None:
    assert halfway("relative_risk", (1.4, 1.6), ((8.0, 9.0), (20.0, 21.0))) is None
    assert halfway("relative_risk", (1.4, 1.6), ((0.0, 0.1), (900.0, 999.0))) is None
    assert halfway("risk_per_1000", (140.0, 160.0), ((0.0, 10.0), (990.0, 1000.0))) is None
    assert halfway("risk_per_1000", (140.0, 160.0), None) is None
    assert halfway("coefficient", (0.4, 0.6), ((0.1, 0.2), (0.7, 0.8))) is None
    askew = _estimate("relative_risk", 200, 40, 1.0)  # 2.86, and the middle of these limits is 2.78 at most
    assert sharpest(askew, (2.7, 3.0), ((2.3, 2.4), (3.1, 3.2))) == (2.7, 3.0)
