"""Borders and names of the areas that a study may show: made anew from maps, so that nothing else of a file crosses."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from smartstart.vault.export.breakdowns import MANY
from smartstart.vault.study.model import RegisterData, Study
from smartstart.vocabulary.areas import municipality_of
from smartstart.vocabulary.errors import DataError

_BORDERS = {level: f"{many}_{{year}}.geojson" for level, many in MANY.items()}
_NAME = 80
_DECIMALS = 5  # about a metre
_LIMIT = 32 * 1024 * 1024

Borders = dict[str, dict[str, Any]]


def borders_of(study: Study, data: Path, named: Path | None) -> Borders:
    """Return the borders of the areas that the study may show, as GeoJSON, by level: its own, and those of its ladder.

    Those of municipalities too, for their names: also where findings are counted in municipalities only.

    Args:
        named: file with the borders of the study's own level; where not given, all come from the folder of the data.

    Raises:
        DataError: a file with borders is not GeoJSON with `statcode` and `statnaam`.
    """
    plan = study.risk_groups
    if not (plan.place or plan.local) or not isinstance(study.data, RegisterData):
        return {}
    folder, year = data / "open", study.data.classification_year
    levels = [*((plan.place, *plan.ladder) if plan.place else ()), "gemeente"]
    files = {level: folder / _BORDERS[level].format(year=year) for level in levels}
    chosen = {level: path for level, path in files.items() if path.is_file()}
    if named is not None and plan.place is not None:
        chosen[plan.place] = named
    towns = (named.parent if named else folder) / _BORDERS["gemeente"].format(year=year)
    found = {level: _collection(path, study, level, towns) for level, path in chosen.items()}
    return {level: collection for level, collection in found.items() if collection["features"]}


def _collection(path: Path, study: Study, level: str, towns: Path) -> dict[str, Any]:
    features = [feature for feature in _features(path) if _belongs(feature["properties"]["statcode"], study)]
    kept = [
        {
            "type": "Feature",
            "properties": {name: str(feature["properties"][name])[:_NAME] for name in ("statcode", "statnaam")},
            "geometry": _shape(feature["geometry"], path),
        }
        for feature in sorted(features, key=lambda feature: str(feature["properties"]["statcode"]))
    ]
    if level != "gemeente":
        _tell_apart(kept, towns)
    return {"type": "FeatureCollection", "features": kept}


def _tell_apart(features: list[dict[str, Any]], municipalities: Path) -> None:
    """Add the municipality to a name that more areas have: every town has a Centrum."""
    times = Counter(feature["properties"]["statnaam"] for feature in features)
    towns = {}
    if municipalities.is_file():
        towns = {f["properties"]["statcode"]: f["properties"]["statnaam"] for f in _features(municipalities)}
    for properties in (feature["properties"] for feature in features):
        if times[properties["statnaam"]] > 1:
            town = municipality_of(properties["statcode"])
            properties["statnaam"] = f"{properties['statnaam']} ({towns.get(town, town)})"[:_NAME]


def _shape(geometry: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return a polygon or several, made anew from its numbers alone: nothing else of the file crosses."""
    kind = geometry.get("type")
    depth = {"Polygon": 2, "MultiPolygon": 3}.get(str(kind))
    try:
        if depth is None:
            raise TypeError
        return {"type": kind, "coordinates": _numbers(geometry["coordinates"], depth)}
    except (KeyError, TypeError, ValueError) as problem:
        raise DataError(
            "Een grens op de kaart is geen vlak.", where=str(path), expected="Polygon of MultiPolygon met getallen"
        ) from problem


def _numbers(nested: Any, depth: int) -> list[Any]:
    if depth == 0:
        east, north = (round(float(number), _DECIMALS) for number in nested[:2])
        return [east, north]
    return [_numbers(part, depth - 1) for part in nested]


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        if path.stat().st_size > _LIMIT:
            raise DataError("Het bestand met grenzen is te groot.", where=str(path), expected="hoogstens 32 MB")
        features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
        for feature in features:
            str(feature["properties"]["statcode"]), str(feature["properties"]["statnaam"]), feature["geometry"]["type"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise DataError(
            "Het bestand met grenzen is niet te lezen.",
            where=str(path),
            expected="GeoJSON met per gebied 'statcode' en 'statnaam'",
            mend="kies een ander bestand met --borders",
        ) from problem
    return features


def _belongs(code: str, study: Study) -> bool:
    areas = study.question.areas  # without areas a study is about the whole country
    return not areas or any(code[2:].startswith(area[2:]) for area in areas)


def names_of(borders: Borders) -> dict[str, str]:
    """Return the names of the areas on the maps, by code."""
    features = (feature["properties"] for collection in borders.values() for feature in collection["features"])
    return {properties["statcode"]: properties["statnaam"] for properties in features}
