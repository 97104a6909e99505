"""What cannot be judged does not leave, and one sentence says why. Thresholds of nought: `test_policy`."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.disclosure.audit.effort import solver_failed, too_much_work
from smartstart.disclosure.candidates import Submission
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.joint import judging
from smartstart.disclosure.ledger import Ledger
from smartstart.release.contents import Predicate, State
from smartstart.vocabulary.errors import GateRefusal, TrustError
from tests.support.gate_world import (
    EVERYBODY,
    ROOM_KEY,
    decide,
    predicate,
    small_submission,
    small_world,
    submit,
    write_small_release,
)


def _asked(group: Predicate = EVERYBODY, **evidence: object) -> Submission:
    """Everybody, and one more count with this group and evidence; atoms of what can be divided."""
    world = small_world()
    good = world.count("alle/size", EVERYBODY)
    odd = world.count("raar/size", predicate(ouder="een"))
    odd = replace(odd, statement=odd.statement.model_copy(update={"predicate": group}))
    odd = replace(odd, evidence=replace(world.evidence(predicate(ouder="een")), **evidence))
    table = world.atoms(submit(good, world.count("een/size", predicate(ouder="een"))))
    return submit(good, odd, atoms=(table,))


def _other_atoms() -> Submission:
    """The very same count, while the table of the smallest groups has more rows."""
    asked = _asked(predicate(ouder="een"))
    (table,) = asked.atoms
    return replace(asked, atoms=(replace(table, rows=table.rows + 1),))


def _twice() -> Submission:
    asked = _asked(EVERYBODY)
    return replace(asked, counts=(asked.counts[0], replace(asked.counts[1])))


BAD: dict[str, tuple[Callable[[], Submission], str]] = {
    "an unknown dimension": (lambda: _asked(predicate(maan="vol")), "'maan', en dat is geen kenmerk van deze studie"),
    "a category that is not declared": (lambda: _asked(predicate(wijk="z")), "'wijk' heeft geen waarde 'z'"),
    "one dimension twice": (
        lambda: _asked(Predicate(conditions=predicate(wijk="a").conditions * 2)),
        "gebruikt 'wijk' twee keer",
    ),
    "a group that no table divides": (lambda: _asked(predicate(wijk="a")), "niet samen met de andere te controleren"),
    "a negative count": (lambda: _asked(predicate(ouder="een"), events=-1), "negatief of geen heel getal"),
    "a count that is not whole": (lambda: _asked(predicate(ouder="een"), rows=155.5), "negatief of geen heel getal"),
    "more persons than rows": (lambda: _asked(predicate(ouder="een"), persons=999), "spreken elkaar tegen"),
    "two counts of one group": (_twice, "twee tellingen van dezelfde groep spreken elkaar tegen"),
    "tables that contradict each other": (_other_atoms, "klopt niet met die van de andere groepen"),
}


@pytest.mark.parametrize("name", BAD)
def test_it_does_not_leave_and_one_sentence_says_why(name: str) -> None:
    make, words = BAD[name]
    judged = decide(small_world(), make())
    (said,) = {j.reason for j in judged.judgements if j.id == "test/raar/size" and j.rule == "modelled"}
    assert words in said
    assert _state(judged, "test/raar/size") is State.WITHHELD


def _state(judged: Judged, name: str) -> State:
    return next(s.state for s in judged.statements if s.id == name)


def test_the_same_count_without_the_mistake_leaves() -> None:
    assert _state(decide(small_world(), _asked(predicate(ouder="een"))), "test/raar/size") is State.SHOWN


def test_an_edited_ledger_stops_the_judgement(tmp_path: Path) -> None:
    book = tmp_path / "grootboek.jsonl"
    write_small_release(tmp_path, ROOM_KEY)
    book.write_bytes(book.read_bytes().replace(b'"value":150', b'"value":151', 1))
    with pytest.raises(TrustError, match="Het grootboek klopt niet") as problem:
        decide(small_world(), small_submission(small_world()), ledger=Ledger(book))
    assert problem.value.where == "grootboek.jsonl, regel 1"
    assert problem.value.mend


@pytest.mark.parametrize(
    ("fails", "words"), [(solver_failed, "geen betrouwbaar antwoord"), (too_much_work, "na te rekenen")]
)
def test_a_solver_that_fails_or_reaches_its_limit_lets_nothing_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: Callable[[], GateRefusal], words: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise fails()

    monkeypatch.setattr(judging, "audit", failing)
    Ledger.create(tmp_path / "grootboek.jsonl")
    with pytest.raises(GateRefusal, match=words) as problem:
        write_small_release(tmp_path, ROOM_KEY)
    assert problem.value.mend
    assert Ledger(tmp_path / "grootboek.jsonl").entries() == ()
    assert not (tmp_path / "release").exists()
