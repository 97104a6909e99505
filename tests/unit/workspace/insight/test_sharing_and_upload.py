"""To which question a release belongs, who sees it, and bringing one in through the page."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.viewer import Refused, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.actions.sharing import share_release
from smartstart.workspace.insight.models import Finding
from smartstart.workspace.question.models import HunchVerdict
from tests.support.importing import local_archive, local_contents, trusting
from tests.support.insight import NEW, OLD, a_hunch, a_release
from tests.support.people import acting, colleague, town
from tests.support.pilots import pilot_of
from tests.support.signed import OTHER_KEY

pytestmark = pytest.mark.django_db
_IMPORTERS = [role for role in Role if Permission.IMPORT_RELEASE in MAY[role]]
_OTHERS = [role for role in Role if role not in _IMPORTERS]


def test_a_release_goes_to_a_question_and_judges_its_hunches() -> None:
    release, pilot = a_release(), pilot_of(town())
    a_hunch(pilot, local_contents().sheet.hunches[0].text, dt.date(2026, 3, 9))
    actor = acting(colleague(Role.ADVISER))
    share_release(actor=actor, release=release, seen_version=1, pilot=pilot, visibility=Visibility.REGION)
    release.refresh_from_db()
    assert (release.pilot, release.visibility, release.version) == (pilot, "region", 2)
    assert HunchVerdict.objects.get().release == release.pk
    assert AuditLine.objects.filter(action="vrijgave gedeeld", result="done", object_id=str(release.pk)).exists()


def test_an_older_release_gives_no_verdict_when_it_is_linked_afterwards() -> None:
    old, pilot = a_release(day=OLD), pilot_of(town())
    a_release(day=NEW)
    old.refresh_from_db()
    a_hunch(pilot, local_contents().sheet.hunches[0].text, dt.date(2026, 3, 9))
    share_release(
        actor=acting(colleague(Role.ADVISER)), release=old, seen_version=old.version, pilot=pilot,
        visibility=Visibility.OWN,
    )  # fmt: skip
    assert not HunchVerdict.objects.exists()


def test_a_whole_release_never_becomes_public() -> None:
    release = a_release()
    with pytest.raises(Refused, match="nooit openbaar"):
        share_release(
            actor=acting(colleague(Role.ADVISER)), release=release, seen_version=1, pilot=None,
            visibility=Visibility.PUBLIC,
        )  # fmt: skip
    assert Release.objects.get().visibility == "own"
    assert AuditLine.objects.filter(action="vrijgave gedeeld", result="refused").exists()


def test_a_question_of_another_municipality_is_refused() -> None:
    release, other = a_release(), pilot_of(town("Veenmeer", "GM9902"))
    with pytest.raises(Refused, match="andere gemeente"):
        share_release(
            actor=acting(colleague(Role.ADVISER)), release=release, seen_version=1, pilot=other,
            visibility=Visibility.OWN,
        )  # fmt: skip


def test_who_has_a_role_for_one_question_takes_no_release_to_another() -> None:
    mine, other = pilot_of(town(), title="Een"), pilot_of(town(), title="Twee")
    release = a_release(pilot=mine)
    actor = acting(colleague(Role.ADVISER, subject=mine.pk))
    with pytest.raises(Refused):
        share_release(actor=actor, release=release, seen_version=1, pilot=other, visibility=Visibility.OWN)
    with pytest.raises(Refused):
        share_release(actor=actor, release=release, seen_version=1, pilot=None, visibility=Visibility.OWN)
    share_release(actor=actor, release=release, seen_version=1, pilot=mine, visibility=Visibility.REGION)


@pytest.mark.parametrize("role", _OTHERS)
def test_who_may_not_import_does_not_share(client: Client, role: Role) -> None:
    release = a_release()
    user = colleague(role)
    with pytest.raises(Refused):
        share_release(actor=acting(user), release=release, seen_version=1, pilot=None, visibility=Visibility.REGION)
    client.force_login(user)
    assert client.get(reverse("insight:share", args=[release.pk])).status_code == 403
    assert (
        reverse("insight:share", args=[release.pk])
        not in client.get(reverse("insight:release", args=[release.pk])).content.decode()
    )


def test_two_writers_meet(client: Client) -> None:
    release = a_release()
    actor = acting(colleague(Role.ADVISER))
    again = Release.objects.get()
    share_release(actor=actor, release=release, seen_version=1, pilot=None, visibility=Visibility.REGION)
    with pytest.raises(Conflict):
        share_release(actor=actor, release=again, seen_version=1, pilot=None, visibility=Visibility.OWN)
    client.force_login(colleague(Role.ADVISER))
    answer = client.post(
        reverse("insight:share", args=[release.pk]), {"visibility": "own", "seen_version": 1, "pilot": ""}
    )
    assert answer.status_code == 409
    assert Release.objects.get().visibility == "region"


def test_the_form_shares_and_offers_no_way_to_the_public(client: Client) -> None:
    release, pilot = a_release(), pilot_of(town())
    pilot_of(town("Veenmeer", "GM9902"), title="Van de buren")
    client.force_login(colleague(Role.ADVISER))
    address = reverse("insight:share", args=[release.pk])
    form = client.get(address).content.decode()
    assert 'value="public"' not in form
    assert "Van de buren" not in form
    refused = client.post(address, {"visibility": "public", "seen_version": 1, "pilot": ""})
    assert refused.status_code == 400
    done = client.post(address, {"visibility": "region", "seen_version": 1, "pilot": str(pilot.pk)}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("insight:release", args=[release.pk])
    assert "Vastgelegd" in done.content.decode()
    release.refresh_from_db()
    assert (release.visibility, release.pilot_id) == ("region", pilot.pk)


def _file(content: bytes, name: str = "release.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/zip")


@pytest.mark.parametrize("role", _IMPORTERS)
def test_a_release_comes_in_through_the_page(client: Client, role: Role) -> None:
    place = town()
    trusting(place)
    client.force_login(colleague(role))
    sent = {"file": _file(local_archive()), "municipality": place.pk, "pilot": ""}
    answer = client.post(reverse("insight:upload"), sent, follow=True)
    release = Release.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("insight:release", args=[release.pk])
    assert "Er staan 4 bevindingen in." in answer.content.decode()
    assert Finding.objects.filter(release=release).count() == 4
    sent["file"] = _file(local_archive())
    again = client.post(reverse("insight:upload"), sent, follow=True)
    assert again.redirect_chain[-1][0] == reverse("insight:release", args=[release.pk])
    assert "bevindingen in." not in again.content.decode()


@pytest.mark.parametrize("role", _OTHERS)
def test_who_may_not_import_gets_no_form(client: Client, role: Role) -> None:
    client.force_login(colleague(role))
    assert client.get(reverse("insight:upload")).status_code == 403
    assert client.post(reverse("insight:upload"), {"file": _file(b"x")}).status_code == 403


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"hallo", "Er is niets bewaard."),
        (local_archive(key=OTHER_KEY), "sleutel"),
        (local_archive(key=None), "ondertekend"),
        (local_archive("GM9902"), "gemeente"),
    ],
)
def test_a_bad_file_gets_a_page_that_says_what_to_do(client: Client, content: bytes, said: str) -> None:
    trusting(town())
    client.force_login(colleague(Role.ADVISER))
    sent = {"file": _file(content), "municipality": town().pk, "pilot": ""}
    answer = client.post(reverse("insight:upload"), sent)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert said in text
    assert reverse("insight:upload") in text
    assert not Release.objects.exists()


def test_a_form_without_a_file_says_so(client: Client) -> None:
    client.force_login(colleague(Role.ADVISER))
    answer = client.post(reverse("insight:upload"), {"municipality": town().pk})
    assert answer.status_code == 400
    assert "Kies het zip-bestand" in answer.content.decode()
