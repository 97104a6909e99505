"""Everything on one area: strengths beside worries, change, what we do not know, and what people know."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from smartstart.presentation import colour_why, colour_words, legends
from smartstart.presentation.area_map import area_map, small_map
from smartstart.presentation.legends import PairLegend
from smartstart.vocabulary.areas import AreaLevel
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.data.queries.own_indicators import own_told
from smartstart.workspace.insight.queries.colour_area import (
    AreaView,
    Still,
    area_view,
    buurten_in,
    still_of,
    trend_of,
)
from smartstart.workspace.insight.queries.colour_map import sources_of
from smartstart.workspace.insight.queries.colour_notes import notes_on
from smartstart.workspace.insight.queries.colour_places import area_for, wijken_of
from smartstart.workspace.insight.queries.colour_sheets import around


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything on an area."""
    view = shown_area(request, code)
    still = still_of(view)
    wijken = wijken_of(view.municipality.code)
    context = {
        "view": view,
        "place": view.municipality.name,
        "still": still,
        "picture": _picture(view, still),
        "legend": _legend(still),
        "where": _where(view),
        "missing": colour_words.missing(view.colour),
        "next_step": colour_words.next_step(view.colour),
        "trend": trend_of(view),
        "notes": notes_on(request.viewer, view.area, view.municipality.pk),
        "may_write": request.viewer.may(Permission.WRITE_NOTE, view.municipality.pk),
        "buurten": buurten_in(view.area),
        "wijken": wijken,
        "former": wijken_of(view.municipality.code, former=True) if view.is_municipality else (),
        "crumbs": _crumbs(view),
    }
    return render(request, "insight/colour/area.html", context)


@require_safe
def why(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """Show why we say one figure: its table, columns, year, computation and margin."""
    view = shown_area(request, code)
    try:
        reading = view.colour.reading(indicator)
    except KeyError as unknown:  # also an own figure that this viewer may not know of
        raise Http404 from unknown
    source = " ".join(sources_of([reading.own], invented=view.invented))
    lines = (
        *colour_why.lines(
            reading, place=view.area.name, beside=view.beside, source=source, municipality=view.is_municipality
        ),
        *own_told(request.viewer, view.municipality, indicator),
    )
    crumbs = [*_crumbs(view)[:-1], (view.area.name, _address(view)), ("Waarom zeggen we dit?", "")]
    context = {"view": view, "place": view.municipality.name, "reading": reading, "lines": lines, "crumbs": crumbs}
    return render(request, "insight/colour/why.html", context)


def shown_area(request: HttpRequest, code: str) -> AreaView:
    """Return the area that is asked, as far as the viewer may know of it; else there is no such page."""
    asked = request.GET.get("indeling", "")
    found = area_for(request.viewer, code, int(asked) if asked.isdecimal() and len(asked) == 4 else None)
    if found is None:
        raise Http404
    return area_view(request.viewer, *found)


def _address(view: AreaView) -> str:
    return reverse("insight:area", args=[view.area.code])


def _crumbs(view: AreaView) -> list[tuple[str, str]]:
    """Return the way back: the choice of municipality, its map, and for a buurt its wijk."""
    place = view.municipality
    way = [
        ("Kleur van de wijk", reverse("insight:colour")),
        (place.name, reverse("insight:colour-municipality", args=[place.code])),
    ]
    if view.colour.level is AreaLevel.BUURT:
        wijk = next((w for w in wijken_of(place.code) if w.code == view.area.within), None)
        if wijk is not None:
            way.append((wijk.name, reverse("insight:area", args=[wijk.code])))
    return [*way, (f"{view.area.name} als geheel" if view.is_municipality else view.area.name, "")]


def _picture(view: AreaView, still: Still | None) -> Markup:
    if still is None:
        return Markup("")
    return area_map(
        still.sheet.shapes,
        still.drawn.figures,
        label=f"Kaart: {still.drawn.title}. {view.area.name} heeft een dikke rand.",
        identity="kaart",
        chosen=view.area.code,
    )


def _legend(still: Still | None) -> Markup:
    if still is None or isinstance(still.drawn.legend, PairLegend):
        return Markup("")
    return legends.legend(still.drawn.legend, "kaart")


def _where(view: AreaView) -> Markup:
    shapes = around(view.load)
    if shapes is None:
        return Markup("")
    label = f"{view.municipality.name} (donker) en de gemeenten eromheen"
    return small_map(shapes, view.municipality.code, label=label)
