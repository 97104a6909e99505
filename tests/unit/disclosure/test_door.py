"""The door: what is written, by whom signed, and the same bytes every time."""

import csv
import datetime as dt
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.disclosure import door
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.subset import subset
from smartstart.release.contents import Origin, Stamp, State
from smartstart.release.keys import PrivateKey
from smartstart.release.reader import check_report, read_release
from smartstart.vocabulary.errors import GateRefusal, TrustError, UsageError
from tests.support.gate_world import (
    EVERYBODY,
    World,
    decide,
    dimension,
    facts,
    render,
    sheet,
    small_submission,
    small_world,
    submit,
    write_small_release,
)

KEY = PrivateKey.from_private_bytes(bytes(range(32)))
NAMES = [
    "datapackage.json",
    "manifest.json",
    "manifest.sig",
    "outline.json",
    "report.html",
    "statements.csv",
    "statements.json",
    "study.json",
]


def test_folder_and_archive_hold_the_same_members(tmp_path: Path) -> None:
    paths = write_small_release(tmp_path, KEY)
    assert sorted(p.name for p in paths.folder.iterdir()) == NAMES
    with zipfile.ZipFile(paths.archive) as archive:
        assert archive.namelist() == NAMES
        for info in archive.infolist():
            assert info.compress_type == zipfile.ZIP_STORED
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert archive.read(info) == (paths.folder / info.filename).read_bytes()


def test_a_rerun_gives_the_same_bytes_and_no_second_line(tmp_path: Path) -> None:
    first = write_small_release(tmp_path, KEY).archive.read_bytes()
    assert write_small_release(tmp_path, KEY).archive.read_bytes() == first
    assert len(Ledger(tmp_path / "grootboek.jsonl").entries()) == 1
    elsewhere = write_small_release(tmp_path / "elders", KEY)
    assert elsewhere.archive.read_bytes() == first


def test_what_is_written_verifies_and_the_report_follows_from_it(tmp_path: Path) -> None:
    paths = write_small_release(tmp_path, KEY)
    for path in (paths.folder, paths.archive):
        found = read_release(path, [KEY.public_key()])
        check_report(found, render)
        assert found.signed
    with pytest.raises(TrustError, match="rapport"):
        check_report(found, lambda contents: render(contents).replace("150", "151"))


@pytest.mark.parametrize(
    ("origin", "stamp"),
    [(Origin.REAL, Stamp.TRIAL), (Origin.INVENTED, Stamp.FULL), (Origin.PUBLIC, Stamp.FULL)],
)
def test_real_data_leave_on_trial_only(tmp_path: Path, origin: Origin, stamp: Stamp) -> None:
    paths = write_small_release(tmp_path, KEY, origin=origin)
    assert read_release(paths.archive, [KEY.public_key()]).manifest.stamp is stamp


def test_a_draft_is_never_signed_and_never_verifies(tmp_path: Path) -> None:
    paths = write_small_release(tmp_path, KEY, draft=True)
    assert "manifest.sig" not in {p.name for p in paths.folder.iterdir()}
    assert read_release(paths.folder, None).manifest.stamp is Stamp.DRAFT
    with pytest.raises(TrustError, match="concept"):
        read_release(paths.folder, [KEY.public_key()])
    assert Ledger(tmp_path / "grootboek.jsonl").entries() == ()


def _release(out: Path, **more: object) -> door.ReleasePaths:
    world = small_world()
    settings: dict[str, object] = {"key": KEY, "render": render, "ledger": Ledger(out / "boek"), **more}
    judged = settings.pop("judged", None) or decide(world, small_submission(world), ledger=settings["ledger"])
    return door.release(judged, settings.pop("sheet", sheet(*world.dimensions)), facts(), out, **settings)


def test_without_key_or_ledger_nothing_leaves(tmp_path: Path) -> None:
    with pytest.raises(TrustError, match="sleutel"):
        _release(tmp_path / "a", key=None)
    with pytest.raises(TrustError, match="grootboek"):
        _release(tmp_path / "b", ledger=None)
    forgetful = decide(small_world(), small_submission(small_world()))
    with pytest.raises(TrustError, match="grootboek"):
        _release(tmp_path / "c", judged=forgetful)
    assert list(tmp_path.rglob("release*")) == []


def test_when_nothing_may_be_shown_nothing_is_written(tmp_path: Path) -> None:
    world = World(dimension("wijk", "a")).add(3, wijk="a")
    judged = decide(world, submit(*world.sizes(alle=EVERYBODY)))
    with pytest.raises(GateRefusal) as refusal:
        _release(tmp_path, judged=judged)
    assert refusal.value.exit_code == 5
    assert not (tmp_path / "release").exists()


def test_a_release_that_would_not_verify_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(TrustError, match="kenmerk"):
        _release(tmp_path, sheet=sheet())
    assert not (tmp_path / "release").exists()
    assert Ledger(tmp_path / "boek").entries() == ()


