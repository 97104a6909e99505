"""The whole way, from question file to signed release, on the small twin."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from smartstart.presentation.report import render_report
from smartstart.release.contents import Origin, Stamp, State
from smartstart.release.reader import check_report, read_release
from smartstart.vault.run import Result
from smartstart.vault.twin import write_twin
from smartstart.vocabulary.errors import TrustError
from tests.support.rooms import KEY, Room, SmallRun, small_study

pytestmark = pytest.mark.slow
PUBLIC = [KEY.public_key()]


@pytest.fixture
def room(small_run: SmallRun) -> Room:
    return small_run.room


@pytest.fixture
def result(small_run: SmallRun) -> Result:
    return small_run.result


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_release_is_signed_whole_and_says_that_it_is_invented(result: Result) -> None:
    for path in (result.paths.folder, result.paths.archive):
        release = read_release(path, PUBLIC)
        check_report(release, render_report)
        assert release.manifest.origin is Origin.INVENTED
        assert release.manifest.stamp is Stamp.FULL
    report = (result.paths.folder / "report.html").read_text(encoding="utf-8")
    assert report.count("verzonnen gegevens") >= 2


def test_what_is_asked_is_shown_or_withheld(result: Result) -> None:
    outline = result.contents.outline
    assert outline.asked == len(result.contents.statements) == outline.released + outline.withheld
    assert outline.released > 0
    for statement in result.contents.statements:
        assert (statement.value is None) == (statement.state is State.WITHHELD)


def test_no_count_of_the_release_is_exact_and_none_is_small(result: Result) -> None:
    counts = [s for s in result.contents.statements if s.kind == "table" and s.statistic == "count" and s.value]
    assert len(counts) > 10
    assert all(count.value % 5 == 0 and count.value >= 10 for count in counts)


def test_two_runs_and_other_threads_give_the_same_bytes(room: Room, result: Result) -> None:
    again = room.run("nog-eens", threads=1)
    assert digests(again.paths.folder) == digests(result.paths.folder)
    assert again.paths.archive.read_bytes() == result.paths.archive.read_bytes()


def test_a_second_run_in_the_same_room_keeps_every_shown_value(small_run: SmallRun, tmp_path: Path) -> None:
    room, ledger = small_run.after(tmp_path)
    again = room.run("later", ledger=ledger)
    assert again.contents.statements == small_run.result.contents.statements


@pytest.mark.parametrize("form", ["csv", "sav"])
def test_other_formats_give_the_same_statements(form: str, room: Room, result: Result, tmp_path: Path) -> None:
    write_twin(tmp_path / form, size="small", seed=1, fmt=form, threads=2)
    other = Room(tmp_path, tmp_path / form)
    other.write(small_study())
    made = other.run()
    name = "statements.json"
    assert (made.paths.folder / name).read_bytes() == (result.paths.folder / name).read_bytes()


def test_unpacked_and_zipped_again_it_still_verifies(result: Result, tmp_path: Path) -> None:
    with zipfile.ZipFile(result.paths.archive) as archive:
        archive.extractall(tmp_path / "open")
    again = tmp_path / "weer.zip"
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((tmp_path / "open").iterdir(), reverse=True):
            archive.write(path, path.name)
    assert read_release(tmp_path / "open", PUBLIC).manifest == read_release(again, PUBLIC).manifest


def test_one_changed_byte_is_refused(result: Result, tmp_path: Path) -> None:
    for name in ("statements.json", "report.html", "manifest.json", "study.json"):
        folder = tmp_path / name.replace(".", "-")
        shutil.copytree(result.paths.folder, folder)
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(bytes(content))
        with pytest.raises(TrustError):
            read_release(folder, PUBLIC)


def test_exact_results_stay_inside(result: Result) -> None:
    exact = json.loads((result.inside / "resultaten.json").read_text(encoding="utf-8"))
    assert exact["rows"] > 0
    assert not {"inside", "resultaten.json", "oordelen.csv"} & set(digests(result.paths.folder))
    assert (result.inside / "resultaten.json").stat().st_mode & 0o077 == 0


def test_nothing_temporary_is_left(room: Room, result: Result) -> None:
    assert sorted(path.name for path in (room.folder / "uit").iterdir() if "grootboek" not in path.name) == [
        "inside",
        "release",
        "release.zip",
    ]


def test_no_member_holds_a_key_of_a_person(result: Result, small_twin: Path) -> None:
    persons = next((small_twin / "Bevolking" / "GBAPERSOONTAB" / "2023").glob("*V2.parquet"))
    import pyarrow.parquet as pq

    keys = pq.read_table(persons, columns=["RINPERSOON"]).column(0).to_pylist()[:20_000]
    everything = b"".join(path.read_bytes() for path in result.paths.folder.iterdir())
    assert not [key for key in keys if len(key.strip()) == 9 and key.encode() in everything]


def test_a_draft_is_not_signed_and_says_so(room: Room) -> None:
    made = room.run("concept", draft=True, key=None)
    release = read_release(made.paths.folder, None)
    assert release.manifest.stamp is Stamp.DRAFT
    assert not release.manifest.key
    assert "concept" in (made.paths.folder / "report.html").read_text(encoding="utf-8").lower()
    assert made.paths.folder == room.folder / "concept" / "concept" / "release"
    assert not list((room.folder / "concept").rglob("grootboek*"))
