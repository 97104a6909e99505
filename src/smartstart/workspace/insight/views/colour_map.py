"""The map of a municipality, and beside it the chosen area in six lines."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from markupsafe import Markup

from smartstart.opendata.indicator import Indicator
from smartstart.presentation import colour_lists, colour_why, colour_words, legends
from smartstart.presentation.area_map import area_map, small_map
from smartstart.presentation.legends import PairLegend
from smartstart.vocabulary.areas import AreaLevel
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.data.models import Area, FigureLoad
from smartstart.workspace.insight.queries.colour_detail import detail_of
from smartstart.workspace.insight.queries.colour_map import PLURAL, ColourView, colour_view, open_load
from smartstart.workspace.insight.queries.colour_places import area_for, municipalities_for
from smartstart.workspace.insight.queries.colour_sheets import around
from smartstart.workspace.insight.rules.colour_choice import Asked, Choice, by_theme, drawable, levels_with

_MAP, _CODE = "kaart", "CODE"


@dataclass(frozen=True, slots=True)
class Card:
    """A municipality to choose, with what was read for it and when."""

    municipality: Municipality
    load: FigureLoad


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Let one choose a municipality; who can see one only is taken there."""
    places = list(municipalities_for(request.viewer))
    if len(places) == 1:
        return redirect("insight:colour-municipality", code=places[0].code)
    context = {
        "cards": [Card(place, open_load(place)) for place in places],
        "may_load": bool(request.viewer.municipalities_for(Permission.LOAD_FIGURES)),
    }
    return render(request, "insight/colour/index.html", context)


@require_safe
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """Show the map of a municipality; all choices stand in the address, so that it works without a script."""
    view = shown_view(request, code)
    place, choice = view.municipality, view.choice
    area = _chosen(view)
    context = {
        "view": view,
        "place": place.name,
        "choice": choice,
        "detail": detail_of(area, place.name, choice, view.indicators) if area else None,
        "chosen": bool(choice and choice.area and area and area.code == choice.area),
        "where": _where(view),
        "may_decide": request.viewer.may(Permission.DECIDE_PUBLICATION, place.pk),
        "may_load": request.viewer.may(Permission.LOAD_FIGURES, place.pk),
        "crumbs": [("Kleur van de wijk", reverse("insight:colour")), (place.name, "")],
        "today": timezone.localdate(),
    }
    if choice is not None:
        context |= _form(view, choice) | _picture(view, choice)
    return render(request, "insight/colour/map.html", context)


@require_safe
def fragment(request: HttpRequest, code: str) -> HttpResponse:
    """Return what stands beside the map on one area, for the script that asks when an area is chosen."""
    found = area_for(request.viewer, code)
    if found is None:
        raise Http404
    area, place = found
    view = colour_view(request.viewer, place.code, asked(request))
    if view is None:
        raise Http404
    context = {"view": view, "detail": detail_of(area, place.name, view.choice, view.indicators), "chosen": True}
    return render(request, "insight/colour/detail.html", context)


def asked(request: HttpRequest) -> Asked:
    """Return what stands in the address."""
    given = request.GET
    names = ("indicator", "tweede", "niveau", "jaar", "gebied")
    return Asked(*(given.get(name, "")[:60] for name in names))


def shown_view(request: HttpRequest, code: str) -> ColourView:
    """Return the map that is asked, as far as the viewer may know of it; else there is no such page."""
    view = colour_view(request.viewer, code, asked(request))
    if view is None:
        raise Http404
    return view


def _chosen(view: ColourView) -> Area | None:
    """Return the chosen area, or the municipality as a whole."""
    areas = Area.objects.filter(municipality_code=view.municipality.code, former=False)
    wanted = view.choice.area if view.choice else ""
    if view.sheet and wanted in view.sheet.names:
        return areas.filter(code=wanted, level=view.choice.level.value).first()  # type: ignore[union-attr]
    return areas.filter(level=AreaLevel.MUNICIPALITY.value).first()


