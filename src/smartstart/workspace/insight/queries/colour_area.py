"""Everything on one area, ready to be shown: the rules and the words are those of the offline pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from smartstart.opendata.area_colour import AreaColour, Reading
from smartstart.opendata.indicator import Theme
from smartstart.opendata.indicators import BY_NAME
from smartstart.presentation import colour_parts, colour_trend, colour_words
from smartstart.presentation.colour_areas import of_one
from smartstart.presentation.colour_maps import statement_id
from smartstart.presentation.colour_parts import FigureRow, SixLine
from smartstart.presentation.colour_trend import picture as trend_picture
from smartstart.presentation.colour_trend import title as trend_title
from smartstart.vocabulary.areas import AreaLevel
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Area, FigureLoad
from smartstart.workspace.insight.queries.colour import beside_of, indicators_for, place_of, stored_of
from smartstart.workspace.insight.queries.colour_map import open_load, sources_of
from smartstart.workspace.insight.queries.colour_places import buurten_of
from smartstart.workspace.insight.queries.colour_sheets import Sheet, figures_on, sheet_of
from smartstart.workspace.insight.rules import colour as rules

COUNTRY = "Nederland"
_BUURT_COLUMNS = ("inwoners", "bijstand", "moeite-met-rondkomen", "ernstig-eenzaam", "kinderen", "alleenwonend")


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area as it is shown.

    Attributes:
        colour: its figures, with what stands beside them.
        home: its municipality, for the years beside it.
        beside: the name of the larger area that it is set against.
        sources: the lines that must stand beside its figures.
    """

    area: Area
    municipality: Municipality
    load: FigureLoad
    colour: AreaColour
    home: AreaColour
    beside: str
    sources: tuple[str, ...]

    @property
    def is_municipality(self) -> bool:
        """Whether this is the municipality as a whole."""
        return self.colour.level is AreaLevel.MUNICIPALITY

    @property
    def invented(self) -> bool:
        """Whether everything here is invented."""
        return self.load.invented

    @property
    def kind(self) -> str:
        """What it is: "wijk in Tilburg"."""
        return colour_words.kind_of(self.colour, self.municipality.name)

    @property
    def answer(self) -> tuple[str, ...]:
        """The answer of the page, in one to three sentences."""
        return colour_words.answer(self.colour, self.beside, municipality=self.is_municipality)

    @property
    def sure(self) -> str:
        """How sure that is."""
        return colour_words.sure(self.colour)

    @property
    def six(self) -> tuple[SixLine, ...]:
        """The six lines."""
        return colour_parts.six_lines(self.colour, self.beside, municipality=self.is_municipality)

    @property
    def strengths(self) -> tuple[str, ...]:
        """All strengths as sentences, in the order of the catalogue."""
        return self._sentences(self.colour.strengths)

    @property
    def worries(self) -> tuple[str, ...]:
        """All worries as sentences, in the order of the catalogue."""
        return self._sentences(self.colour.worries)

    def _sentences(self, readings: Sequence[Reading]) -> tuple[str, ...]:
        home = self.is_municipality
        return tuple(colour_words.stands_out(reading, self.beside, municipality=home) for reading in readings)

    @property
    def also(self) -> str:
        """What else is clearly different, without judgement."""
        return colour_words.also(self.colour, self.beside)

    @property
    def themes(self) -> tuple[tuple[str, tuple[FigureRow, ...]], ...]:
        """All figures under the heading of their theme."""
        return tuple(
            (theme.value, colour_parts.figure_rows(self.colour.theme(theme), self.beside, self._statement))
            for theme in Theme
        )

    def _statement(self, reading: Reading) -> str:
        newest = self.home.division
        division = self.area.division if self.area.former else newest
        return statement_id(self.area.code, division, newest, reading.indicator.name, reading.own.year)


def area_view(viewer: Viewer, area: Area, municipality: Municipality) -> AreaView:
    """Return everything on an area (three queries, two more when the municipality gave figures itself)."""
    whole = area
    if area.level != AreaLevel.MUNICIPALITY.value:
        rows = Area.objects.filter(municipality_code=municipality.code, level=AreaLevel.MUNICIPALITY.value)
        whole = rows.order_by("-division").first() or area
    indicators = indicators_for(viewer, municipality)
    stored, beside = stored_of([area, whole], indicators), beside_of(municipality.code)
    colour = rules.area_colour(place_of(area), stored.get(area.pk, []), beside, indicators=indicators)
    home = colour
    if whole is not area:
        home = rules.area_colour(place_of(whole), stored.get(whole.pk, []), beside, indicators=indicators)
    load = open_load(municipality)
    figures = [row.own for reading in colour.readings for row in reading.series if row.own is not None]
    return AreaView(
        area=area,
        municipality=municipality,
        load=load,
        colour=colour,
        home=home,
        beside=COUNTRY if whole is area else municipality.name,
        sources=sources_of(figures, invented=load.invented, borders=bool(area.outline)),
    )


@dataclass(frozen=True, slots=True)
class Trend:
    """What changed over the years; nothing of it when no change is known."""

    sentences: tuple[str, ...]
    title: str
    picture: str
    table: dict[str, Any] | None
    breaks: str


def trend_of(view: AreaView) -> Trend:
    """Return the change of an area, beside its municipality and the country; only years with the same borders."""
    area, home = view.colour, view.home
    return Trend(
        tuple(colour_trend.sentences(area, home)),
        trend_title(area),
        trend_picture(area, home),
        colour_trend.table(area, home),
        colour_trend.breaks(area),
    )


@dataclass(frozen=True, slots=True)
class Still:
    """A still map with the area outlined: what it shows, and of which areas."""

    drawn: Any
    sheet: Sheet
    indicator: str


def still_of(view: AreaView) -> Still | None:
    """Return the map of the first figure that stands out here and can be drawn; None without borders."""
    level = view.colour.level
    if view.is_municipality or not view.area.outline:
        return None
    candidates = (*view.colour.worries, *view.colour.strengths, *view.colour.readings)
    reading = next((r for r in candidates if r.indicator.bounds and r.own.value is not None), None)
    if reading is None:
        return None
    indicator, year, sheet = reading.indicator, reading.own.year, sheet_of(view.load, level)
    known = figures_on(sheet, view.load, level, {indicator.name: year})[indicator.name]
    figures = {code: known.get(code) for code in sheet.names}
    where = f"de {'wijken' if level is AreaLevel.WIJK else 'buurten'} van {view.municipality.name}"
    return Still(of_one(indicator, figures, where=where, year=year), sheet, indicator.name)


@dataclass(frozen=True, slots=True)
class Buurten:
    """The buurten of a wijk, by name, with a few figures each."""

    head: tuple[str, ...]
    rows: tuple[tuple[Area, tuple[str, ...]], ...]


def buurten_in(area: Area) -> Buurten | None:
    """Return the buurten of a wijk with a few figures (two queries); None when there are none."""
    found = buurten_of(area)
    if not found:
        return None
    indicators = [BY_NAME[name] for name in _BUURT_COLUMNS]
    stored = stored_of(found, indicators)
    rows = []
    for buurt in found:
        mine = rules.area_colour(place_of(buurt), stored.get(buurt.pk, []), rules.Beside(), indicators=indicators)
        rows.append((buurt, tuple(colour_words.in_cell(r.indicator, r.own) for r in mine.readings)))
    return Buurten(tuple(colour_words.head(indicator) for indicator in indicators), tuple(rows))
