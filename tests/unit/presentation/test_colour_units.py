"""Figures in the units that a municipality may declare itself: said as people say them, and judged with care."""

import pytest

from smartstart.opendata.area_colour import AreaColour, Reading
from smartstart.opendata.figures import Figure, FigureState
from smartstart.opendata.indicator import Direction, Indicator, Theme
from smartstart.opendata.indicators import POPULATION
from smartstart.opendata.standing import Side, Standing, side, standing
from smartstart.presentation import colour_words, dutch
from smartstart.vocabulary.areas import AreaLevel
from smartstart.vocabulary.certainty import Reliability

BLANK = dutch.HARD_BLANK


def _own(unit: str, scale: float = 1.0, direction: Direction = Direction.WORRY) -> Indicator:
    return Indicator(
        "eigen", "Eigen", "wachttijd", Theme.FAMILY, direction, Reliability.REPORTED, unit, scale, bounds=(1, 2, 3, 4)
    )


def _figure(value: float | None, lower: float | None = None, upper: float | None = None) -> Figure:
    state = FigureState.TOO_FEW if value is None else FigureState.SHOWN
    return Figure("eigen", "WK990101", 2025, 2022, state, value, lower, upper, Reliability.REPORTED, "eigen-1")


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("kinderen", 1234, f"1.234{BLANK}kinderen"),
        ("jaar", 41.25, f"41,3{BLANK}jaar"),
        ("minuten", 12, f"12,0{BLANK}minuten"),
        ("rapportcijfer", 7.4, "7,4"),
        ("euro", 1250.4, f"1.250{BLANK}euro"),
        ("per km2", 3.25, f"3,3{BLANK}per km²"),
        ("per 10.000", 8.25, "8,3 van elke 10.000"),
        ("inwoners", 1234, "1.234"),
    ],
)
def test_a_value_is_said_with_its_unit(unit: str, value: float, words: str) -> None:
    assert colour_words.amount(_own(unit), value) == words


def test_classes_say_their_unit() -> None:
    assert colour_words.classes_in_words(_own("jaar"), (1, 2, 3, 4))[0] == "minder dan 1 jaar"
    assert colour_words.classes_in_words(_own("rapportcijfer"), (1, 2, 3, 4))[0] == "minder dan 1"


@pytest.mark.parametrize("unit", ["%", "rapportcijfer", "euro"])
def test_without_a_margin_no_own_figure_is_clear(unit: str) -> None:
    indicator = _own(unit, 100.0 if unit == "%" else 1.0)
    assert standing(indicator, _figure(9), _figure(4)) is Standing.LITTLE_HIGHER
    found = standing(indicator, _figure(9, 8, 10), _figure(4))
    assert (found, side(indicator, found)) == (Standing.CLEARLY_HIGHER, Side.WORRY)


def test_a_count_is_never_set_beside_a_larger_area() -> None:
    assert standing(_own("kinderen"), _figure(90, 80, 100), _figure(400)) is Standing.UNKNOWN


def _reading(indicator: Indicator, own: Figure, larger: Figure | None = None) -> Reading:
    found = standing(indicator, own, larger)
    return Reading(indicator, own, larger, None, found, side(indicator, found), (), None)


def test_what_is_high_is_called_higher_and_whose_it_is() -> None:
    reading = _reading(_own("rapportcijfer"), _figure(9, 8, 10), _figure(4))
    assert colour_words.stands_out(reading, "Duin") == "Een hogere wachttijd dan in Duin (9,0 tegen 4,0, eigen cijfer)."
    assert colour_words.difference(reading, "Duin") == "duidelijk hoger dan in Duin"


def test_too_few_is_told_as_too_few_also_of_an_own_figure() -> None:
    people = Figure("inwoners", "WK990101", 2022, 2022, FigureState.SHOWN, 60, None, None, Reliability.ROUNDED, "kwb")
    readings = (_reading(POPULATION, people), _reading(_own("%", 100.0), _figure(None)))
    area = AreaColour("WK990101", "Polder", AreaLevel.WIJK, 2022, readings)
    assert colour_words.unknown(area) == "Te weinig om iets te zeggen: eigen."
