"""The upload page: every bad file is a page with what is wrong and what to do, and nothing is kept of it."""

import datetime as dt
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from smartstart.release.contents import Stamp
from smartstart.release.packing import archive_bytes
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.forms.releases import UploadForm, may_upload
from smartstart.workspace.data.models import Release, StatementRow
from tests.support.importing import DAY, local_archive, local_contents, trusting
from tests.support.people import colleague, town
from tests.support.pilots import pilot_of
from tests.support.signed import OTHER_KEY, signed_files

pytestmark = pytest.mark.django_db
_WEEK = dt.timedelta(days=7)


@pytest.fixture
def place() -> Municipality:
    found = town()
    trusting(found)
    return found


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def adviser(place: Municipality) -> Client:
    return _client(colleague(Role.ADVISER, where=place))


def _upload(client: Client, content: bytes, place: Municipality, **more: Any) -> HttpResponse:
    fields = {"file": SimpleUploadedFile("vrijgave.zip", content), "municipality": place.pk, **more}
    return client.post(reverse("insight:upload"), fields)


def _text(response: HttpResponse) -> str:
    return " ".join(unescape(response.content.decode()).split())


def _changed(member: str, old: bytes, new: bytes) -> bytes:
    files = signed_files(local_contents(), render=lambda _: "x")
    return archive_bytes({**files, member: files[member].replace(old, new)})


_BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "unsigned": (lambda: local_archive(key=None), "niet ondertekend", "Vraag de vrijgave opnieuw op"),
    "another key": (lambda: local_archive(key=OTHER_KEY), "We kennen de sleutel", "beheerder"),
    "altered": (lambda: _changed("study.json", b"kinderen", b"kindjes!"), "later veranderd", "Gebruik deze"),
    "unknown version": (
        lambda: _changed("manifest.json", b"release/1", b"release/9"),
        "andere versie",
        "bij te werken",
    ),
    "draft": (lambda: local_archive(stamp=Stamp.DRAFT), "een concept", "goedkeuren"),
    "foreign": (lambda: local_archive("GM9902"), "andere gemeente", "rol"),
    "of the future": (lambda: local_archive(day=dt.date(2999, 1, 1)), "nog moet komen", "datum"),
    "no release": (lambda: b"Beste collega", "is beschadigd", "opnieuw"),
    "empty": (lambda: b"", "is leeg", "Kies het zip-bestand"),
}


@pytest.mark.parametrize("name", _BAD)
def test_a_bad_file_is_a_page_that_says_what_to_do(adviser: Client, place: Municipality, name: str) -> None:
    make, title, mend = _BAD[name]
    response = _upload(adviser, make(), place)
    page = _text(response)
    assert response.status_code == 400
    assert title in page.split("</h1>")[0]
    assert mend in page
    assert "Er is niets bewaard." in page
    assert "Wie kan helpen" in page
    assert "Kies een ander bestand" in page
    assert not Release.objects.exists()
    assert not StatementRow.objects.exists()
    assert AuditLine.objects.get().result == "refused"


def test_a_file_that_is_far_too_large_is_not_even_read(adviser: Client, place: Municipality) -> None:
    response = _upload(adviser, b"PK\x03\x04" + b"\0" * (33 * 1024 * 1024), place)
    assert response.status_code == 400
    assert "Dit bestand is te groot" in _text(response)
    assert "hoogstens 32 MB" in _text(response)


def test_no_file_and_no_municipality_are_asked_for(adviser: Client, place: Municipality) -> None:
    response = adviser.post(reverse("insight:upload"), {"pilot": ""})
    assert response.status_code == 400
    assert "Kies het zip-bestand van de vrijgave." in _text(response)
    assert "Kies een gemeente." in _text(response)


def test_a_good_file_comes_in_and_twice_is_no_harm(adviser: Client, place: Municipality) -> None:
    content = local_archive()
    first = _upload(adviser, content, place)
    again = _upload(adviser, content, place)
    release = Release.objects.get()
    assert [first["Location"], again["Location"]] == [reverse("insight:release", args=[release.pk])] * 2
    assert "is er al" in _text(adviser.get(again["Location"]))


