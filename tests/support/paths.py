"""Reading the path of an area back, as a browser draws it; and the coarse public borders that come as TopoJSON."""

import json
import re
from pathlib import Path
from typing import Any

import shapely

_RING = re.compile(r"M([^lMz]+)l([^lMz]+)z")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")

Corners = list[tuple[float, float]]


def _numbers(text: str) -> list[float]:
    left = _NUMBER.sub("", text).strip()
    assert not left, f"no path: {left!r}"
    return [float(number) for number in _NUMBER.findall(text)]


def walk(path: str) -> list[Corners]:
    """Return the corners of every ring."""
    assert not _RING.sub("", path), f"no path: {path[:60]!r}"
    rings = []
    for start, steps in _RING.findall(path):
        (x, y), moves = _numbers(start), _numbers(steps)
        corners = [(x, y)]
        for dx, dy in zip(moves[::2], moves[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        rings.append(corners)
    return rings


def surface(path: str) -> Any:
    """Return what a path fills by the even-odd rule."""
    filled = shapely.Polygon()
    for ring in walk(path):
        filled = filled.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return filled


def read_topojson(file: Path, layer: str) -> list[dict[str, Any]]:
    """Return the polygons of a TopoJSON file as GeoJSON features; what has no shape at all is left out."""
    whole = json.loads(file.read_text(encoding="utf-8"))
    (across, down), (west, south) = whole["transform"]["scale"], whole["transform"]["translate"]
    arcs: list[Corners] = []
    for steps in whole["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arcs[-1].append((x * across + west, y * down + south))

    def ring(numbers: list[int]) -> Corners:
        corners: Corners = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            corners += arc[1:] if corners else arc
        return corners

    def rings(shape: dict[str, Any]) -> list[Any]:
        if shape["type"] == "Polygon":
            return [ring(numbers) for numbers in shape["arcs"]]
        return [[ring(numbers) for numbers in polygon] for polygon in shape["arcs"]]

    return [
        {"properties": shape["properties"], "geometry": {"type": shape["type"], "coordinates": rings(shape)}}
        for shape in whole["objects"][layer]["geometries"]
        if shape["type"] in ("Polygon", "MultiPolygon")
    ]
