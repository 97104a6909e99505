"""Where in an area a label fits, and the label drawn there."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from smartstart.opendata.map_units import Ring
from smartstart.presentation import look
from smartstart.presentation.map_areas import MapArea

_LETTER, _LETTER_NARROW = 26, 42  # sizes of a label in map units, as in the style sheet
_KEY = 3  # a label of so many letters is a number
_LEVELS = 24  # heights at which room for a label is sought


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


def drawn_labels(areas: Sequence[MapArea], labels: Mapping[str, str]) -> Markup:
    """Return the labels of all areas that have one, by code."""
    return Markup("").join(_label(area, labels[area.code]) for area in areas if area.code in labels)
