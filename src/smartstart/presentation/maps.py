"""Maps as plain SVG: one class per area, hatch where there is too little to say, a legend in words.

No engine, no script. Colour stands in attributes, so that the map survives mail, paper and strict policies. The
table with the same figures is the caller's: a map never comes without it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from smartstart.opendata.map_units import Ring, frame_of, path_of
from smartstart.presentation import legends, look, palette
from smartstart.presentation.legends import TOO_FEW_WORDS, Entry, PairLegend

_LETTER, _LETTER_NARROW = 26, 42  # sizes of a label in map units, as in the style sheet
_KEY = 3  # a label of so many letters is a number
_LEVELS = 24  # heights at which room for a label is sought


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area in map units: x to the right, y downwards.

    Attributes:
        code: area code, "GM0855".
        name: as people call it.
        rings: closed rings, holes among them; filled by the even-odd rule.
        joined: whether it is several areas that are only shown together.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]
    joined: bool = False


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


def _rings(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]


def project(geojson: Mapping[str, Any], *, width: float = 1000.0, tallest: float = 1200.0) -> list[MapArea]:
    """Return the areas of a GeoJSON collection (degrees, WGS84) in map units, ordered by name.

    Properties `statcode` and `statnaam` (as CBS writes them), or `code` and `name`.

    Raises:
        ValueError: there is no area with a shape in the collection.
    """
    shapes = [(f["properties"], _rings(f["geometry"])) for f in geojson["features"] if f.get("geometry")]
    points = [point for _, rings in shapes for ring in rings for point in ring]
    if not points:
        raise ValueError("no area with a shape in this map")
    across, down = [point[0] for point in points], [point[1] for point in points]
    frame = frame_of(min(across), min(down), max(across), max(down), width=width, tallest=tallest)

    def place(ring: Sequence[Sequence[float]]) -> Ring:
        return tuple((frame.x(point[0]), frame.y(point[1])) for point in ring)

    areas = [
        MapArea(
            code=str(p.get("statcode", p.get("code", ""))),
            name=str(p.get("statnaam", p.get("name", ""))),
            rings=tuple(place(ring) for ring in rings),
        )
        for p, rings in shapes
    ]
    return sorted(areas, key=lambda area: (area.name, area.code))


def inner_stretch(rings: Sequence[Ring], *, tall: float = 0.0) -> tuple[float, float, float]:
    """Return left, right and height of a roomy stretch inside the largest ring: where a label `tall` high fits best."""
    ring = max(rings, key=lambda r: _span(r, 0) * _span(r, 1))
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    heights = [low + (high - low) * (place + 0.5) / _LEVELS for place in range(_LEVELS)]
    found = [(*stretch, y) for y in heights if (stretch := _stretch(ring, y, tall))]
    if not found:  # a shape without height, or lower than a letter
        x, y = ring[0]
        return x, x, y
    middle = (low + high) / 2
    return max(found, key=lambda s: (round(s[1] - s[0], 3), -abs(s[2] - middle)))


def _crossings(ring: Ring, y: float) -> list[tuple[float, float]]:
    """Return the stretches of a horizontal line that lie inside a ring."""
    xs = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(xs[::2], xs[1::2], strict=False))


def _stretch(ring: Ring, y: float, tall: float) -> tuple[float, float] | None:
    """Return the widest stretch around height `y` that is inside over the whole height of a label."""
    stretches = _crossings(ring, y)
    for edge in (y - tall / 2, y + tall / 2):
        stretches = [
            (max(left, start), min(right, end))
            for left, right in stretches
            for start, end in _crossings(ring, edge)
            if max(left, start) < min(right, end)
        ]
    return max(stretches, key=lambda stretch: stretch[1] - stretch[0], default=None)


def _span(ring: Ring, axis: int) -> float:
    values = [point[axis] for point in ring]
    return max(values) - min(values)


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


def _lines(text: str, room: float) -> list[str]:
    """Return a label in one line, or in two where it is too wide and has a blank to break at."""
    if _wide(text, _LETTER) <= room or " " not in text:
        return [text]
    breaks = [place for place, letter in enumerate(text) if letter == " "]
    at = min(breaks, key=lambda place: abs(2 * place - len(text)))
    return [text[:at], text[at + 1 :]]


def _wide(text: str, letter: float) -> float:
    return 0.6 * letter * len(text)


def _placed(area: MapArea, text: str) -> tuple[list[str], float, float, float]:
    """Return the lines of a label, the middle and height of its place, and the room it has there."""
    left, right, height = inner_stretch(area.rings, tall=_LETTER)
    lines = _lines(text, right - left)
    if len(lines) > 1:
        left, right, height = inner_stretch(area.rings, tall=2.3 * _LETTER)
    return lines, (left + right) / 2, height, right - left


def fits(area: MapArea, text: str) -> bool:
    """Return whether a label fits in its area on a wide page."""
    lines, _, _, room = _placed(area, text)
    return max(_wide(line, _LETTER) for line in lines) <= room


def _label(area: MapArea, text: str) -> Markup:
    """Return a label; on a narrow screen letters are larger, and a name that does not fit there is left out."""
    lines, middle, height, room = _placed(area, text)
    longest = max(_wide(line, 1) for line in lines)
    key = len(text) <= _KEY  # a number always stands, however small the area
    if longest * _LETTER > room and not key:
        return Markup("")
    spans = Markup("").join(
        Markup('<tspan x="{:.1f}" dy="{}em">{}</tspan>').format(
            middle, 1.15 if place else 0.35 - 0.575 * (len(lines) - 1), line
        )
        for place, line in enumerate(lines)
    )
    return Markup(
        '<text y="{:.1f}" text-anchor="middle" fill="{}" stroke="#ffffff" stroke-width="6" stroke-linejoin="round"'
        ' paint-order="stroke" font-size="{}" font-weight="600" aria-hidden="true" data-label=""{}>{}</text>'
    ).format(
        height,
        look.INK,
        _LETTER,
        Markup(' class="roomy"') if longest * _LETTER_NARROW > room and not key else "",
        spans,
    )


def _labels(areas: Sequence[MapArea], labels: Mapping[str, str]) -> Markup:
    return Markup("").join(_label(area, labels[area.code]) for area in areas if area.code in labels)


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
        labels=_labels(areas, words.labels),
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
        areas: in map units, see `project`.
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
