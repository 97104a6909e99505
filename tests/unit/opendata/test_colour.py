"""The colour of an invented region: states, sides, layouts and clear errors."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from smartstart.opendata.area_colour import NeighbourhoodColour
from smartstart.opendata.colour import colour
from smartstart.opendata.figures import FigureState
from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.standing import Side
from smartstart.opendata.tables import municipalities
from smartstart.vocabulary.errors import DataError
from tests.support.open_region import HOME, KWB_2020, write_open_region


@pytest.fixture
def region(tmp_path: Path) -> NeighbourhoodColour:
    return colour(OpenFolder.at(write_open_region(tmp_path / "open")), HOME)


@pytest.mark.parametrize("nested", [False, True])
def test_both_layouts_give_the_same_colour(tmp_path: Path, nested: bool, region: NeighbourhoodColour) -> None:
    found = colour(OpenFolder.at(write_open_region(tmp_path / "anders", nested=nested)), HOME)
    assert found == region


def test_invented_is_seen_by_its_mark_and_by_its_codes(tmp_path: Path, region: NeighbourhoodColour) -> None:
    assert region.invented
    assert [source.key for source in region.sources] == ["verzonnen"]
    unmarked = OpenFolder.at(write_open_region(tmp_path / "kaal", marked=False))
    assert not unmarked.invented
    assert colour(unmarked, HOME).invented
    below = write_open_region(tmp_path / "tweeling" / "open", marked=False)
    (tmp_path / "tweeling" / "twin.json").write_text("{}")
    assert OpenFolder.at(below).invented


def test_worries_and_strengths(region: NeighbourhoodColour) -> None:
    east = region.area("WK990101")
    assert [r.indicator.name for r in east.worries] == [
        "bijstand",
        "arbeidsongeschikt",
        "werkloosheid",
        "moeite-met-rondkomen",
    ]
    assert east.strengths == ()
    assert east.reading("gescheiden").side is Side.NEITHER


def test_too_few_is_a_state_of_its_own(region: NeighbourhoodColour) -> None:
    polder = region.area("WK990103")
    assert polder.too_few
    assert polder.reading("bijstand").own.state is FigureState.TOO_FEW
    assert polder.reading("moeite-met-rondkomen").own.state is FigureState.TOO_FEW
    assert polder.people.value == 60


def test_a_count_rounded_to_nought_is_not_nought(region: NeighbourhoodColour) -> None:
    own = region.area("WK990104").reading("bijstand").own
    assert own.value is None
    assert own.state is FigureState.TOO_FEW


def test_other_borders_give_no_figure_of_the_older_division(region: NeighbourhoodColour) -> None:
    west = region.area("WK990102")  # 100 hectares became 130
    assert west.reading("bijstand").own.state is FigureState.NOT_COMPARABLE
    assert west.reading("moeite-met-rondkomen").own.state is FigureState.NOT_COMPARABLE
    assert west.reading("koopwoningen").own.value == 60
    assert [area.code for area in region.former] == ["WK990102"]
    assert region.former[0].reading("bijstand").own.state is FigureState.SHOWN


def test_buurten_stand_in_their_wijk_and_an_empty_one_says_too_few(region: NeighbourhoodColour) -> None:
    north, south = region.area("WK990101").buurten
    assert (north.name, south.name) == ("Ooster Noord", "Ooster Zuid")
    assert north.reading("bijstand").own.value == pytest.approx(1000 * 130 / 1800, abs=1e-4)
    assert south.too_few
    assert north.reading("lager-inkomen").own.state is FigureState.ABSENT  # 2022 has wijken, no buurten


def test_change_is_a_series_of_comparable_years(region: NeighbourhoodColour) -> None:
    series = region.area("WK990101").reading("moeite-met-rondkomen").series
    assert [row.year for row in series] == [2012, 2016, 2020]
    assert [row.year for row in region.area("WK990101").reading("vrijwilligerswerk").series] == [2016, 2020]


def test_a_missing_health_table_means_no_figure(tmp_path: Path) -> None:
    folder = write_open_region(tmp_path / "open")
    (folder / "rivm_50090NED_18plus_2012_2016_2020.parquet").unlink()
    found = colour(OpenFolder.at(folder), HOME)
    assert found.area("WK990101").reading("moeite-met-rondkomen").own.state is FigureState.ABSENT


def test_codes_the_publisher_left_out_are_never_numbers(tmp_path: Path) -> None:
    folder = write_open_region(tmp_path / "open")
    rows = [
        {
            **row,
            "PersonenPerSoortUitkeringBijstand_83": -99999997 if row["WijkenEnBuurten"].startswith("WK990101") else 9,
        }
        for row in KWB_2020
    ]
    pq.write_table(pa.Table.from_pylist(rows), folder / "kwb_2020_nl.parquet")
    own = colour(OpenFolder.at(folder), HOME).area("WK990101").reading("bijstand").own
    assert own.value is None
    assert own.state is FigureState.ABSENT


def test_municipalities_by_name(tmp_path: Path) -> None:
    assert municipalities(OpenFolder.at(write_open_region(tmp_path))) == {HOME: "Lindeveen"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="map met openbare cijfers"):
        OpenFolder.at(tmp_path / "weg")


@pytest.mark.parametrize("gone", ["kwb_2020_nl.parquet", "wijken_2022.geojson", "gemeenten_2022.geojson"])
def test_a_file_that_is_not_there(tmp_path: Path, gone: str) -> None:
    folder = write_open_region(tmp_path)
    (folder / gone).unlink()
    with pytest.raises(DataError, match="ontbreekt"):
        colour(OpenFolder.at(folder), HOME)


def test_without_borders_there_are_figures_all_the_same(tmp_path: Path, region: NeighbourhoodColour) -> None:
    folder = write_open_region(tmp_path)
    for gone in ("wijken_2022.geojson", "gemeenten_2022.geojson"):
        (folder / gone).unlink()
    found = colour(OpenFolder.at(folder), HOME, map_needed=False)
    assert (found.borders["features"], found.region["features"]) == ([], [])
    assert [area.code for area in found.wijken] == [area.code for area in region.wijken]
    assert found.area("WK990101").readings == region.area("WK990101").readings
    assert found.former == region.former


def test_one_table_alone_is_a_division_of_its_own(tmp_path: Path) -> None:
    folder = write_open_region(tmp_path)
    for gone in folder.iterdir():
        if gone.name not in ("kwb_2020_nl.parquet", "twin.json"):
            gone.unlink()
    found = colour(OpenFolder.at(folder), HOME, map_needed=False)
    assert {area.division for area in found.wijken} == {2020}
    assert found.former == ()
    assert found.area("WK990102").reading("bijstand").own.state is FigureState.SHOWN
    assert [buurt.name for buurt in found.area("WK990101").buurten] == ["Ooster Noord", "Ooster Zuid"]


def test_buurten_are_drawn_where_somebody_gave_their_borders(tmp_path: Path, region: NeighbourhoodColour) -> None:
    assert region.buurt_borders["features"] == []
    folder = write_open_region(tmp_path, buurten=True)
    drawn = colour(OpenFolder.at(folder), HOME).buurt_borders["features"]
    assert [feature["properties"]["statcode"] for feature in drawn] == ["BU99010101", "BU99010102"]


def test_an_unknown_municipality(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="GM0855 staat niet in de cijfers") as caught:
        colour(OpenFolder.at(write_open_region(tmp_path)), "GM0855")
    assert "GM9901 (Lindeveen)" in caught.value.expected


def test_half_a_file(tmp_path: Path) -> None:
    folder = write_open_region(tmp_path)
    whole = (folder / "kwb_2020_nl.parquet").read_bytes()
    (folder / "kwb_2020_nl.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DataError, match=r"kwb_2020_nl\.parquet is niet te lezen"):
        colour(OpenFolder.at(folder), HOME)


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"features": [{"geometry": {"type": "Point"}}]})])
def test_a_broken_map(tmp_path: Path, content: str) -> None:
    folder = write_open_region(tmp_path)
    (folder / "wijken_2022.geojson").write_text(content)
    with pytest.raises(DataError, match="niet te lezen"):
        colour(OpenFolder.at(folder), HOME)


def test_the_wrong_table(tmp_path: Path) -> None:
    folder = write_open_region(tmp_path)
    pq.write_table(pa.table({"iets": [1]}), folder / "kwb_2020_nl.parquet")
    with pytest.raises(DataError, match="ontbreekt de kolom"):
        colour(OpenFolder.at(folder), HOME)
