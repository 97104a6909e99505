"""A difference is clear only beyond chance, rounding and a declared least difference."""

import pytest

from smartstart.opendata.figures import Figure, FigureState, interval
from smartstart.opendata.indicator import Indicator
from smartstart.opendata.indicators import BY_NAME
from smartstart.opendata.standing import Side, Standing, side, standing
from smartstart.statistics import wilson
from smartstart.vocabulary.certainty import Reliability

ASSISTANCE = BY_NAME["bijstand"]
HARDSHIP = BY_NAME["moeite-met-rondkomen"]
DIVORCED = BY_NAME["gescheiden"]
HEALTHY = BY_NAME["gezondheid-goed"]


def counted(indicator: Indicator, count: float, of: float, step: float, year: int = 2020) -> Figure:
    lower, upper = interval(count, of, step)
    scale = indicator.scale
    return Figure(
        indicator.name,
        "WK990101",
        year,
        2020,
        FigureState.SHOWN,
        scale * count / of,
        scale * lower,
        scale * upper,
        Reliability.ROUNDED,
        "kwb-2020",
    )


def modelled(indicator: Indicator, value: float | None, year: int = 2020) -> Figure:
    state = FigureState.ABSENT if value is None else FigureState.SHOWN
    return Figure(
        indicator.name, "WK990101", year, 2020, state, value, None, None, Reliability.MODELLED, "rivm-50090ned"
    )


@pytest.mark.parametrize(("count", "of"), [(0, 100), (260, 3955), (100, 100)])
def test_the_interval_is_wilson_at_99_per_cent(count: int, of: int) -> None:
    reference = wilson([count], [of], level=0.99)
    assert interval(count, of, 0.0) == pytest.approx((reference.lower[0], reference.upper[0]), abs=1e-9)


def test_rounding_widens_the_interval() -> None:
    plain, rounded = interval(50, 1000, 0), interval(50, 1000, 10)
    assert rounded[0] < plain[0] < plain[1] < rounded[1]


def test_a_large_difference_in_a_small_area_is_not_clear() -> None:
    reference = modelled(ASSISTANCE, 47.0)
    assert standing(ASSISTANCE, counted(ASSISTANCE, 10, 130, 10), reference) is Standing.LITTLE_HIGHER
    assert standing(ASSISTANCE, counted(ASSISTANCE, 300, 3900, 10), reference) is Standing.CLEARLY_HIGHER


def test_a_certain_but_tiny_difference_is_not_clear() -> None:
    own, reference = counted(DIVORCED, 82_000, 1_000_000, 5), modelled(DIVORCED, 7.9)
    assert own.lower is not None
    assert own.lower > 7.9
    assert standing(DIVORCED, own, reference) is Standing.LITTLE_HIGHER


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (17.0, Standing.CLEARLY_HIGHER),
        (16.9, Standing.LITTLE_HIGHER),
        (15.2, Standing.ABOUT_EQUAL),
        (14.0, Standing.LITTLE_LOWER),
        (13.0, Standing.CLEARLY_LOWER),
    ],
)
def test_a_modelled_figure_needs_two_points(value: float, expected: Standing) -> None:
    assert standing(HARDSHIP, modelled(HARDSHIP, value), modelled(HARDSHIP, 15.0)) is expected


def test_for_a_large_share_the_other_side_counts() -> None:
    # 90 against 80: the part that is *not* healthy halves; a tenth of 80 would have asked for 88 as well.
    assert standing(HEALTHY, modelled(HEALTHY, 82.1), modelled(HEALTHY, 80.0)) is Standing.CLEARLY_HIGHER


def test_figures_of_different_years_are_never_compared() -> None:
    assert standing(HARDSHIP, modelled(HARDSHIP, 30.0, 2016), modelled(HARDSHIP, 15.0, 2020)) is Standing.UNKNOWN


def test_no_figure_has_no_standing() -> None:
    assert standing(HARDSHIP, modelled(HARDSHIP, None), modelled(HARDSHIP, 15.0)) is Standing.UNKNOWN
    assert standing(HARDSHIP, None, modelled(HARDSHIP, 15.0)) is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("indicator", "found", "expected"),
    [
        (HARDSHIP, Standing.CLEARLY_HIGHER, Side.WORRY),
        (HARDSHIP, Standing.CLEARLY_LOWER, Side.STRENGTH),
        (HARDSHIP, Standing.LITTLE_HIGHER, Side.NEITHER),
        (HEALTHY, Standing.CLEARLY_HIGHER, Side.STRENGTH),
        (HEALTHY, Standing.CLEARLY_LOWER, Side.WORRY),
        (DIVORCED, Standing.CLEARLY_HIGHER, Side.NEITHER),
        (DIVORCED, Standing.CLEARLY_LOWER, Side.NEITHER),
    ],
)
def test_only_clear_and_judged_differences_have_a_side(indicator: Indicator, found: Standing, expected: Side) -> None:
    assert side(indicator, found) is expected
