"""What may be written about a question; hunches keep their day, arguments stay."""

import datetime as dt
import uuid
from inspect import signature

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Refused, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question import actions, queries
from smartstart.workspace.question.models import Argument, Gate, GateStep, Hunch, HunchVerdict, Question, QuickScan
from smartstart.workspace.question.rules.gates import GateKind, GateState, Side
from smartstart.workspace.question.rules.hunches import Verdict
from smartstart.workspace.question.rules.quick_scan import ASKS, Answer, Need
from tests.support.people import acting, colleague, town
from tests.support.pilots import DAY, pilot_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
HURTFUL = "Hoe pakken we probleemgezinnen aan?"


@pytest.fixture
def pilot() -> Pilot:
    return pilot_of()


@pytest.fixture
def leader() -> Actor:
    return acting(colleague(Role.PROJECT_LEADER, name="leider"))


@pytest.fixture
def officer() -> Actor:
    return acting(colleague(Role.PRIVACY_OFFICER, name="privacy"))


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> dict[str, dt.date]:
    """Let a test say which day it is."""
    now = {"today": TODAY}
    monkeypatch.setattr(timezone, "localdate", lambda *_: now["today"])
    return now


def test_two_who_began_at_an_empty_page_do_not_write_over_each_other(pilot: Pilot, leader: Actor) -> None:
    """Both opened the form when there was no question yet, so neither saw a version."""
    actions.describe(actor=leader, pilot=pilot, seen_version=None, text="Van de een?")
    with pytest.raises(Conflict):
        actions.describe(actor=leader, pilot=pilot, seen_version=None, text="Van de ander?")
    assert Question.objects.get().text == "Van de een?"


def test_a_question_is_described_and_changed_with_its_version(pilot: Pilot, leader: Actor) -> None:
    question = actions.describe(actor=leader, pilot=pilot, text="Wat helpt?")
    assert (question.version, question.visibility) == (1, Visibility.OWN)
    actions.describe(actor=leader, pilot=pilot, seen_version=1, text="Wat helpt eerder?")
    with pytest.raises(Conflict):
        actions.describe(actor=leader, pilot=pilot, seen_version=1, text="Wat helpt niet?")
    assert Question.objects.get().text == "Wat helpt eerder?"
    assert [line.result for line in AuditLine.objects.all()] == ["done", "done"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"scope": "find-place", "find_place": " "}, "welke vindplek"),
        ({"plain": "Wij kijken naar [de vraag]."}, r"Vul nog in, of haal weg: \[de vraag\]"),
    ],
)
def test_what_is_not_whole_is_not_kept(pilot: Pilot, leader: Actor, fields: dict[str, str], problem: str) -> None:
    with pytest.raises(RuleBroken, match=problem):
        actions.describe(actor=leader, pilot=pilot, text="Wat helpt?", **fields)
    assert not Question.objects.exists()


@pytest.mark.parametrize("field", ["text", "find_place", "purpose", "legal_basis", "controller", "plain"])
def test_hurtful_words_do_not_become_public(pilot: Pilot, leader: Actor, field: str) -> None:
    question = actions.describe(actor=leader, pilot=pilot, **({"text": "Wat helpt?"} | {field: HURTFUL}))
    with pytest.raises(RuleBroken, match="niet openbaar"):
        actions.show_question(actor=leader, question=question, seen_version=1, visibility=Visibility.PUBLIC)
    assert Question.objects.get().visibility == Visibility.OWN


def test_a_public_question_does_not_take_hurtful_words_in_afterwards(pilot: Pilot, leader: Actor) -> None:
    question = actions.describe(actor=leader, pilot=pilot, text="Wat helpt?")
    actions.show_question(actor=leader, question=question, seen_version=1, visibility=Visibility.PUBLIC)
    assert queries.question_for(NOBODY, pilot) == question
    with pytest.raises(RuleBroken):
        actions.describe(actor=leader, pilot=pilot, seen_version=2, text=HURTFUL)
    assert Question.objects.get().text == "Wat helpt?"


def test_a_hunch_has_the_day_of_writing_and_keeps_its_texts(
    pilot: Pilot, leader: Actor, day: dict[str, dt.date]
) -> None:
    hunch = actions.write_hunch(actor=leader, pilot=pilot, text="verhuizen speelt mee")
    day["today"] = TODAY + dt.timedelta(days=5)
    actions.change_hunch(actor=leader, hunch=hunch, seen_version=1, text="vaak verhuizen speelt mee")
    hunch.refresh_from_db()
    assert (hunch.text, hunch.written_on) == ("vaak verhuizen speelt mee", TODAY + dt.timedelta(days=5))
    assert [(version.text, version.written_on) for version in hunch.versions.all()] == [
        ("verhuizen speelt mee", TODAY), ("vaak verhuizen speelt mee", TODAY + dt.timedelta(days=5)),
    ]  # fmt: skip


