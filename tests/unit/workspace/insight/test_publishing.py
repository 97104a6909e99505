"""A finding is public only while its publication holds, and then exactly the texts that were judged."""

import pytest
from django.test import Client
from django.urls import reverse

from smartstart.presentation import insight
from smartstart.web.accounts.models import User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.viewer import NOBODY, Refused
from smartstart.web.references.models import Reference
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.insight.actions.proposing import propose_finding
from smartstart.workspace.insight.queries.findings import search
from smartstart.workspace.insight.queries.opened import opened_finding
from smartstart.workspace.insight.rules.material import smallest_group, texts_of
from smartstart.workspace.insight.rules.prepared import words_of
from smartstart.workspace.publishing import actions
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.queries import points_of
from smartstart.workspace.publishing.rules.checks import may_be_public
from tests.support.importing import counted, local_contents
from tests.support.insight import NEW, OLD, a_release, bring, told_otherwise
from tests.support.people import acting, colleague
from tests.support.publications import published
from tests.support.release_example import withhold

pytestmark = pytest.mark.django_db
_WELL = "Veel moeders in deze groep krijgen hulp van familie en buren. Deze cijfers zijn verzonnen."


@pytest.fixture
def release() -> Release:
    return a_release()


def _proposed(release: Release, who: User | None = None, subject: str = "g1", text: str = _WELL) -> Publication:
    user = who or colleague(Role.ADVISER, name="maker")
    opened = opened_finding(viewer_of(user), release.pk, subject)
    assert opened is not None
    return propose_finding(actor=acting(user), opened=opened, strengths=text)


def _page(release: Release, subject: str = "g1") -> str:
    return reverse("insight:finding", args=[release.pk, subject])


def test_a_proposal_holds_every_point_but_who_looked_and_who_decides(release: Release) -> None:
    publication = _proposed(release)
    wrong = [point.name for point in points_of(publication) if not point.ok]
    assert wrong == ["Iemand van daar keek mee", "Iemand anders besluit"]
    assert publication.smallest_release == 6240
    assert publication.invented
    assert publication.address == _page(release)


def test_nobody_sees_it_before_it_is_public_and_everybody_after(client: Client, release: Release) -> None:
    publication = _proposed(release)
    assert client.get(_page(release)).status_code == 404
    published(publication)
    page = client.get(_page(release))
    assert page.status_code == 200
    text = page.content.decode()
    assert "ongeveer <data" in text
    assert _WELL in text
    assert "verzonnen gegevens" in text
    actions.withdraw(
        actor=acting(User.objects.get(pk=publication.made_by_id)),
        publication=publication,
        seen_version=publication.version,
        reason="Er is een fout gevonden.",
    )
    assert client.get(_page(release)).status_code == 404
    assert search(NOBODY, ["moeder"]) == []


def test_only_that_finding_is_public(client: Client, release: Release) -> None:
    published(_proposed(release))
    assert client.get(_page(release, "g2")).status_code == 404
    assert client.get(reverse("insight:release", args=[release.pk])).status_code == 404
    assert [hit.url_kwargs["subject"] for hit in search(NOBODY, ["moeder"])] == ["g1"]
    for statement, status in (
        ("risk_groups/g1/risk", 200),
        ("risk_groups/g1/share-outside", 200),
        ("risk_groups/g2/risk", 404),
        ("risk_groups/population/events", 404),
        ("places/gm9901/rate", 404),
    ):
        assert client.get(reverse("insight:why", args=[release.pk, statement])).status_code == status, statement
    for kind, part, status in (("csv", "g1", 200), ("text", "g1", 200), ("csv", "g2", 404), ("text", "places", 404)):
        assert client.get(reverse(f"insight:part-{kind}", args=[release.pk, part])).status_code == status
    listed = client.get(reverse("insight:list")).content.decode()
    assert _page(release) in listed
    assert _page(release, "g2") not in listed
    assert f'"{reverse("insight:release", args=[release.pk])}"' not in listed


def test_the_public_pages_lead_to_nothing_that_is_closed(client: Client, release: Release) -> None:
    published(_proposed(release))
    pages = [_page(release), reverse("insight:why", args=[release.pk, "risk_groups/g1/share-outside"])]
    for page in pages:
        text = client.get(page).content.decode()
        links = {part.split('"')[0] for part in text.split('href="')[1:]}
        inside = sorted(link for link in links if link.startswith(f"/inzicht/{release.pk}"))
        assert inside
        assert {link: client.get(link).status_code for link in inside} == dict.fromkeys(inside, 200)
    why = client.get(pages[1]).content.decode()
    assert "3.610" not in why  # the count of everybody is not among the texts that were judged
    assert "Onderzoekers van Lindedal" not in why