def test_withheld_cells_change_nothing_but_their_own_values(tmp_path: Path) -> None:
    """The list, the order and the lines are those of what was asked, whatever is withheld."""
    folder = write_small_release(tmp_path, KEY).folder
    statements = json.loads((folder / "statements.json").read_text())
    asked = small_submission(small_world())
    ids = sorted(c.statement.id for c in (*asked.counts, *asked.ratios, *asked.models))
    assert [s["id"] for s in statements] == ids
    hidden = [s for s in statements if s["state"] == State.WITHHELD.value]
    assert hidden
    assert {tuple(sorted(s)) for s in hidden if s["kind"] == "table"} == {
        tuple(sorted(s)) for s in statements if s["kind"] == "table"
    }
    for forbidden in ("minder dan", "evidence", "households", "te weinig personen"):
        assert forbidden not in (folder / "statements.json").read_text()


def test_the_table_is_described_and_guarded(tmp_path: Path) -> None:
    folder = write_small_release(tmp_path, KEY).folder
    rows = list(csv.DictReader(io.StringIO((folder / "statements.csv").read_text())))
    package = json.loads((folder / "datapackage.json").read_text())
    fields = [f["name"] for f in package["resources"][0]["schema"]["fields"]]
    assert list(rows[0]) == fields
    by_id = {row["id"]: row for row in rows}
    assert by_id["test/alle/size"]["value"] == "300"
    assert by_id["test/wijk-c/events"]["value"] == ""
    assert by_id["test/een/outside"]["statistic"] == "share_outside"
    assert by_id["test/een/rr"]["predicate"] == "ouder=een"


def test_a_formula_in_a_word_stays_text(tmp_path: Path) -> None:
    def poison(asked):
        counts = tuple(
            replace(c, statement=c.statement.model_copy(update={"unit": '=HYPERLINK("x")'})) for c in asked.counts
        )
        return replace(asked, counts=counts)

    folder = write_small_release(tmp_path, KEY, change=poison).folder
    rows = list(csv.DictReader(io.StringIO((folder / "statements.csv").read_text())))
    assert {row["unit"] for row in rows if row["role"] == "size"} == {'\'=HYPERLINK("x")'}


def test_the_day_follows_source_date_epoch() -> None:
    assert door.release_day({"SOURCE_DATE_EPOCH": "1700000000"}) == dt.date(2023, 11, 14)
    assert door.release_day({}) == dt.datetime.now(dt.UTC).date()
    for wrong in ("gisteren", "9" * 30):
        with pytest.raises(UsageError):
            door.release_day({"SOURCE_DATE_EPOCH": wrong})


def _subset(path: Path, out: Path, **more: object) -> door.ReleasePaths:
    settings: dict[str, object] = {
        "trusted": [KEY.public_key()],
        "keep": ["test/alle/*"],
        "reason": "alleen de totalen zijn bekeken",
        "key": PrivateKey.from_private_bytes(bytes(32)),
        "render": render,
        **more,
    }
    return subset(path, out=out, **settings)


def test_a_part_can_be_signed_again_with_its_reason(tmp_path: Path) -> None:
    whole = write_small_release(tmp_path, KEY)
    original = read_release(whole.archive, [KEY.public_key()])
    paths = _subset(whole.archive, tmp_path / "deel")
    part = read_release(paths.folder, [PrivateKey.from_private_bytes(bytes(32)).public_key()])
    assert [s.id for s in part.contents.statements] == ["test/alle/events", "test/alle/rate", "test/alle/size"]
    assert part.manifest.subset_of == original.digest
    assert part.contents.subset_reason == "alleen de totalen zijn bekeken"
    assert part.contents.outline.asked == 3
    check_report(part, render)
    with pytest.raises(TrustError):
        read_release(paths.folder, [KEY.public_key()])


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"reason": "  "}, "reden"),
        ({"keep": ["test/niets/*"]}, "past bij geen"),
        ({"keep": ["test/alle/rate", "test/alle/size"]}, "verhouding"),
    ],
)
def test_a_part_needs_a_reason_and_holds_together(tmp_path: Path, more: dict[str, object], word: str) -> None:
    whole = write_small_release(tmp_path, KEY)
    with pytest.raises(UsageError, match=word):
        _subset(whole.archive, tmp_path / "deel", **more)
    assert not (tmp_path / "deel").exists()


def test_a_part_of_something_untrusted_is_not_signed(tmp_path: Path) -> None:
    whole = write_small_release(tmp_path, KEY)
    with pytest.raises(TrustError):
        _subset(whole.archive, tmp_path / "deel", trusted=[PrivateKey.generate().public_key()])


def test_the_policy_is_named_with_its_fingerprint(tmp_path: Path) -> None:
    paths = write_small_release(tmp_path, KEY)
    assert read_release(paths.folder, None).manifest.policy == load_policy("cbs-ra").line
