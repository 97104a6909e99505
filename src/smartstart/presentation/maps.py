"""Maps as plain SVG: one class per area, hatch where there is too little to say, a legend in words.

No engine, no script. Colour stands in attributes, so that the map survives mail, paper and strict policies. The
table with the same figures is the caller's: a map never comes without it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from smartstart.opendata.map_units import Ring, frame_of, path_of
from smartstart.presentation import look

TOO_FEW = "te weinig om iets te zeggen"
_LETTER, _LETTER_NARROW = 26, 42  # sizes of a label in map units, as in the style sheet
_KEY = 3  # a label of so many letters is a number
_LIGHT = "#ffffff"
_DARK_FILL = 0.3  # relative luminance below which white stands out by 3 to 1
_LEVELS = 24  # heights at which room for a label is sought


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area in map units: x to the right, y downwards.

    Attributes:
        code: area code, "GM0855".
        name: as people call it.
        rings: closed rings, holes among them; filled by the even-odd rule.
    """

    code: str
    name: str
    rings: tuple[Ring, ...]


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


def hatch(identity: str) -> Markup:
    """Return the definition of the hatch pattern; it must stand on the page that uses it."""
    return Markup(
        '<pattern id="{id}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="8" height="8" fill="#ffffff"/><rect width="2.5" height="8" fill="{ink}"/></pattern>'
    ).format(id=identity, ink=look.HATCH_INK)


def _swatch(fill: str, identity: str) -> Markup:
    pattern = hatch(identity) if fill == f"url(#{identity})" else Markup("")
    return Markup(
        '<svg width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false">{pattern}'
        '<rect x="0.5" y="0.5" width="27" height="19" fill="{fill}" stroke="{line}"/></svg>'
    ).format(pattern=pattern, fill=fill, line=look.LINE)


def border_of(fill: str) -> str:
    """Return the colour of a border around an area: light around dark fills, else dark; at least 3 to 1 on the fill.

    The relative luminance is that of WCAG 2.2; two dark neighbours would run into each other behind a dark line.
    """
    if not fill.startswith("#"):
        return look.INK
    parts = [int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return _LIGHT if luminance <= _DARK_FILL else look.INK


def _area(area: MapArea, fill: str, words: MapWords) -> Markup:
    hover = words.hover.get(area.code, "")
    statement = words.statements.get(area.code)
    drawn = Markup(
        '<path d="{d}" fill="{fill}" fill-rule="evenodd" stroke="{line}" stroke-width="{thick}"'
        ' data-code="{code}"{trace}>'
        "<title>{name}{hover}</title></path>"
    ).format(
        d=path_of(area.rings),
        fill=fill,
        line=border_of(fill),
        # White looks thinner than black does, and the neighbour drawn later covers half of it.
        thick="3" if border_of(fill) == _LIGHT else "1.5",
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


def _drawing(
    areas: Sequence[MapArea],
    fills: Mapping[str, str],
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
        '<title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc><defs>{hatch}</defs>'
        "{shapes}{outline}{labels}</svg>"
    ).format(
        w=math.ceil(wide + 12),
        h=math.ceil(tall + 12),
        # Links inside must stay reachable, and "img" would hide them from a screen reader.
        role="group" if words.links else "img",
        id=identity,
        title=title,
        description=description,
        hatch=hatch(f"{identity}-h"),
        shapes=Markup("").join(_area(area, fills[area.code], words) for area in areas),
        outline=_outline(areas, chosen),
        labels=_labels(areas, words.labels),
    )


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
    missing: str = TOO_FEW,
) -> Markup:
    """Return a map of one indicator in at most five classes, with its legend.

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
    if not 1 <= len(legend) <= len(look.SEQUENTIAL):
        raise ValueError("a map has one to five classes")
    colours = _spread(len(legend))
    empty = f"url(#{identity}-h)"

    def fill(code: str) -> str:
        chosen_class = classes.get(code)
        return empty if chosen_class is None else colours[chosen_class]

    fills = {area.code: fill(area.code) for area in areas}
    drawing = _drawing(
        areas, fills, words or MapWords(), chosen=chosen, title=title, description=description, identity=identity
    )
    rows = [(colour, text) for colour, text in zip(colours, legend, strict=True)]
    items = [Markup("<li>{} {}</li>").format(_swatch(colour, f"{identity}-l"), text) for colour, text in rows]
    if empty in fills.values():
        items.append(Markup("<li>{} {}</li>").format(_swatch(f"url(#{identity}-l)", f"{identity}-l"), missing))
    return Markup('{}<ul class="legend" aria-label="Legenda">{}</ul>').format(drawing, Markup("").join(items))


def _spread(count: int) -> tuple[str, ...]:
    """Return `count` colours of the sequential palette, as far apart as they can be."""
    if count == 1:
        return (look.SEQUENTIAL[2],)
    last = len(look.SEQUENTIAL) - 1
    return tuple(look.SEQUENTIAL[round(i * last / (count - 1))] for i in range(count))


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
    missing: str = TOO_FEW,
) -> Markup:
    """Return a map of two indicators in three classes each, with its legend as a small table.

    Args:
        classes: per code the pair of classes (0 to 2, low to high); None (or absent) is hatched.
        first, second: name of the indicator and the words for its three classes, low to high.
        areas, title, description, identity, words, chosen, missing: as for `choropleth`.
    """
    empty = f"url(#{identity}-h)"

    def fill(code: str) -> str:
        pair = classes.get(code)
        return empty if pair is None else look.BIVARIATE[pair[0]][pair[1]]

    fills = {area.code: fill(area.code) for area in areas}
    drawing = _drawing(
        areas, fills, words or MapWords(), chosen=chosen, title=title, description=description, identity=identity
    )
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(text) for text in second[1])
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first[1][i],
            Markup("").join(
                Markup('<td><span class="hidden">{}, {}</span>{}</td>').format(
                    first[1][i], second[1][j], _swatch(look.BIVARIATE[i][j], f"{identity}-l")
                )
                for j in range(3)
            ),
        )
        for i in reversed(range(3))
    )
    table = Markup(
        '<table class="cross"><caption>Legenda: van boven naar beneden {first}, van links naar rechts {second}'
        "</caption><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
    ).format(first=first[0], second=second[0], head=head, body=body)
    note = Markup("")
    if empty in fills.values():
        note = Markup('<ul class="legend"><li>{} {}</li></ul>').format(
            _swatch(f"url(#{identity}-l)", f"{identity}-l"), missing
        )
    return Markup("{}{}{}").format(drawing, table, note)


def safe(text: str) -> Markup:
    """Return `text` escaped; for callers that build markup around a map."""
    return escape(text)
