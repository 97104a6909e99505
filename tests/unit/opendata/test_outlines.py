"""Borders as short paths: every area is there, no holes between neighbours, small enough to send."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from smartstart.opendata.map_units import MapShapes
from smartstart.opendata.outlines import outlines
from smartstart.vocabulary.errors import DataError
from tests.support.paths import read_topojson, surface, walk
from tests.support.release_example import borders
from tests.support.shared import shared_data

TILBURG = shapely.Point(5.06, 51.56)
MANY = 500


def _wijken(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "wijken_2022_nl.geojson").read_text(encoding="utf-8"))["features"]  # type: ignore[no-any-return]


def _buurten(folder: Path) -> list[dict[str, Any]]:
    return read_topojson(folder / "buurten_2014_nl_grof.topojson", "layer")


def _nearest(features: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return the areas around Tilburg, of several municipalities; only those with a surface."""
    found = []
    for feature in features:
        border = feature["geometry"]["coordinates"]
        ring = border[0] if feature["geometry"]["type"] == "Polygon" else border[0][0]
        if len(ring) > 3:
            found.append((TILBURG.distance(shapely.MultiPoint(ring).centroid), feature))
    return [feature for _, feature in sorted(found, key=lambda pair: pair[0])[:count]]


@pytest.fixture(scope="module")
def wijken() -> list[dict[str, Any]]:
    return _nearest(_wijken(shared_data() / "geo"), MANY)


@pytest.fixture(scope="module")
def buurten() -> list[dict[str, Any]]:
    return _nearest(_buurten(shared_data() / "geo"), MANY)


@pytest.fixture(scope="module", params=["wijken", "buurten"])
def real(request: pytest.FixtureRequest) -> tuple[list[dict[str, Any]], MapShapes]:
    features = request.getfixturevalue(request.param)
    return features, outlines(features)


def test_five_hundred_real_areas_fit_in_25_kilobytes(real: tuple[list[dict[str, Any]], MapShapes]) -> None:
    _, drawn = real
    packed = gzip.compress("\n".join(area.path for area in drawn.shapes).encode())
    assert len(packed) <= 25_000


def test_every_real_area_is_there_with_its_name_and_a_surface(real: tuple[list[dict[str, Any]], MapShapes]) -> None:
    features, drawn = real
    assert len(features) == MANY
    assert len({f["properties"]["statcode"][2:6] for f in features}) > 10  # of several municipalities
    assert {area.code for area in drawn.shapes} == {f["properties"]["statcode"] for f in features}
    assert drawn.shapeless == ()
    assert all(area.name for area in drawn.shapes)
    assert all(surface(area.path).area > 0 for area in drawn.shapes)


def test_nothing_lies_outside_the_map(real: tuple[list[dict[str, Any]], MapShapes]) -> None:
    _, drawn = real
    corners = [corner for area in drawn.shapes for ring in walk(area.path) for corner in ring]
    assert min(x for x, _ in corners) >= -2
    assert min(y for _, y in corners) >= -2
    assert max(x for x, _ in corners) <= drawn.width + 2
    assert max(y for _, y in corners) <= drawn.height + 2


def _unit(features: list[dict[str, Any]], drawn: MapShapes) -> tuple[list[Any], float, float]:
    """Return the borders as given, and how many units one degree is across and down."""
    given = [shapely.make_valid(shape(f["geometry"])) for f in features]
    west, south, east, north = shapely.total_bounds(given)
    return given, drawn.width / (east - west), drawn.height / (north - south)


def test_simplified_wijken_cover_what_the_real_ones_cover(wijken: list[dict[str, Any]]) -> None:
    """No holes between neighbours and no overlaps: in all, less than 0.1 per cent; each wijk keeps its surface."""
    drawn = outlines(wijken)
    given, across, down = _unit(wijken, drawn)
    by_code = {area.code: surface(area.path) for area in drawn.shapes}
    simple = [by_code[f["properties"]["statcode"]] for f in wijken]
    whole_given = shapely.union_all(given).area * across * down
    together, added = shapely.union_all(simple).area, sum(area.area for area in simple)
    assert together == pytest.approx(whole_given, rel=0.005)
    assert added - together < 0.001 * together  # overlaps
    for was, now in zip(given, simple, strict=True):
        assert now.area == pytest.approx(was.area * across * down, rel=0.05, abs=60)


def test_no_holes_between_real_neighbours(wijken: list[dict[str, Any]]) -> None:
    """Slivers between areas that touch would show as holes in the union that the given borders do not have."""
    drawn = outlines(wijken)
    given, across, down = _unit(wijken, drawn)

    def holes(areas: list[Any], scale: float) -> float:
        whole = shapely.union_all(areas)
        return sum(shapely.Polygon(ring).area for part in shapely.get_parts(whole) for ring in part.interiors) * scale

    before = holes(given, across * down)
    after = holes([surface(area.path) for area in drawn.shapes], 1)
    assert after == pytest.approx(before, abs=0.001 * drawn.width * drawn.height)


