"""The mark "as shown before": only the second format knows it, and without it nothing in a release changes."""

import csv
import io
from pathlib import Path

import pytest

from smartstart.disclosure.subset import subset
from smartstart.presentation.insight.rows import reason
from smartstart.presentation.report import render_report
from smartstart.presentation.report.book import Book
from smartstart.release.consistency import problems
from smartstart.release.contents import TableStatement
from smartstart.release.reader import Release, check_files, read_release
from smartstart.release.refusals import Reason, ReleaseError
from smartstart.release.seal import sealed
from tests.support.gate_world import ROOM_KEY, World, small_world, write_small_release

TRUSTED = [ROOM_KEY.public_key()]


def _newer_delivery() -> World:
    """The small world, with five more children in wijk a."""
    return small_world().add(5, wijk="a", ouder="twee")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kept")
    before = write_small_release(place, ROOM_KEY)
    before.archive.rename(place / "eerst.zip")
    write_small_release(place, ROOM_KEY, world=_newer_delivery())
    return place


@pytest.fixture(scope="module")
def first(folder: Path) -> Release:
    return read_release(folder / "eerst.zip", TRUSTED)


@pytest.fixture(scope="module")
def second(folder: Path) -> Release:
    return read_release(folder / "release.zip", TRUSTED)


def _kept(release: Release) -> list[TableStatement]:
    return [s for s in release.contents.statements if isinstance(s, TableStatement) and s.kept]


def test_a_release_without_the_mark_is_of_the_first_format_and_does_not_name_it(folder: Path, first: Release) -> None:
    assert first.manifest.format == "smartstart-release/1"
    assert _kept(first) == []
    assert b"kept" not in (folder / "eerst.zip").read_bytes()


def test_a_release_with_the_mark_is_of_the_second(second: Release) -> None:
    assert second.manifest.format == "smartstart-release/2"
    assert {s.value for s in _kept(second) if s.id == "test/alle/size"} == {300.0}


def test_the_table_has_the_mark_in_a_column_of_its_own(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "release" / "statements.csv").read_text(encoding="utf-8"))))
    assert {row["kept"] for row in rows if row["id"] == "test/alle/size"} == {"true"}
    assert '"name": "kept"' in (folder / "release" / "datapackage.json").read_text(encoding="utf-8")


def test_the_words_are_on_the_report_and_in_the_reasons(first: Release, second: Release) -> None:
    assert "zoals eerder getoond" in render_report(second.contents).lower()
    assert "zoals eerder getoond" not in render_report(first.contents).lower()
    why = reason(Book(second.contents), _kept(second)[0])
    assert why.made == "geteld; zoals eerder getoond"
    assert "sindsdien" in why.means


def _refused(release: Release, folder: Path, **changes: object) -> ReleaseError:
    files = {p.name: p.read_bytes() for p in (folder / "release").iterdir() if not p.name.startswith("manifest")}
    manifest = release.manifest.model_copy(update=changes)
    with pytest.raises(ReleaseError) as problem:
        check_files(sealed(manifest, files, ROOM_KEY), TRUSTED)
    return problem.value


def test_the_first_format_cannot_hold_the_mark(folder: Path, second: Release) -> None:
    assert _refused(second, folder, format="smartstart-release/1").reason is Reason.MALFORMED


def test_only_a_shown_count_can_have_the_mark(second: Release) -> None:
    contents = second.contents
    for wrong in (s for s in contents.statements if isinstance(s, TableStatement) and s.of):
        marked = tuple(s.model_copy(update={"kept": True}) if s is wrong else s for s in contents.statements)
        assert [where for where, _ in problems(contents.sheet, marked, contents.outline)] == [wrong.id]


def test_a_part_of_such_a_release_verifies_with_and_without_the_marked_counts(folder: Path) -> None:
    settings = {"trusted": TRUSTED, "reason": "deel", "key": ROOM_KEY, "render": render_report}
    for number, keep in enumerate((["test/alle/*"], ["test/een/rr"])):
        paths = subset(folder / "release.zip", keep=keep, out=folder / f"deel-{number}", **settings)
        assert read_release(paths.archive, TRUSTED).manifest.format == "smartstart-release/2"
