"""Maps as plain SVG: one class per area, hatch where there is too little to say, a legend in words.

No engine, no script. Colour stands in attributes, so that the map survives mail, paper and strict policies. The
table with the same figures is the caller's: a map never comes without it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from smartstart.opendata.map_units import path_of
from smartstart.presentation import legends, look, palette
from smartstart.presentation.legends import TOO_FEW_WORDS, Entry, PairLegend
from smartstart.presentation.map_areas import MapArea
from smartstart.presentation.map_labels import drawn_labels


@dataclass(frozen=True, slots=True)
class MapWords:
    """What is written at the areas of one map.

    Attributes:
        hover: per code the text on hover, after the name ("35 van elke 1.000").
        labels: per code a short text drawn in the area.
        links: per code an address within the pages beside this one; areas without stay plain.
        statements: per code the id of the statement whose value the area shows.
    """

    hover: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)


def _area(area: MapArea, fill: str, words: MapWords) -> Markup:
    hover, line = words.hover.get(area.code, ""), palette.border_of(fill)
    statement = words.statements.get(area.code)
    drawn = Markup(
        '<path d="{d}" fill="{fill}" fill-rule="evenodd" stroke="{line}" stroke-width="{thick}"'
        ' data-code="{code}"{trace}>'
        "<title>{name}{hover}</title></path>"
    ).format(
        d=path_of(area.rings),
        fill=fill,
        line=line,
        # White looks thinner than black does, and the neighbour drawn later covers half of it.
        thick="1.5" if line == look.INK else "3",
        code=area.code,
        trace=Markup(' data-statement="{}"').format(statement) if statement else "",
        name=area.name,
        hover=f": {hover}" if hover else "",
    )
    link = words.links.get(area.code)
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(link, area.name, drawn) if link else drawn


def _outline(areas: Sequence[MapArea], chosen: str | None) -> Markup:
    found = next((area for area in areas if area.code == chosen), None)
    if found is None:
        return Markup("")
    shape = path_of(found.rings)
    # Drawn last: a thick stroke on the area itself would be half hidden by its neighbours.
    return Markup(
        '<path d="{d}" fill="none" stroke="#ffffff" stroke-width="9" stroke-linejoin="round" aria-hidden="true"/>'
        '<path d="{d}" fill="none" stroke="#000000" stroke-width="5" stroke-linejoin="round" aria-hidden="true"/>'
    ).format(d=shape)


def _around_joined(areas: Sequence[MapArea]) -> Markup:
    """Return a thick border around areas that are shown together, as the legend has it."""
    return Markup("").join(
        Markup('<path d="{}" fill="none" stroke="{}" stroke-width="6" aria-hidden="true" data-joined=""/>').format(
            path_of(area.rings), look.INK
        )
        for area in areas
        if area.joined
    )


def _drawing(
    areas: Sequence[MapArea],
    marks: Mapping[str, str],
    words: MapWords,
    *,
    chosen: str | None,
    title: str,
    description: str,
    identity: str,
) -> Markup:
    everything = [point for area in areas for ring in area.rings for point in ring]
    wide, tall = max(p[0] for p in everything), max(p[1] for p in everything)
    return Markup(
        '<svg class="map" viewBox="-6 -6 {w} {h}" role="{role}" aria-labelledby="{id}-t" aria-describedby="{id}-d">'
        '<title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc><defs>{patterns}</defs>'
        "{shapes}{joined}{outline}{labels}</svg>"
    ).format(
        w=math.ceil(wide + 12),
        h=math.ceil(tall + 12),
        # Links inside must stay reachable, and "img" would hide them from a screen reader.
        role="group" if words.links else "img",
        id=identity,
        title=title,
        description=description,
        patterns=palette.patterns(identity),
        shapes=Markup("").join(_area(area, palette.fill_of(marks[area.code], identity), words) for area in areas),
        joined=_around_joined(areas),
        outline=_outline(areas, chosen),
        labels=drawn_labels(areas, words.labels),
    )


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map and its legend, apart."""

    drawing: Markup
    legend: tuple[Entry, ...]


def shaded(
    areas: Sequence[MapArea],
    classes: Mapping[str, int | None],
    *,
    legend: Sequence[str],
    title: str,
    description: str,
    identity: str,
    words: MapWords | None = None,
    chosen: str | None = None,
    missing: str = TOO_FEW_WORDS,
) -> DrawnMap:
    """Return a map of one indicator in at most five classes, and its legend.

    Args:
        areas: in map units, see `map_areas.project`.
        classes: per code the class, 0 is lowest; None (or absent) is hatched.
        legend: the bounds of each class in words ("minder dan 10 %"), lowest first; at most five.
        title, description: what the map shows, for everyone and for who cannot see it.
        identity: unique on the page; letters and digits.
        words: hover texts, labels, links and statements per area.
        chosen: code of the area that is outlined on top.
        missing: what the hatch means.
    """
    marks = palette.sequential(len(legend))

    def mark(code: str) -> str:
        chosen_class = classes.get(code)
        return palette.TOO_FEW if chosen_class is None else marks[chosen_class]

    used = {area.code: mark(area.code) for area in areas}
    drawing = _drawing(
        areas, used, words or MapWords(), chosen=chosen, title=title, description=description, identity=identity
    )
    told = legends.entries(legend, used.values(), too_few=missing)
    return DrawnMap(drawing, (*told, *legends.together(any(area.joined for area in areas))))


def choropleth(
    areas: Sequence[MapArea],
    classes: Mapping[str, int | None],
    *,
    legend: Sequence[str],
    title: str,
    description: str,
    identity: str,
    words: MapWords | None = None,
    chosen: str | None = None,
    missing: str = TOO_FEW_WORDS,
) -> Markup:
    """Return a map with its legend below it, as `shaded` makes them."""
    made = shaded(
        areas,
        classes,
        legend=legend,
        title=title,
        description=description,
        identity=identity,
        words=words,
        chosen=chosen,
        missing=missing,
    )
    return made.drawing + legends.legend(made.legend, f"{identity}-l")


def bivariate(
    areas: Sequence[MapArea],
    classes: Mapping[str, tuple[int, int] | None],
    *,
    first: tuple[str, Sequence[str]],
    second: tuple[str, Sequence[str]],
    title: str,
    description: str,
    identity: str,
    words: MapWords | None = None,
    chosen: str | None = None,
    missing: str = TOO_FEW_WORDS,
) -> Markup:
    """Return a map of two indicators in three classes each, with its legend as a small table.

    Args:
        classes: per code the pair of classes (0 to 2, low to high); None (or absent) is hatched.
        first, second: name of the indicator and the words for its three classes, low to high.
        areas, title, description, identity, words, chosen, missing: as for `shaded`.
    """

    def mark(code: str) -> str:
        found = classes.get(code)
        return palette.TOO_FEW if found is None else palette.pair(*found)

    used = {area.code: mark(area.code) for area in areas}
    drawing = _drawing(
        areas, used, words or MapWords(), chosen=chosen, title=title, description=description, identity=identity
    )
    told = PairLegend(
        first[0], _three(first[1]), second[0], _three(second[1]), legends.others(used.values(), too_few=missing)
    )
    return drawing + legends.pair_legend(told, f"{identity}-l")


def _three(words: Sequence[str]) -> tuple[str, str, str]:
    low, middle, high = words
    return low, middle, high