def test_nobody_chooses_the_day_of_a_hunch() -> None:
    for action in (actions.write_hunch, actions.change_hunch):
        assert not {name for name in signature(action).parameters if name in {"day", "on", "written_on"}}


def _verdict(actor: Actor, hunch: Hunch, release: uuid.UUID | None = None, **told: object) -> HunchVerdict:
    given = {"release_day": TODAY, "verdict": Verdict.CONFIRMED, "sentence": "Ongeveer 2 keer zo vaak.", **told}
    return actions.record_verdict(actor=actor, hunch=hunch, release=release or uuid.uuid4(), **given)


@pytest.fixture
def importer() -> Actor:
    return acting(colleague(Role.RESEARCHER, name="onderzoeker"))


def test_a_release_judges_the_text_that_stood_there_before(
    pilot: Pilot, leader: Actor, importer: Actor, day: dict[str, dt.date]
) -> None:
    hunch = actions.write_hunch(actor=leader, pilot=pilot, text="verhuizen speelt mee")
    day["today"] = TODAY + dt.timedelta(days=5)
    actions.change_hunch(actor=leader, hunch=hunch, seen_version=1, text="schulden spelen mee")
    verdict = _verdict(importer, hunch, release_day=TODAY + dt.timedelta(days=4))
    assert verdict.tested.text == "verhuizen speelt mee"
    assert verdict.word == "bevestigd"


def test_after_a_verdict_the_text_stands(pilot: Pilot, leader: Actor, importer: Actor, day: object) -> None:
    hunch = actions.write_hunch(actor=leader, pilot=pilot, text="verhuizen speelt mee")
    _verdict(importer, hunch)
    with pytest.raises(RuleBroken, match="al getoetst"):
        actions.change_hunch(actor=leader, hunch=hunch, seen_version=hunch.version, text="iets anders")
    hunch.refresh_from_db()
    assert (hunch.text, hunch.version, hunch.versions.count()) == ("verhuizen speelt mee", 1, 1)


def test_a_hunch_of_afterwards_gets_no_verdict(pilot: Pilot, leader: Actor, importer: Actor, day: object) -> None:
    hunch = actions.write_hunch(actor=leader, pilot=pilot, text="verhuizen speelt mee")
    with pytest.raises(RuleBroken, match="van achteraf"):
        _verdict(importer, hunch, release_day=TODAY - dt.timedelta(days=1))
    assert not HunchVerdict.objects.exists()


def test_the_same_release_again_changes_nothing_and_another_one_adds(
    pilot: Pilot, leader: Actor, importer: Actor, day: object
) -> None:
    hunch, release = actions.write_hunch(actor=leader, pilot=pilot, text="verhuizen speelt mee"), uuid.uuid4()
    first = _verdict(importer, hunch, release)
    assert _verdict(importer, hunch, release, verdict=Verdict.CONTRADICTED) == first
    _verdict(importer, hunch, release_day=TODAY + dt.timedelta(days=9), verdict=Verdict.CONTRADICTED)
    assert [verdict.verdict for verdict in hunch.verdicts.all()] == ["contradicted", "confirmed"]


@pytest.mark.parametrize("role", [role for role in Role if Permission.IMPORT_RELEASE not in MAY[role]])
def test_who_takes_no_releases_in_gives_no_verdict(pilot: Pilot, leader: Actor, role: Role) -> None:
    hunch = actions.write_hunch(actor=leader, pilot=pilot, text="verhuizen speelt mee")
    with pytest.raises(Refused):
        _verdict(acting(colleague(role)), hunch)


def _step(actor: Actor, pilot: Pilot, target: GateState, **told: object) -> Gate:
    gate = queries.gate_of(pilot, GateKind.DPIA)
    given = {"kind": GateKind.DPIA, "seen_version": gate.version, "target": target, "on": DAY, **told}
    return actions.take_step(actor=actor, pilot=pilot, **given)


