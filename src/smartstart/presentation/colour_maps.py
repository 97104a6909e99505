"""The maps of the colour of the neighbourhood: one indicator, two together, and where in the region we are."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from smartstart.opendata.area_colour import NeighbourhoodColour
from smartstart.opendata.indicator import Indicator
from smartstart.opendata.indicators import BY_NAME
from smartstart.opendata.map_units import path_of
from smartstart.presentation import colour_words, look, maps
from smartstart.presentation.colour_areas import class_in
from smartstart.presentation.map_areas import project

_MISSING = "te weinig om iets te zeggen, of geen cijfer"
_WIDTH, _TALLEST = 1000.0, 1000.0


@dataclass(frozen=True)
class Drawn:
    """A map with its title and the text of each area, for the table beside it."""

    title: str
    drawing: Markup
    values: Mapping[str, str]


def of_one(colour: NeighbourhoodColour, name: str, *, chosen: str | None, linked: bool) -> Drawn:
    """Return the map of one indicator; areas are links to their page when `linked`."""
    indicator = BY_NAME[name]
    classes: dict[str, int | None] = {}
    texts = {}
    for wijk in colour.wijken:
        own = wijk.reading(name).own
        classes[wijk.code] = None if own.value is None else class_in(indicator, own.value, indicator.bounds)
        texts[wijk.code] = colour_words.shown(indicator, own)
    title = f"{indicator.label} in de wijken van {colour.municipality.name}"
    drawing = maps.choropleth(
        project(colour.borders, width=_WIDTH, tallest=_TALLEST),
        classes,
        legend=colour_words.classes_in_words(indicator, indicator.bounds),
        title=title,
        description=f"{indicator.about} De cijfers per wijk staan in de tabel bij de kaarten.",
        identity=f"kaart-{name}",
        words=maps.MapWords(
            hover=texts,
            labels=_label(colour, chosen),
            links=_links(colour) if linked else {},
            statements=_statements(colour, name),
        ),
        chosen=chosen,
        missing=_MISSING,
    )
    return Drawn(title, drawing, texts)


def of_two(colour: NeighbourhoodColour, first: str, second: str, *, chosen: str | None) -> Drawn:
    """Return the map of two indicators in three classes each."""
    one, two = BY_NAME[first], BY_NAME[second]
    if one.halves is None or two.halves is None:
        raise ValueError("an indicator without classes is not drawn")
    classes: dict[str, tuple[int, int] | None] = {}
    texts = {}
    for wijk in colour.wijken:
        a, b = wijk.reading(first).own, wijk.reading(second).own
        classes[wijk.code] = None
        if a.value is not None and b.value is not None:
            classes[wijk.code] = class_in(one, a.value, one.halves), class_in(two, b.value, two.halves)
        texts[wijk.code] = f"{colour_words.shown(one, a)}; {colour_words.shown(two, b)}"
    title = f"{one.label} en {_small(two)} samen op één kaart"
    drawing = maps.bivariate(
        project(colour.borders, width=_WIDTH, tallest=_TALLEST),
        classes,
        first=(one.label.lower(), colour_words.classes_in_words(one, one.halves)),
        second=(two.label.lower(), colour_words.classes_in_words(two, two.halves)),
        title=title,
        description=(
            "Hoe donkerder, hoe hoger beide cijfers. Oranje: vooral het eerste is hoog. Blauw: vooral het tweede. "
            "De cijfers per wijk staan in de tabel bij de kaarten."
        ),
        identity=f"samen-{first}-{second}",
        words=maps.MapWords(hover=texts, labels=_label(colour, chosen)),
        chosen=chosen,
        missing=_MISSING,
    )
    return Drawn(title, drawing, texts)


def where(colour: NeighbourhoodColour) -> Markup:
    """Return the small map of the region with this municipality filled in."""
    areas = project(colour.region, width=300.0, tallest=240.0)
    home = colour.municipality
    shapes = Markup("").join(
        Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="0.8"><title>{}</title></path>').format(
            path_of(area.rings), look.ACCENT if area.code == home.code else "#ffffff", look.LINE, area.name
        )
        for area in areas
    )
    wide = max(x for area in areas for ring in area.rings for x, _ in ring)
    tall = max(y for area in areas for ring in area.rings for _, y in ring)
    return Markup(
        '<svg class="where" viewBox="-2 -2 {:.0f} {:.0f}" role="img" aria-labelledby="waar-t">'
        '<title id="waar-t">{} (donker) en de gemeenten eromheen</title>{}</svg>'
    ).format(wide + 4, tall + 4, home.name, shapes)


def _small(indicator: Indicator) -> str:
    return indicator.label[0].lower() + indicator.label[1:]


def _label(colour: NeighbourhoodColour, chosen: str | None) -> dict[str, str]:
    return {} if chosen is None else {chosen: colour.area(chosen).name}


def _links(colour: NeighbourhoodColour) -> dict[str, str]:
    return {wijk.code: page_name(wijk.code) for wijk in colour.wijken}


def _statements(colour: NeighbourhoodColour, name: str) -> dict[str, str]:
    return {wijk.code: statement_id(wijk.code, wijk.division, wijk.division, name, wijk.reading(name).own.year)
            for wijk in colour.wijken}  # fmt: skip


def page_name(code: str) -> str:
    """Return the file name of the page of a wijk."""
    return f"{code.lower()}.html"


def statement_id(code: str, division: int, newest: int, indicator: str, year: int) -> str:
    """Return the id of a statement: `colour/wk085517/bijstand-2020`; an older division is named in it."""
    area = code.lower() if division == newest else f"{code.lower()}-{division}"
    return f"colour/{area}/{indicator}-{year}"
