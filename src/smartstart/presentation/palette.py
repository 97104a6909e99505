"""The marks of areas on a map: five classes, nine pairs of classes, and two ways of having no figure.

A mark is a short name: a CSS class on a page, and here the colour that stands in the drawing itself, for files, mail
and paper. What has no figure is a pattern and never a colour, so that no reader takes it for the lowest class.
"""

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from smartstart.presentation import look

TOO_FEW, NO_FIGURE = "kx", "kn"
JOINED = "kj"  # only in a legend: a thick border around areas that are shown together
_SEQUENTIAL = {f"k{place}": colour for place, colour in enumerate(look.SEQUENTIAL)}
_PAIRS = {f"b{i}{j}": colour for i, row in enumerate(look.BIVARIATE) for j, colour in enumerate(row)}
COLOURS = _SEQUENTIAL | _PAIRS
MARKS = frozenset((*COLOURS, TOO_FEW, NO_FIGURE))

_LIGHT = "#ffffff"
_DARK_FILL = 0.3  # relative luminance below which white stands out by 3 to 1


def sequential(count: int) -> tuple[str, ...]:
    """Return the marks of `count` classes, lowest first, as far apart as they can be.

    Raises:
        ValueError: a map has one to five classes.
    """
    if not 1 <= count <= len(_SEQUENTIAL):
        raise ValueError("a map has one to five classes")
    if count == 1:
        return ("k2",)
    last = len(_SEQUENTIAL) - 1
    return tuple(f"k{round(place * last / (count - 1))}" for place in range(count))


def class_of(value: float, bounds: Sequence[float]) -> int:
    """Return the class of a value, 0 is lowest: the number of bounds it has reached."""
    return sum(value >= bound for bound in bounds)


def pair(first: int, second: int) -> str:
    """Return the mark of a pair of classes, each 0 (low) to 2 (high)."""
    mark = f"b{first}{second}"
    if mark not in _PAIRS:
        raise ValueError("a pair has three classes by three")
    return mark


def fill_of(mark: str, identity: str) -> str:
    """Return what fills a mark: a colour, or one of the patterns that `patterns(identity)` defines."""
    if mark == JOINED:
        return _LIGHT
    return COLOURS.get(mark) or f"url(#{identity}-{mark[-1]})"


def patterns(identity: str, *, scale: float = 1.0) -> Markup:
    """Return the definitions of both patterns; they must stand on the page that uses them.

    `scale` is how many units of the drawing one unit of the pattern takes.
    """
    return hatch(f"{identity}-x", scale=scale) + _dotted(f"{identity}-n", scale)


def hatch(identity: str, *, scale: float = 1.0) -> Markup:
    """Return the hatch for "te weinig om iets te zeggen"; it must stand on the page that uses it."""
    larger = "" if scale == 1 else f" scale({scale:g})"
    return Markup(
        '<pattern id="{id}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45){larger}">'
        '<rect width="8" height="8" fill="#ffffff"/><rect width="2.5" height="8" fill="{ink}"/></pattern>'
    ).format(id=identity, larger=larger, ink=look.HATCH_INK)


def _dotted(identity: str, scale: float) -> Markup:
    """Return sparse dots for what was not asked or not published: other than hatch, and other than white paper."""
    return Markup(
        '<pattern id="{id}" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="scale({scale:g})">'
        '<rect width="12" height="12" fill="#ffffff"/><circle cx="6" cy="6" r="1.8" fill="{ink}"/></pattern>'
    ).format(id=identity, scale=scale, ink=look.HATCH_INK)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2 of a colour "#rrggbb"."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def border_of(fill: str) -> str:
    """Return the colour of a border around an area: light around dark fills, else dark; at least 3 to 1 on the fill.

    Two dark neighbours would run into each other behind a dark line.
    """
    if not fill.startswith("#"):
        return look.INK
    return _LIGHT if luminance(fill) <= _DARK_FILL else look.INK


def class_words(bounds: Sequence[str], *, unit: str = "", everywhere: bool = False) -> list[str]:
    """Return classes between bounds in words: "minder dan 10 procent", "10 tot 20", …, "40 procent of meer".

    Args:
        bounds: written as a reader sees them, lowest first; none makes one class.
        unit: stands behind the numbers, with its blank: " procent".
        everywhere: whether the classes in the middle carry the unit too, as a sign does ("10 tot 20 %").
    """
    if not bounds:
        return ["overal ongeveer even vaak"]
    middle = [f"{low} tot {high}{unit if everywhere else ''}" for low, high in pairwise(bounds)]
    return [f"minder dan {bounds[0]}{unit}", *middle, f"{bounds[-1]}{unit} of meer"]
