"""Borders of many areas as short paths: projected, simplified together, and small enough to send with a page.

All areas are simplified in one go (`shapely.coverage_simplify`), so that neighbours keep one shared border and no
holes appear between them, also across the borders of municipalities. Simplifying goes on until the paths fit.
"""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from smartstart.opendata.division import clean_name
from smartstart.opendata.map_units import AreaShape, Frame, MapShapes, Point, frame_of, path_of
from smartstart.opendata.naming import by_name
from smartstart.vocabulary.areas import normalise
from smartstart.vocabulary.errors import DataError

BYTES_PER_AREA = 48
"""What the path of an area may cost over the wire, packed, on a map of many areas."""

_FEWEST = 500  # a map of fewer areas has the room of so many: it may show more detail
_FINEST = 1.0  # units: less than a line is wide on a screen
_COARSER = 1.3
_MOST_ROUNDS = 16
_SMALLEST = 2.0  # units: half the size of the mark for an area too small to draw
_POLYGONS = ("Polygon", "MultiPolygon")
_TRIANGLE = 4  # points of the smallest ring: a triangle, closed


@dataclass(frozen=True)
class _Area:
    code: str
    name: str
    border: BaseGeometry


def outlines(features: Iterable[Mapping[str, Any]], *, width: int = 2000, tallest: int = 2400) -> MapShapes:
    """Return the areas of GeoJSON features (WGS84; properties `statcode`, `statnaam`) as paths in whole units.

    Args:
        features: of one municipality or several; each area once.
        width, tallest: the size of the map in units. Twice the pixels it is shown at is fine enough.

    Raises:
        DataError: a feature is no area, an area stands there twice, or nothing can be drawn.
    """
    areas, shapeless = _areas(features)
    if not areas:
        raise DataError(
            "Er staat geen gebied met een grens in dit bestand.",
            expected="GeoJSON met een vlak (Polygon of MultiPolygon) per gebied",
            mend="haal de grenzen opnieuw op",
        )
    west, south, east, north = shapely.total_bounds([area.border for area in areas])
    frame = frame_of(west, south, east, north, width=width, tallest=tallest)
    paths = _fitting([_placed(area.border, frame) for area in areas])
    drawn = (AreaShape(area.code, area.name, path) for area, path in zip(areas, paths, strict=True))
    return MapShapes(round(frame.width), round(frame.height), by_name(drawn), tuple(sorted(shapeless)))


def _areas(features: Iterable[Mapping[str, Any]]) -> tuple[list[_Area], list[str]]:
    areas: list[_Area] = []
    shapeless: list[str] = []
    seen: set[str] = set()
    for place, feature in enumerate(features, start=1):
        code, name = _named(feature, place)
        if code in seen:
            raise _refused(f"Het gebied {code} staat twee keer in dit bestand.", place)
        seen.add(code)
        border = _border(feature.get("geometry"), place)
        if border is None:
            shapeless.append(code)
        else:
            areas.append(_Area(code, name, border))
    return areas, shapeless


def _named(feature: Mapping[str, Any], place: int) -> tuple[str, str]:
    try:
        properties = feature["properties"]
        code = normalise(str(properties["statcode"]))
        return code, clean_name(str(properties.get("statnaam") or code))
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise _refused("Een gebied heeft geen gebiedscode.", place) from problem


def _border(geometry: Mapping[str, Any] | None, place: int) -> BaseGeometry | None:
    """Return the border of an area, mended where it crosses itself; None where there is none."""
    if not geometry:
        return None
    try:
        polygons = _polygons(geometry)
        everything = shapely.multipoints([point for rings in polygons for ring in rings for point in ring])
        if not np.isfinite(shapely.get_coordinates(everything)).all():
            raise ValueError
        given = shapely.multipolygons([_polygon(rings) for rings in polygons])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, shapely.errors.ShapelyError) as problem:
        raise _refused("De grens van een gebied is niet te lezen.", place) from problem
    if everything.is_empty:
        return None
    mended = shapely.make_valid(given, method="structure", keep_collapsed=False)
    # A border without a surface (a line, on a coarse map) is drawn as a small mark where it lies.
    return everything.envelope.centroid if mended.is_empty else mended


def _polygons(geometry: Mapping[str, Any]) -> list[list[list[Point]]]:
    """Return polygons as rings of points in two dimensions."""
    if geometry["type"] not in _POLYGONS:
        raise ValueError
    coordinates = geometry["coordinates"]
    several = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    return [[[(point[0], point[1]) for point in ring] for ring in polygon] for polygon in several]


def _polygon(rings: Sequence[Sequence[Point]]) -> BaseGeometry:
    """Return a polygon without the rings that are less than a triangle."""
    whole = [ring for ring in rings if len(ring) >= _TRIANGLE]
    if not whole or not rings or whole[0] is not rings[0]:
        return shapely.Polygon()
    return shapely.Polygon(whole[0], whole[1:])


def _refused(what: str, place: int) -> DataError:
    return DataError(
        what,
        where=f"gebied {place} in het bestand",
        expected="GeoJSON met statcode, statnaam en een vlak per gebied",
        mend="haal de grenzen opnieuw op",
    )


def _placed(border: BaseGeometry, frame: Frame) -> BaseGeometry:
    def place(points: NDArray[np.float64]) -> NDArray[np.float64]:
        placed: NDArray[np.float64] = np.column_stack((frame.x(points[:, 0]), frame.y(points[:, 1])))  # type: ignore[arg-type]
        return placed

    return shapely.transform(border, place)


def _fitting(borders: Sequence[BaseGeometry]) -> list[str]:
    """Return the paths at the finest detail that fits; the number of rounds is fixed, whatever the machine."""
    room = BYTES_PER_AREA * max(len(borders), _FEWEST)
    tolerance = _FINEST
    for _ in range(_MOST_ROUNDS):
        paths = [_path(border) for border in _simpler(borders, tolerance)]
        if len(gzip.compress("\n".join(paths).encode("ascii"), mtime=0)) <= room:
            break
        tolerance *= _COARSER
    return paths


def _simpler(borders: Sequence[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    surfaces = [place for place, border in enumerate(borders) if border.geom_type in _POLYGONS]
    simple = list(borders)
    for place, border in zip(
        surfaces, shapely.coverage_simplify([borders[p] for p in surfaces], tolerance), strict=True
    ):
        simple[place] = border
    return simple


def _path(border: BaseGeometry) -> str:
    return path_of(_rings(border), decimals=0) or path_of([_mark(border)], decimals=0)


def _rings(border: BaseGeometry) -> list[list[Point]]:
    polygons = shapely.get_parts(border) if border.geom_type in _POLYGONS else ()
    return [[(x, y) for x, y in ring.coords] for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]


def _mark(border: BaseGeometry) -> list[Point]:
    """Return a small diamond where an area lies that is too small to draw: nobody is left off the map."""
    middle = border.centroid
    x, y = middle.x, middle.y
    return [(x - _SMALLEST, y), (x, y - _SMALLEST), (x + _SMALLEST, y), (x, y + _SMALLEST)]
