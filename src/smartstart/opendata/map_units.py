"""From degrees to map units, and from corners to a path that a browser draws. Pure: no geometry engine.

Map units run from the upper left corner: x to the right, y downwards.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class AreaShape:
    """One area as it is drawn, and as it is stored.

    Attributes:
        code: canonical area code, "BU08551001".
        name: as people call it.
        path: the `d` of an SVG path in the units of its map; filled by the even-odd rule.
    """

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class MapShapes:
    """All areas of one map, by name.

    Attributes:
        width, height: size of the map in its own units.
        shapes: the areas that can be drawn.
        shapeless: codes of areas whose border is not known; they stand in the lists and not on the map.
    """

    width: int
    height: int
    shapes: tuple[AreaShape, ...]
    shapeless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """How degrees (WGS84) become map units.

    Longitude is shrunk by the cosine of the middle latitude (equirectangular), which is right to a few promille at
    the size of a Dutch region.
    """

    west: float
    north: float
    scale_x: float
    scale_y: float
    width: float
    height: float

    def x(self, longitude: float) -> float:
        """Return the distance from the left edge."""
        return (longitude - self.west) * self.scale_x

    def y(self, latitude: float) -> float:
        """Return the distance from the upper edge."""
        return (self.north - latitude) * self.scale_y


def frame_of(west: float, south: float, east: float, north: float, *, width: float, tallest: float) -> Frame:
    """Return the frame that fits these bounds in `width`, and in `tallest` if that asks for less."""
    shrink = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    scale = min(width / across, tallest / down)
    return Frame(west, north, shrink * scale, scale, across * scale, down * scale)


def path_of(rings: Iterable[Sequence[Point]], *, decimals: int = 1) -> str:
    """Return rings as an SVG path: relative steps at 0 or 1 decimal, without drift (rounded before subtracting).

    A ring that is less than a triangle after rounding is left out.
    """
    return "".join(_ring(ring, decimals) for ring in rings)


def _ring(ring: Sequence[Point], decimals: int) -> str:
    grid = 10**decimals
    corners: list[tuple[int, int]] = []
    for x, y in ring:
        corner = (round(x * grid), round(y * grid))
        if not corners or corner != corners[-1]:
            corners.append(corner)
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < 3:
        return ""
    steps = [
        part - before
        for here, there in zip(corners[1:], corners, strict=False)
        for part, before in zip(here, there, strict=True)
    ]
    return f"M{_joined(corners[0], decimals)}l{_joined(steps, decimals)}z"


def _joined(numbers: Iterable[int], decimals: int) -> str:
    """Return numbers behind each other; a minus sign parts them as well as a blank does."""
    return " ".join(_written(number, decimals) for number in numbers).replace(" -", "-")


def _written(number: int, decimals: int) -> str:
    """Return a number of tenths (or units) as short as can be; the leading nought goes by arithmetic, not by text.

    Taking "0." out of the text would turn 10.5 into 1.5 and tear holes in the map.
    """
    if not decimals:
        return str(number)
    whole, tenths = divmod(abs(number), 10)
    if not tenths:
        return str(number // 10 if number >= 0 else -whole)
    return f"{'-' if number < 0 else ''}{whole or ''}.{tenths}"
