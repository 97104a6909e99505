"""The gallery: every part of the look on one page, with an invented map; served without any step of the workspace."""

import itertools
import random
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path
from django.utils.safestring import SafeString
from markupsafe import Markup

from smartstart.opendata.map_units import AreaShape, MapShapes, path_of
from smartstart.presentation import legends, look
from smartstart.presentation.area_map import AreaFigure, area_map
from smartstart.presentation.legends import TOO_FEW_WORDS
from smartstart.web.look.frames import Frame, Table

DAY = date(2026, 11, 21)
ACROSS = 8
_HERE = Path(__file__).parent
_SIDE = 100
_PARTS = 5  # points on a border between two areas


def _name(column: int, row: int) -> str:
    first = ("Noord", "Oost", "Zuid", "West", "Midden", "Oud", "Nieuw", "Ver")
    last = ("eind", "dijk", "veen", "hof", "kamp", "broek", "akker", "hoek")
    return f"{first[column % 8]}{last[row % 8]} {column + row * ACROSS + 1}"


def invented_areas(across: int = ACROSS, down: int = 6, *, seed: int = 1) -> MapShapes:
    """Return an invented map: a grid of which corners and borders were shaken; neighbours share their borders."""
    chance = random.Random(seed)  # noqa: S311 - a drawing
    corner = {
        (x, y): (x * _SIDE + chance.uniform(-25, 25) + 30, y * _SIDE + chance.uniform(-25, 25) + 30)
        for x in range(across + 1)
        for y in range(down + 1)
    }

    def border(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[float, float]]:
        first, last = min(start, end), max(start, end)
        own = random.Random(f"{seed}{first}{last}")  # noqa: S311 - a drawing
        (x1, y1), (x2, y2) = corner[first], corner[last]
        steps = [
            (x1 + (x2 - x1) * part / _PARTS + own.uniform(-6, 6), y1 + (y2 - y1) * part / _PARTS + own.uniform(-6, 6))
            for part in range(1, _PARTS)
        ]
        return [corner[start], *(steps if start < end else reversed(steps))]

    def area(x: int, y: int) -> AreaShape:
        around = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
        ring = [point for start, end in itertools.pairwise(around) for point in border(start, end)]
        return AreaShape(f"WK99{x:02}{y:02}", _name(x, y), path_of([[*ring, ring[0]]]))

    shapes = tuple(area(x, y) for y in range(down) for x in range(across))
    return MapShapes(across * _SIDE + 60, down * _SIDE + 60, shapes)


_WORDS = ("minder dan 10", "10 tot 20", "20 tot 30", "30 tot 40", "40 of meer van elke 1.000")


def drawn(shapes: MapShapes, *, chosen: str) -> Markup:
    """Return the map as a page of the workspace holds it."""
    figures = {}
    for place, area in enumerate(shapes.shapes):
        kind = place * 7 % 11 % 6
        shown = (
            AreaFigure(f"k{kind}", f"{kind * 9 + 4} van elke 1.000") if kind < 5 else AreaFigure("kx", TOO_FEW_WORDS)
        )
        figures[area.code] = shown
    return area_map(
        shapes,
        figures,
        label="Kaart van een verzonnen gemeente",
        identity="kaart",
        chosen=chosen,
        detail_url="/gebied/{code}/",
    )


def _picture() -> Markup:
    rows = (("in deze groep", 35, 28, 43), ("alle andere kinderen", 12, 11, 13))
    parts = [
        Markup(
            '<text x="0" y="{t}" font-size="17" fill="{ink}">{w}</text>'
            '<path d="M{lo} {y}H{hi}" stroke="{ink}" stroke-width="2"/>'
            '<circle cx="{x}" cy="{y}" r="7" fill="{blue}"/>'
            '<text x="{hx}" y="{ty}" font-size="17" font-weight="700" fill="{ink}">{v} van elke 1.000</text>'
        ).format(
            t=22 + 64 * place,
            y=44 + 64 * place,
            ty=50 + 64 * place,
            x=value * 8,
            lo=low * 8,
            hi=high * 8,
            hx=high * 8 + 14,
            w=words,
            v=value,
            ink=look.INK,
            blue=look.ACCENT,
        )
        for place, (words, value, low, high) in enumerate(rows)
    ]
    return Markup(
        '<svg class="compare" viewBox="0 0 560 140" width="560" role="img" aria-label="In deze groep 35 van elke 1.000,'
        ' bij alle andere kinderen 12 van elke 1.000">{}</svg>'
    ).format(Markup("").join(parts))


