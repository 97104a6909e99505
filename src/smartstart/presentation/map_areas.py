"""Areas of a map in map units: x to the right, y downwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smartstart.opendata.map_units import Ring, frame_of


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
