"""Charts keep to their statements at the edges too: nought, everybody, nothing shown."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartstart.presentation import charts
from smartstart.presentation.figures import NotShownError
from smartstart.presentation.report import places
from smartstart.release.contents import Statistic, TableStatement
from tests.support.release_example import EVERYBODY, estimate, ratio


def rate(value: float | None, role: str = "rate") -> TableStatement:
    return ratio("risk_groups", "g1", role, EVERYBODY, value, Statistic.RATE, ("a/b/c", "d/e/f"))


@pytest.mark.parametrize(("value", "dark"), [(0.0, 0), (0.4, 0), (34.5, 35), (999.6, 1000), (1000.0, 1000)])
def test_dots(value: float, dark: int) -> None:
    light, marked = re.findall(r'<path d="([^"]*)"', str(charts.dots(rate(value), who="kinderen", identity="a")))
    assert marked.count("M") == dark
    assert light.count("M") == 1000 - dark


def test_a_withheld_rate_has_no_dots() -> None:
    with pytest.raises(NotShownError):
        charts.dots(rate(None), who="kinderen", identity="a")


def test_a_withheld_step_is_hatched_and_has_no_height() -> None:
    stairs = [charts.Stair("alle kinderen", rate(10.0)), charts.Stair("die verhuisden", rate(None, "peel-1-rate"))]
    drawn = str(charts.staircase(stairs, units="kinderen", identity="t"))
    withheld = drawn.partition("</li>")[2]
    assert "te weinig om iets te zeggen" in withheld
    assert "url(#t1)" in withheld
    assert "data-statement" not in withheld


def test_stairs_of_which_nothing_is_shown_can_be_drawn() -> None:
    drawn = str(charts.staircase([charts.Stair("alle", rate(None))] * 2, units="kinderen", identity="t"))
    assert drawn.count("te weinig om iets te zeggen") == 2


def test_a_comparison_without_an_average_has_no_line_for_it() -> None:
    row = charts.Compared("groep", estimate("g1", "risk", EVERYBODY, "risk_per_1000", (5.0, 4.0, 6.0)))
    assert "gemiddeld" not in str(charts.comparison([row], reference=rate(None), units="kinderen", identity="v"))
    assert "gemiddeld" in str(charts.comparison([row], reference=rate(3.0), units="kinderen", identity="v"))


def test_a_comparison_of_withheld_groups_shows_words_only() -> None:
    row = charts.Compared("groep", estimate("g1", "risk", EVERYBODY, "risk_per_1000", None))
    drawn = str(charts.comparison([row], reference=None, units="kinderen", identity="v"))
    assert "te weinig om iets te zeggen" in drawn
    assert "<circle" not in drawn


@given(st.floats(0.01, 1000))
def test_ticks_are_round_and_few_and_reach_the_top(top: float) -> None:
    ticks = charts._ticks(top)
    assert ticks[0] == 0
    assert ticks[-1] >= top * (1 - 1e-9)
    assert 3 <= len(ticks) <= 7
    step = ticks[1]
    leading = step / 10 ** math.floor(math.log10(step) + 1e-9)
    assert min(abs(leading - round_step) for round_step in (1, 2, 5)) < 1e-6


def test_class_words() -> None:
    assert places.class_words([7.0, 8.0]) == ["minder dan 7", "7 tot 8", "8 of meer"]
    assert places.class_words([10.2, 10.4]) == ["minder dan 10,2", "10,2 tot 10,4", "10,4 of meer"]