def frame(**changes: Any) -> Frame:
    """Return an invented figure."""
    values: dict[str, Any] = {
        "identity": "cijfers",
        "title": "Hoe meer omstandigheden samenkomen, hoe groter het risico",
        "picture": _picture(),
        "table": Table(
            "Kinderen die uit huis geplaatst zijn, per groep",
            (("Groep", False), ("Van elke 1.000", True), ("Tussen", True)),
            (
                ("In deze groep", "35", "28 en 43"),
                ("Alle andere kinderen", "12", "11 en 13"),
                ("Baby's", TOO_FEW_WORDS, ""),
            ),
        ),
        "source": "Verzonnen uitgifte 2026-1",
        "day": DAY,
        "certainty": "waarschijnlijk (tussen 28 en 43 van elke 1.000)",
        "explanation": "De lijn laat zien waar het echte cijfer waarschijnlijk ligt.",
        "note": "De streep is de onzekerheid.",
        "why": "#waarom",
        "downloads": (("Tabel (CSV)", "#csv"), ("Plaatje (SVG)", "#svg"), ("Tekst met bron", "#tekst")),
        "invented": True,
    }
    return Frame(**(values | changes))


class QuestionForm(forms.Form):
    """A form with every kind of field."""

    question = forms.CharField(label="De vraag", help_text="Eén zin, met een vraagteken.")
    why = forms.CharField(label="Waarom nu", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    scope = forms.ChoiceField(label="Voor wie", choices=[("v", "Eén vraag"), ("g", "De hele gemeente")])
    phase = forms.ChoiceField(label="Fase", widget=forms.RadioSelect, choices=[("1", "vraag"), ("2", "data")])
    groups = forms.MultipleChoiceField(
        label="Bronnen", widget=forms.CheckboxSelectMultiple, required=False, choices=[("a", "CBS"), ("b", "RIVM")]
    )
    day = forms.DateField(label="Vanaf", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(label="Uitgifte", required=False)
    open = forms.BooleanField(label="Deze pilot mag openbaar zijn", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def context(request: HttpRequest) -> dict[str, Any]:
    """Return everything that the gallery shows."""
    shapes = invented_areas()
    chosen = request.GET.get("gebied", shapes.shapes[19].code)
    nav = ("Start", "Vraag", "Data", "Inzicht", "Kleur van de wijk", "A4's", "Smoelenboek", "Verantwoording", "Zoeken")
    return {
        "nav": [{"label": name, "url": "#" + name[:3], "current": name == "Inzicht"} for name in nav],
        "places": [
            {"label": name, "url": "#" + name, "current": name == "Lindeveen"} for name in ("Elzerbroek", "Lindeveen")
        ],
        "place": "Lindeveen",
        "crumbs": [("Start", "/"), ("Pilots", "/pilots/"), ("Uithuisplaatsing", None)],
        "login_url": "/inloggen/",
        "invented": True,
        "step_urls": {"Vraag": "#vraag", "Data": "#data"},
        "figure": frame(),
        "map": drawn(shapes, chosen=chosen),
        "areas": [(area.code, area.name) for area in shapes.shapes],
        "chosen": chosen,
        "detail": _beside(next((area.name for area in shapes.shapes if area.code == chosen), "")),
        "legend": legends.legend(legends.entries(_WORDS, ["kx"]), "uitleg"),
        "form": QuestionForm({"why": "Omdat het nu kan.", "phase": "9"}),
        "page_obj": Paginator(range(90), 10).page(4),
    }


def _written(name: str, values: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
    template = engines["django"].from_string((_HERE / name).read_text(encoding="utf-8"))
    return SafeString(template.render(values, request))


def _beside(name: str) -> SafeString:
    return _written("gallery_detail.html", {"name": name})


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part."""
    return HttpResponse(_written("gallery.html", context(request), request))


def quiet(request: HttpRequest) -> HttpResponse:
    """Show a page without anything that may be absent."""
    return render(request, "404.html")


def detail(_request: HttpRequest, code: str) -> HttpResponse:
    """Return the part of the page beside the map."""
    return HttpResponse(_beside(next(area.name for area in invented_areas().shapes if area.code == code)))


urlpatterns = [
    path("", gallery),
    path("leeg/", quiet),
    path("gebied/<str:code>/", detail),
    path("uiterlijk/", include("smartstart.web.look.urls")),
]
