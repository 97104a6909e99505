"""Pages on releases: what holds now, what a release is, how to verify it; never beyond what one may know."""

import datetime as dt
import uuid
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from smartstart.release.contents import Origin, Stamp
from smartstart.release.reader import read_packed
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Visibility
from smartstart.web.references import uses
from smartstart.web.references.actions import mark_outdated, rests_on
from smartstart.web.references.uses import Use
from smartstart.workspace.data.actions.releases import import_release
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.views.releases import marks_of
from tests.support.importing import DAY, local_archive, trusting
from tests.support.people import colleague, town
from tests.support.pilots import pilot_of
from tests.support.signed import KEY

pytestmark = pytest.mark.django_db
_WEEK = dt.timedelta(days=7)
_SYSTEM = Actor(NOBODY, "test", system=True)


def taken_in(
    place: Municipality, visibility: Visibility = Visibility.OWN, pilot: uuid.UUID | None = None, **changes: object
) -> Release:
    trusting(place)
    content = local_archive(place.code, **changes)
    release = import_release(actor=_SYSTEM, content=content, municipality=place.pk, pilot=pilot).release
    Release.objects.filter(pk=release.pk).update(visibility=visibility)
    release.refresh_from_db()
    return release


@pytest.fixture
def place() -> Municipality:
    return town()


@pytest.fixture
def reader(place: Municipality) -> Client:
    return client_of(colleague(Role.READER, where=place))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def _listed(client: Client, query: str = "") -> list[Release]:
    return list(client.get(reverse("data:releases") + query).context["page_obj"])


def test_the_list_shows_what_holds_now_and_on_request_the_older(reader: Client, place: Municipality) -> None:
    old, new = taken_in(place), taken_in(place, day=DAY + _WEEK)
    assert _listed(reader) == [new]
    assert _listed(reader, "?toon=alles") == [new, old]
    page = text_of(reader.get(reverse("data:releases") + "?toon=alles"))
    assert page.count("er is een nieuwere") == 1
    assert "106 van 119 cijfers vrijgegeven" in page
    assert page.count("verzonnen gegevens") == 2


def test_the_list_can_be_of_one_municipality(place: Municipality) -> None:
    other = town("Veenmeer", "GM9902")
    one, two = taken_in(place), taken_in(other)
    user = colleague(Role.READER, where=place)
    user.roles.create(municipality=other, role=Role.READER)
    client = client_of(user)
    assert set(_listed(client)) == {one, two}
    assert _listed(client, "?gemeente=GM9902") == [two]
    assert set(_listed(client, "?gemeente=GM0855")) == {one, two}


def test_a_municipality_that_one_may_not_know_is_not_even_a_choice(reader: Client, place: Municipality) -> None:
    taken_in(place)
    taken_in(town("Zandhoek", "GM9903", "Elders"))
    page = text_of(reader.get(reverse("data:releases") + "?gemeente=GM9903"))
    assert "Zandhoek" not in page


def test_the_list_is_cut_into_pages(reader: Client, place: Municipality) -> None:
    made = [taken_in(place, id=f"studie-{number}", owner=str(number)) for number in range(26)]
    assert len(_listed(reader)) == 24
    assert len(_listed(reader, "?pagina=2")) == len(made) - 24


@pytest.mark.parametrize("address", ["data:release", "data:archive"])
def test_nothing_shows_beyond_its_visibility(place: Municipality, address: str) -> None:
    neighbour, elsewhere = town("Veenmeer", "GM9902"), town("Zandhoek", "GM9903", "Elders")
    viewers = {
        "nobody": Client(),
        "here": client_of(colleague(Role.READER, where=place)),
        "region": client_of(colleague(Role.ADMINISTRATOR, where=neighbour)),
        "elsewhere": client_of(colleague(Role.ADMINISTRATOR, where=elsewhere)),
    }
    seen = {
        (visibility.value, name)
        for visibility in Visibility
        for release in [taken_in(place, visibility, owner=visibility.value)]
        for name, client in viewers.items()
        if client.get(reverse(address, args=[release.pk])).status_code == 200
    }
    everybody = {("public", name) for name in viewers}
    assert seen == everybody | {("own", "here"), ("region", "here"), ("region", "region")}


def test_a_newer_release_that_one_may_not_know_of_is_not_hinted_at(place: Municipality) -> None:
    old = taken_in(place, Visibility.PUBLIC)
    taken_in(place, Visibility.OWN, day=DAY + _WEEK)
    assert _listed(Client()) == [old]
    assert "nieuwere" not in text_of(Client().get(reverse("data:release", args=[old.pk]))).lower()
    insider = client_of(colleague(Role.READER, where=place))
    assert "Er is een nieuwere vrijgave" in text_of(insider.get(reverse("data:release", args=[old.pk])))


