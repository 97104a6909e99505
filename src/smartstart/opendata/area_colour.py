"""What the colour of a neighbourhood holds: areas, their readings, and the years of each reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smartstart.opendata.attribution import Source
from smartstart.opendata.figures import Figure, FigureState
from smartstart.opendata.indicator import Indicator, Theme
from smartstart.opendata.standing import Side, Standing
from smartstart.vocabulary.areas import AreaLevel

NOTHING_DRAWN: Mapping[str, Any] = {"type": "FeatureCollection", "features": []}


@dataclass(frozen=True)
class YearRow:
    """One indicator in one year: the area beside its municipality and the country.

    `same_municipality` is False when the municipality had other borders then than in the newest year of the series:
    its figure stands beside that of the area in the same year, but not beside its own of another year.
    """

    year: int
    own: Figure | None
    municipality: Figure | None
    country: Figure | None
    same_municipality: bool = True


@dataclass(frozen=True)
class Reading:
    """One indicator for one area.

    Args:
        indicator: its declaration.
        own: the newest figure of the area, or why there is none.
        municipality, country: the figures of the same year beside it; None when there are none.
        standing: against the municipality (for a municipality: against the country).
        side: worry, strength, or neither.
        series: all years that may be compared with each other, oldest first; one year means that no change is known.
        break_year: a year that is known but may not be compared (other borders); None when there is none.
    """

    indicator: Indicator
    own: Figure
    municipality: Figure | None
    country: Figure | None
    standing: Standing
    side: Side
    series: tuple[YearRow, ...]
    break_year: int | None


@dataclass(frozen=True)
class AreaColour:
    """One area with its readings, in the order of the catalogue."""

    code: str
    name: str
    level: AreaLevel
    division: int
    readings: tuple[Reading, ...]
    buurten: tuple["AreaColour", ...] = ()

    def theme(self, theme: Theme) -> tuple[Reading, ...]:
        """Return the readings of one theme."""
        return tuple(reading for reading in self.readings if reading.indicator.theme is theme)

    def reading(self, name: str) -> Reading:
        """Return the reading of one indicator; raises KeyError for a name the catalogue does not have."""
        for reading in self.readings:
            if reading.indicator.name == name:
                return reading
        raise KeyError(name)

    @property
    def people_reading(self) -> Reading:
        """The reading of the number of inhabitants."""
        return next(reading for reading in self.readings if reading.indicator.unit == "inwoners")

    @property
    def people(self) -> Figure:
        """The number of inhabitants."""
        return self.people_reading.own

    @property
    def too_few(self) -> bool:
        """True when the area has too few inhabitants to say anything."""
        shares = [reading for reading in self.readings if reading.indicator.scale != 1.0]
        return any(r.own.state is FigureState.TOO_FEW for r in shares) and not any(
            r.own.state is FigureState.SHOWN for r in shares
        )

    @property
    def strengths(self) -> tuple[Reading, ...]:
        """Readings clearly on the strong side."""
        return tuple(reading for reading in self.readings if reading.side is Side.STRENGTH)

    @property
    def worries(self) -> tuple[Reading, ...]:
        """Readings clearly on the side of a worry."""
        return tuple(reading for reading in self.readings if reading.side is Side.WORRY)

    @property
    def together(self) -> tuple[Reading, ...]:
        """Readings that clearly stand out in this same area, judged or not; empty when fewer than two do."""
        found = tuple(reading for reading in self.readings if reading.standing.clear)
        return found if len(found) > 1 else ()

    @property
    def unknown(self) -> tuple[Reading, ...]:
        """Readings without a value."""
        return tuple(reading for reading in self.readings if reading.own.value is None)


@dataclass(frozen=True)
class NeighbourhoodColour:
    """The colour of one municipality.

    Args:
        municipality: its own figures; `standing` is against the country.
        wijken: areas of the map's division, by name; each holds its buurten (of 2020) when it is the same place.
        former: wijken of 2020 that are not the same place any more, by name, with their buurten.
        borders: GeoJSON of the wijken of the map, simplified; properties `statcode`, `statnaam`; no features when
            there are no borders.
        buurt_borders: the same of the buurten.
        region: GeoJSON of the municipalities around, for "waar ben ik".
        sources: what must be attributed.
        invented: True when the figures are invented; every page and file must say so.
    """

    municipality: AreaColour
    wijken: tuple[AreaColour, ...]
    former: tuple[AreaColour, ...]
    borders: Mapping[str, Any]
    region: Mapping[str, Any]
    sources: tuple[Source, ...]
    invented: bool
    buurt_borders: Mapping[str, Any] = field(default_factory=lambda: dict(NOTHING_DRAWN))

    def area(self, code: str) -> AreaColour:
        """Return the municipality, a wijk of the map or one of its buurten; raises KeyError for another code."""
        for area in (self.municipality, *self.wijken, *(buurt for wijk in self.wijken for buurt in wijk.buurten)):
            if area.code == code:
                return area
        raise KeyError(code)
