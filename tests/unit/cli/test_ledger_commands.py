"""The commands on the ledger, as a user types them: words, exit codes, and never a value."""

import datetime as dt
import json
from pathlib import Path

import pytest
import typer

from smartstart.cli import ledger as commands
from smartstart.cli.release import keys_new
from smartstart.disclosure.ledger import Ledger
from smartstart.release.keys import load_private_key
from smartstart.vocabulary.errors import StorageError, TrustError, UsageError
from tests.support.ledgers import OTHER, add, count, old_ledger, release

WHO = "J. Voorbeeld, onderzoeker"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    keys_new(tmp_path, "kamer")
    keys_new(tmp_path, "ander")
    book = tmp_path / "grootboek.jsonl"
    commands.new(book)
    key = load_private_key(tmp_path / "kamer.key", {})
    add(Ledger(book), "proefstudie", count(4235), key=key, approver=WHO)
    return tmp_path


def _book(room: Path) -> Path:
    return room / "grootboek.jsonl"


def test_show_lists_releases_without_a_value(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    commands.show(_book(room))
    commands.show(_book(room), as_json=True)
    said = capsys.readouterr().out
    assert said.startswith("1. 1 januari 2026  proefstudie  (volledig, p)  1 getoond cijfer, goedgekeurd door J. Voor")
    assert "4235" not in said
    (row,) = json.loads(said[said.index("[") :])
    assert (row["number"], row["shown"], row["withdrawn"], row["room"]) == (1, 1, False, "")


def test_verify_says_whole_by_which_key_and_where_it_ends(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands.verify(_book(room), room / "kamer.pub")
    said = capsys.readouterr().out
    assert "Het grootboek is heel: 1 regel," in said
    assert "zonder handtekening" not in said
    commands.verify(_book(room), as_json=True)
    assert json.loads(capsys.readouterr().out)["whole"] is True
    with pytest.raises(TrustError, match="andere sleutel"):
        commands.verify(_book(room), room / "ander.pub")


def test_verify_says_broken_with_the_line(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _book(room).write_bytes(_book(room).read_bytes().replace(b"proefstudie", b"anderstudie"))
    with pytest.raises(TrustError) as problem:
        commands.verify(_book(room))
    assert "regel 1" in problem.value.where
    capsys.readouterr()
    with pytest.raises(typer.Exit) as stopped:
        commands.verify(_book(room), as_json=True)
    assert stopped.value.exit_code == 6
    found = json.loads(capsys.readouterr().out)
    assert (found["whole"], found["where"]) == (False, "grootboek.jsonl, regel 1")


def test_verify_counts_lines_from_before_signing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old_ledger(tmp_path / "oud", release("een"))
    commands.verify(tmp_path / "oud")
    assert "zonder handtekening: 1 regel," in capsys.readouterr().out


def test_withdraw_writes_a_notice_and_shows_it(
    room: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.date(2026, 3, 31)
    monkeypatch.setattr(commands, "_today", lambda: day)
    commands.withdraw(1, "verkeerd jaar", WHO, _book(room), room / "kamer.key")
    notice = room / "intrekking-1.json"
    assert "verkeerd jaar" in notice.read_text()
    commands.show(_book(room))
    words = capsys.readouterr().out
    assert f"ingetrokken door {WHO} op 31 maart 2026" in words
    commands.show(_book(room), as_json=True)
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["withdrawn_by"], dt.date.fromisoformat(row["withdrawn_on"])) == (WHO, day)
    assert "(telt nog mee)" in words
    with pytest.raises(UsageError):
        commands.withdraw(2, "verkeerd jaar", WHO, _book(room), room / "kamer.key")


def test_a_notice_that_could_not_be_written_is_written_by_the_same_command(room: Path) -> None:
    asked = (1, "verkeerd jaar", WHO, _book(room), room / "kamer.key")
    with pytest.raises(StorageError, match="staat in het grootboek"):
        commands.withdraw(*asked, out=_book(room) / "bericht.json")
    commands.withdraw(*asked)
    assert "verkeerd jaar" in (room / "intrekking-1.json").read_text()
    assert len(Ledger(_book(room)).entries()) == 2


def test_export_and_take_between_two_rooms(room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "anders.jsonl"
    commands.new(other)
    add(Ledger(other), "daar", count(75), key=load_private_key(room / "ander.key", {}))
    commands.export(tmp_path / "uit.json", "kamer-zuid", other, room / "ander.key")
    for words in ("Onthouden van kamer-zuid: 1 nieuwe vrijgave.", "al bekend"):
        commands.take(tmp_path / "uit.json", [room / "ander.pub"], _book(room), room / "kamer.key")
        assert words in capsys.readouterr().out
    commands.withdraw(1, "verkeerd jaar", WHO, other, room / "ander.key")
    commands.export(tmp_path / "uit.json", "kamer-zuid", other, room / "ander.key")
    commands.take(tmp_path / "uit.json", [room / "ander.pub"], _book(room), room / "kamer.key")
    told = capsys.readouterr().out
    assert "Onthouden van kamer-zuid: wat er is ingetrokken." in told
    assert "Ingetrokken zijn daar: 1." in told
    commands.show(_book(room))
    assert "kamer-zuid:1. 1 januari 2026  daar" in capsys.readouterr().out
    with pytest.raises(UsageError, match="van deze omgeving") as problem:
        commands.withdraw(9, "verkeerd jaar", WHO, _book(room), room / "kamer.key")
    assert "trekt zij zelf in" in problem.value.expected
    with pytest.raises(UsageError, match="gelezen"):
        commands.take(tmp_path / "niets.json", [room / "ander.pub"], _book(room), room / "kamer.key")


def test_hand_over_lets_another_key_write(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands.hand_over(_book(room), room / "kamer.key", room / "ander.pub")
    assert "Overgegeven" in capsys.readouterr().out
    with pytest.raises(TrustError, match="andere sleutel"):
        add(Ledger(_book(room)), "x", key=OTHER)
    add(Ledger(_book(room)), "x", key=load_private_key(room / "ander.key", {}))


def test_looking_for_a_ledger_does_not_make_one(tmp_path: Path) -> None:
    with pytest.raises(TrustError, match="grootboek"):
        commands.show(tmp_path / "niets.jsonl")
    assert list(tmp_path.iterdir()) == []
