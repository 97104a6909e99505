"""The page of a proposal, as maker, decider and reader see it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.states import State
from smartstart.workspace.publishing.rules.wording import Reading, blocks, read
from smartstart.workspace.publishing.templatetags.publishing import marked
from tests.support.people import acting, colleague, town
from tests.support.publications import TEXTS, proposal, published, signed, submitted

pytestmark = pytest.mark.django_db


def _in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def maker() -> User:
    return colleague(Role.ADVISER, name="maker")


@pytest.fixture
def officer() -> User:
    return colleague(Role.PRIVACY_OFFICER, name="besluiter")


def _post(user: User, name: str, publication: Publication, **data: object) -> int:
    publication.refresh_from_db()
    address = reverse(f"publishing:{name}", args=[publication.pk])
    return _in(user).post(address, {"seen_version": publication.version, **data}).status_code


def _page(user: User, publication: Publication) -> str:
    return _in(user).get(reverse("publishing:detail", args=[publication.pk])).content.decode()


def test_the_whole_way_by_hand(maker: User, officer: User) -> None:
    publication = proposal(acting(maker))
    day = timezone.localdate().isoformat()
    assert "Nog twee punten van de lijst zijn niet in orde" in _page(maker, publication)
    assert _post(maker, "sign-off", publication, connection="ouder", resident="on", day=day) == 302
    assert "Een bewoner</strong> (ouder)" in _page(maker, publication)
    assert _post(maker, "submit", publication) == 302
    assert "Daarom besluit iemand anders" in _page(maker, publication)
    assert _post(officer, "decide", publication, agreed="ja", office="privacyfunctionaris") == 302
    assert _post(maker, "publish", publication) == 302
    page = _page(maker, publication)
    assert "Iedereen kan dit lezen" in page
    assert "door Besluiter (privacyfunctionaris)" in page
    assert _post(officer, "withdraw", publication, reason="er staat een fout in") == 302
    assert "Er staat een fout in." in _page(officer, publication)
    assert Publication.objects.get().state == State.WITHDRAWN


def test_every_point_says_what_to_do(maker: User) -> None:
    page = _page(maker, proposal(acting(maker), smallest_open=20, has_strengths=False))
    for told in ("Groot genoeg", "kies een groter gebied", "Er staan alleen zorgen in.", "in orde", "nog doen"):
        assert told in page


def test_the_words_are_marked_where_they_stand_with_what_to_say_instead(maker: User) -> None:
    texts = (Text("Zorg", "Een <b>achterstandswijk</b> met een doelgroep."), *TEXTS)
    page = _page(maker, proposal(acting(maker), texts=texts))
    assert "&lt;b&gt;<mark>achterstandswijk</mark>&lt;/b&gt;" in page
    assert "wijk waar meer gezinnen weinig geld hebben" in page
    assert "mag niet openbaar" in page
    assert "kan beter" in page


def test_what_is_not_in_order_is_told_on_the_page(maker: User) -> None:
    publication = proposal(acting(maker))
    address = reverse("publishing:submit", args=[publication.pk])
    response = _in(maker).post(address, {"seen_version": 1})
    assert response.status_code == 400
    assert "Nog niet alles is in orde" in response.content.decode()


def test_a_mistake_in_the_sign_off_leaves_its_form_open(maker: User) -> None:
    publication = proposal(acting(maker))
    response = _in(maker).post(
        reverse("publishing:sign-off", args=[publication.pk]),
        {"seen_version": 1, "connection": "ouder", "day": "2020-01-01", "resident": "on"},
    )
    page = response.content.decode()
    assert response.status_code == 400
    assert '<details class="screen-only" open>' in page
    assert "De tekst ligt vast sinds" in page


def test_the_maker_sees_no_form_to_decide_and_is_refused(maker: User) -> None:
    publication = submitted(proposal(acting(maker)))
    User.objects.get(pk=maker.pk).roles.update(role=Role.PROJECT_LEADER)
    assert "Leg uw besluit vast" not in _page(maker, publication)
    assert _post(maker, "decide", publication, agreed="ja", office="alles") == 403


def test_a_reader_reads(maker: User) -> None:
    page = _page(colleague(Role.READER), signed(proposal(acting(maker))))
    assert "Voor u is hier nu niets te doen." in page
    assert '<form method="post" action="/openbaar' not in page


def test_the_list_holds_what_one_may_know_and_can_be_narrowed(maker: User) -> None:
    published(proposal(acting(maker)))
    proposal(acting(maker), object_id="WK990102", title="De kleur van Duinwijk")
    proposal(where=town("Veenmeer", "GM9902"), title="Elders")
    address = reverse("publishing:list")
    page = _in(maker).get(address).content.decode()
    assert "De kleur van Zeewijk" in page
    assert "De kleur van Duinwijk" in page
    assert "Elders" not in page
    page = _in(maker).get(address, {"staat": "public"}).content.decode()
    assert "De kleur van Duinwijk" not in page


def test_the_list_and_the_page_stay_cheap(maker: User, django_assert_max_num_queries: object) -> None:
    made = [proposal(acting(maker), object_id=f"WK99{number:04}") for number in range(30)]
    client = _in(maker)
    with django_assert_max_num_queries(8):
        client.get(reverse("publishing:list"))
    with django_assert_max_num_queries(10):
        client.get(reverse("publishing:detail", args=[made[0].pk]))


def test_without_an_account_one_is_sent_to_the_login(client: Client) -> None:
    for name, args in (("list", []), ("detail", [published(proposal()).pk])):
        response = client.get(reverse(f"publishing:{name}", args=args))
        assert (response.status_code, "login" in response["Location"]) == (302, True)


def test_finds_that_overlap_are_one_mark() -> None:
    found = read([Text("x", "probleemwijk & probleemgezin")])[0]
    first = found.findings[0]
    doubled = Reading(found.label, found.text, (*found.findings, first, type(first)(0, 7, "probleem", *_rest(first))))
    assert marked(doubled) == "<mark>probleemwijk</mark> &amp; <mark>probleemgezin</mark>"


def _rest(finding: object) -> tuple[object, ...]:
    return (finding.kind, finding.suggestion, finding.reason, finding.blocks)


def test_a_suggestion_does_not_block() -> None:
    assert not blocks([Text("x", "Een doelgroep.")])
    assert blocks([Text("x", "Goed."), Text("y", "Een achterstandswijk.")])
