"""Whatever is asked of the map, there is an answer, and the page says what could not be shown."""

import pytest

from smartstart.vocabulary.areas import AreaLevel
from smartstart.workspace.insight.rules.colour_choice import (
    Asked,
    by_theme,
    choose,
    drawable,
    levels_with,
    merged,
)

YEARS = {
    "wijk": {
        "bijstand": [2020],
        "moeite-met-rondkomen": [2012, 2016, 2020],
        "lager-inkomen": [2022],
        "inwoners": [2020, 2022],
        "verdwenen": [2020],
    },
    "buurt": {"bijstand": [2020]},
    "gemeente": {"bijstand": [2020]},
}


def test_nothing_asked_is_the_first_map() -> None:
    found = choose(Asked(), YEARS)
    assert found is not None
    assert (found.level, found.indicator.name, found.second, found.year, found.notes) == (
        AreaLevel.WIJK, "bijstand", None, 2020, ()
    )  # fmt: skip


def test_what_is_asked_is_shown() -> None:
    found = choose(Asked("moeite-met-rondkomen", "bijstand", "wijk", "2020", "wk990101 "), YEARS)
    assert found is not None
    assert [indicator.name for indicator in found.indicators] == ["moeite-met-rondkomen", "bijstand"]
    assert (found.year, found.second_year, found.area, found.notes) == (2020, 2020, "WK990101", ())


def test_a_year_that_is_not_there_gives_way_and_it_is_said() -> None:
    found = choose(Asked("moeite-met-rondkomen", year="2013"), YEARS)
    assert found is not None
    assert found.year == 2020
    assert "niet van het jaar dat u koos" in found.notes[0]
    older = choose(Asked("moeite-met-rondkomen", year="2012"), YEARS)
    assert older is not None
    assert (older.year, older.notes) == (2012, ())


def test_two_years_on_one_map_are_told() -> None:
    found = choose(Asked("bijstand", "lager-inkomen"), YEARS)
    assert found is not None
    assert (found.year, found.second_year) == (2020, 2022)
    assert "2020" in found.notes[0]
    assert "2022" in found.notes[0]


@pytest.mark.parametrize("asked", ["niets", "inwoners", "verslaving", "verdwenen"])
def test_what_cannot_be_drawn_gives_way(asked: str) -> None:
    found = choose(Asked(asked), YEARS)
    assert found is not None
    assert found.indicator.name == "bijstand"
    assert "geen kaart" in found.notes[0]


def test_an_indicator_is_not_paired_with_itself() -> None:
    found = choose(Asked("bijstand", "bijstand"), YEARS)
    assert found is not None
    assert found.second is None


@pytest.mark.parametrize("level", ["land", "straat", "gemeente"])
def test_a_level_that_is_not_there_gives_way(level: str) -> None:
    found = choose(Asked(level=level), YEARS)
    assert found is not None
    assert found.level is AreaLevel.WIJK
    assert "geen cijfers per" in found.notes[0]


def test_without_figures_there_is_nothing_to_choose() -> None:
    assert choose(Asked("bijstand"), {}) is None
    assert choose(Asked("bijstand"), {"gemeente": {"bijstand": [2020]}}) is None


def test_readings_are_taken_together() -> None:
    both = merged([{"wijk": {"bijstand": [2020]}}, {"wijk": {"bijstand": [2024], "sport": [2020]}}])
    assert both == {"wijk": {"bijstand": (2020, 2024), "sport": (2020,)}}


def test_what_can_be_chosen_is_in_the_order_of_the_catalogue_under_its_theme() -> None:
    names = [indicator.name for indicator in drawable(YEARS, AreaLevel.WIJK)]
    assert names == ["bijstand", "lager-inkomen", "moeite-met-rondkomen"]
    assert [head for head, _ in by_theme(drawable(YEARS, AreaLevel.WIJK))] == ["Werk en inkomen"]
    assert levels_with(YEARS) == (AreaLevel.WIJK, AreaLevel.BUURT)


def test_a_choice_is_its_own_address() -> None:
    found = choose(Asked("moeite-met-rondkomen", "bijstand", "wijk", "2016", "WK990101"), YEARS)
    assert found is not None
    assert found.parameters(gebied="") == {
        "indicator": "moeite-met-rondkomen",
        "tweede": "bijstand",
        "niveau": "wijk",
        "jaar": "2016",
    }
