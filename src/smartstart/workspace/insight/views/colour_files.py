"""Maps and figures to take along: a drawing, rows for a spreadsheet, a text with its source."""

import re
from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from smartstart.opendata.figures import Figure
from smartstart.presentation import colour_take, dutch, look
from smartstart.presentation.area_map import area_map_file
from smartstart.presentation.colour_take import FigureLine
from smartstart.workspace.insight.queries.colour_area import AreaView
from smartstart.workspace.insight.queries.colour_map import ColourView, attributions_of
from smartstart.workspace.insight.views.colour_area import shown_area
from smartstart.workspace.insight.views.colour_map import shown_view

_NO_NAME = re.compile(r"[^a-z0-9-]+")


@require_safe
def map_svg(request: HttpRequest, code: str) -> HttpResponse:
    """Return the map as a drawing that stands by itself."""
    view = shown_view(request, code)
    if view.choice is None or view.drawn is None or view.sheet is None or not view.sheet.drawn:
        raise Http404
    text = area_map_file(
        view.sheet.shapes,
        view.drawn.figures,
        title=view.drawn.title,
        legend=view.drawn.legend,
        source=" ".join(view.sources),
        marks=(look.Mark.INVENTED.value,) if view.invented else (),
        about=view.drawn.about,
        chosen=view.choice.area,
    )
    return _file(text.encode(), "image/svg+xml", _map_name(view), "svg")


@require_safe
def map_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Return the figures of the map for a spreadsheet; the mark at the start lets it see the accents."""
    view = shown_view(request, code)
    lines = list(_map_lines(view))
    text = colour_take.figures_csv(lines, _attributions(lines, invented=view.invented), invented=view.invented)
    return _file(text.encode("utf-8-sig"), "text/csv", _map_name(view), "csv")


@require_safe
def map_text(request: HttpRequest, code: str) -> HttpResponse:
    """Return the figures of the map as text, with their source."""
    view = shown_view(request, code)
    if view.drawn is None:
        raise Http404
    text = colour_take.map_text(
        view.drawn.title,
        view.drawn.about,
        list(_map_lines(view)),
        view.sources,
        day=_day(view),
        invented=view.invented,
    )
    return _file(text.encode(), "text/plain", _map_name(view), "txt")


@require_safe
def area_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Return all figures of an area, with those of its municipality and the country of the same year."""
    view = shown_area(request, code)
    lines = list(_area_lines(view))
    text = colour_take.figures_csv(lines, _attributions(lines, invented=view.invented), invented=view.invented)
    return _file(text.encode("utf-8-sig"), "text/csv", view.area.name, "csv")


@require_safe
def area_text(request: HttpRequest, code: str) -> HttpResponse:
    """Return what the page of an area says as text, with its source."""
    view = shown_area(request, code)
    text = colour_take.area_text(
        f"{view.area.name}, {view.kind}",
        view.answer,
        view.six,
        [line for line in _area_lines(view) if line.code == view.area.code],
        view.sources,
        day=_day(view),
        invented=view.invented,
    )
    return _file(text.encode(), "text/plain", view.area.name, "txt")


def _map_lines(view: ColourView) -> Iterator[FigureLine]:
    """Yield the figures of the map by name of the area."""
    choice = view.choice
    if choice is None or view.sheet is None:
        return
    years = (choice.year, choice.second_year)
    for code, name in view.sheet.names.items():
        for indicator, year in zip(choice.indicators, years, strict=False):
            figure = view.figures[indicator.name].get(code)
            yield FigureLine(code, name, choice.level.value, indicator, year, figure)


def _area_lines(view: AreaView) -> Iterator[FigureLine]:
    """Yield the figures of an area as in the catalogue, by year, each followed by those beside it."""
    for reading in view.colour.readings:
        rows = [(row.year, row.own, row.municipality, row.country) for row in reading.series]
        for year, own, home, country in rows or [(reading.own.year, reading.own, None, None)]:
            area, place = view.area, view.municipality
            yield FigureLine(area.code, area.name, area.level, reading.indicator, year, own)
            if home is not None and not view.is_municipality:
                yield FigureLine(place.code, place.name, "gemeente", reading.indicator, year, home)
            if country is not None:
                yield FigureLine("NL00", "Nederland", "land", reading.indicator, year, country)


def _attributions(lines: Iterable[FigureLine], *, invented: bool) -> dict[str, str]:
    figures: list[Figure] = [line.figure for line in lines if line.figure is not None]
    return attributions_of(figures, invented=invented)


def _day(view: ColourView | AreaView) -> str:
    return dutch.day(timezone.localtime(view.load.loaded_at).date())


def _map_name(view: ColourView) -> str:
    names = [indicator.name for indicator in view.choice.indicators] if view.choice else []
    return "-".join([view.municipality.name, *names])


def _file(content: bytes, kind: str, words: str, end: str) -> HttpResponse:
    name = _NO_NAME.sub("-", f"kleur-{words}".lower()).strip("-")[:120]
    return HttpResponse(
        content,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{end}"'},
    )