def test_a_gate_goes_its_way_and_nothing_of_it_is_overwritten(pilot: Pilot, leader: Actor, officer: Actor) -> None:
    assert queries.gate_of(pilot, GateKind.DPIA).state_word == "nog niet begonnen"
    _step(leader, pilot, GateState.RUNNING)
    _step(officer, pilot, GateState.AGREED_IF, outcome="kan", conditions="geen namen", link="https://archief.example/1")
    gate = _step(officer, pilot, GateState.AGREED, outcome="voorwaarden vervuld")
    assert (gate.state_word, gate.conditions, gate.link) == ("akkoord", "", "")
    steps = queries.steps_of(gate)
    assert [step.target_word for step in steps] == ["akkoord", "akkoord met voorwaarden", "loopt"]
    assert (steps[1].conditions, steps[1].link, steps[1].by_id) == (
        "geen namen", "https://archief.example/1", officer.account,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("target", "told", "field"),
    [
        (GateState.AGREED, {"outcome": " "}, "outcome"),
        (GateState.AGREED_IF, {"outcome": "kan"}, "conditions"),
        (GateState.REFUSED, {}, "outcome"),
        (GateState.NOT_NEEDED, {"outcome": "kan"}, "reason"),
        (GateState.AGREED, {"outcome": "kan", "link": "http://archief.example/1"}, "link"),
        (GateState.AGREED, {"outcome": "kan", "link": "javascript:alert(1)"}, "link"),
        (GateState.AGREED, {"outcome": "kan", "on": dt.date(2999, 1, 1)}, "on"),
        (GateState.AGREED, {"outcome": "kan", "on": DAY - dt.timedelta(days=1)}, "on"),
    ],
)
def test_a_step_that_is_not_whole_is_not_taken(
    pilot: Pilot, officer: Actor, target: GateState, told: dict[str, object], field: str
) -> None:
    _step(officer, pilot, GateState.RUNNING)
    with pytest.raises(RuleBroken) as problem:
        _step(officer, pilot, target, **told)
    assert problem.value.field == field
    assert (Gate.objects.get().state, GateStep.objects.count()) == (GateState.RUNNING, 1)


def test_no_step_that_is_not_in_the_table(pilot: Pilot, officer: Actor) -> None:
    with pytest.raises(RuleBroken, match="kunt u niet naar"):
        _step(officer, pilot, GateState.AGREED, outcome="kan")
    assert not Gate.objects.exists()


def test_a_quick_scan_is_filled_in_and_not_moved(pilot: Pilot, officer: Actor) -> None:
    with pytest.raises(RuleBroken, match="vult u in"):
        _step(officer, pilot, GateState.FILLED_IN, kind=GateKind.QUICK_SCAN)


@pytest.mark.parametrize("role", [role for role in Role if Permission.DECIDE_GATE not in MAY[role]])
def test_only_who_may_decides_on_a_gate(pilot: Pilot, leader: Actor, role: Role) -> None:
    _step(leader, pilot, GateState.RUNNING)
    with pytest.raises(Refused):
        _step(acting(colleague(role)), pilot, GateState.AGREED, outcome="kan")
    assert AuditLine.objects.filter(result="refused").count() == 1


def test_two_deciders_meet(pilot: Pilot, officer: Actor) -> None:
    _step(officer, pilot, GateState.RUNNING)
    _step(officer, pilot, GateState.REFUSED, outcome="kan niet")
    with pytest.raises(Conflict):
        _step(officer, pilot, GateState.RUNNING, reason="opnieuw", seen_version=2)


def _argue(actor: Actor, pilot: Pilot, side: Side = Side.FOR, text: str = "niemand is te herkennen") -> Argument:
    return actions.argue(actor=actor, pilot=pilot, kind=GateKind.DPIA, side=side, text=text)


def test_both_sides_stay_whatever_is_decided(pilot: Pilot, leader: Actor, officer: Actor) -> None:
    _argue(leader, pilot)
    _argue(officer, pilot, Side.AGAINST, "een stempel voor de wijk")
    _step(officer, pilot, GateState.RUNNING)
    _step(officer, pilot, GateState.AGREED, outcome="kan")
    found = queries.arguments_of(Gate.objects.get())
    assert [[argument.text for argument in found[side]] for side in Side] == [
        ["niemand is te herkennen"], ["een stempel voor de wijk"],
    ]  # fmt: skip


def test_an_argument_is_withdrawn_by_who_gave_it_and_stays(pilot: Pilot, leader: Actor, officer: Actor) -> None:
    argument = _argue(leader, pilot)
    with pytest.raises(Refused, match="wie het argument gaf"):
        actions.withdraw_argument(actor=officer, argument=argument, seen_version=1, why="klopt niet")
    with pytest.raises(RuleBroken, match="waarom"):
        actions.withdraw_argument(actor=leader, argument=argument, seen_version=1, why=" ")
    actions.withdraw_argument(actor=leader, argument=argument, seen_version=1, why="klopt niet")
    kept = queries.arguments_of(Gate.objects.get())[Side.FOR]
    assert [(one.text, one.withdrawn_why) for one in kept] == [("niemand is te herkennen", "klopt niet")]
    with pytest.raises(RuleBroken, match="al ingetrokken"):
        actions.withdraw_argument(actor=leader, argument=argument, seen_version=2, why="nog eens")


