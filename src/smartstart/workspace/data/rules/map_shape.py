"""Whether a map in a release holds borders of areas, and nothing else: no points, no remarks, no numbers of persons."""

from typing import Any

from smartstart.vocabulary.areas import normalise
from smartstart.workspace.data.rules.limits import CELL_LIMIT

_SHAPES = frozenset({"Polygon", "MultiPolygon"})
_MAP_FIELDS = frozenset({"statcode", "statnaam"})
_HALF_ROUND = 180


def codes_on_map(borders: dict[str, Any] | None) -> tuple[str, ...]:
    """Return the area codes on a map; nothing for what has no code."""
    features = (borders or {}).get("features")
    properties = [f.get("properties") for f in features if isinstance(f, dict)] if isinstance(features, list) else []
    return tuple(str(p["statcode"]) for p in properties if isinstance(p, dict) and "statcode" in p)


def map_problem(borders: dict[str, Any] | None) -> str:
    """Return what on a map is no border, in a Dutch sentence; nothing when all is well."""
    if borders is None:
        return ""
    features = borders.get("features")
    whole = set(borders) == {"type", "features"} and isinstance(features, list)
    if not whole or not all(map(_is_border, features if isinstance(features, list) else [])):
        return "Op de kaart staat iets anders dan grenzen van gebieden."
    twice = len(set(codes_on_map(borders))) != len(features or ())
    return "Een gebied staat twee keer op de kaart." if twice else ""


def _is_border(feature: Any) -> bool:
    if not isinstance(feature, dict) or set(feature) != {"type", "properties", "geometry"}:
        return False
    properties, geometry = feature.get("properties"), feature.get("geometry")
    return (
        feature["type"] == "Feature"
        and isinstance(properties, dict)
        and set(properties) == _MAP_FIELDS
        and isinstance(properties["statcode"], str)
        and _is_area(properties["statcode"])
        and isinstance(properties["statnaam"], str)
        and properties["statnaam"].isprintable()
        and len(properties["statnaam"]) <= CELL_LIMIT
        and isinstance(geometry, dict)
        and set(geometry) <= {"type", "coordinates"}
        and geometry.get("type") in _SHAPES
        and _are_places(geometry.get("coordinates"))
    )


def _are_places(coordinates: Any) -> bool:
    """Nested lists with, at the bottom, pairs of degrees; a number beyond those is not a place."""
    if not isinstance(coordinates, list) or not coordinates:
        return False
    if all(isinstance(part, int | float) and not isinstance(part, bool) for part in coordinates):
        return len(coordinates) == 2 and all(-_HALF_ROUND <= part <= _HALF_ROUND for part in coordinates)
    return all(map(_are_places, coordinates))


def _is_area(code: str) -> bool:
    try:
        return normalise(code) == code
    except ValueError:
        return False