def _form(view: ColourView, choice: Choice) -> dict[str, object]:
    """Return what can be chosen."""
    known = drawable(view.years, choice.level, view.indicators)
    pairs = [indicator for indicator in known if indicator.halves]
    names = view.sheet.names if view.sheet else {}
    return {
        "themes": by_theme(known),
        "pair_themes": by_theme(pairs) if choice.indicator.halves else (),
        "levels": [(level.value, PLURAL[level]) for level in levels_with(view.years, view.indicators)],
        "years": view.years[choice.level.value][choice.indicator.name],
        "area_options": colour_lists.options(names, choice.area),
        "plural": PLURAL[choice.level],
    }


def _picture(view: ColourView, choice: Choice) -> dict[str, object]:
    """Return the map with its legend, the table with the same figures, and the files to take along."""
    drawn, sheet = view.drawn, view.sheet
    if drawn is None or sheet is None:
        return {}
    query = urlencode(choice.parameters(gebied=""))
    detail = reverse("insight:area-fragment", args=[_CODE]).replace(_CODE, "{code}")
    picture = Markup("")
    if sheet.drawn:
        picture = area_map(
            sheet.shapes,
            drawn.figures,
            label=f"Kaart: {drawn.title}. Dezelfde cijfers staan in de tabel onder de kaart.",
            identity=_MAP,
            chosen=choice.area,
            detail_url=f"{detail}?{query}",
        )
    legend = drawn.legend
    return {
        "picture": picture,
        "legend": legends.pair_legend(legend, _MAP) if isinstance(legend, PairLegend) else legends.legend(legend, _MAP),
        "table": _table(view, choice),
        "certainties": [_certainty(view, indicator) for indicator in choice.indicators],
        "query": query,
    }


def _table(view: ColourView, choice: Choice) -> Markup:
    """Return the figures of the map by name of the area, each with the values between which it may lie."""
    columns, cells = _columns(view, choice)
    names = view.sheet.names if view.sheet else {}
    page = reverse("insight:area", args=[_CODE])  # looked up once: there may be hundreds of areas
    rows = (
        colour_lists.AreaRow(name, page.replace(_CODE, code), [column.get(code, "geen cijfer") for column in cells])
        for code, name in names.items()
    )
    caption = f"{view.drawn.title if view.drawn else ''}, op naam"
    return colour_lists.table(caption, choice.level.value.capitalize(), columns, rows)


def _columns(view: ColourView, choice: Choice) -> tuple[list[str], list[dict[str, str]]]:
    heads: list[str] = []
    cells: list[dict[str, str]] = []
    years = (choice.year, choice.second_year)
    for indicator, year in zip(choice.indicators, years, strict=False):
        figures = view.figures[indicator.name]
        heads.append(f"{colour_words.head(indicator)}, {year}")
        cells.append({code: colour_words.in_cell(indicator, figure) for code, figure in figures.items()})
        between = {code: colour_why.limits(indicator, figure) for code, figure in figures.items()}
        if any(between.values()):
            heads.append("door toeval tussen")
            cells.append({code: between.get(code, "") for code in view.sheet.names} if view.sheet else {})
    return heads, cells


def _certainty(view: ColourView, indicator: Indicator) -> tuple[str, str, str]:
    """Return the label of an indicator and how sure its figures on this map are, in a word and in why."""
    shown = next((f for f in view.figures[indicator.name].values() if f.value is not None), None)
    if shown is None:
        return indicator.label, "niet te zeggen", "er zijn geen cijfers"
    word, because = colour_why.certainty(shown)
    return indicator.label, word.value, because


def _where(view: ColourView) -> Markup:
    shapes = around(view.load)
    if shapes is None:
        return Markup("")
    label = f"{view.municipality.name} (donker) en de gemeenten eromheen"
    return small_map(shapes, view.municipality.code, label=label)
