"""One map, ready to be shown: what was asked, what each area has, and where that comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smartstart.opendata.attribution import INVENTED, SOURCES
from smartstart.opendata.figures import Figure
from smartstart.opendata.indicator import Indicator
from smartstart.presentation.colour_areas import ColourMap, Known, of_one, of_two
from smartstart.vocabulary.areas import AreaLevel
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import FigureLoad, FigureSource, LoadKind
from smartstart.workspace.insight.queries.colour import indicators_for
from smartstart.workspace.insight.queries.colour_places import municipality_for
from smartstart.workspace.insight.queries.colour_sheets import Sheet, figures_on, sheet_of
from smartstart.workspace.insight.rules.colour_choice import Asked, Choice, Years, choose, merged

PLURAL = {AreaLevel.WIJK: "wijken", AreaLevel.BUURT: "buurten"}


@dataclass(frozen=True, slots=True)
class ColourView:
    """A municipality's map.

    Attributes:
        load: the reading of public figures that it rests on.
        years: of which years there are figures, per level and indicator.
        choice: what is shown; None when there is nothing to draw.
        sheet: the areas at the chosen level.
        figures: per indicator and area code.
        drawn: marks, words and legend.
        sources: the lines that must stand beside it.
        indicators: what this viewer may see of: the catalogue, and the municipality's own.
    """

    municipality: Municipality
    load: FigureLoad
    years: Years
    choice: Choice | None
    sheet: Sheet | None
    figures: Mapping[str, Mapping[str, Figure]]
    drawn: ColourMap | None
    sources: tuple[str, ...]
    indicators: tuple[Indicator, ...]

    @property
    def invented(self) -> bool:
        """Whether everything here is invented."""
        return self.load.invented


def colour_view(viewer: Viewer, code: str, asked: Asked) -> ColourView | None:
    """Return the map of a municipality; None when this viewer may not know of it."""
    municipality = municipality_for(viewer, code)
    if municipality is None:
        return None
    load = open_load(municipality)
    years = merged([reading.years for reading in municipality.readings])
    indicators = indicators_for(viewer, municipality)
    choice = choose(asked, years, indicators)
    if choice is None:
        return ColourView(municipality, load, years, None, None, {}, None, (), indicators)
    sheet = sheet_of(load, choice.level)
    wanted = {choice.indicator.name: choice.year}
    if choice.second:
        wanted[choice.second.name] = choice.second_year
    figures = figures_on(sheet, load, choice.level, wanted)
    everywhere = {name: {code: known.get(code) for code in sheet.names} for name, known in figures.items()}
    drawn = _drawn(choice, everywhere, f"de {PLURAL[choice.level]} van {municipality.name}")
    shown = (figure for of in figures.values() for figure in of.values())
    sources = sources_of(shown, invented=load.invented, borders=sheet.drawn)
    return ColourView(municipality, load, years, choice, sheet, figures, drawn, sources, indicators)


def open_load(municipality: Municipality) -> FigureLoad:
    """Return the reading of public figures; every municipality on a map has one."""
    return next(load for load in municipality.readings if load.kind == LoadKind.OPEN)


def _drawn(choice: Choice, figures: Mapping[str, Known], where: str) -> ColourMap:
    first = (choice.indicator, figures[choice.indicator.name])
    if choice.second is None:
        return of_one(*first, where=where, year=choice.year)
    second = (choice.second, figures[choice.second.name])
    return of_two(first, second, where=where, years=(choice.year, choice.second_year))


def attributions_of(figures: Iterable[Figure], *, invented: bool) -> dict[str, str]:
    """Return per source the line that must stand beside its figures (a query for own figures only)."""
    keys = {figure.source for figure in figures if figure.source}
    if invented:
        return dict.fromkeys(sorted(keys), INVENTED.attribution)
    known = {key: source.attribution for key, source in SOURCES.items() if key in keys}
    own = keys - known.keys()
    if own:
        rows = FigureSource.objects.filter(key__in=own).order_by("attribution")
        known |= dict(rows.values_list("key", "attribution"))
    return known


def sources_of(figures: Iterable[Figure], *, invented: bool, borders: bool = False) -> tuple[str, ...]:
    """Return the lines that must stand beside figures, each once, and that of the borders where they are drawn."""
    known = tuple(dict.fromkeys(attributions_of(figures, invented=invented).values()))
    return (*known, SOURCES["gebieden"].attribution) if borders and known and not invented else known
