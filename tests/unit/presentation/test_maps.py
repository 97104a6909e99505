"""Maps: shapes stay whole, hatch is no colour, colours can be told apart by everyone and in grey."""

import json
import re

import numpy as np
import pytest

from smartstart.opendata.map_units import Ring
from smartstart.presentation import look, map_areas, maps
from smartstart.presentation.map_areas import MapArea, project
from smartstart.presentation.map_labels import inner_stretch
from tests.support.colours import contrast
from tests.support.release_example import borders
from tests.support.shared import shared_data

AREAS = project(borders())
CODES = [area.code for area in AREAS]


def _map(classes: dict[str, int | None], **more: object) -> str:
    settings: dict[str, object] = {
        "legend": ["minder dan 5", "5 tot 10", "10 of meer"],
        "title": "Titel",
        "description": "Beschrijving",
        "identity": "k",
    } | more
    return str(maps.choropleth(AREAS, classes, **settings))  # type: ignore[arg-type]


def test_areas_come_by_name_never_by_value() -> None:
    assert [area.name for area in AREAS] == sorted(area.name for area in AREAS)


def test_none_is_hatch_and_never_the_lowest_class() -> None:
    drawn = _map({CODES[0]: 0, CODES[1]: None})
    fills = dict(re.findall(r'fill="([^"]+)" fill-rule="evenodd"[^>]*data-code="(\w+)"', drawn))
    by_code = {code: fill for fill, code in re.findall(r'fill="([^"]+)" fill-rule[^>]*data-code="(\w+)"', drawn)}
    assert fills
    assert by_code[CODES[0]] == look.SEQUENTIAL[0]
    assert by_code[CODES[1]] == "url(#k-x)"
    assert by_code[CODES[2]] == "url(#k-x)"
    assert "te weinig om iets te zeggen" in drawn
    assert '<pattern id="k-x"' in drawn


def test_the_legend_says_nothing_of_hatch_where_there_is_none() -> None:
    assert "te weinig" not in _map(dict.fromkeys(CODES, 1)).partition("<ul")[2]


def test_neighbours_of_the_darkest_class_have_a_light_border() -> None:
    drawn = _map(dict.fromkeys(CODES, 2))
    assert drawn.count('stroke="#ffffff" stroke-width="3" data-code') == len(CODES)


def test_the_chosen_area_is_drawn_on_top() -> None:
    drawn = _map(dict.fromkeys(CODES, 1), chosen=CODES[0])
    assert drawn.rindex('stroke="#000000"') > drawn.rindex("data-code")


def test_names_are_escaped() -> None:
    evil = MapArea("GM1", "<script>x</script>", AREAS[0].rings)
    drawn = str(maps.choropleth([evil], {}, legend=["a"], title='"><b>', description="d", identity="k"))
    assert "<script>" not in drawn
    assert "<b>" not in drawn


@pytest.mark.parametrize("legend", [[], ["a"] * 6])
def test_more_classes_than_colours_are_refused(legend: list[str]) -> None:
    with pytest.raises(ValueError, match="five classes"):
        _map({}, legend=legend)


def test_a_map_without_shapes_is_refused() -> None:
    with pytest.raises(ValueError, match="no area"):
        project({"features": []})


def test_the_nine_colours_of_a_pair_are_all_used_in_the_legend() -> None:
    low, words = "laag", ["laag", "midden", "hoog"]
    drawn = str(
        maps.bivariate(
            AREAS,
            {CODES[0]: (0, 2)},
            first=("schuld", words),
            second=("eenzaam", words),
            title="t",
            description="d",
            identity="p",
        )
    )
    legend = drawn.partition("<table")[2]
    assert low in legend
    assert all(colour in legend for row in look.BIVARIATE for colour in row)
    assert f'fill="{look.BIVARIATE[0][2]}" fill-rule="evenodd"' in drawn


def test_real_municipalities_keep_their_proportions() -> None:
    """Hart van Brabant is about as tall as it is wide; Tilburg's label lies inside Tilburg."""
    collection = json.loads((shared_data() / "geo" / "hvb_gemeenten_2022.geojson").read_text(encoding="utf-8"))
    areas = project(collection)
    points = np.array([point for area in areas for ring in area.rings for point in ring])
    assert points.min() >= 0
    assert points[:, 0].max() <= 1000.0001
    # West to east 4.83-5.29 degrees at 51.6 north is some 37 km, south to north some 36 km.
    degrees = np.array(
        [p for f in collection["features"] for ring in map_areas._rings(f["geometry"]) for p in ring], dtype=float
    )
    width_km = np.ptp(degrees[:, 0]) * 111.32 * np.cos(np.radians(degrees[:, 1].mean()))
    height_km = np.ptp(degrees[:, 1]) * 111.2
    assert np.ptp(points[:, 0]) / np.ptp(points[:, 1]) == pytest.approx(width_km / height_km, rel=0.01)
    tilburg = next(area for area in areas if area.name == "Tilburg")
    left, right, height = inner_stretch(tilburg.rings)
    assert left < right
    assert _inside((left + right) / 2, height, tilburg.rings[0])


def _inside(x: float, y: float, ring: Ring) -> bool:
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 <= y) != (y2 <= y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("colour", [look.INK, look.QUIET, look.ACCENT])
@pytest.mark.parametrize("ground", ["#ffffff", "#fff4cc"])
def test_text_is_dark_enough(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= 4.5


def test_the_style_sheet_uses_the_same_colours() -> None:
    for name, colour in (("ink", look.INK), ("quiet", look.QUIET), ("accent", look.ACCENT)):
        assert f"--{name}: {colour};" in look.css()