def test_there_is_no_action_that_changes_or_deletes_an_argument_or_a_hunch() -> None:
    assert set(actions.__all__) == {
        "argue", "change_hunch", "describe", "fill_in_scan", "forget_verdicts", "public_texts",
        "record_verdict", "show_question", "take_step", "withdraw_argument", "write_hunch",
    }  # fmt: skip


def test_an_argument_is_not_withdrawn_without_a_reason_in_the_database(pilot: Pilot, leader: Actor) -> None:
    _argue(leader, pilot)
    with pytest.raises(IntegrityError), transaction.atomic():
        Argument.objects.update(withdrawn_on=DAY)


def test_an_argument_of_somebody_who_left_is_withdrawn_by_nobody(pilot: Pilot, leader: Actor) -> None:
    argument = _argue(leader, pilot)
    Argument.objects.update(made_by=None)
    argument.refresh_from_db()
    with pytest.raises(Refused):
        actions.withdraw_argument(
            actor=Actor(NOBODY, "opdracht", system=True), argument=argument, seen_version=1, why="weg"
        )


def test_a_quick_scan_is_kept_with_the_advice_of_that_day(pilot: Pilot, leader: Actor) -> None:
    answers = {ask.key: Answer.NO for ask in ASKS} | {"personen": Answer.YES, "gevoelig": Answer.YES}
    actions.fill_in_scan(actor=leader, pilot=pilot, answers=answers)
    actions.fill_in_scan(actor=leader, pilot=pilot, answers=answers | {"veel": Answer.YES})
    latest, first = queries.quick_scans_of(pilot)
    dpia = [next(line["need"] for line in scan.advice if line["kind"] == GateKind.DPIA) for scan in (first, latest)]
    assert dpia == [Need.TALK, Need.NEEDED]
    assert first.answers["gevoelig"] == "ja"
    assert first.lines[0] == ("DPIA", "bespreek dit met de privacyfunctionaris", ["de gegevens zijn gevoelig"])
    gate = queries.gate_of(pilot, GateKind.QUICK_SCAN)
    assert (gate.state_word, gate.steps.count()) == ("ingevuld", 2)


@pytest.mark.parametrize("role", [Role.READER, Role.FACILITATOR, Role.RESEARCHER, Role.ADMINISTRATOR])
def test_who_may_not_work_on_a_question_writes_none(pilot: Pilot, role: Role) -> None:
    actor = acting(colleague(role))
    for attempt in (
        lambda: actions.describe(actor=actor, pilot=pilot, text="Wat helpt?"),
        lambda: actions.write_hunch(actor=actor, pilot=pilot, text="x"),
        lambda: actions.fill_in_scan(actor=actor, pilot=pilot, answers={ask.key: Answer.NO for ask in ASKS}),
    ):
        with pytest.raises(Refused):
            attempt()
    assert [model.objects.count() for model in (Question, Hunch, QuickScan)] == [0, 0, 0]


def test_nothing_of_another_municipality_shows(pilot: Pilot, leader: Actor) -> None:
    actions.describe(actor=leader, pilot=pilot, text="Wat helpt?")
    actions.write_hunch(actor=leader, pilot=pilot, text="verhuizen speelt mee")
    neighbour = acting(colleague(Role.PROJECT_LEADER, where=town("Veenmeer", "GM9902"))).viewer
    assert queries.question_for(neighbour, pilot) is None
    assert not queries.hunches_for(neighbour, pilot).exists()
    one = acting(colleague(Role.READER, subject=pilot.pk)).viewer
    other = acting(colleague(Role.READER, subject=uuid.uuid4())).viewer
    _argue(leader, pilot)
    assert (queries.hunches_for(one, pilot).count(), queries.hunches_for(other, pilot).count()) == (1, 0)
    assert Argument.objects.visible_to(one).count() == 1
    assert Argument.objects.visible_to(other).count() == 0


def test_a_pilot_that_is_cleared_away_takes_everything_along(pilot: Pilot, leader: Actor, importer: Actor) -> None:
    actions.describe(actor=leader, pilot=pilot, text="Wat helpt?")
    hunch = actions.write_hunch(actor=leader, pilot=pilot, text="verhuizen speelt mee")
    _verdict(importer, hunch, release_day=timezone.localdate())
    _argue(leader, pilot)
    actions.fill_in_scan(actor=leader, pilot=pilot, answers={ask.key: Answer.NO for ask in ASKS})
    pilot.delete()
    left = (Question, Hunch, HunchVerdict, Gate, GateStep, Argument, QuickScan)
    assert [model.objects.count() for model in left] == [0] * len(left)
