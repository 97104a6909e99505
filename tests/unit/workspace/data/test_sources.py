"""The Data page of a question: sources as cards, who fell off, and describing a source."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.actions.releases import import_release
from smartstart.workspace.data.actions.sources import add_source
from smartstart.workspace.data.models import Source
from smartstart.workspace.data.queries.sources import sources_of
from smartstart.workspace.data.rules.known_sources import KNOWN_SOURCES, known_source
from smartstart.workspace.pilots.models import Pilot
from tests.support.importing import local_archive, trusting
from tests.support.people import acting, colleague, town
from tests.support.pilots import pilot_of

pytestmark = pytest.mark.django_db
_TEXTS = {"name": "Wijkteams", "answers": "Welke hulp werkt.", "cannot": "Wie geen hulp vraagt."}
_FIELDS = {**_TEXTS, "holder": "Gemeente", "used": "on", "why": "Dichtbij.", "visibility": "own"}


@pytest.fixture
def pilot() -> Pilot:
    return pilot_of(town())


@pytest.fixture
def adviser(pilot: Pilot) -> Client:
    client = Client()
    user = colleague(Role.ADVISER, where=pilot.municipality)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _described(pilot: Pilot, **changes: object) -> Source:
    actor = acting(colleague(Role.ADVISER, where=pilot.municipality))
    return add_source(actor=actor, pilot=pilot, **{**_TEXTS, **changes})


def _page(client: Client, pilot: Pilot) -> str:
    return " ".join(unescape(client.get(reverse("data:detail", args=[pilot.pk])).content.decode()).split())


def test_a_card_says_what_a_source_can_and_cannot_tell(adviser: Client, pilot: Pilot) -> None:
    _described(pilot)
    _described(pilot, name="Scholen", used=False, why="Ze tellen elk anders.")
    page = _page(adviser, pilot)
    assert "Welke hulp werkt." in page
    assert "Wie geen hulp vraagt." in page
    assert "gebruiken we niet" in page.split("Scholen")[1]
    assert "Waarom niet</dt><dd>Ze tellen elk anders." in page
    assert page.index("Wijkteams") < page.index("Scholen")


def test_without_a_release_the_page_says_what_is_not_known(adviser: Client, pilot: Pilot) -> None:
    page = _page(adviser, pilot)
    assert "Nog niemand schreef op welke bronnen" in page
    assert "Er is nog geen vrijgave bij deze vraag" in page


def test_with_a_release_the_page_says_who_counts(adviser: Client, pilot: Pilot) -> None:
    trusting(pilot.municipality)
    system = Actor(NOBODY, "test", system=True)
    place = pilot.municipality_id
    release = import_release(actor=system, content=local_archive(), municipality=place, pilot=pilot.pk).release
    page = _page(adviser, pilot)
    assert "86.290" in page
    assert reverse("data:release", args=[release.pk]) in page
    Pilot.objects.filter(pk=pilot.pk).update(visibility=Visibility.PUBLIC)
    assert "86.290" not in _page(Client(), pilot)


def test_describing_a_source(adviser: Client, pilot: Pilot) -> None:
    assert adviser.post(reverse("data:add-source", args=[pilot.pk]), _FIELDS).status_code == 302
    source = Source.objects.get()
    assert (source.name, source.used, source.pilot, source.municipality) == ("Wijkteams", True, pilot, town())
    assert AuditLine.objects.get().action == "bron beschreven"


def test_a_known_source_is_a_start(adviser: Client, pilot: Pilot) -> None:
    form = adviser.get(reverse("data:add-source", args=[pilot.pk]) + "?begin=kwb").context["form"]
    known = known_source("kwb")
    assert known is not None
    assert (form["name"].value(), form["cannot"].value()) == (known.name, known.cannot)
    assert adviser.get(reverse("data:add-source", args=[pilot.pk]) + "?begin=nergens").context[
        "form"
    ].initial.keys() == {"seen_version"}


def test_every_known_source_says_what_it_cannot_tell_and_fits() -> None:
    assert len({source.key for source in KNOWN_SOURCES}) == len(KNOWN_SOURCES)
    for source in KNOWN_SOURCES:
        assert len(source.cannot) > 60
        assert len(source.answers) > 40
        assert max(len(source.answers), len(source.cannot)) <= 1200
        assert len(source.name) <= 120


@pytest.mark.parametrize("missing", ["name", "answers", "cannot"])
def test_what_is_missing_is_asked(adviser: Client, pilot: Pilot, missing: str) -> None:
    response = adviser.post(reverse("data:add-source", args=[pilot.pk]), {**_FIELDS, missing: " "})
    assert response.status_code == 400
    assert not Source.objects.exists()


def test_a_source_is_not_made_public_here(adviser: Client, pilot: Pilot) -> None:
    fields = {**_FIELDS, "visibility": Visibility.PUBLIC.value}
    assert adviser.post(reverse("data:add-source", args=[pilot.pk]), fields).status_code == 400


def test_changing_a_source(adviser: Client, pilot: Pilot) -> None:
    source = _described(pilot)
    address = reverse("data:source", args=[source.pk])
    assert adviser.post(address, {**_FIELDS, "name": "Anders", "seen_version": 1}).status_code == 302
    source.refresh_from_db()
    assert (source.name, source.version) == ("Anders", 2)
    assert adviser.post(address, {**_FIELDS, "name": "Nog anders", "seen_version": 1}).status_code == 409
    source.refresh_from_db()
    assert source.name == "Anders"


def test_taking_a_source_away(adviser: Client, pilot: Pilot) -> None:
    source = _described(pilot)
    address = reverse("data:remove-source", args=[source.pk])
    assert adviser.get(address).status_code == 200
    assert Source.objects.exists()
    assert adviser.post(address).status_code == 302
    assert not Source.objects.exists()
    assert AuditLine.objects.first().action == "bron weggehaald"


def test_who_may_not_know_of_the_question_does_not_see_its_sources(pilot: Pilot) -> None:
    source = _described(pilot, visibility=Visibility.REGION)
    neighbour = acting(colleague(Role.READER, where=town("Veenmeer", "GM9902"))).viewer
    assert list(sources_of(neighbour, pilot.pk)) == []
    Pilot.objects.filter(pk=pilot.pk).update(visibility=Visibility.REGION)
    assert list(sources_of(neighbour, pilot.pk)) == [source]


def test_texts_of_colleagues_are_escaped(adviser: Client, pilot: Pilot) -> None:
    _described(pilot, name="<b>Dik</b>", answers="<script>alert(1)</script>\nTweede regel", holder="<i>")
    content = adviser.get(reverse("data:detail", args=[pilot.pk])).content.decode()
    assert "<script>alert" not in content
    assert "<b>Dik" not in content
    assert "&lt;/script&gt;<br>Tweede regel" in content


def test_the_number_of_queries_does_not_grow(
    adviser: Client, pilot: Pilot, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(12):
        _described(pilot, name=f"Bron {number}")
    with django_assert_max_num_queries(10):
        _page(adviser, pilot)


def test_the_municipality_of_a_source_is_that_of_its_question(pilot: Pilot) -> None:
    assert _described(pilot).municipality == Municipality.objects.get(pk=pilot.municipality_id)
