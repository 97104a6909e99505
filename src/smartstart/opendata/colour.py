"""The colour of the neighbourhood: the open figures of one municipality, area by area and theme by theme.

There is no total, no rank and no count of what is raised: an area has figures, what stands out, and what is not
known. Areas stand in the order of their names, indicators in the order of the catalogue.

Areas are those of the newest division for which there are borders (2022). Figures of the 2020 division are used for
a wijk only where it is the same place (`division.comparable`). Wijken of 2020 that are no longer there as they were
are kept apart, with their own figures and their own division year. Buurten exist in the 2020 division only.

Without borders there is no map, and figures all the same: the wijken are then those of the newest table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smartstart.opendata.attribution import INVENTED, SOURCES, Source
from smartstart.opendata.borders import Borders, borders, has_borders
from smartstart.opendata.division import Division, comparable, divisions
from smartstart.opendata.figures import Figure, FigureState, figure, without_figure
from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.indicator import Indicator, Recipe, Theme
from smartstart.opendata.indicators import CATALOGUE
from smartstart.opendata.naming import by_name
from smartstart.opendata.standing import Side, Standing, side, standing
from smartstart.opendata.tables import COUNTRY, OpenTables, load_tables, municipalities
from smartstart.vocabulary.areas import AreaLevel, is_invented, level_of, normalise
from smartstart.vocabulary.errors import DataError, UsageError

MAP_DIVISION = 2022
BUURT_DIVISION = 2020

_NOTHING_DRAWN: Mapping[str, Any] = {"type": "FeatureCollection", "features": []}


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
    buurt_borders: Mapping[str, Any] = field(default_factory=lambda: dict(_NOTHING_DRAWN))

    def area(self, code: str) -> AreaColour:
        """Return the municipality, a wijk of the map or one of its buurten; raises KeyError for another code."""
        for area in (self.municipality, *self.wijken, *(buurt for wijk in self.wijken for buurt in wijk.buurten)):
            if area.code == code:
                return area
        raise KeyError(code)


def colour(folder: OpenFolder, municipality: str, *, map_needed: bool = True) -> NeighbourhoodColour:
    """Return the colour of one municipality (`GM0855`) from the open files in a folder.

    Args:
        folder: with figures, and borders.
        municipality: its code.
        map_needed: False when the figures will do where there are no borders.

    Raises:
        DataError: the municipality is not in the figures or on the map, or a needed file is missing or broken.
    """
    names = municipalities(folder)
    _check_known(folder, municipality, names)
    tables = load_tables(folder, municipality)
    known = divisions(tables)
    drawn = borders(folder, municipality) if map_needed or has_borders(folder) else _not_drawn(names[municipality])
    wijken = _wijken(drawn, known)
    maker = _Maker(tables, known, municipality, MAP_DIVISION if drawn.wijken["features"] else _newest_of_wijken(known))
    invented = folder.invented or is_invented(municipality)
    return NeighbourhoodColour(
        municipality=maker.area(municipality, maker.newest(municipality), drawn.name),
        wijken=by_name(maker.wijk(code, name) for code, name in wijken.items()),
        former=by_name(maker.former()),
        borders=drawn.wijken,
        region=drawn.region,
        sources=(INVENTED,) if invented else _sources(tables),
        invented=invented,
        buurt_borders=drawn.buurten,
    )


def _not_drawn(name: str) -> Borders:
    return Borders(name, dict(_NOTHING_DRAWN), dict(_NOTHING_DRAWN), dict(_NOTHING_DRAWN))


def _wijken(drawn: Borders, known: Mapping[int, Division]) -> dict[str, str]:
    """Return code and name of the wijken: those on the map, else those of the newest division that has any."""
    on_map = [feature["properties"] for feature in drawn.wijken["features"]]
    if on_map:
        return {properties["statcode"]: properties["statnaam"] for properties in on_map}
    areas = known[_newest_of_wijken(known)].areas
    return {code: area.name for code, area in areas.items() if level_of(code) is AreaLevel.WIJK}


def _newest_of_wijken(known: Mapping[int, Division]) -> int:
    with_wijken = (y for y, division in known.items() if any(level_of(c) is AreaLevel.WIJK for c in division.areas))
    return max(with_wijken, default=BUURT_DIVISION)


def municipality_code(text: str) -> str:
    """Return a municipality code as a user typed it, in its canonical form.

    Raises:
        UsageError: it is not the code of a municipality.
    """
    try:
        code = normalise(text)
        level = level_of(code)
    except ValueError:
        level = None
    if level is not AreaLevel.MUNICIPALITY:
        raise UsageError(
            f"{text[:20]} is geen code van een gemeente.",
            expected="GM en vier cijfers, zoals GM0855",
            mend="zoek de code op in StatLine",
        )
    return code


def _check_known(folder: OpenFolder, municipality: str, known: Mapping[str, str]) -> None:
    if municipality in known:
        return
    examples = ", ".join(f"{code} ({name})" for code, name in list(known.items())[:3])
    raise DataError(
        f"De gemeente {municipality} staat niet in de cijfers.",
        where=str(folder.path),
        expected=f"een gemeentecode uit de cijfers, bijvoorbeeld {examples}",
        mend="kijk de code na; na een herindeling heeft een gemeente vaak een nieuwe code",
    )


def _sources(tables: OpenTables) -> tuple[Source, ...]:
    used = {table.shape.source for table in tables.tables.values()} | {"gebieden"}
    return tuple(source for key, source in SOURCES.items() if key in used)


@dataclass(frozen=True)
class _Maker:
    """Builds areas from the tables of one municipality."""

    tables: OpenTables
    known: Mapping[int, Division]
    home: str
    map_division: int

    def newest(self, code: str) -> int:
        return max(year for year, division in self.known.items() if code in division.areas)

    def wijk(self, code: str, name: str) -> AreaColour:
        same_place = comparable(self.known, code, BUURT_DIVISION, self.map_division)
        buurten = self.buurten(code) if same_place else ()
        return self.area(code, self.map_division, name, buurten)

    def former(self) -> list[AreaColour]:
        old = self.known[BUURT_DIVISION].areas
        gone = [
            code
            for code in old
            if level_of(code) is AreaLevel.WIJK and not comparable(self.known, code, BUURT_DIVISION, self.map_division)
        ]
        return [self.area(code, BUURT_DIVISION, old[code].name, self.buurten(code)) for code in gone]

    def buurten(self, wijk: str) -> tuple[AreaColour, ...]:
        areas = self.known[BUURT_DIVISION].areas
        mine = [code for code in areas if level_of(code) is AreaLevel.BUURT and code[2:8] == wijk[2:]]
        return by_name(self.area(code, BUURT_DIVISION, areas[code].name) for code in mine)

    def area(self, code: str, division: int, name: str, buurten: tuple[AreaColour, ...] = ()) -> AreaColour:
        readings = tuple(self.reading(indicator, code, division) for indicator in CATALOGUE)
        return AreaColour(code, name, level_of(code), division, readings, buurten)

    def reading(self, indicator: Indicator, code: str, division: int) -> Reading:
        recipes = [recipe for recipe in indicator.recipes if self.tables.get(recipe.table) is not None]
        usable = [recipe for recipe in recipes if self.usable(recipe, code, division)]
        shown = next((r for r in usable if self.value(indicator, r, code) is not None), None)
        chosen = shown or next(iter(usable), None)
        if chosen is None:
            return self.nothing(indicator, code, division, barred=self.has_other(recipes, code, division))
        own = figure(self.tables, indicator, chosen, code)
        if own is None:  # the table is there: `recipes` holds no other
            raise KeyError(chosen.table)
        home, country = self.beside(indicator, chosen)
        against = country if code == self.home else home
        found = standing(indicator, own, against)
        series, break_year = self.series(indicator, code, division)
        return Reading(indicator, own, home, country, found, side(indicator, found), series, break_year)

    def nothing(self, indicator: Indicator, code: str, division: int, *, barred: bool) -> Reading:
        state = FigureState.NOT_COMPARABLE if barred else FigureState.ABSENT
        own = without_figure(indicator, code, division, state)
        return Reading(indicator, own, None, None, Standing.UNKNOWN, Side.NEITHER, (), None)

    def usable(self, recipe: Recipe, code: str, division: int) -> bool:
        """Say whether the figures of a recipe belong to this area: the same place in the recipe's division."""
        own = self.division_of(recipe)
        if level_of(code) is AreaLevel.COUNTRY:
            return True
        if code == self.home:
            return True  # a municipality's own figure of a year is shown with that year; change is guarded in `series`
        return own == division or comparable(self.known, code, own, division)

    def has_other(self, recipes: list[Recipe], code: str, division: int) -> bool:
        years = {self.division_of(recipe) for recipe in recipes} - {division}
        level = level_of(code)
        return any(
            any(level_of(other) is level for other in self.known[year].areas) for year in years if year in self.known
        )

    def division_of(self, recipe: Recipe) -> int:
        table = self.tables.get(recipe.table)
        if table is None:
            raise KeyError(recipe.table)
        return table.shape.division

    def value(self, indicator: Indicator, recipe: Recipe, code: str) -> float | None:
        found = figure(self.tables, indicator, recipe, code)
        return None if found is None else found.value

    def beside(self, indicator: Indicator, recipe: Recipe) -> tuple[Figure | None, Figure | None]:
        return figure(self.tables, indicator, recipe, self.home), figure(self.tables, indicator, recipe, COUNTRY)

    def series(self, indicator: Indicator, code: str, division: int) -> tuple[tuple[YearRow, ...], int | None]:
        """Return the years in which this area was the same place as in its newest figure, oldest first."""
        rows: list[YearRow] = []
        broken: int | None = None
        newest: int | None = None
        for recipe in indicator.recipes:
            own = figure(self.tables, indicator, recipe, code)
            if own is None or own.value is None:
                continue
            newest = own.division if newest is None and self.usable(recipe, code, division) else newest
            if newest is None or not comparable(self.known, code, own.division, newest):
                broken = max(own.year, broken or own.year)
                continue
            same = comparable(self.known, self.home, own.division, newest)
            rows.append(YearRow(own.year, own, *self.beside(indicator, recipe), same))
        return tuple(sorted(rows, key=lambda row: row.year)), broken
