"""The client against a server on this machine that plays back recorded answers, failures included."""

import csv
import gzip
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from smartstart.opendata.colour import colour
from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.odata import PageReader, Retry, download
from smartstart.opendata.odata.reading import Limits, read_table
from smartstart.opendata.odata.table import Slice
from smartstart.opendata.odata.v3 import V3
from smartstart.vocabulary.errors import DataError, UsageError
from tests.support.replay import Replay, Trouble, as_json, matching, replaying
from tests.support.shared import shared_data

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def recordings() -> Path:
    return shared_data() / "odata"


def loaded(path: Path) -> Any:
    raw = path.read_bytes()
    return json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)


class Recorded:
    """Plays the recorded tables; 84799NED is filtered as the real server would, 83599NED comes in two pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache: dict[str, Any] = {}

    def file(self, name: str) -> Any:
        if name not in self.cache:
            self.cache[name] = loaded(self.folder / name)
        return self.cache[name]

    def __call__(self, path: str, question: dict[str, str]) -> bytes | None:
        parts = path.strip("/").split("/")
        table, what = parts[-2].lower(), parts[-1]
        if parts[0] == "CBS":
            return self.v4(table, what, question)
        if table == "84799ned":
            return self.neighbourhoods(what, question)
        if table == "83599ned":
            return self.paged(what, question)
        place = self.folder / "v3_80137ned" / f"{what}.json"
        return place.read_bytes() if table == "80137ned" and place.is_file() else None

    def neighbourhoods(self, what: str, question: dict[str, str]) -> bytes | None:
        if what == "WijkenEnBuurten":
            names = self.file("v3_84799NED/WijkenEnBuurten_hvb.json")["value"]
            return as_json({"value": matching(names, question.get("$filter", ""), "Key")})
        if what != "TypedDataSet":
            place = self.folder / "v3_84799NED" / f"{what}.json"
            return place.read_bytes() if place.is_file() else None
        rows = matching(
            self.file("v3_84799NED/TypedDataSet_hvb.json")["value"], question.get("$filter", ""), "WijkenEnBuurten"
        )
        columns = question.get("$select", "")
        if columns:
            rows = [{name: row[name] for name in columns.split(",")} for row in rows]
        return as_json({"value": rows})

    def paged(self, what: str, question: dict[str, str]) -> bytes | None:
        if what == "UntypedDataSet":
            page = "2" if question.get("$skip") == "10000" else "1_nextLink"
            return as_json(self.file(f"v3_83599NED_paginering/UntypedDataSet_page{page}.json.gz"))
        known = self.file("v3_83599NED_paginering/ODataCatalog_Tables_filter.json.gz")["value"]
        if what == "TableInfos":
            return as_json(
                {"value": [{"Identifier": "83599NED", "Title": "Vacatures", "Modified": known[0]["Modified"]}]}
            )
        keys = [("RegioS", "GeoDimension"), ("Perioden", "TimeDimension"), ("OpenstaandeVacatures_1", "Topic")]
        return as_json({"value": [{"Key": key, "Type": kind, "Title": key} for key, kind in keys]})

    def v4(self, table: str, what: str, question: dict[str, str]) -> bytes | None:
        place = self.folder / f"v4_{table}" / f"{what}.json"
        if not place.is_file():
            return None
        if what != "Observations":
            return place.read_bytes()
        rows = self.file(f"v4_{table}/Observations.json")["value"]
        wanted = [piece.split("'")[1] for piece in question.get("$filter", "").split(" or ") if "Measure eq" in piece]
        rows = [row for row in rows if not wanted or row["Measure"] in wanted]
        start = int(question.get("$skip", "0"))
        return as_json({"@odata.count": len(rows), "value": rows[start : start + 2000]})


@pytest.fixture
def server(recordings: Path) -> Iterator[Replay]:
    with replaying(Recorded(recordings)) as running:
        yield running


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def patient(pauses: list[float]) -> Retry:
    return Retry(attempts=4, first=1.0, longest=30.0, sleep=pauses.append)


def test_a_whole_small_table_of_v3(server: Replay, tmp_path: Path) -> None:
    found = download("80137ned", tmp_path, server=server.base, today=TODAY)
    assert len(found.table.rows) == 675
    assert found.table.rows[0]["Persoonskenmerken"] == "1"  # padding gone
    assert found.table.rows[0]["Totaal_1"] == 8811.0
    with found.csv.open(encoding="utf-8") as opened:
        assert sum(1 for _ in csv.DictReader(opened, delimiter=";")) == 675
    assert pq.read_table(found.parquet).num_rows == 675


def test_tilburg_of_the_neighbourhood_figures_with_source_and_day(server: Replay, tmp_path: Path) -> None:
    found = download("84799NED", tmp_path, areas=["gm0855"], server=server.base, today=TODAY)
    codes = [row["WijkenEnBuurten"] for row in found.table.rows]
    assert len(codes) == 1 + 58 + 251
    assert {code[2:6] for code in codes} == {"0855"}
    korvel = next(row for row in found.table.rows if row["WijkenEnBuurten"] == "WK085517")
    assert korvel["PersonenPerSoortUitkeringBijstand_83"] == 260
    described = json.loads(found.description.read_text(encoding="utf-8"))
    assert described["opgehaald"] == "2026-11-21"
    assert described["bronvermelding"].startswith("Bron: Centraal Bureau voor de Statistiek (CBS)")
    assert described["gebieden"] == ["GM0855"]
    assert pq.read_schema(found.parquet).metadata[b"opgehaald"] == b"2026-11-21"
    assert b"CC BY 4.0" in pq.read_schema(found.parquet).metadata[b"bron"]
    filtered = server.data_requests()[0]
    assert "startswith(WijkenEnBuurten,'GM0855') or startswith(WijkenEnBuurten,'WK0855')" in filtered


def test_what_was_fetched_is_the_colour_of_a_municipality(server: Replay, tmp_path: Path) -> None:
    found = download("84799NED", tmp_path, areas=["NL00", "GM0855"], server=server.base, today=TODAY)
    korvel = next(row for row in found.table.rows if row["WijkenEnBuurten"] == "WK085517")
    assert korvel["Naam"] == "Korvel"
    assert {"naam": "Naam", "titel": "Naam van het gebied", "eenheid": "", "soort": "naam", "uitleg": ""} in json.loads(
        found.description.read_text(encoding="utf-8")
    )["kolommen"]
    made = colour(OpenFolder.at(tmp_path), "GM0855", map_needed=False)
    assert (made.municipality.name, len(made.wijken)) == ("Tilburg", 58)
    own = made.area("WK085517").reading("bijstand")
    assert own.own.value is not None
    assert own.country is not None
    assert own.country.value is not None


def test_columns_are_selected_by_the_server(server: Replay, tmp_path: Path) -> None:
    found = download("84799NED", tmp_path, areas=["WK085517"], columns=["AantalInwoners_5"], server=server.base)
    assert set(found.table.rows[0]) == {"WijkenEnBuurten", "AantalInwoners_5"}
    assert found.table.rows[0]["AantalInwoners_5"] == 5750
    assert all(row["WijkenEnBuurten"].startswith(("WK085517", "BU085517")) for row in found.table.rows)


def test_a_link_to_the_next_page_is_followed_on_our_own_server(server: Replay, recordings: Path) -> None:
    with PageReader(server.base, "83599NED", None) as reader:
        found = read_table(reader, V3(untyped=True), "83599NED", Slice(), limits=Limits(), progress=lambda _: None)
    assert len(found.rows) == 15504
    assert [row["ID"] for row in found.rows] == list(range(15504))
    assert found.rows[0]["RegioS"] == "NL01"
    asked = server.data_requests()
    assert len(asked) == 2  # the recorded link names opendata.cbs.nl; it was read from here
    assert "$skip=10000" in asked[1]


def test_v4_pages_by_skipping_until_the_count(server: Replay, tmp_path: Path) -> None:
    found = download("80072ned", tmp_path, version=4, server=server.base)
    assert len(found.table.rows) == 4409
    assert len({row["Id"] for row in found.table.rows}) == 4409
    assert len(server.data_requests()) == 3
    assert found.table.modified == "202006190200"
    assert [column.key for column in found.table.columns if column.kind == "periode"] == ["Perioden"]


def test_v4_measures_are_selected(server: Replay, tmp_path: Path) -> None:
    found = download("80072ned", tmp_path, version=4, columns=["M001924"], server=server.base)
    assert len(found.table.rows) == 4409
    assert "Measure eq 'M001924'" in server.data_requests()[0]


def test_a_server_that_is_down_twice_is_asked_again(
    server: Replay, tmp_path: Path, patient: Retry, pauses: list[float]
) -> None:
    server.troubles.append(Trouble("TypedDataSet", times=2, status=503))
    found = download("80137ned", tmp_path, server=server.base, retry=patient)
    assert len(found.table.rows) == 675
    assert pauses == [1.0, 2.0]


@pytest.mark.parametrize("status", [429, 500, 502, 504])
def test_other_passing_failures(server: Replay, tmp_path: Path, patient: Retry, status: int) -> None:
    server.troubles.append(Trouble("TableInfos", status=status))
    assert len(download("80137ned", tmp_path, server=server.base, retry=patient).table.rows) == 675


def test_the_server_says_how_long_to_wait(server: Replay, tmp_path: Path, patient: Retry, pauses: list[float]) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    server.troubles += [
        Trouble("TableInfos", status=429, headers={"Retry-After": "7"}),
        Trouble("DataProperties", status=503, headers={"Retry-After": "86400"}),
        Trouble("TypedDataSet", status=503, headers={"Retry-After": later}),
    ]
    download("80137ned", tmp_path, server=server.base, retry=patient)
    assert pauses[:2] == [7.0, 30.0]  # a day is cut to the longest pause
    assert pauses[2] == pytest.approx(20.0, abs=5.0)


def test_a_connection_that_drops_half_way_is_tried_again(
    server: Replay, tmp_path: Path, patient: Retry, pauses: list[float]
) -> None:
    server.troubles.append(Trouble("TypedDataSet", cut=True))
    assert len(download("80137ned", tmp_path, server=server.base, retry=patient).table.rows) == 675
    assert len(pauses) == 1


def test_a_server_that_stays_down(server: Replay, tmp_path: Path, patient: Retry, pauses: list[float]) -> None:
    server.troubles.append(Trouble("TypedDataSet", times=99, status=503))
    with pytest.raises(DataError, match=r"steeds een storing \(503\)") as caught:
        download("80137ned", tmp_path, server=server.base, retry=patient)
    assert caught.value.exit_code == 4
    assert len(pauses) == 3
    assert not list(tmp_path.glob("80137ned.*"))


def test_no_network(tmp_path: Path, patient: Retry) -> None:
    with replaying(lambda path, question: None) as gone:
        base = gone.base
    with pytest.raises(DataError, match="niet te bereiken"):
        download("80137ned", tmp_path, server=base, retry=patient)


def test_an_interrupted_download_goes_on_where_it_stopped(recordings: Path, tmp_path: Path, patient: Retry) -> None:
    with replaying(Recorded(recordings)) as server:
        server.troubles.append(Trouble("$skip=4000", times=99, status=500))
        with pytest.raises(DataError):
            download("80072ned", tmp_path, version=4, server=server.base, retry=patient)
        before = len(server.data_requests())
        server.troubles.clear()
        found = download("80072ned", tmp_path, version=4, server=server.base, retry=patient)
        again = server.data_requests()[before:]
    assert len(found.table.rows) == 4409
    assert len(again) == 1
    assert "$skip=4000" in again[0]
    assert found.pages_reused == 2


def test_pages_of_an_older_state_of_the_table_are_not_used(recordings: Path, tmp_path: Path) -> None:
    with replaying(Recorded(recordings)) as server:
        download("80137ned", tmp_path, server=server.base)
        assert download("80137ned", tmp_path, server=server.base).pages_reused == 1
    recorded = Recorded(recordings)

    def newer(path: str, question: dict[str, str]) -> bytes | None:
        body = recorded(path, question)
        return body.replace(b"2009-07-10", b"2010-01-01") if body and path.endswith("TableInfos") else body

    with replaying(newer) as server:
        assert download("80137ned", tmp_path, server=server.base).pages_reused == 0


def test_a_broken_page_on_disk_is_fetched_again(server: Replay, tmp_path: Path) -> None:
    download("80137ned", tmp_path, server=server.base)
    kept = list((tmp_path / ".ophalen").rglob("*.json"))
    assert len(kept) == 1
    kept[0].write_text('{"value": [', encoding="utf-8")
    assert download("80137ned", tmp_path, server=server.base).pages_reused == 0


@pytest.mark.parametrize(
    "body", [b"<html>Log in</html>", b"[]", b'{"geen": "lijst"}', b'{"value": [1, 2]}', b"\xff\xfe"]
)
def test_an_answer_that_is_no_table(server: Replay, tmp_path: Path, patient: Retry, body: bytes) -> None:
    server.troubles.append(Trouble("TypedDataSet", status=200, body=body))
    with pytest.raises(DataError, match="geen geldige tabel"):
        download("80137ned", tmp_path, server=server.base, retry=patient)


def test_no_such_table(server: Replay, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="De tabel 99999NED bestaat niet"):
        download("99999NED", tmp_path, server=server.base)


def test_a_table_without_areas(server: Replay, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="heeft geen gebieden"):
        download("80137ned", tmp_path, areas=["GM0855"], server=server.base)


def test_a_column_that_is_not_there_names_the_nearest(server: Replay, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="kent deze kolommen niet: AantalInwoner") as caught:
        download("84799NED", tmp_path, columns=["AantalInwoner"], server=server.base)
    assert "AantalInwoners_5" in caught.value.expected


def test_areas_that_the_table_does_not_have(server: Replay, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="geen regels voor deze gebieden"):
        download("84799NED", tmp_path, areas=["GM0001"], server=server.base)


@pytest.mark.parametrize("area", ["Tilburg", "GM85", "GM0855' or 1 eq 1"])
def test_a_text_that_is_no_area(server: Replay, tmp_path: Path, area: str) -> None:
    with pytest.raises(DataError, match="geen code van een gebied"):
        download("84799NED", tmp_path, areas=[area], server=server.base)
    assert server.asked == []


@pytest.mark.parametrize(("table", "version"), [("../geheim", 3), ("84799NED", 5)])
def test_wrong_use(server: Replay, tmp_path: Path, table: str, version: int) -> None:
    with pytest.raises(UsageError):
        download(table, tmp_path, version=version, server=server.base)


def test_limits_on_rows_and_on_bytes(server: Replay, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="te groot"):
        download("80072ned", tmp_path, version=4, server=server.base, limits=Limits(rows=2500))
    with (
        PageReader(server.base, "80137ned", None, most_bytes=1000) as reader,
        pytest.raises(DataError, match="te groot"),
    ):
        read_table(reader, V3(), "80137ned", Slice(), limits=Limits(), progress=lambda _: None)


def test_a_server_that_sends_us_round_in_circles(tmp_path: Path, recordings: Path) -> None:
    recorded = Recorded(recordings)

    def circle(path: str, question: dict[str, str]) -> bytes | None:
        if path.endswith("TypedDataSet"):
            return as_json(
                {"value": [{"ID": 1}], "odata.nextLink": "/ODataFeed/odata/80137ned/TypedDataSet?$format=json"}
            )
        return recorded(path, question)

    with replaying(circle) as server, pytest.raises(DataError, match="geen geldige tabel"):
        download("80137ned", tmp_path, server=server.base)


def test_values_left_out_are_empty_and_never_nought(tmp_path: Path, recordings: Path) -> None:
    recorded = Recorded(recordings)

    def with_gaps(path: str, question: dict[str, str]) -> bytes | None:
        if path.endswith("TypedDataSet"):
            rows = [{"ID": 0, "Persoonskenmerken": "1 ", "Totaal_1": None}, {"ID": 1, "Totaal_1": "     ."}]
            return as_json({"value": rows})
        return recorded(path, question)

    with replaying(with_gaps) as server:
        found = download("80137ned", tmp_path, server=server.base)
    assert [row["Totaal_1"] for row in found.table.rows] == [None, None]
    assert found.csv.read_text(encoding="utf-8").splitlines()[1:] == ["0;1;", "1;;"]
