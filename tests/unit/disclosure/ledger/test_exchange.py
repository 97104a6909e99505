"""Exchange: what another room showed is remembered here, and never less of it than before."""

import datetime as dt
from pathlib import Path

import pytest

from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.ledger.documents import signed_document
from smartstart.disclosure.ledger.exchange import Export, export, take
from smartstart.disclosure.ledger.withdrawing import withdraw
from smartstart.disclosure.policy import load_policy
from smartstart.release.canonical import strict_json
from smartstart.vocabulary.errors import SmartStartError, TrustError, UsageError
from tests.support.gate_world import EVERYBODY, World, decide, dimension, predicate, remember, shown, submit
from tests.support.ledgers import KEY, OTHER, add, count

TRUSTED = [OTHER.public_key()]


@pytest.fixture
def here(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "hier")
    add(made, "eigen", count(100))
    return made


@pytest.fixture
def there(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "daar")
    add(made, "ander", count(205), count(50, name="b/size", population="p-2"), key=OTHER, approver="N. Naam")
    return made


def _export(there: Ledger, room: str = "kamer-zuid") -> bytes:
    return export(there, room, OTHER)


def test_what_another_room_showed_is_remembered_and_marked(here: Ledger, there: Ledger) -> None:
    take(here, _export(there), TRUSTED, KEY)
    memory = here.memory()
    assert [(one.room, one.study) for one in memory.releases] == [("", "eigen"), ("kamer-zuid", "ander")]
    assert memory.counts[count(population="p-2").key].shown == 50


def test_a_cell_shown_here_keeps_the_value_that_was_shown_here(here: Ledger, there: Ledger) -> None:
    take(here, _export(there), TRUSTED, KEY)
    assert here.memory().counts[count().key].shown == 100


def test_who_approved_stays_in_its_own_room(there: Ledger) -> None:
    assert b"N. Naam" not in _export(there)


def test_the_same_export_again_changes_nothing(here: Ledger, there: Ledger) -> None:
    content = _export(there)
    assert take(here, content, TRUSTED, KEY) is not None
    before = here.path.read_bytes()
    assert take(here, content, TRUSTED, KEY) is None
    assert here.path.read_bytes() == before


def test_a_newer_export_adds_what_is_new_and_an_older_one_takes_nothing_away(here: Ledger, there: Ledger) -> None:
    older = _export(there)
    take(here, older, TRUSTED, KEY)
    add(there, "later", count(300), key=OTHER)
    newer = take(here, _export(there), TRUSTED, KEY)
    assert newer is not None
    assert [one.release.study for one in newer.releases] == ["later"]
    with pytest.raises(UsageError, match="ouder"):
        take(here, older, TRUSTED, KEY)
    assert [one.study for one in here.memory().releases] == ["eigen", "ander", "later"]


def test_a_withdrawal_elsewhere_is_known_and_stays_known(here: Ledger, there: Ledger) -> None:
    before = _export(there)
    withdraw(there, 1, reason="fout", by="N. Naam", day=dt.date(2026, 1, 1), key=OTHER)
    take(here, _export(there), TRUSTED, KEY)
    assert [one.withdrawn for one in here.memory().releases] == [False, True]
    with pytest.raises(UsageError, match="ouder"):
        take(here, before, TRUSTED, KEY)


def test_an_export_that_tells_another_past_is_refused(here: Ledger, there: Ledger, tmp_path: Path) -> None:
    take(here, _export(there), TRUSTED, KEY)
    other = Ledger(tmp_path / "anders")
    add(other, "niets van dat alles", key=OTHER)
    with pytest.raises(TrustError, match="spreekt tegen"):
        take(here, _export(other), TRUSTED, KEY)


def test_an_own_export_is_refused_also_from_before_a_key_was_handed_over(here: Ledger) -> None:
    own = export(here, "wij", KEY)
    here.hand_over(KEY, OTHER.public_key())
    with pytest.raises(UsageError, match="zelf"):
        take(here, own, [KEY.public_key()], OTHER)


def _changed(content: bytes) -> dict[str, bytes]:
    body, signature, _ = content.split(b"\n")
    said = strict_json(body)
    return {
        "one value changed": body.replace(b'"value":205', b'"value":210') + b"\n" + signature + b"\n",
        "without a signature": body + b"\n",
        "a signature that is none": body + b"\n" + b"zz" + b"\n",
        "signed by another": signed_document(said, KEY),
        "another format": signed_document(said | {"format": "smartstart-shown/9"}, OTHER),
        "a field that is not known": signed_document(said | {"more": 1}, OTHER),
        "a name that is none": signed_document(said | {"room": "../x y"}, OTHER),
        "no file of ours": b"PK\x03\x04",
        "empty": b"",
    }


@pytest.mark.parametrize("how", sorted(_changed(signed_document({"format": "x"}, OTHER))))
def test_what_is_not_a_signed_export_is_refused(how: str, here: Ledger, there: Ledger) -> None:
    before = here.path.read_bytes()
    with pytest.raises(TrustError) as problem:
        take(here, _changed(_export(there))[how], TRUSTED, KEY, "uit.json")
    assert problem.value.where == "uit.json"
    assert here.path.read_bytes() == before


def test_an_export_holds_released_statements_only(there: Ledger) -> None:
    found = Export.model_validate(strict_json(_export(there).split(b"\n")[0]))
    assert [one.release.shown for one in found.releases] == [there.entries()[0].release.shown]


def test_a_room_needs_a_plain_name(there: Ledger) -> None:
    with pytest.raises(UsageError, match="naam"):
        _export(there, "Kamer Zuid!")


def test_a_ledger_of_another_key_is_not_exported(there: Ledger) -> None:
    with pytest.raises(SmartStartError, match="andere sleutel"):
        export(there, "wij", KEY)


def _small_difference(tmp_path: Path, *, exchange: bool) -> bool:
    """One room shows everybody, the other nearly everybody: is the difference between them readable?"""
    world = World(dimension("wijk", "a", "b", "c")).add(60, wijk="a").add(5, wijk="b").add(40, wijk="c")
    first, second = Ledger(tmp_path / "een"), Ledger(tmp_path / "twee")
    judged = decide(world, submit(*world.sizes(alle=EVERYBODY)), ledger=first)
    remember(first, judged)
    add(second, "begin", key=OTHER)
    if exchange:
        from tests.support.gate_world import ROOM_KEY

        take(second, export(first, "een", ROOM_KEY), [ROOM_KEY.public_key()], OTHER)
    other = decide(world, submit(*world.sizes(ac=predicate(wijk="a|c"))), ledger=second)
    seen = shown(judged) | shown(other)
    return 0 < seen.get("alle/size", 0) - seen.get("ac/size", 0) < load_policy("strict").persons.value


def test_a_difference_between_two_rooms_is_withheld_once_they_exchange(tmp_path: Path) -> None:
    assert not _small_difference(tmp_path, exchange=True)


def test_without_exchange_the_difference_between_two_rooms_is_seen(tmp_path: Path) -> None:
    assert _small_difference(tmp_path, exchange=False)
