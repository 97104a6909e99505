"""Which events fit an interval: every one that a peer's formula gives just so, and no other."""

import math

import numpy as np
import pytest
from scipy.stats.contingency import relative_risk
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.proportion import proportion_confint

from smartstart.disclosure.joint.inverted import Counts, Interval, fitting, risk_fitting

STEP = 0.5


def _ratio(measure: str, a: int, n: int, c: int, m: int) -> tuple[float, float, float]:
    """Value and limits by scipy (relative risk) and statsmodels (odds ratio); both use the normal quantile itself."""
    if measure == "relative_risk":
        found = relative_risk(a, n, c, m)
        low, high = found.confidence_interval(0.95)
        return found.relative_risk, low, high
    table = Table2x2(np.array([[a, n - a], [c, m - c]]))
    return (table.oddsratio, *table.oddsratio_confint())


def _shown(value: float, low: float, high: float, step: float) -> tuple[float, float, float]:
    return round(value / step) * step, math.floor(low / step) * step, math.ceil(high / step) * step


def _interval(shown: tuple[float, float, float], step: float) -> Interval:
    value, low, high = shown
    return Interval((value - step / 2, value + step / 2), (low, low + step), (high - step, high))


@pytest.mark.parametrize("measure", ["relative_risk", "odds_ratio"])
@pytest.mark.parametrize(("a", "n", "c", "m"), [(23, 78, 44, 210), (12, 40, 30, 300), (60, 200, 80, 500)])
def test_the_events_that_give_the_same_interval(measure: str, a: int, n: int, c: int, m: int) -> None:
    shown = _shown(*_ratio(measure, a, n, c, m), STEP)
    found = fitting(measure, _interval(shown, STEP), Counts(a, n, c, m))
    assert found is not None
    total = a + c
    alone = [x for x in range(1, n) if _shown(*_ratio(measure, x, n, c, m), STEP) == shown]
    both = [x for x in range(1, n) if 0 < total - x < m and _shown(*_ratio(measure, x, n, total - x, m), STEP) == shown]
    others = [y for y in range(1, m) if _shown(*_ratio(measure, a, n, y, m), STEP) == shown]
    assert found.events == (max(min(alone), min(both)), min(max(alone), max(both)))
    assert found.other_events == (max(min(others), total - max(both)), min(max(others), total - min(both)))


@pytest.mark.parametrize(("events", "rows", "fewer"), [(40, 200, 0), (15, 90, 0), (300, 1000, 1)])
def test_the_events_that_give_the_same_risk(events: int, rows: int, fewer: int) -> None:
    """Read as an interval by log-odds that families made wider, the last rules out one number of events more."""
    step = 50.0

    def told(x: int) -> tuple[float, float, float]:
        low, high = proportion_confint(x, rows, method="normal")
        return _shown(1000 * x / rows, 1000 * low, 1000 * high, step)

    same = [x for x in range(1, rows) if told(x) == told(events)]
    assert risk_fitting(_interval(told(events), step), events, rows) == (min(same), max(same) - fewer)


def test_an_interval_that_was_made_in_another_way_is_not_turned_back() -> None:
    wide = Interval((1.25, 1.75), (0.0, 0.01), (90.0, 91.0))
    assert fitting("relative_risk", wide, Counts(23, 78, 44, 210)) is None
    assert risk_fitting(Interval((290.0, 300.0), (0.0, 1.0), (990.0, 991.0)), 23, 78) == (0.0, np.inf)
    assert fitting("coefficient", wide, Counts(23, 78, 44, 210)) is None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("events", "others"), [(0, 3), (8, 3), (3, 0), (3, 12)])
def test_of_nobody_and_of_everybody_nothing_is_turned_back_and_nothing_is_warned(events: int, others: int) -> None:
    shown = _interval((1.0, 0.5, 2.0), STEP)
    assert fitting("relative_risk", shown, Counts(events, 8, others, 12)) in (None, ((0.0, math.inf), (0.0, math.inf)))
    risk_fitting(shown, events, 8)