def test_the_page_of_a_release_says_how_much_came_through_and_why_not_all(reader: Client, place: Municipality) -> None:
    release = taken_in(place)
    page = text_of(reader.get(reverse("data:release", args=[release.pk])))
    assert "Er zijn 119 cijfers gevraagd. Daarvan zijn er 106 vrijgegeven en 13 niet." in page
    assert "te weinig kinderen of huishoudens achter het cijfer" in page
    assert "Een cijfer dat ontbreekt is geen nul." in page
    assert release.manifest in page
    assert release.key in page
    assert "Onderzoekers van Lindedal" in page
    assert "smartstart verify" in page
    assert "verzonnen gegevens" in page


def test_the_drop_off_is_a_table_in_which_too_few_is_no_nought(reader: Client, place: Municipality) -> None:
    page = text_of(reader.get(reverse("data:release", args=[taken_in(place).pk])))
    assert "Kinderen tot 18 jaar in de regio op de peildatum" in page
    assert "87.580" in page
    row = page.split("Daarvan zonder bekend adres")[1].split("</tr>")[0]
    assert "te weinig om iets te zeggen" in row
    assert ">0<" not in row


def test_the_file_is_handed_out_as_it_came_in(reader: Client, place: Municipality) -> None:
    trusting(place)
    content = local_archive()
    release = import_release(actor=_SYSTEM, content=content, municipality=place.pk, pilot=None).release
    response = reader.get(reverse("data:archive", args=[release.pk]))
    assert response.content == content
    assert read_packed(response.content, [KEY.public_key()]).digest == release.manifest
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="vrijgave-2026-11-02-')


def test_a_key_that_was_ended_is_said_on_the_page(reader: Client, place: Municipality) -> None:
    release = taken_in(place)
    place.trusted_keys.update(ended_at=dt.datetime(2026, 11, 3, tzinfo=dt.UTC))
    page = text_of(reader.get(reverse("data:release", args=[release.pk])))
    assert "sinds 3 november 2026 niet meer vertrouwd" in page
    assert "Ja. De handtekening" not in page


def test_the_question_is_named_to_who_may_know_of_it(place: Municipality) -> None:
    pilot = pilot_of(place)
    release = taken_in(place, Visibility.PUBLIC, pilot.pk)
    link = reverse("data:detail", args=[pilot.pk])
    address = reverse("data:release", args=[release.pk])
    assert link in text_of(client_of(colleague(Role.READER, where=place)).get(address))
    assert link not in text_of(Client().get(address))


def test_texts_that_rest_on_it_are_named_to_who_may_know_of_them(
    reader: Client, place: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, known, secret = taken_in(place), uuid.uuid4(), uuid.uuid4()
    monkeypatch.setattr(uses, "_RESOLVERS", {})
    uses.register("a4", lambda viewer, ids: {known: Use("A4 voor de raad", "/a4/1/")} if viewer.known else {})
    rests_on(user_kind="a4", user_id=known, statements=[(release.pk, "risk_groups/g1/risk")])
    rests_on(user_kind="a4", user_id=secret, statements=[(release.pk, "risk_groups/g1/risk")])
    rests_on(user_kind="iets onbekends", user_id=uuid.uuid4(), statements=[(release.pk, "risk_groups/g1/risk")])
    address = reverse("data:release", args=[release.pk])
    assert "A4 voor de raad" in text_of(reader.get(address))
    assert "iets onbekends" not in text_of(reader.get(address))
    mark_outdated(release=release.pk, statements=["risk_groups/g1/risk"], by=uuid.uuid4(), reason="nieuwer")
    assert 'A4 voor de raad</a> <span class="chip chip--mark">verouderd' in text_of(reader.get(address))
    Release.objects.filter(pk=release.pk).update(visibility=Visibility.PUBLIC)
    assert "A4 voor de raad" not in text_of(Client().get(address))


def test_two_apps_cannot_call_their_texts_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uses, "_RESOLVERS", {})
    uses.register("a4", lambda viewer, ids: {})
    with pytest.raises(ValueError, match="a4"):
        uses.register("a4", lambda viewer, ids: {})


def test_the_number_of_queries_does_not_grow_with_the_number_of_releases(
    reader: Client, place: Municipality, django_assert_max_num_queries: Callable[..., object]
) -> None:
    releases = [taken_in(place, id=f"studie-{number}", owner=str(number)) for number in range(3)]
    for address in ("?", "?toon=alles"):
        with django_assert_max_num_queries(9):
            reader.get(reverse("data:releases") + address)
    with django_assert_max_num_queries(13):
        reader.get(reverse("data:release", args=[releases[0].pk]))


def test_real_and_full_carries_no_mark() -> None:
    assert marks_of(Origin.REAL, Stamp.FULL) == []
    assert marks_of(Origin.PUBLIC, Stamp.TRIAL) == ["openbare gegevens", "proef"]
