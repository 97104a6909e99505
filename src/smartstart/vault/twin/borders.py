"""Invented borders: each wijk one cell of an irregular honeycomb, in the open sea, so that no real place is meant."""

from collections.abc import Iterable, Sequence
from typing import Any

from smartstart.vault.twin.areas import Buurt, Municipality, pick

Point = tuple[int, int]
Edge = tuple[Point, Point]

# WGS84, in units of 0.00001 degree: the north-west corner lies in the North Sea
_WEST, _SOUTH = 320_000, 5_390_000
_STEP_EAST, _STEP_NORTH, _WOBBLE = 1_300, 500, 320


def wijk_cells(places: Sequence[Municipality]) -> dict[str, tuple[Point, ...]]:
    """Return the six corners (lattice points) per wijk code; a municipality's cells lie together."""
    wijken = list(dict.fromkeys(buurt.wijk for place in places for buurt in place.buurten))
    side = 2
    while side * side < len(wijken):
        side *= 2
    return {code: _cell(*_hilbert(side, index)) for index, code in enumerate(wijken)}


def wijk_features(places: Sequence[Municipality], seed: int, year: int) -> dict[str, Any]:
    """Return the wijken as a GeoJSON feature collection, with the properties that the real borders have."""
    cells = wijk_cells(places)
    first: dict[str, Buurt] = {}
    for place in places:
        for buurt in place.buurten:
            first.setdefault(buurt.wijk, buurt)
    return _collection(
        _feature(
            f"WK{code}",
            {"statnaam": buurt.wijk_name, "gmcode": f"GM{buurt.municipality}", "jaar": year},
            [_ring(cells[code], seed)],
        )
        for code, buurt in first.items()
    )


def municipality_features(places: Sequence[Municipality], seed: int, year: int, province: str) -> dict[str, Any]:
    """Return the municipalities: the outer line around their wijken (and a hole where one encloses another)."""
    cells = wijk_cells(places)
    features = []
    for place in places:
        own = dict.fromkeys(buurt.wijk for buurt in place.buurten)
        rings = _outlines([cells[code] for code in own])
        properties = {"statnaam": place.name, "provincie": province, "jaar": year}
        features.append(_feature(f"GM{place.code}", properties, [_ring(ring, seed) for ring in rings]))
    return _collection(features)


def _feature(code: str, properties: dict[str, Any], rings: list[list[list[float]]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": code,
        "properties": {"statcode": code, **properties},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _hilbert(side: int, index: int) -> Point:
    """Return the cell of the space-filling curve: what is near along it lies near on the map."""
    x = y = 0
    step = 1
    while step < side:
        right = 1 & (index // 2)
        up = 1 & (index ^ right)
        if up == 0:
            if right == 1:
                x, y = step - 1 - x, step - 1 - y
            x, y = y, x
        x, y = x + step * right, y + step * up
        index //= 4
        step *= 2
    return x, y


def _cell(column: int, row: int) -> tuple[Point, ...]:
    x, y = 2 * column + row % 2, 3 * row
    return ((x, y - 2), (x + 1, y - 1), (x + 1, y + 1), (x, y + 2), (x - 1, y + 1), (x - 1, y - 1))


def _outlines(cells: list[tuple[Point, ...]]) -> list[tuple[Point, ...]]:
    """Return the closed lines around cells, the longest way round first. Cells go round the same way, so an inner
    edge occurs once in each direction and cancels out."""
    edges: set[Edge] = set()
    for cell in cells:
        for a, b in zip(cell, (*cell[1:], cell[0]), strict=True):
            if (b, a) in edges:
                edges.remove((b, a))
            else:
                edges.add((a, b))
    following = dict(sorted(edges))
    rings: list[tuple[Point, ...]] = []
    while following:
        start, point = following.popitem()
        ring = [start]
        while point != start:
            ring.append(point)
            point = following.pop(point)
        rings.append(tuple(ring))
    return sorted(rings, key=lambda ring: -abs(_area(ring)))


def _area(ring: Sequence[Point]) -> int:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


def _ring(corners: Sequence[Point], seed: int) -> list[list[float]]:
    closed = [*corners, corners[0]]
    return [_place(point, seed) for point in closed]


def _place(point: Point, seed: int) -> list[float]:
    x, y = point
    east = _WEST + x * _STEP_EAST + pick(seed, "east", x, y, below=2 * _WOBBLE) - _WOBBLE
    north = _SOUTH + y * _STEP_NORTH + pick(seed, "north", x, y, below=_WOBBLE) - _WOBBLE // 2
    return [east / 100_000, north / 100_000]
