"""The rules of a question: gates as data, the quick scan, hunches, the example to fill in."""

import datetime as dt

import pytest

from smartstart.presentation import sentences
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import Machine, Move, RuleBroken
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.states import State
from smartstart.workspace.publishing.rules.wording import blocks
from smartstart.workspace.question.rules.gates import (
    ASSESSMENT,
    GATE_MEANINGS,
    GATE_WORDS,
    SCAN,
    GateKind,
    GateState,
    machine_of,
)
from smartstart.workspace.question.rules.hunches import Verdict, check_written_before
from smartstart.workspace.question.rules.plain_words import EXAMPLE, check_filled_in
from smartstart.workspace.question.rules.quick_scan import ASKS, ASSESSMENTS, Advice, Answer, Need, advise, minutes

_NO = {ask.key: Answer.NO for ask in ASKS}


def _advice(**answers: Answer) -> dict[GateKind, Advice]:
    given = _NO | {key.replace("_", "-"): answer for key, answer in answers.items()}
    return {line.kind: line for line in advise(given)}


def _needs(**answers: Answer) -> list[str]:
    return [_advice(**answers)[kind].need.value for kind in ASSESSMENTS]


YES, UNKNOWN = Answer.YES, Answer.UNKNOWN


def test_the_scan_has_twelve_questions_and_takes_well_under_a_quarter() -> None:
    assert len(ASKS) == len({ask.key for ask in ASKS}) == 12
    assert 5 <= minutes() < 15


@pytest.mark.parametrize(
    ("answers", "needs"),
    [
        ({}, ["not-needed", "not-needed", "not-needed"]),
        ({"personen": YES}, ["not-needed", "not-needed", "not-needed"]),
        ({"personen": YES, "gevoelig": YES}, ["talk", "not-needed", "not-needed"]),
        ({"personen": YES, "gevoelig": YES, "veel": YES}, ["needed", "not-needed", "not-needed"]),
        ({"personen": YES, "kwetsbaar": YES}, ["talk", "not-needed", "talk"]),
        ({"personen": YES, "kwetsbaar": YES, "gevolgen": YES}, ["needed", "talk", "needed"]),
        ({"personen": YES, "rekenen": YES}, ["talk", "needed", "not-needed"]),
        ({"loten": YES}, ["not-needed", "not-needed", "needed"]),
        ({"spreken": YES}, ["talk", "not-needed", "needed"]),
        ({"herkenbaar": YES}, ["needed", "needed", "needed"]),
        ({"naam": YES}, ["not-needed", "talk", "talk"]),
        ({"gevoelig": YES, "veel": YES, "koppelen": YES}, ["talk", "not-needed", "not-needed"]),
        (dict.fromkeys(("personen", "gevoelig", "ander_doel"), YES), ["needed", "not-needed", "not-needed"]),
    ],
)
def test_which_answers_ask_for_which_assessment(answers: dict[str, Answer], needs: list[str]) -> None:
    assert _needs(**answers) == needs


@pytest.mark.parametrize("key", [ask.key for ask in ASKS])
def test_not_knowing_never_asks_for_less_than_yes(key: str) -> None:
    order = [Need.NOT_NEEDED, Need.TALK, Need.NEEDED]
    for others in (Answer.NO, Answer.YES):
        given = {ask.key: others for ask in ASKS}
        ranks = [
            [order.index(line.need) for line in advise(given | {key: answer})]
            for answer in (Answer.NO, Answer.UNKNOWN, Answer.YES)
        ]
        assert ranks[1] == ranks[2]
        if key != "personen" or others is Answer.NO:
            assert all(no <= yes for no, yes in zip(ranks[0], ranks[2], strict=True))


def test_all_yes_asks_for_everything_and_tells_every_reason() -> None:
    found = advise({ask.key: YES for ask in ASKS})
    assert {line.need for line in found} == {Need.NEEDED}
    told = {reason for line in found for reason in line.reasons}
    assert told == {ask.because for ask in ASKS if ask.because}


def test_not_knowing_is_told_in_the_reason() -> None:
    assert _advice(personen=YES, veel=UNKNOWN)[GateKind.DPIA].reasons == (
        "het gaat over veel mensen (u weet dit nog niet: zoek het uit)",
    )


def test_a_question_that_was_not_answered_gives_no_advice() -> None:
    with pytest.raises(KeyError):
        advise({"personen": YES})


def test_every_gate_has_its_words_and_its_states() -> None:
    assert set(GATE_WORDS) == set(GATE_MEANINGS) == set(GateKind)
    assert [machine_of(kind) is SCAN for kind in GateKind] == [True, False, False, False]
    assert set(SCAN.words) | set(ASSESSMENT.words) == set(GateState)


@pytest.mark.parametrize("move", ASSESSMENT.moves)
def test_what_ends_an_assessment_is_decided_by_who_may_and_says_why(move: Move[GateState]) -> None:
    if move.target is GateState.RUNNING:
        assert ("reason" in move.needs) == (move.source is not GateState.NOT_STARTED)
    else:
        assert move.by == (Permission.DECIDE_GATE,)
        assert set(move.needs) & {"outcome", "reason"}
    assert ("conditions" in move.needs) == (move.target is GateState.AGREED_IF)


def test_no_state_is_a_trap() -> None:
    for state in ASSESSMENT.words:
        assert ASSESSMENT.moves_from(state)


def test_a_step_that_is_not_declared_is_refused_in_words() -> None:
    with pytest.raises(RuleBroken, match="Van “nog niet begonnen” kunt u niet naar “akkoord”"):
        ASSESSMENT.move(GateState.NOT_STARTED, GateState.AGREED)


def test_states_are_declared_whole() -> None:
    words = {State.CONCEPT: "concept", State.PUBLIC: "openbaar"}
    move = Move(State.CONCEPT, State.PUBLIC, "Maak openbaar", (Permission.READ,))
    Machine("goed", words, State.CONCEPT, (move,))
    with pytest.raises(ValueError, match="twice"):
        Machine("dubbel", words, State.CONCEPT, (move, move))
    with pytest.raises(ValueError, match="a way that leads to it"):
        Machine("onbereikbaar", words, State.PUBLIC, (move,))
    with pytest.raises(ValueError, match="a way that leads to it"):
        Machine("zonder woord", {State.CONCEPT: "concept"}, State.CONCEPT, (move,))


def test_the_verdicts_are_those_of_the_report() -> None:
    words = {value for name, value in vars(sentences.Verdict).items() if not name.startswith("_")}
    assert {verdict.word for verdict in Verdict} == words
    assert [Verdict.of(verdict.word) for verdict in Verdict] == list(Verdict)
    with pytest.raises(ValueError, match="no verdict"):
        Verdict.of("misschien")


def test_a_hunch_of_afterwards_is_none() -> None:
    day = dt.date(2026, 11, 2)
    check_written_before(day, day)
    with pytest.raises(RuleBroken, match="03-11-2026, na de vrijgave van 02-11-2026"):
        check_written_before(dt.date(2026, 11, 3), day)


def test_the_example_asks_to_be_filled_in_and_speaks_decently() -> None:
    with pytest.raises(RuleBroken, match=r"\[de vraag in gewone woorden\], \[waar de gegevens staan\]"):
        check_filled_in(EXAMPLE)
    check_filled_in("Wij kijken naar groepen. Zo kan niemand zien of het over u gaat.")
    assert not blocks([Text("x", EXAMPLE)])
