"""The gallery: every part of the look on one page, with an invented map; served without any step of the workspace."""

import itertools
import random
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from markupsafe import Markup

from smartstart.opendata.map_units import path_of
from smartstart.presentation import look, maps
from smartstart.presentation.legends import TOO_FEW_WORDS
from smartstart.presentation.palette import hatch
from smartstart.web.look.frames import Frame, Table

DAY = date(2026, 11, 21)
ACROSS = 8
_SIDE = 100
_PARTS = 5  # points on a border between two areas


def _name(column: int, row: int) -> str:
    first = ("Noord", "Oost", "Zuid", "West", "Midden", "Oud", "Nieuw", "Ver")
    last = ("eind", "dijk", "veen", "hof", "kamp", "broek", "akker", "hoek")
    return f"{first[column % 8]}{last[row % 8]} {column + row * ACROSS + 1}"


def invented_areas(across: int = ACROSS, down: int = 6, *, seed: int = 1) -> list[maps.MapArea]:
    """Return an invented map: a grid of which corners and borders were shaken; neighbours share their borders."""
    chance = random.Random(seed)  # noqa: S311 - a drawing
    corner = {
        (x, y): (x * _SIDE + chance.uniform(-25, 25), y * _SIDE + chance.uniform(-25, 25))
        for x in range(across + 1)
        for y in range(down + 1)
    }

    def border(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[float, float]]:
        own = random.Random(f"{seed}{min(start, end)}{max(start, end)}")  # noqa: S311 - a drawing
        (x1, y1), (x2, y2) = corner[min(start, end)], corner[max(start, end)]
        steps = [
            (
                x1 + (x2 - x1) * part / _PARTS + own.uniform(-6, 6),
                y1 + (y2 - y1) * part / _PARTS + own.uniform(-6, 6),
            )
            for part in range(1, _PARTS)
        ]
        points = [corner[min(start, end)], *steps]
        return points if start < end else [corner[start], *reversed(steps)]

    def area(x: int, y: int) -> maps.MapArea:
        around = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
        ring = [point for start, end in itertools.pairwise(around) for point in border(start, end)]
        shifted = tuple((round(px + 30, 1), round(py + 30, 1)) for px, py in [*ring, ring[0]])
        return maps.MapArea(code=f"WK99{x:02}{y:02}", name=_name(x, y), rings=(shifted,))

    return [area(x, y) for y in range(down) for x in range(across)]


def drawn(areas: list[maps.MapArea], *, chosen: str) -> Markup:
    """Return the map as a page of the workspace holds it."""
    shapes = []
    for place, area in enumerate(areas):
        kind = place * 7 % 11 % 6
        value = f"{kind * 9 + 4} van elke 1.000" if kind < 5 else TOO_FEW_WORDS
        fill = Markup(' class="area k{}"').format(kind) if kind < 5 else Markup(' class="area" fill="url(#weinig)"')
        shapes.append(
            Markup('<path{fill} data-c="{c}" data-n="{n}" d="{d}"><title>{n}: {v}</title></path>').format(
                fill=fill, c=area.code, n=area.name, v=value, d=path_of(area.rings)
            )
        )
    here = next(area for area in areas if area.code == chosen)
    outline = Markup('<path d="{d}"/><path d="{d}"/>').format(d=path_of(here.rings))
    wide = max(x for area in areas for x, _ in area.rings[0]) + 30
    tall = max(y for area in areas for _, y in area.rings[0]) + 30
    return Markup(
        '<svg data-map data-detail-url="/gebied/{{code}}/" viewBox="0 0 {:.0f} {:.0f}" role="group"'
        ' aria-label="Kaart van een verzonnen gemeente"><defs>{}</defs>{}'
        '<g class="chosen" aria-hidden="true">{}</g></svg>'
    ).format(wide, tall, hatch("weinig"), Markup("").join(shapes), outline)


def _legend() -> list[Markup]:
    words = ("minder dan 10", "10 tot 20", "20 tot 30", "30 tot 40", "40 of meer van elke 1.000")
    swatch = Markup(
        '<svg class="swatch" width="28" height="20" aria-hidden="true">'
        '<rect width="28" height="20" fill="{}" stroke="#6b6b6b"/></svg> {}'
    )
    return [
        *(swatch.format(colour, text) for colour, text in zip(look.SEQUENTIAL, words, strict=True)),
        swatch.format("url(#weinig)", TOO_FEW_WORDS),
    ]


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
    areas = invented_areas()
    chosen = request.GET.get("gebied", areas[19].code)
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
        "map": drawn(areas, chosen=chosen),
        "areas": [(area.code, area.name) for area in areas],
        "chosen": chosen,
        "detail": next((area.name for area in areas if area.code == chosen), ""),
        "legend": _legend(),
        "form": QuestionForm({"why": "Omdat het nu kan.", "phase": "9"}),
        "page_obj": Paginator(range(90), 10).page(4),
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part."""
    return render(request, "look/gallery.html", context(request))


def quiet(request: HttpRequest) -> HttpResponse:
    """Show a page without anything that may be absent."""
    return render(request, "404.html")


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Return the part of the page beside the map."""
    name = next(area.name for area in invented_areas() if area.code == code)
    return render(request, "look/gallery_detail.html", {"detail": name})


urlpatterns = [
    path("", gallery),
    path("leeg/", quiet),
    path("gebied/<str:code>/", detail),
    path("uiterlijk/", include("smartstart.web.look.urls")),
]
