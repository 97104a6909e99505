"""The colour of an area, put together again from stored figures; what a difference means is decided in `opendata`.

What may be compared was judged when the figures were read (`opendata.colour`); here nothing is judged twice: the
stored figures of an area are those that belong to it, and the newest one that has a value is its figure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from smartstart.opendata.area_colour import AreaColour, Reading, YearRow
from smartstart.opendata.figures import Figure, FigureState, without_figure
from smartstart.opendata.indicator import Indicator
from smartstart.opendata.indicators import CATALOGUE
from smartstart.opendata.standing import Side, Standing, side, standing
from smartstart.vocabulary.areas import AreaLevel


@dataclass(frozen=True, slots=True)
class Stored:
    """One figure of an area as it was stored, with what was judged when it was read."""

    figure: Figure
    same_municipality: bool = True
    break_year: int | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """The figures of the municipality and the country, by indicator and year."""

    municipality: Mapping[tuple[str, int], Figure] = field(default_factory=dict)
    country: Mapping[tuple[str, int], Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """An area without its figures."""

    code: str
    name: str
    level: AreaLevel
    division: int


def area_colour(
    place: Place,
    stored: Iterable[Stored],
    beside: Beside,
    *,
    indicators: Iterable[Indicator] = CATALOGUE,
    buurten: tuple[AreaColour, ...] = (),
) -> AreaColour:
    """Return an area with its readings, in the order of the catalogue."""
    by_indicator: dict[str, list[Stored]] = {}
    for one in stored:
        by_indicator.setdefault(one.figure.indicator, []).append(one)
    readings = tuple(
        reading(place, indicator, by_indicator.get(indicator.name, []), beside) for indicator in indicators
    )
    return AreaColour(place.code, place.name, place.level, place.division, readings, buurten)


def reading(place: Place, indicator: Indicator, stored: list[Stored], beside: Beside) -> Reading:
    """Return one indicator for one area, with the figures of the same year beside it."""
    known = sorted((one for one in stored if one.figure.value is not None), key=lambda one: one.figure.year)
    newest = known[-1] if known else next(iter(stored), None)
    if newest is None or not newest.figure.source:
        own = newest.figure if newest else without_figure(indicator, place.code, place.division, FigureState.ABSENT)
        return Reading(indicator, own, None, None, Standing.UNKNOWN, Side.NEITHER, (), None)
    own, key = newest.figure, (indicator.name, newest.figure.year)
    home, country = beside.municipality.get(key), beside.country.get(key)
    found = standing(indicator, own, country if place.level is AreaLevel.MUNICIPALITY else home)
    series = tuple(_year(one, beside) for one in known)
    return Reading(indicator, own, home, country, found, side(indicator, found), series, newest.break_year)


def _year(one: Stored, beside: Beside) -> YearRow:
    key = (one.figure.indicator, one.figure.year)
    return YearRow(
        one.figure.year, one.figure, beside.municipality.get(key), beside.country.get(key), one.same_municipality
    )
