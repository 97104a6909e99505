"""Withdrawing: said once, signed, and what was shown stays counted."""

import datetime as dt
import json
from pathlib import Path

import pytest

from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.ledger.documents import read_document
from smartstart.disclosure.ledger.withdrawing import FORMAT, Withdrawn, withdraw
from smartstart.vocabulary.errors import TrustError, UsageError
from tests.support.ledgers import KEY, OTHER, add, count

DAY = dt.date(2026, 3, 1)


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "boek")
    add(made, "een", count(100), manifest="c" * 64)
    return made


def _withdraw(book: Ledger, number: int = 1, day: dt.date = DAY, **more: str) -> Withdrawn:
    said = {"reason": "verkeerd jaar", "by": "J. Voorbeeld, onderzoeker", **more}
    return withdraw(book, number, day=day, key=KEY, **said)


def test_what_was_withdrawn_stays_counted(book: Ledger) -> None:
    before = book.memory()
    _withdraw(book)
    after = book.memory()
    assert after.counts == before.counts
    assert [one.withdrawn for one in after.releases] == [True]
    assert after.head.number == 2


def test_the_notice_tells_readers_which_release_and_why(book: Ledger) -> None:
    notice = _withdraw(book).notice
    found = read_document(notice, [KEY.public_key()], FORMAT, "bericht")
    assert found["manifest"] == "c" * 64
    assert (found["study"], found["reason"], found["withdrawn"]) == ("een", "verkeerd jaar", "2026-03-01")
    with pytest.raises(TrustError, match="niet vertrouwt"):
        read_document(notice, [OTHER.public_key()], FORMAT, "bericht")
    with pytest.raises(TrustError, match="veranderd"):
        read_document(notice.replace(b"verkeerd", b"verkeert"), [KEY.public_key()], FORMAT, "bericht")
    assert "100" not in json.dumps(found["reason"])


def test_withdrawing_again_gives_the_same_notice_and_no_line(book: Ledger) -> None:
    first = _withdraw(book)
    again = _withdraw(book, day=DAY + dt.timedelta(9))
    assert again.notice == first.notice
    assert len(book.entries()) == 2


def test_withdrawing_for_another_reason_is_refused(book: Ledger) -> None:
    _withdraw(book)
    with pytest.raises(UsageError, match="al ingetrokken"):
        _withdraw(book, reason="iets anders")


@pytest.mark.parametrize("number", [-1, 0, 2, 99])
def test_a_number_that_is_no_release_is_refused(book: Ledger, number: int) -> None:
    with pytest.raises(UsageError):
        _withdraw(book, number)
    assert len(book.entries()) == 1


@pytest.mark.parametrize("said", [{"reason": " "}, {"by": ""}, {"reason": "x" * 601}, {"by": "a\x1b[2J"}])
def test_a_reason_and_a_name_are_needed(book: Ledger, said: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        _withdraw(book, **said)
    assert len(book.entries()) == 1


def test_the_same_release_after_it_was_withdrawn_is_a_new_line(book: Ledger) -> None:
    _withdraw(book)
    add(book, "een", count(100), manifest="c" * 64)
    assert [one.withdrawn for one in book.memory().releases] == [True, False]
