"""What the ledger remembers for the next judgement."""

import datetime as dt
from pathlib import Path

import pytest

from smartstart.disclosure.ledger import Ledger
from tests.support.gate_world import ROOM_KEY, small_world, write_small_release
from tests.support.ledgers import add, count, old_ledger, release


def test_the_last_value_of_a_cell_counts(tmp_path: Path) -> None:
    book = Ledger(tmp_path / "boek")
    add(book, "een", count(100))
    add(book, "twee", count(120))
    assert book.memory().counts[count().key].shown == 120
    assert [one.shown[0].value for one in book.memory().releases] == [100, 120]


def test_limits_of_a_kept_cell_are_remembered(tmp_path: Path) -> None:
    book = Ledger(tmp_path / "boek")
    add(book, "een", count(100).model_copy(update={"kept": True, "lower": 89, "upper": 111}))
    before = book.memory().counts[count().key]
    assert (before.kept, before.lower, before.upper) == (True, 89, 111)


def test_a_line_holds_what_a_joint_audit_needs(tmp_path: Path) -> None:
    write_small_release(tmp_path, ROOM_KEY)
    (earlier,) = Ledger(tmp_path / "grootboek.jsonl").memory().releases
    assert earlier.populations == ("kinderen-1",)
    assert earlier.reference_dates == (dt.date(2020, 1, 1),)
    assert earlier.dimensions == small_world().dimensions
    assert earlier.definitions == "b" * 64
    assert {one.kind for one in earlier.shown} == {"count", "ratio", "model"}
    assert (earlier.room, earlier.withdrawn) == ("", False)


def test_a_line_names_the_release_by_its_manifest(tmp_path: Path) -> None:
    from smartstart.release.reader import read_release

    paths = write_small_release(tmp_path, ROOM_KEY)
    (entry,) = Ledger(tmp_path / "grootboek.jsonl").entries()
    assert entry.release is not None
    assert entry.release.manifest == read_release(paths.archive, None).digest


def test_an_older_line_tells_its_populations_from_what_it_showed(tmp_path: Path) -> None:
    book = old_ledger(tmp_path / "oud", release("een", count(population="p-2"), count(population="p-1")))
    (earlier,) = book.memory().releases
    assert earlier.populations == ("p-1", "p-2")
    assert earlier.dimensions == ()


@pytest.mark.parametrize("half", [False, True])
def test_groups_are_those_shown_of_everybody(tmp_path: Path, half: bool) -> None:
    book = Ledger(tmp_path / "boek")
    add(book, "een", count().model_copy(update={"half": half}))
    assert len(book.groups("kinderen-1")) == (0 if half else 1)
    assert book.groups("anders") == ()
