"""Chooses, per area and indicator, the figure that belongs to that same place, and the years beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from smartstart.opendata.area_colour import AreaColour, Reading, YearRow
from smartstart.opendata.division import Division, comparable
from smartstart.opendata.figures import Figure, FigureState, figure, without_figure
from smartstart.opendata.indicator import Indicator, Recipe
from smartstart.opendata.indicators import CATALOGUE
from smartstart.opendata.naming import by_name
from smartstart.opendata.standing import Side, Standing, side, standing
from smartstart.opendata.tables import COUNTRY, OpenTables
from smartstart.vocabulary.areas import AreaLevel, level_of

BUURT_DIVISION = 2020


@dataclass(frozen=True)
class ColourMaker:
    """Makes the areas of one municipality, with their readings, from its tables.

    Attributes:
        tables: the open figures.
        known: per year of division its areas.
        home: code of the municipality.
        map_division: year of division of the wijken on the map.
    """

    tables: OpenTables
    known: Mapping[int, Division]
    home: str
    map_division: int

    def newest(self, code: str) -> int:
        """Return the newest year of division that has an area."""
        return max(year for year, division in self.known.items() if code in division.areas)

    def wijk(self, code: str, name: str) -> AreaColour:
        """Return a wijk of the map, with its buurten where it is the same place as in their division."""
        same_place = comparable(self.known, code, BUURT_DIVISION, self.map_division)
        buurten = self._buurten(code) if same_place else ()
        return self.area(code, self.map_division, name, buurten)

    def former(self) -> list[AreaColour]:
        """Return the wijken that are not the same place any more."""
        old = self.known[BUURT_DIVISION].areas
        gone = [
            code
            for code in old
            if level_of(code) is AreaLevel.WIJK and not comparable(self.known, code, BUURT_DIVISION, self.map_division)
        ]
        return [self.area(code, BUURT_DIVISION, old[code].name, self._buurten(code)) for code in gone]

    def _buurten(self, wijk: str) -> tuple[AreaColour, ...]:
        areas = self.known[BUURT_DIVISION].areas
        mine = [code for code in areas if level_of(code) is AreaLevel.BUURT and code[2:8] == wijk[2:]]
        return by_name(self.area(code, BUURT_DIVISION, areas[code].name) for code in mine)

    def area(self, code: str, division: int, name: str, buurten: tuple[AreaColour, ...] = ()) -> AreaColour:
        """Return an area with all its readings."""
        readings = tuple(self._reading(indicator, code, division) for indicator in CATALOGUE)
        return AreaColour(code, name, level_of(code), division, readings, buurten)

    def _reading(self, indicator: Indicator, code: str, division: int) -> Reading:
        recipes = [recipe for recipe in indicator.recipes if self.tables.get(recipe.table) is not None]
        usable = [recipe for recipe in recipes if self._usable(recipe, code, division)]
        shown = next((r for r in usable if self._value(indicator, r, code) is not None), None)
        chosen = shown or next(iter(usable), None)
        if chosen is None:
            return self._nothing(indicator, code, division, barred=self._has_other(recipes, code, division))
        own = figure(self.tables, indicator, chosen, code)
        if own is None:  # the table is there: `recipes` holds no other
            raise KeyError(chosen.table)
        home, country = self._beside(indicator, chosen)
        against = country if code == self.home else home
        found = standing(indicator, own, against)
        series, break_year = self._series(indicator, code, division)
        return Reading(indicator, own, home, country, found, side(indicator, found), series, break_year)

    def _nothing(self, indicator: Indicator, code: str, division: int, *, barred: bool) -> Reading:
        state = FigureState.NOT_COMPARABLE if barred else FigureState.ABSENT
        own = without_figure(indicator, code, division, state)
        return Reading(indicator, own, None, None, Standing.UNKNOWN, Side.NEITHER, (), None)

    def _usable(self, recipe: Recipe, code: str, division: int) -> bool:
        """Say whether the figures of a recipe belong to this area: the same place in the recipe's division."""
        own = self._division_of(recipe)
        if level_of(code) is AreaLevel.COUNTRY:
            return True
        if code == self.home:
            return True  # a municipality's own figure of a year is shown with that year; change is guarded in `_series`
        return own == division or comparable(self.known, code, own, division)

    def _has_other(self, recipes: list[Recipe], code: str, division: int) -> bool:
        years = {self._division_of(recipe) for recipe in recipes} - {division}
        level = level_of(code)
        return any(
            any(level_of(other) is level for other in self.known[year].areas) for year in years if year in self.known
        )

    def _division_of(self, recipe: Recipe) -> int:
        table = self.tables.get(recipe.table)
        if table is None:
            raise KeyError(recipe.table)
        return table.shape.division

    def _value(self, indicator: Indicator, recipe: Recipe, code: str) -> float | None:
        found = figure(self.tables, indicator, recipe, code)
        return None if found is None else found.value

    def _beside(self, indicator: Indicator, recipe: Recipe) -> tuple[Figure | None, Figure | None]:
        return figure(self.tables, indicator, recipe, self.home), figure(self.tables, indicator, recipe, COUNTRY)

    def _series(self, indicator: Indicator, code: str, division: int) -> tuple[tuple[YearRow, ...], int | None]:
        """Return the years in which this area was the same place as in its newest figure, oldest first."""
        rows: list[YearRow] = []
        broken: int | None = None
        newest: int | None = None
        for recipe in indicator.recipes:
            own = figure(self.tables, indicator, recipe, code)
            if own is None or own.value is None:
                continue
            newest = own.division if newest is None and self._usable(recipe, code, division) else newest
            if newest is None or not comparable(self.known, code, own.division, newest):
                broken = max(own.year, broken or own.year)
                continue
            same = comparable(self.known, self.home, own.division, newest)
            rows.append(YearRow(own.year, own, *self._beside(indicator, recipe), same))
        return tuple(sorted(rows, key=lambda row: row.year)), broken