def test_everything_that_shows_was_judged(release: Release) -> None:
    """The words of the answer, of every label and every explanation stand in the texts of the proposal."""
    publication = _proposed(release)
    judged = " ".join(text.text for text in publication.material.texts)
    part = insight.finding(contents_of(release), "g1")
    assert part is not None
    for said in (part.title, str(part.sentence), part.about, str(part.certainty_text), part.source, part.dots_title):
        assert said in judged
    for step in part.peel:
        assert step.label in judged
    for entry in part.why:
        for word in (entry.row.label, str(entry.row.value), entry.group, entry.made, entry.population, entry.means):
            assert word in judged


def test_another_text_closes_the_page_until_it_is_judged_again(client: Client, release: Release) -> None:
    first = _proposed(release)
    published(first)
    _proposed(release, User.objects.get(pk=first.made_by_id), text=_WELL + " En van de school.")
    assert client.get(_page(release)).status_code == 404
    assert search(NOBODY, ["moeder"]) == []


def test_a_public_finding_that_was_overtaken_says_so_to_everybody(client: Client) -> None:
    old = a_release(day=OLD)
    published(_proposed(old))
    newer = bring(told_otherwise(local_contents(day=NEW), g1=(60.0, 52.0, 69.0))).release
    page = client.get(_page(old)).content.decode()
    assert "Verouderd" in page
    assert "Nieuwere cijfers zeggen iets anders" in page
    assert str(newer.pk) not in page
    assert [hit.outdated for hit in search(NOBODY, ["moeder"])] == [True]
    assert "verouderd" in client.get(reverse("insight:list")).content.decode()
    rows = Reference.objects.filter(user_kind="publication", outdated_at__isnull=False)
    assert set(rows.values_list("statement", flat=True)) == {"risk_groups/g1/risk"}
    with pytest.raises(Refused, match="Nieuwere cijfers"):
        _proposed(old, text="Iets anders dat goed gaat.")


@pytest.mark.parametrize("role", [role for role in Role if Permission.PROPOSE_PUBLICATION not in MAY[role]])
def test_who_may_not_propose_does_not(client: Client, release: Release, role: Role) -> None:
    user = colleague(role)
    with pytest.raises(Refused):
        _proposed(release, user)
    client.force_login(user)
    address = reverse("insight:propose", args=[release.pk, "g1"])
    assert client.post(address, {"strengths": _WELL}).status_code == 403
    assert "voordragen" not in client.get(_page(release)).content.decode()
    assert not Publication.objects.exists()


def test_without_what_goes_well_nothing_is_proposed(client: Client, release: Release) -> None:
    client.force_login(colleague(Role.ADVISER))
    address = reverse("insight:propose", args=[release.pk, "g1"])
    page = client.post(address, {"strengths": "  "})
    assert page.status_code == 400
    assert "Schrijf op wat er goed gaat" in page.content.decode()
    assert not Publication.objects.exists()
    assert client.post(address, {"strengths": _WELL}).status_code == 302
    assert Publication.objects.get().made_by.username.startswith("adviser")


def test_about_a_group_of_which_nothing_may_be_said_nothing_is_proposed() -> None:
    release = a_release()
    with pytest.raises(Refused, match="niets zeggen"):
        _proposed(release, subject="g4")


def test_a_group_of_which_nobody_knows_the_size_never_becomes_public() -> None:
    contents = counted(withhold(local_contents(), "risk_groups/g1/persons"))
    publication = _proposed(bring(contents).release)
    part = insight.finding(contents, "g1")
    assert part is not None
    assert smallest_group(contents, part) == 0
    assert not may_be_public(points_of(publication))


def test_the_texts_are_the_same_every_time(release: Release) -> None:
    contents = contents_of(release)
    part, again = insight.finding(contents, "g1"), insight.finding(contents, "g1")
    assert part is not None
    assert again is not None
    study = words_of(contents)
    assert texts_of(study, part, _WELL) == texts_of(study, again, _WELL)
