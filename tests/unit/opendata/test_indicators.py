"""The catalogue is complete and says no more than it may."""

import pytest

from smartstart.opendata.attribution import INVENTED, SOURCES
from smartstart.opendata.indicator import Direction, Indicator, Theme
from smartstart.opendata.indicators import CATALOGUE
from smartstart.opendata.table_shapes import TABLES
from smartstart.vocabulary.certainty import Reliability


@pytest.mark.parametrize("indicator", CATALOGUE, ids=lambda indicator: indicator.name)
def test_each_indicator_is_declared_in_full(indicator: Indicator) -> None:
    assert indicator.label
    assert indicator.phrase
    assert bool(indicator.recipes) != bool(indicator.absent), "a figure, or the reason why there is none"
    assert (indicator.reliability is Reliability.ABSENT) == (not indicator.recipes)
    assert list(indicator.bounds) == sorted(indicator.bounds)
    assert len(indicator.bounds) in (0, 4), "at most five classes"
    if indicator.halves:
        assert indicator.halves[0] < indicator.halves[1]
    years = [TABLES[recipe.table].year for recipe in indicator.recipes]
    assert years == sorted(years, reverse=True)
    if indicator.recipes and indicator.scale != 1.0:
        assert indicator.about


def test_names_are_unique_and_every_theme_has_an_indicator() -> None:
    names = [indicator.name for indicator in CATALOGUE]
    assert len(names) == len(set(names))
    assert {indicator.theme for indicator in CATALOGUE} == set(Theme)


def test_nothing_about_origin_is_in_the_catalogue() -> None:
    columns = {column for i in CATALOGUE for recipe in i.recipes for column in recipe.columns}
    assert not [c for c in columns if any(word in c.casefold() for word in ("western", "maro", "turk", "allocht"))]


def test_what_has_no_figure_is_never_judged() -> None:
    assert all(i.direction is Direction.NEUTRAL for i in CATALOGUE if i.reliability is Reliability.ABSENT)


def test_invented_figures_name_no_publisher() -> None:
    assert "CBS" in SOURCES["kwb-2020"].attribution
    assert "erzonnen" in INVENTED.attribution
    assert "CBS" not in INVENTED.attribution
