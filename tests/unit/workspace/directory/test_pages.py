"""The directory as its users meet it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.directory import actions, queries
from smartstart.workspace.directory.models import Portrait, Professional
from tests.support.people import acting, colleague, town
from tests.support.photos import good_photo, no_photos

pytestmark = pytest.mark.django_db
_ENTRY = {
    "name": "Fenna Duin", "organisation": "Bibliotheek", "expertise": "taal, schulden",
    "languages": "Nederlands, Pools",
    "visibility": "own", "agreed": "on",
}  # fmt: skip


def _client(role: Role, **where: object) -> Client:
    client = Client()
    client.force_login(colleague(role, **where), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _person(**fields: object) -> Professional:
    defaults = {
        "name": "Fenna Duin", "organisation": "Bibliotheek", "expertise": "taal, schulden", "municipality": town(),
        "agreed_on": dt.date(2026, 1, 5),
    }  # fmt: skip
    return Professional.objects.create(**defaults | fields)


def test_somebody_is_added_only_with_consent() -> None:
    client = _client(Role.FACILITATOR)
    without = {key: value for key, value in _ENTRY.items() if key != "agreed"}
    refused = client.post(reverse("directory:add"), without | {"municipality": town().pk})
    assert refused.status_code == 400
    assert "Zonder toestemming komt niemand in het smoelenboek" in refused.content.decode()
    assert not Professional.objects.exists()
    client.post(reverse("directory:add"), _ENTRY | {"municipality": town().pk})
    assert Professional.objects.get().agreed_on == timezone.localdate()


def test_not_into_the_directory_of_another_municipality() -> None:
    other = town("Zandhoek", "GM9903", "Elders")
    response = _client(Role.FACILITATOR).post(reverse("directory:add"), _ENTRY | {"municipality": other.pk})
    assert response.status_code == 400
    assert not Professional.objects.exists()


@pytest.mark.parametrize("words", ["schulden", "fenna", "POOLS", "bibliotheek taal", "duinwaarde"])
def test_search_finds_every_word_anywhere(words: str) -> None:
    _person(languages="Nederlands, Pools")
    _person(name="Ander Mens", organisation="Sport", expertise="bewegen")
    text = _client(Role.READER).get(reverse("directory:list"), {"q": words}).content.decode()
    assert "Fenna Duin" in text
    assert ("Ander Mens" in text) is (words == "duinwaarde")


def test_nothing_shows_beyond_its_visibility() -> None:
    _person()
    _person(name="Regio Mens", expertise="sport", visibility=Visibility.REGION)
    stranger = _client(Role.READER, where=town("Zandhoek", "GM9903", "Elders"))
    for client in (stranger, Client()):
        text = client.get(reverse("directory:list")).content.decode()
        assert "Duin" not in text
        assert "Regio" not in text
        assert "schulden" not in text, "not as a topic to choose either"
    neighbour = _client(Role.READER, where=town("Veenmeer", "GM9902")).get(reverse("directory:list")).content.decode()
    assert "Regio Mens" in neighbour
    assert "Fenna" not in neighbour


def test_a_stale_entry_is_greyed_and_stays_off_the_poster() -> None:
    _person(looked_at=timezone.localdate() - dt.timedelta(days=200))
    _person(name="Vers Mens")
    client = _client(Role.READER)
    listed = client.get(reverse("directory:list")).content.decode()
    assert listed.count("face--stale") == 1
    assert "niet nagekeken" in listed
    poster = client.get(reverse("directory:poster")).content.decode()
    assert "Vers Mens" in poster
    assert "Fenna Duin" not in poster


def test_somebody_edits_the_own_entry_by_link_and_without_account() -> None:
    person = _person(looked_at=dt.date(2026, 1, 5))
    secret = actions.make_link(actor=acting(colleague(Role.ADVISER)), person=person)
    assert secret not in Professional.objects.get().link
    address = reverse("directory:own", kwargs={"secret": secret})
    client = Client()
    assert "Fenna Duin" in client.get(address).content.decode()
    fields = {key: value for key, value in _ENTRY.items() if key not in ("visibility", "agreed")}
    response = client.post(address, fields | {"phone": "013 555 01 23", "visibility": "public"})
    assert response.status_code == 302
    person.refresh_from_db()
    assert person.phone == "013 555 01 23"
    assert person.looked_at == timezone.localdate()
    assert person.visibility == Visibility.OWN, "how far it shows is not theirs to widen through the form"
    assert AuditLine.objects.filter(origin="eigen link").count() == 1


def test_the_page_with_the_secret_is_kept_by_no_browser() -> None:
    answer = _client(Role.ADVISER).post(reverse("directory:link", kwargs={"person": _person().pk}))
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["confirm", "remove", "link"])
def test_what_was_refused_stands_in_the_log(name: str) -> None:
    person = _person()
    answer = _client(Role.READER).post(reverse(f"directory:{name}", kwargs={"person": person.pk}))
    assert answer.status_code == 403
    line = AuditLine.objects.get(object_id=str(person.pk))
    assert (line.result, line.municipality) == ("refused", person.municipality)


def test_an_old_or_strange_link_opens_nothing() -> None:
    person = _person()
    secret = actions.make_link(actor=actions.THEMSELVES, person=person)
    Professional.objects.update(link_until=timezone.now() - dt.timedelta(seconds=1))
    assert queries.by_link(secret) is None
    assert queries.by_link("") is None
    assert Client().get(reverse("directory:own", kwargs={"secret": "abc"})).status_code == 404


def test_somebody_takes_themselves_out_photo_and_all() -> None:
    person = _person()
    actions.set_photo(actor=actions.THEMSELVES, person=person, content=good_photo(), agreed_on=dt.date(2026, 1, 5))
    secret = actions.make_link(actor=actions.THEMSELVES, person=person)
    response = Client().post(reverse("directory:own", kwargs={"secret": secret}), {"weg": "ja"})
    assert "niet meer in het smoelenboek" in response.content.decode()
    assert not Professional.objects.exists()
    assert not Portrait.objects.exists()


@pytest.mark.parametrize("name", ["text", "svg", "half a photo", "huge picture"])
def test_a_photo_that_is_no_photo_gives_a_page_that_says_so(name: str) -> None:
    person = _person()
    file = SimpleUploadedFile("foto.jpg", no_photos()[name], "image/jpeg")
    address = reverse("directory:photo", kwargs={"person": person.pk})
    response = _client(Role.ADVISER).post(address, {"photo": file, "agreed": "on"})
    assert response.status_code == 400
    assert "foto" in response.content.decode()
    assert not Portrait.objects.exists()


def test_a_photo_is_served_as_we_made_it() -> None:
    person = _person()
    client = _client(Role.ADVISER)
    address = reverse("directory:photo", kwargs={"person": person.pk})
    client.post(address, {"photo": SimpleUploadedFile("foto.png", good_photo("PNG"), "image/png"), "agreed": "on"})
    response = client.get(reverse("directory:portrait", kwargs={"person": person.pk}))
    assert response["Content-Type"] == "image/jpeg"
    assert response.content.startswith(b"\xff\xd8")
    assert Client().get(reverse("directory:portrait", kwargs={"person": person.pk})).status_code == 404


def test_the_list_asks_as_many_questions_for_many_as_for_few(django_assert_max_num_queries: object) -> None:
    for number in range(60):
        _person(name=f"Mens {number}")
    client = _client(Role.READER)
    with django_assert_max_num_queries(10):
        client.get(reverse("directory:list"))


def test_text_of_people_is_never_markup() -> None:
    _person(name="<script>alert(1)</script>", organisation="<b>org</b>")
    text = _client(Role.READER).get(reverse("directory:list")).content.decode()
    assert "<script>alert" not in text
    assert "<b>org" not in text
