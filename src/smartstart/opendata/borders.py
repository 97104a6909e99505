"""Borders for the maps: wijken and buurten of one municipality and the municipalities around it, drawn simpler.

Neighbours keep one shared border, because all areas are simplified together (`shapely.coverage_simplify`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from smartstart.opendata.division import clean_name
from smartstart.opendata.folder import OpenFolder
from smartstart.vocabulary.errors import DataError

WIJKEN_FILES = ("wijken_2022_nl.geojson", "wijken_2022.geojson", "hvb_wijken_2022.geojson")
MUNICIPALITY_FILES = ("gemeenten_2022_nl.geojson", "gemeenten_2022.geojson", "hvb_gemeenten_2022.geojson")

BUURT_FILES = ("buurten_2020_nl.geojson", "buurten_2020.geojson", "hvb_buurten_2020.geojson")

_WIJK_DEGREES = 0.0001  # about 10 metres: less than a line is wide on the page
_REGION_DEGREES = 0.001
_AROUND_DEGREES = 0.12  # how far around the municipality the small map of the region looks
_DECIMALS = 5


@dataclass(frozen=True)
class Borders:
    """GeoJSON of the wijken and buurten of one municipality and of the municipalities around; `name` of it.

    `buurten` has no features when nobody gave borders of buurten.
    """

    name: str
    wijken: dict[str, Any]
    region: dict[str, Any]
    buurten: dict[str, Any]


def has_borders(folder: OpenFolder) -> bool:
    """Say whether the folder has borders of wijken to draw."""
    return folder.find(*WIJKEN_FILES) is not None


def borders(folder: OpenFolder, municipality: str) -> Borders:
    """Return the borders for one municipality (`GM0855`).

    Raises:
        DataError: a file is missing or broken, or the municipality is not on the map.
    """
    wijken_path, region_path = folder.need(*WIJKEN_FILES), folder.need(*MUNICIPALITY_FILES)
    wijken = [f for f in _features(wijken_path) if f["properties"].get("gmcode") == municipality]
    all_around = _features(region_path)
    home = next((f for f in all_around if f["properties"].get("statcode") == municipality), None)
    if not wijken or home is None:
        raise DataError(
            f"De gemeente {municipality} staat niet op de kaart.",
            where=str(wijken_path if not wijken else region_path),
            expected="wijken en een gemeentegrens van 2022 met deze code",
            mend="kijk de code na; na een herindeling heeft een gemeente vaak een nieuwe code",
        )
    return Borders(
        str(home["properties"].get("statnaam", municipality)),
        _collection(wijken, _WIJK_DEGREES),
        _collection(_near(home, all_around), _REGION_DEGREES),
        _collection(_buurten(folder, municipality), _WIJK_DEGREES),
    )


def _buurten(folder: OpenFolder, municipality: str) -> list[dict[str, Any]]:
    path = folder.find(*BUURT_FILES)
    found = _features(path) if path is not None else []
    return [feature for feature in found if feature["properties"].get("gmcode") == municipality]


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return [f for f in read["features"] if f.get("geometry") and "statcode" in f["properties"]]
    except (ValueError, KeyError, TypeError, OSError) as problem:
        raise DataError(
            f"De kaart {path.name} is niet te lezen.",
            where=str(path),
            expected="een GeoJSON-bestand met statcode en statnaam per gebied",
            mend="haal het bestand opnieuw op",
        ) from problem


def _near(home: dict[str, Any], everything: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    west, south, east, north = shape(home["geometry"]).bounds
    window = shapely.box(
        west - _AROUND_DEGREES, south - _AROUND_DEGREES / 2, east + _AROUND_DEGREES, north + _AROUND_DEGREES / 2
    )
    return [feature for feature in everything if shape(feature["geometry"]).intersects(window)]


def _collection(features: Sequence[dict[str, Any]], tolerance: float) -> dict[str, Any]:
    simple = shapely.coverage_simplify([shape(feature["geometry"]) for feature in features], tolerance)
    rounded = [shapely.transform(part, lambda points: points.round(_DECIMALS)) for part in simple]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {
                    "statcode": str(feature["properties"]["statcode"]),
                    "statnaam": clean_name(str(feature["properties"].get("statnaam", ""))),
                },
                "geometry": mapping(part),
            }
            for feature, part in zip(features, rounded, strict=True)
        ],
    }
