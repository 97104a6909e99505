"""What is known of a group shows as far as its release does, and not one page, file, hit or count further."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.models import User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Visibility
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.models import Finding
from smartstart.workspace.insight.queries.findings import (
    findings_for,
    findings_of,
    latest_of_pilot,
    municipalities_with_findings,
    search,
    studies_for,
)
from smartstart.workspace.insight.queries.public import public_findings
from tests.support.insight import NEW, OLD, a_release
from tests.support.people import colleague, town
from tests.support.pilots import pilot_of

pytestmark = pytest.mark.django_db
_STATEMENT = "risk_groups/g1/risk"


@pytest.fixture
def release() -> Release:
    return a_release()


def _pages(release: Release) -> list[str]:
    return [
        reverse("insight:release", args=[release.pk]),
        reverse("insight:finding", args=[release.pk, "g1"]),
        reverse("insight:why", args=[release.pk, _STATEMENT]),
        *(
            reverse(f"insight:part-{kind}", args=[release.pk, part])
            for kind in ("csv", "text")
            for part in ("g1", "places", "comparison", "h1", "outline", "everybody", "drop-off")
        ),
        reverse("insight:part-svg", args=[release.pk, "g1", "stippen"]),
        reverse("insight:part-svg", args=[release.pk, "comparison", "vergelijking"]),
    ]


def _seen_by(user: User | None, release: Release) -> bool:
    """Whether this person finds the release in all places, or in none."""
    client = Client()
    if user is not None:
        client.force_login(user)
    viewer = viewer_of(user) if user else NOBODY
    codes = {client.get(page).status_code for page in _pages(release)}
    listed = release.title in client.get(reverse("insight:list")).content.decode()
    found = {
        "pages": codes == {200},
        "list": listed,
        "search": bool(search(viewer, ["huurwoning"])),
        "studies": studies_for(viewer, public_findings()).exists(),
        "places": bool(municipalities_with_findings(viewer, public_findings())),
        "findings": findings_for(viewer).exists(),
        "of the release": findings_of(viewer, release.pk).exists(),
    }
    assert set(found.values()) in ({True}, {False}), found
    assert codes in ({200}, {404}), codes
    return found["pages"]


@pytest.mark.parametrize("role", Role)
def test_everybody_with_a_role_in_the_municipality_sees_it(release: Release, role: Role) -> None:
    assert _seen_by(colleague(role), release)


def _elsewhere() -> User:
    return colleague(Role.ADVISER, Role.ADMINISTRATOR, where=town("Zandhoek", "GM9903", "Elders"))


def _neighbour() -> User:
    return colleague(Role.ADVISER, where=town("Veenmeer", "GM9902"))


@pytest.mark.parametrize("who", [_elsewhere, _neighbour, colleague, lambda: None])
def test_nobody_else_finds_a_trace_of_it(release: Release, who: Callable[[], User | None]) -> None:
    assert not _seen_by(who(), release)


def test_a_release_for_the_region_shows_in_the_region_only(release: Release) -> None:
    Release.objects.update(visibility=Visibility.REGION)
    assert _seen_by(_neighbour(), release)
    assert not _seen_by(_elsewhere(), release)
    assert not _seen_by(None, release)


def test_a_role_for_one_question_shows_that_question_only() -> None:
    mine, other = pilot_of(town(), title="Vraag een"), pilot_of(town(), title="Vraag twee")
    release = a_release(pilot=mine)
    assert _seen_by(colleague(Role.READER, subject=mine.pk), release)
    assert not _seen_by(colleague(Role.READER, subject=other.pk), release)


@pytest.mark.parametrize("subject", ["g99", "h1", "population", "../g1", "%00"])
def test_a_finding_that_is_not_there_is_a_404(client: Client, release: Release, subject: str) -> None:
    client.force_login(colleague(Role.ADVISER))
    assert client.get(f"/inzicht/{release.pk}/bevinding/{subject}/").status_code == 404


@pytest.mark.parametrize("name", ["insight:why", "insight:part-csv", "insight:part-text"])
@pytest.mark.parametrize("what", ["niets", "risk_groups/g99/risk", "other-niets", "__class__"])
def test_a_part_or_statement_that_is_not_there_is_a_404(client: Client, release: Release, name: str, what: str) -> None:
    client.force_login(colleague(Role.ADVISER))
    if "/" in what and name != "insight:why":
        return
    assert client.get(reverse(name, args=[release.pk, what])).status_code == 404


def test_a_release_that_is_not_there_is_a_404(client: Client) -> None:
    client.force_login(colleague(Role.ADVISER))
    assert client.get(reverse("insight:release", args=[uuid.uuid4()])).status_code == 404


def test_that_it_is_outdated_shows_only_to_who_may_know_the_newer_one(client: Client) -> None:
    """The region sees the old release; that there is a newer one is for the municipality only."""
    old = a_release(day=OLD)
    Release.objects.update(visibility=Visibility.REGION)
    new = a_release(day=NEW)
    page = reverse("insight:finding", args=[old.pk, "g1"])
    client.force_login(colleague(Role.READER))
    own = client.get(page).content.decode()
    assert "Verouderd" in own
    assert reverse("insight:release", args=[new.pk]) in own
    assert [found.pk for found in studies_for(viewer_of(colleague(Role.READER)), public_findings())] == [new.pk]
    neighbour = _neighbour()
    client.force_login(neighbour)
    theirs = client.get(page).content.decode()
    assert "erouderd" not in theirs
    assert str(new.pk) not in theirs
    assert [found.pk for found in studies_for(viewer_of(neighbour), public_findings())] == [old.pk]


def test_the_latest_finding_of_a_pilot_is_of_the_newest_release() -> None:
    pilot = pilot_of(town())
    a_release(pilot=pilot, day=OLD)
    newest = a_release(pilot=pilot, day=NEW)
    viewer = viewer_of(colleague(Role.READER))
    found = latest_of_pilot(viewer, pilot.pk)
    assert found == Finding.objects.get(release=newest, subject="g1")
    assert latest_of_pilot(NOBODY, pilot.pk) is None


def test_the_page_of_a_pilot_shows_its_latest_finding(client: Client) -> None:
    pilot = pilot_of(town())
    release = a_release(pilot=pilot)
    client.force_login(colleague(Role.READER))
    page = client.get(reverse("pilots:detail", args=[pilot.pk])).content.decode()
    assert "Laatste bevinding" in page
    assert reverse("insight:finding", args=[release.pk, "g1"]) in page
    assert "verzonnen gegevens" in page
