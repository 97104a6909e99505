"""The invented open figures have the shape of the real ones, and no invented place has a real name."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from smartstart.vault.twin.areas import municipalities
from tests.support.shared import shared_data

PAIRS = (
    ("kwb_2020_nl.parquet", "kwb/kwb_2020_nl.parquet"),
    ("kwb_2022_wijken.parquet", "kwb/kwb_2022_wijken.parquet"),
    ("kwb_2022_gemeenten.parquet", "kwb/kwb_2022_gemeenten.parquet"),
    ("rivm_50090NED_18plus_2012_2016_2020.parquet", "gezondheid/rivm_50090NED_18plus_2012_2016_2020.parquet"),
)


@pytest.mark.parametrize(("ours", "real"), PAIRS)
def test_columns_and_types_are_those_of_the_real_file(ours: str, real: str, small_twin: Path):
    form, wanted = pq.read_schema(small_twin / "open" / ours), pq.read_schema(shared_data() / real)
    assert set(form.names) <= set(wanted.names)
    loose = {"large_string": "string"}
    for field in form:
        theirs = str(wanted.field(field.name).type)
        assert loose.get(str(field.type), str(field.type)) == loose.get(theirs, theirs), field.name
    assert [name for name in wanted.names if name in form.names] == form.names


def test_no_invented_municipality_has_the_name_of_a_real_place():
    real = {
        name.strip().lower()
        for file, column in (("kwb_2020_nl", "Naam"), ("kwb_2022_gemeenten", "name"), ("kwb_2022_wijken", "name"))
        for name in pq.read_table(shared_data() / "kwb" / f"{file}.parquet", columns=[column])[column].to_pylist()
    }
    for size in ("small", "region", "national"):
        names = [place.name for place in municipalities(size, 1)]
        assert len(set(names)) == len(names)
        assert not {name.lower() for name in names} & real
    real_codes = set(
        pq.read_table(shared_data() / "kwb/kwb_2020_nl.parquet", columns=["GM_CODE"])["GM_CODE"].to_pylist()
    )
    assert (
        not {f"GM{place.code}" for size in ("small", "region", "national") for place in municipalities(size, 1)}
        & real_codes
    )


def test_the_region_has_nine_municipalities_with_the_promised_codes():
    places = municipalities("region", 1)
    assert [place.code for place in places] == [f"990{i}" for i in range(1, 10)]
    assert sum(place.people for place in places) == 470_000
    for place in places:
        assert sum(buurt.people for buurt in place.buurten) == pytest.approx(place.people, rel=0.02)
        assert all(b.wijk[:4] == place.code and b.code[:6] == b.wijk for b in place.buurten)
        assert len({b.code for b in place.buurten}) == len(place.buurten)


def test_open_figures_cover_the_areas_of_the_register_files(small_twin: Path):
    kwb = pq.read_table(small_twin / "open/kwb_2020_nl.parquet").to_pydict()
    areas = pq.read_table(next(small_twin.rglob("VSLGWB*.parquet"))).to_pydict()
    codes = set(kwb["WijkenEnBuurten"])
    for column, prefix in (("gem2022", "GM"), ("wc2022", "WK"), ("bc2022", "BU")):
        assert {prefix + code for code in areas[column] if not code.startswith("-")} <= codes
    health = pq.read_table(small_twin / "open/rivm_50090NED_18plus_2012_2016_2020.parquet").to_pydict()
    assert set(health["WijkenEnBuurten"]) == (codes - {"NL00"}) | {"NL01"}
    assert sorted(set(health["jaar"])) == [2012, 2016, 2020]
    assert all(0 < value < 100 for value in health["MoeiteMetRondkomen_38"])
    for year, value in zip(health["jaar"], health["HeelVeelStressInAfgelopen4Weken_26"], strict=True):
        assert (value is None) == (year < 2020)


def test_counts_are_rounded_as_in_the_real_file(small_twin: Path):
    kwb = pq.read_table(small_twin / "open/kwb_2020_nl.parquet").to_pylist()
    for row in kwb:
        parts = [row[name] for name in ("k_0Tot15Jaar_8", "k_65JaarOfOuder_12", "HuishoudensMetKinderen_31")]
        assert all(0 <= part <= row["AantalInwoners_5"] for part in parts)
        if row["SoortRegio_2"] in ("Wijk", "Buurt"):
            assert all(part % 5 == 0 for part in parts)
        assert row["PersonenPerSoortUitkeringBijstand_83"] % 10 == 0


def test_borders_are_a_tessellation(small_twin: Path):
    wijken = json.loads((small_twin / "open/wijken_2022.geojson").read_text(encoding="utf-8"))["features"]
    whole = json.loads((small_twin / "open/gemeenten_2022.geojson").read_text(encoding="utf-8"))["features"]
    assert set(wijken[0]["properties"]) == {"statcode", "statnaam", "gmcode", "jaar"}
    assert [f["properties"]["statcode"] for f in whole] == ["GM9901", "GM9902"]
    kwb = pq.read_table(small_twin / "open/kwb_2022_wijken.parquet")["code"].to_pylist()
    assert sorted(f["id"] for f in wijken) == sorted(kwb)
    edges: Counter = Counter()
    for feature in wijken:
        ring = feature["geometry"]["coordinates"][0]
        assert ring[0] == ring[-1]
        assert len(ring) == 7
        edges.update(frozenset(map(tuple, pair)) for pair in pairwise(ring))
    assert set(edges.values()) == {1, 2}


def test_borders_are_valid_and_municipalities_are_the_union_of_their_wijken(small_twin: Path):
    shapely = pytest.importorskip("shapely")
    from shapely.geometry import shape

    wijken = json.loads((small_twin / "open/wijken_2022.geojson").read_text(encoding="utf-8"))["features"]
    whole = json.loads((small_twin / "open/gemeenten_2022.geojson").read_text(encoding="utf-8"))["features"]
    for feature in whole:
        own = [shape(w["geometry"]) for w in wijken if w["properties"]["gmcode"] == feature["id"]]
        assert all(polygon.is_valid for polygon in own)
        assert shapely.union_all(own).symmetric_difference(shape(feature["geometry"])).area < 1e-9
        assert 3 < feature["geometry"]["coordinates"][0][0][0] < 4.7  # in the North Sea


@pytest.mark.parametrize("size", ["region", "national"])
def test_municipalities_of_larger_twins_have_one_valid_outline(size: str):
    shapely = pytest.importorskip("shapely")
    from shapely.geometry import shape

    from smartstart.vault.twin.borders import municipality_features

    features = municipality_features(municipalities(size, 1), 1, 2022, "Verzonnen")["features"]
    shapes = [shape(feature["geometry"]) for feature in features]
    assert all(polygon.is_valid for polygon in shapes)
    assert shapely.union_all(shapes).area == pytest.approx(sum(polygon.area for polygon in shapes))