def test_neighbours_keep_the_same_corners() -> None:
    """The nine invented areas touch: every border between two is drawn by the same corners twice."""
    drawn = outlines(borders()["features"])
    middle = next(area for area in drawn.shapes if area.code == "GM9905")
    others = {corner for area in drawn.shapes if area is not middle for ring in walk(area.path) for corner in ring}
    assert set(walk(middle.path)[0]) <= others
    whole = shapely.union_all([surface(area.path) for area in drawn.shapes])
    assert whole.geom_type == "Polygon"
    assert not whole.interiors


def test_areas_come_by_name() -> None:
    names = [area.name for area in outlines(borders()["features"]).shapes]
    assert names == sorted(names)


def test_the_same_borders_give_the_same_paths() -> None:
    assert outlines(borders()["features"]) == outlines(borders()["features"])


def _square(code: str, west: float, size: float, name: str = "naam") -> dict[str, Any]:
    east, south, north = west + size, 51.5, 51.5 + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "properties": {"statcode": code, "statnaam": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_an_area_too_small_to_draw_still_has_a_mark() -> None:
    small, large = _square("BU99010002", 5.6, 0.000001), _square("BU99010001", 5.0, 0.5)
    drawn = {area.code: area for area in outlines([large, small]).shapes}
    assert surface(drawn["BU99010002"].path).area == 8


def test_a_border_without_a_surface_still_has_a_mark() -> None:
    line = _square("BU99010002", 5.6, 0.1)
    line["geometry"]["coordinates"] = [[[5.6, 51.5], [5.7, 51.5], [5.6, 51.5]]]
    drawn = {area.code: area for area in outlines([_square("BU99010001", 5.0, 0.5), line]).shapes}
    assert surface(drawn["BU99010002"].path).area == 8


def test_an_area_without_a_border_is_named() -> None:
    nowhere = {"properties": {"statcode": "BU99010002", "statnaam": "x"}, "geometry": None}
    drawn = outlines([_square("BU99010001", 5.0, 0.5), nowhere])
    assert drawn.shapeless == ("BU99010002",)
    assert len(drawn.shapes) == 1


def test_a_hole_stays_a_hole() -> None:
    ring = _square("BU99010001", 5.0, 0.5)
    inner = [[5.2, 51.7], [5.3, 51.7], [5.3, 51.8], [5.2, 51.8], [5.2, 51.7]]
    ring["geometry"]["coordinates"].append(inner)
    (area,) = outlines([ring]).shapes
    assert len(walk(area.path)) == 2
    assert surface(area.path).area == pytest.approx(0.96 * 2000 * 2000 * _tall(), rel=0.01)


def _tall() -> float:
    drawn = outlines([_square("BU99010001", 5.0, 0.5)])
    return (drawn.height / 2000) * (drawn.width / 2000)


def test_a_border_that_crosses_itself_is_mended() -> None:
    bow = _square("BU99010001", 5.0, 0.5)
    bow["geometry"]["coordinates"] = [[[5.0, 51.5], [5.5, 52.0], [5.5, 51.5], [5.0, 52.0], [5.0, 51.5]]]
    (area,) = outlines([bow]).shapes
    assert surface(area.path).area > 0


@pytest.mark.parametrize(
    ("features", "what"),
    [
        ([], "geen gebied met een grens"),
        ([{"properties": {"statcode": "BU99010001"}, "geometry": None}], "geen gebied met een grens"),
        ([_square("BU99010001", 5.0, 0.5), _square("BU99010001", 5.5, 0.5)], "twee keer"),
        ([_square("nonsense", 5.0, 0.5)], "geen gebiedscode"),
        ([{"geometry": None}], "geen gebiedscode"),
        ([None], "geen gebiedscode"),
        ([{"properties": {"statcode": "BU99010001"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}], "grens"),
        ([{"properties": {"statcode": "BU99010001"}, "geometry": {"type": "Polygon"}}], "grens"),
        (
            [{"properties": {"statcode": "BU99010001"}, "geometry": {"type": "Polygon", "coordinates": [["a"]]}}],
            "grens",
        ),
        ([{"properties": {"statcode": "BU99010001"}, "geometry": {"type": "Polygon", "coordinates": 7}}], "grens"),
        ([{"properties": {"statcode": "BU99010001"}, "geometry": [1]}], "grens"),
    ],
)
def test_bad_borders_are_refused_in_words(features: list[Any], what: str) -> None:
    with pytest.raises(DataError, match=what):
        outlines(features)


def test_numbers_that_are_no_place_are_refused() -> None:
    for wrong in (float("nan"), float("inf")):
        bad = _square("BU99010001", 5.0, 0.5)
        bad["geometry"]["coordinates"][0][1] = [wrong, 51.5]
        with pytest.raises(DataError, match="grens"):
            outlines([bad])
