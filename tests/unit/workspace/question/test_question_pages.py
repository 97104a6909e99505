"""The pages of a question, as each of their readers sees them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question import actions
from smartstart.workspace.question.models import Argument, Gate, Hunch, Question, QuickScan
from smartstart.workspace.question.rules.gates import GateKind, Side
from smartstart.workspace.question.rules.hunches import Verdict
from smartstart.workspace.question.rules.quick_scan import ASKS
from tests.support.insight import a_release
from tests.support.people import acting, colleague, town
from tests.support.pilots import DAY, pilot_of

pytestmark = pytest.mark.django_db
INSIDE = ("erhuizen speelt mee", "iemand is te herkennen", "Leider")


def _in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def leader() -> User:
    return colleague(Role.PROJECT_LEADER, name="leider")


@pytest.fixture
def pilot(leader: User) -> Pilot:
    """A question that is open to everybody, with what stays inside."""
    found, actor = pilot_of(visibility=Visibility.PUBLIC), acting(leader)
    question = actions.describe(
        actor=actor,
        pilot=found,
        text="Wat helpt eerder?",
        purpose="minder uithuisplaatsingen",
        legal_basis="Jeugdwet",
        controller="Gemeente Duinwaarde",
        plain="Wij kijken naar groepen gezinnen.",
    )
    actions.show_question(actor=actor, question=question, seen_version=1, visibility=Visibility.PUBLIC)
    actions.write_hunch(actor=actor, pilot=found, text="verhuizen speelt mee")
    actions.argue(actor=actor, pilot=found, kind=GateKind.DPIA, side=Side.FOR, text="niemand is te herkennen")
    return found


def _get(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(f"question:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_the_whole_page_for_who_works_on_it(pilot: Pilot, leader: User) -> None:
    page = _get(_in(leader), "detail", pilot.pk)
    for told in (
        "Wat helpt eerder?", "Verhuizen speelt mee.", "Nog niet getoetst", "Jeugdwet", "Gemeente Duinwaarde", "DPIA",
        "Nog niet begonnen", "Wij kijken naar groepen gezinnen.", "Begin met de quick scan", "Openbaar.",
    ):  # fmt: skip
        assert told in page


def test_others_read_the_question_and_why_it_may_be_asked_and_nothing_of_inside(pilot: Pilot, client: Client) -> None:
    neighbour = _in(colleague(Role.PROJECT_LEADER, where=town("Veenmeer", "GM9902")))
    for reader in (client, neighbour):
        page = _get(reader, "detail", pilot.pk)
        assert "Wat helpt eerder?" in page
        assert "Jeugdwet" in page
        assert "Nog niet begonnen" in page
        assert not [word for word in INSIDE if word in page]


@pytest.mark.parametrize(
    ("pilot_shows", "question_shows"), [("own", "public"), ("public", "own"), ("region", "public")]
)
def test_a_question_shows_as_far_as_both_the_pilot_and_itself(
    pilot: Pilot, client: Client, pilot_shows: str, question_shows: str
) -> None:
    Pilot.objects.update(visibility=pilot_shows)
    Question.objects.update(visibility=question_shows)
    assert client.get(reverse("question:detail", args=[pilot.pk])).status_code == 404


def test_the_pages_inside_are_not_found_by_who_only_sees_the_public_page(pilot: Pilot, client: Client) -> None:
    neighbour = _in(colleague(Role.PROJECT_LEADER, where=town("Veenmeer", "GM9902")))
    inside = [
        ("edit", ()), ("show", ()), ("hunch-add", ()), ("hunch", (Hunch.objects.get().pk,)), ("gate", ("dpia",)),
        ("scan", ()), ("step", ("dpia", "running")), ("withdraw", (Argument.objects.get().pk,)),
    ]  # fmt: skip
    for name, args in inside:
        address = reverse(f"question:{name}", args=[pilot.pk, *args])
        assert neighbour.get(address).status_code == 404, name
        assert client.get(address).status_code == 302, name


def test_a_question_without_a_text_yet_asks_for_one(leader: User) -> None:
    page = _get(_in(leader), "detail", pilot_of(title="Nieuw").pk)
    assert "Deze vraag is nog niet beschreven." in page
    assert "Beschrijf de vraag" in page


def test_describe_a_question_from_the_example(leader: User) -> None:
    pilot, client = pilot_of(title="Nieuw"), _in(leader)
    assert "[de vraag in gewone woorden]" in _get(client, "edit", pilot.pk)
    address = reverse("question:edit", args=[pilot.pk])
    told = {"text": "Wat helpt?", "scope": "find-place", "plain": "Wij weten [iets]."}
    response = client.post(address, told)
    assert response.status_code == 400
    assert response.context["form"].errors["plain"] == ["Vul nog in, of haal weg: [iets]."]
    response = client.post(address, told | {"plain": "Wij weten dit."})
    assert response.context["form"].errors["find_place"] == ["Schrijf op welke vindplek het is."]
    assert client.post(address, told | {"plain": "", "find_place": "de verloskundigen"}).status_code == 302
    assert "de verloskundigen" in _get(client, "detail", pilot.pk)


def test_words_that_may_not_be_public_are_shown_with_what_to_say(pilot: Pilot, leader: User) -> None:
    client, address = _in(leader), reverse("question:edit", args=[pilot.pk])
    response = client.post(address, {"text": "Waarom falen probleemgezinnen?", "scope": "question", "seen_version": 2})
    assert response.status_code == 400
    assert "<mark>probleemgezinnen</mark>" in response.content.decode()
    assert Question.objects.get().text == "Wat helpt eerder?"


def test_two_colleagues_meet(pilot: Pilot, leader: User) -> None:
    response = _in(leader).post(
        reverse("question:edit", args=[pilot.pk]), {"text": "Anders?", "scope": "question", "seen_version": 1}
    )
    assert response.status_code == 409


def test_a_hunch_is_written_rewritten_and_stands_after_a_verdict(pilot: Pilot, leader: User) -> None:
    release = a_release(pilot=pilot)
    client, hunch = _in(leader), Hunch.objects.get()
    client.post(reverse("question:hunch-add", args=[pilot.pk]), {"text": "schulden spelen mee"})
    address = reverse("question:hunch", args=[pilot.pk, hunch.pk])
    assert client.post(address, {"text": "vaak verhuizen", "seen_version": 1}).status_code == 302
    assert "Eerdere teksten" in _get(client, "detail", pilot.pk)
    hunch.refresh_from_db()
    actions.record_verdict(
        actor=acting(colleague(Role.RESEARCHER)),
        hunch=hunch,
        release=release.pk,
        release_day=timezone.localdate(),
        verdict=Verdict.CONTRADICTED,
        sentence="Minder vaak: ongeveer 8 van elke 1.000.",
    )
    page = _get(client, "detail", pilot.pk)
    assert "tegengesproken" in page
    assert "Minder vaak: ongeveer 8 van elke 1.000." in page
    assert "staat de tekst nu vast" in client.get(address).content.decode()
    assert client.post(address, {"text": "toch niet", "seen_version": 2}).status_code == 400


def test_the_quick_scan_by_hand(pilot: Pilot, leader: User) -> None:
    client, address = _in(leader), reverse("question:scan", args=[pilot.pk])
    assert "ongeveer 7 minuten" in client.get(address).content.decode()
    answers = {ask.key: "nee" for ask in ASKS}
    assert client.post(address, answers | {"loten": ""}).status_code == 400
    assert client.post(address, answers | {"loten": "misschien"}).status_code == 400
    assert not QuickScan.objects.exists()
    page = client.post(address, answers | {"loten": "ja"}, follow=True).content.decode()
    assert "Ethische toets: nodig" in page
    assert "Niet iedereen krijgt het aanbod tegelijk." in page
    assert "DPIA: lijkt niet nodig" in page
    assert "De quick scan van" in _get(client, "step", pilot.pk, "ethiek", "running")


def test_a_gate_by_hand(pilot: Pilot, leader: User) -> None:
    client = _in(leader)
    begin = reverse("question:step", args=[pilot.pk, "dpia", "running"])
    assert client.post(begin, {"on": DAY.isoformat(), "seen_version": 1}).status_code == 302
    agree = reverse("question:step", args=[pilot.pk, "dpia", "agreed-if"])
    assert "Er is nog maar één kant" in client.get(agree).content.decode()
    told = {"on": DAY.isoformat(), "seen_version": 2, "outcome": "kan"}
    assert client.post(agree, told).status_code == 400
    told |= {"conditions": "geen namen", "link": "http://archief.example/1"}
    assert client.post(agree, told).status_code == 400
    told |= {"link": "https://archief.example/1"}
    page = client.post(agree, told, follow=True).content.decode()
    for shown in (
        "Akkoord met voorwaarden",
        "geen namen",
        'href="https://archief.example/1" rel="noreferrer noopener"',
    ):
        assert shown in page
    assert client.get(begin).status_code == 200
    assert client.get(agree).status_code == 404


@pytest.mark.parametrize(("kind", "target"), [("dpia", "akkoord"), ("bestaat-niet", "running"), ("dpia", "agreed")])
def test_a_step_that_does_not_exist_is_no_page(pilot: Pilot, leader: User, kind: str, target: str) -> None:
    assert _in(leader).get(reverse("question:step", args=[pilot.pk, kind, target])).status_code == 404


def test_a_refused_step_is_recorded(pilot: Pilot) -> None:
    adviser = _in(colleague(Role.ADVISER))
    address = reverse("question:step", args=[pilot.pk, "dpia", "not-needed"])
    told = {"on": DAY.isoformat(), "seen_version": 1, "reason": "hoeft niet"}
    assert adviser.post(address, told).status_code == 403
    assert AuditLine.objects.filter(result="refused", kind="toets").count() == 1
    assert Gate.objects.get().state == "not-started"


def test_arguments_on_both_sides_stand_beside_each_other_withdrawn_ones_too(pilot: Pilot, leader: User) -> None:
    client = _in(leader)
    address = reverse("question:argue", args=[pilot.pk, "dpia"])
    assert client.post(address, {"side": "against", "text": ""}).status_code == 400
    client.post(address, {"side": "against", "text": "een <b>stempel</b> voor de wijk"})
    mine = Argument.objects.get(side="for")
    page = _get(client, "gate", pilot.pk, "dpia")
    assert "een &lt;b&gt;stempel&lt;/b&gt; voor de wijk" in page
    withdraw = reverse("question:withdraw", args=[pilot.pk, mine.pk])
    assert withdraw in page
    client.post(withdraw, {"seen_version": 1, "why": "klopte niet"})
    page = _get(client, "gate", pilot.pk, "dpia")
    for told in ("niemand is te herkennen", "ingetrokken op", "klopte niet", "Leider"):
        assert told in page
    assert withdraw not in page


def test_only_who_gave_an_argument_is_offered_to_withdraw_it(pilot: Pilot) -> None:
    officer = _in(colleague(Role.PRIVACY_OFFICER))
    withdraw = reverse("question:withdraw", args=[pilot.pk, Argument.objects.get().pk])
    assert withdraw not in _get(officer, "gate", pilot.pk, "dpia")
    assert officer.get(withdraw).status_code == 403
    assert officer.post(withdraw, {"seen_version": 1, "why": "weg ermee"}).status_code == 403
    assert Argument.objects.get().withdrawn_on is None


def test_a_reader_reads_without_buttons(pilot: Pilot) -> None:
    reader = _in(colleague(Role.READER))
    page = _get(reader, "gate", pilot.pk, "dpia")
    assert "Begin hiermee" not in page
    assert "Voeg een argument toe" not in page
    assert "Wijzig de vraag" not in _get(reader, "detail", pilot.pk)


def test_the_pages_stay_cheap(pilot: Pilot, leader: User, django_assert_max_num_queries: object) -> None:
    actor, client = acting(leader), _in(leader)
    for number in range(12):
        actions.write_hunch(actor=actor, pilot=pilot, text=f"vermoeden {number}")
        actions.argue(actor=actor, pilot=pilot, kind=GateKind.DPIA, side=Side.AGAINST, text=f"argument {number}")
    with django_assert_max_num_queries(14):
        _get(client, "detail", pilot.pk)
    with django_assert_max_num_queries(14):
        _get(client, "gate", pilot.pk, "dpia")
