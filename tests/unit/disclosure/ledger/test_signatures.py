"""Every line is signed: what a forger without the key cannot do; and how older ledgers go on."""

from pathlib import Path

import pytest

from smartstart.disclosure.ledger import Ledger
from smartstart.vocabulary.errors import TrustError
from tests.support.ledgers import KEY, OTHER, add, count, old_ledger, release, rewritten


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "grootboek.jsonl")
    for name in ("een", "twee", "drie"):
        add(made, name, count())
    return made


def _broken(book: Ledger) -> str:
    with pytest.raises(TrustError) as problem:
        book.entries()
    assert problem.value.what.startswith("Het grootboek klopt niet: ")
    return f"{problem.value.what} {problem.value.where}"


def test_every_line_is_signed_by_the_room(book: Ledger) -> None:
    assert all(entry.signed for entry in book.entries())
    assert len(Ledger(book.path, KEY.public_key()).entries()) == 3


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_forger_who_mends_hashes_and_head_is_seen_by_the_signature(book: Ledger, number: int) -> None:
    forged = release("een", count(400)).model_dump(mode="json")
    rewritten(book, number, release=forged)
    assert f"regel {number}" in _broken(book)


def test_without_its_signature_a_line_is_seen_for_what_it_is(book: Ledger) -> None:
    rewritten(book, 3, key=None, signature=None)
    assert "niet ondertekend" in _broken(book)


def test_a_line_taken_out_is_seen_even_when_hashes_and_head_are_mended(book: Ledger) -> None:
    lines = book.path.read_bytes().splitlines(keepends=True)
    book.path.write_bytes(b"".join((lines[0], lines[2])))
    rewritten(book, 1)
    assert "regel 2" in _broken(book)


def test_a_head_of_another_ledger_is_seen(book: Ledger, tmp_path: Path) -> None:
    other = Ledger(tmp_path / "ander.jsonl")
    for name in ("vier", "vijf"):
        add(other, name)
    swapped = tmp_path / "ander.jsonl.head"
    book.path.with_name(book.path.name + ".head").write_bytes(swapped.read_bytes())
    assert "regel 2" in _broken(book)


def test_another_key_cannot_write(book: Ledger) -> None:
    with pytest.raises(TrustError, match="andere sleutel") as problem:
        add(book, "vier", key=OTHER)
    assert "hand-over" in problem.value.mend
    assert len(book.entries()) == 3


def test_a_whole_ledger_of_another_key_is_refused_where_the_key_is_known(tmp_path: Path) -> None:
    forged = Ledger(tmp_path / "grootboek.jsonl")
    add(forged, "een", key=OTHER)
    assert len(forged.entries()) == 1
    with pytest.raises(TrustError, match="andere sleutel"):
        Ledger(forged.path, KEY.public_key()).memory()


def test_a_key_hands_over_to_the_next_and_cannot_go_on(book: Ledger) -> None:
    book.hand_over(KEY, OTHER.public_key())
    book.hand_over(KEY, OTHER.public_key())  # once is enough
    with pytest.raises(TrustError, match="andere sleutel"):
        add(book, "vier")
    add(book, "vier", key=OTHER)
    assert len(Ledger(book.path, OTHER.public_key()).entries()) == 5


def test_a_ledger_from_before_lines_were_signed_goes_on_signed(tmp_path: Path) -> None:
    book = old_ledger(tmp_path / "oud.jsonl", release("een", count(100)), release("twee", count(120)))
    before = book.path.read_bytes()
    assert [entry.signed for entry in book.entries()] == [False, False]
    assert book.memory().counts[count().key].shown == 120
    add(book, "drie", count(140))
    assert book.path.read_bytes().startswith(before)
    assert [entry.signed for entry in book.entries()] == [False, False, True]


@pytest.mark.parametrize("number", [1, 2])
def test_the_first_signed_line_vouches_for_those_before(tmp_path: Path, number: int) -> None:
    book = old_ledger(tmp_path / "oud.jsonl", release("een"), release("twee"))
    add(book, "drie")
    rewritten(book, number, release=release("anders").model_dump(mode="json"))
    assert "handtekening" in _broken(book)