def test_an_older_one_after_a_newer_one_says_so(adviser: Client, place: Municipality) -> None:
    _upload(adviser, local_archive(day=DAY), place)
    older = _upload(adviser, local_archive(day=DAY - _WEEK), place)
    assert "ouder" in _text(adviser.get(older["Location"]))
    assert [release.day for release in Release.objects.filter(replaced_by=None)] == [DAY]


def test_without_the_role_there_is_no_page(place: Municipality) -> None:
    client = _client(colleague(Role.READER, where=place))
    assert client.get(reverse("insight:upload")).status_code == 403
    assert _upload(client, local_archive(), place).status_code == 403
    assert not Release.objects.exists()


def test_for_a_municipality_without_a_role_it_is_refused_and_recorded(place: Municipality) -> None:
    elsewhere = town("Zandhoek", "GM9903", "Elders")
    client = _client(colleague(Role.ADVISER, where=elsewhere))
    response = _upload(client, local_archive(), place)
    assert response.status_code == 403
    assert place.name not in _text(response)
    line = AuditLine.objects.get()
    assert (line.result, line.municipality) == ("refused", place)
    assert _upload(client, local_archive(), Municipality(pk=9_999_999)).status_code == 403


def test_the_form_offers_only_places_and_questions_where_one_may(place: Municipality) -> None:
    mine, theirs = pilot_of(place), pilot_of(town("Zandhoek", "GM9903", "Elders"), title="Niet van hier")
    page = _text(_client(colleague(Role.ADVISER, where=place)).get(reverse("insight:upload")))
    assert mine.title in page
    assert theirs.title not in page
    assert "Zandhoek" not in page


def test_questions_stand_under_their_municipality_when_there_are_several(place: Municipality) -> None:
    other = town("Veenmeer", "GM9902")
    pilot_of(place), pilot_of(other, title="Wie mist de school?")
    user = colleague(Role.ADVISER, where=place)
    user.roles.create(municipality=other, role=Role.ADVISER)
    page = _text(_client(user).get(reverse("insight:upload")))
    assert '<optgroup label="Veenmeer"> <option value' in page


def test_a_question_of_the_other_municipality_is_said(place: Municipality) -> None:
    other = town("Veenmeer", "GM9902")
    theirs = pilot_of(other)
    user = colleague(Role.ADVISER, where=place)
    user.roles.create(municipality=other, role=Role.ADVISER)
    response = _upload(_client(user), local_archive(), place, pilot=str(theirs.pk))
    assert response.status_code == 400
    assert "Deze vraag is van Veenmeer." in _text(response)


def test_with_a_role_for_one_question_one_chooses_that_question(place: Municipality) -> None:
    pilot = pilot_of(place)
    user = colleague(Role.ADVISER, where=place, subject=pilot.pk)
    client = _client(user)
    assert may_upload(viewer_of(user))
    assert "Kies die vraag" in _text(_upload(client, local_archive(), place))
    assert _upload(client, local_archive(), place, pilot=str(pilot.pk)).status_code == 302
    assert Release.objects.get().pilot == pilot


@pytest.mark.parametrize("value", ["", "GM9901", "1e9", "-1", "9" * 40, "\x00"])
def test_a_municipality_that_is_no_number_is_asked_again(adviser: Client, place: Municipality, value: str) -> None:
    fields = {"file": SimpleUploadedFile("vrijgave.zip", local_archive()), "municipality": value}
    assert adviser.post(reverse("insight:upload"), fields).status_code in (400, 403)
    assert not Release.objects.exists()


def test_the_one_place_where_one_may_is_chosen_already(place: Municipality) -> None:
    form = UploadForm(viewer=viewer_of(colleague(Role.ADVISER, where=place)))
    assert form["municipality"].value() == place.pk
    assert UploadForm(viewer=viewer_of(colleague(Role.READER, where=place))).fields["municipality"].widget.choices == []


def test_the_old_address_leads_to_the_page(adviser: Client) -> None:
    response = adviser.get(reverse("data:upload") + "?pilot=x")
    assert response["Location"] == reverse("insight:upload") + "?pilot=x"
