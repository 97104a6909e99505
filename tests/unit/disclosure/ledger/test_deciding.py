"""A decision stands in the ledger, names what was looked at besides, and a ledger that lacks a release is noticed."""

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartstart.cli.root import app
from smartstart.disclosure import review
from smartstart.disclosure.decisions import decision_path
from smartstart.disclosure.ledger import Apart, Ledger
from smartstart.disclosure.review import Register
from smartstart.release.contents import Origin
from smartstart.release.keys import PrivateKey, load_private_key, new_keys
from smartstart.release.reader import read_release
from smartstart.vocabulary.errors import StorageError, TrustError, UsageError
from tests.support.gate_world import ROOM_KEY, render, write_small_release
from tests.support.ledgers import add, count

REVIEWER = PrivateKey.from_private_bytes(bytes(range(9, 41)))
DAY = dt.date(2026, 1, 5)


def _trial(folder: Path, *, beside: bool = False) -> Path:
    """A release of real data; with `beside`, after one on people whom nobody could tie to it."""
    book = Ledger.create(folder / "grootboek.jsonl")
    if beside:
        add(book, "vrouwen", count(population="vrouwen-2"), key=ROOM_KEY)
    return write_small_release(folder, ROOM_KEY, origin=Origin.REAL).archive


def _approve(
    path: Path,
    *looked_at: Apart,
    name: str = "J. de Vries",
    book: Path | None = None,
    day: dt.date = DAY,
    out: Path | None = None,
) -> None:
    ledger = Ledger(book or path.parent / "grootboek.jsonl")
    review.approve(
        path,
        trusted=[ROOM_KEY.public_key(), REVIEWER.public_key()],
        name=name,
        reason="nagekeken",
        key=REVIEWER,
        day=day,
        software="smartstart 9",
        render=render,
        out=out or path.parent / "goedgekeurd",
        register=Register(ledger, ROOM_KEY, frozenset(looked_at)),
    )


def test_a_decision_is_a_line_that_the_room_signs_without_the_reason(tmp_path: Path) -> None:
    path = _trial(tmp_path)
    _approve(path)
    book = tmp_path / "grootboek.jsonl"
    *_, last = Ledger(book, ROOM_KEY.public_key()).entries()
    assert last.review is not None
    assert (last.number, last.review.number, last.review.outcome, last.review.by) == (2, 1, "approved", "J. de Vries")
    assert "nagekeken" not in book.read_text()


def test_a_decision_that_was_stopped_halfway_is_taken_up_again_and_another_is_refused(tmp_path: Path) -> None:
    path = _trial(tmp_path)
    _approve(path)
    decision_path(path).unlink()  # as when the process was killed after the line
    _approve(path)
    assert len(Ledger(tmp_path / "grootboek.jsonl").entries()) == 2
    decision_path(path).unlink()
    with pytest.raises(UsageError, match="al besloten"):
        _approve(path, name="Iemand anders")


def test_a_decision_that_could_not_be_written_is_written_on_a_later_day(tmp_path: Path) -> None:
    path = _trial(tmp_path)
    (tmp_path / "vol").write_text("geen map")
    with pytest.raises(StorageError, match="staat in het grootboek"):
        _approve(path, out=tmp_path / "vol")
    assert not decision_path(path).exists()
    _approve(path, day=DAY + dt.timedelta(days=3))
    *_, last = Ledger(tmp_path / "grootboek.jsonl").entries()
    assert last.review is not None
    assert (last.number, last.review.day) == (2, DAY)
    known = [ROOM_KEY.public_key(), REVIEWER.public_key()]
    review_of = read_release(tmp_path / "goedgekeurd" / "release.zip", known).contents.review
    assert review_of is not None
    assert review_of.day == DAY


def test_what_was_not_audited_together_has_to_be_looked_at_by_name(tmp_path: Path) -> None:
    path = _trial(tmp_path, beside=True)
    with pytest.raises(UsageError, match="--apart 1"):
        _approve(path)
    for unknown in (Apart(number=7), Apart(number=1, room="kamer-noord")):
        with pytest.raises(UsageError, match="staat niet in het grootboek"):
            _approve(path, Apart(number=1), unknown)
    assert not (tmp_path / "goedgekeurd").exists()
    assert not decision_path(path).exists()
    _approve(path, Apart(number=1))
    *_, last = Ledger(tmp_path / "grootboek.jsonl").entries()
    assert last.review is not None
    assert last.review.seen == (Apart(number=1),)


def test_a_restored_older_ledger_is_noticed_by_a_release_that_it_lacks(tmp_path: Path) -> None:
    book = tmp_path / "grootboek.jsonl"
    Ledger.create(book)
    older = {path: path.read_bytes() for path in (book, book.with_name(f"{book.name}.head"))}
    path = write_small_release(tmp_path, ROOM_KEY, origin=Origin.REAL).archive
    run = CliRunner().invoke
    assert run(app, ["ledger", "verify", str(book), "--release", str(path)]).exit_code == 0
    for place, content in older.items():
        place.write_bytes(content)
    assert run(app, ["ledger", "verify", str(book)]).exit_code == 0  # the file itself tells nothing
    found = run(app, ["ledger", "verify", str(book), "--release", str(path)])
    assert found.exit_code == TrustError.exit_code or isinstance(found.exception, TrustError)
    with pytest.raises(TrustError, match="kent haar niet"):
        _approve(path)


def test_the_command_tells_and_shows_the_decision(tmp_path: Path) -> None:
    private, public = new_keys(tmp_path, "kamer")
    key = load_private_key(private)
    Ledger.create(tmp_path / "grootboek.jsonl")
    path = write_small_release(tmp_path, key, origin=Origin.REAL).archive
    ledger = ["--ledger", str(tmp_path / "grootboek.jsonl")]
    refused = ["review", str(path), "--refuse", "J. de Vries", "--reason", "te klein", "--key", str(private), *ledger]
    assert CliRunner().invoke(app, refused).exit_code == 0
    shown = CliRunner().invoke(app, ["ledger", "show", str(tmp_path / "grootboek.jsonl")])
    assert "nagekeken en tegengehouden door J. de Vries op" in shown.output
    verified = CliRunner().invoke(app, ["ledger", "verify", str(tmp_path / "grootboek.jsonl"), "--key", str(public)])
    assert "besluiten:           1" in verified.output
