"""The A4 for the alderman: at most three findings, in the words of the release, and never further than they may go."""

import io

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.web.audit.rules import Result
from smartstart.web.references.models import Reference
from smartstart.workspace.data.models import Release
from smartstart.workspace.overview import actions
from smartstart.workspace.overview.models import A4
from smartstart.workspace.overview.queries import sheets
from smartstart.workspace.overview.rules.sheets import HIDDEN, NotOnASheet, TooMany
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.publishing.models import Publication
from tests.support.insight import a_release
from tests.support.people import acting, colleague, town
from tests.support.pilots import TITLE, pilot_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot() -> Pilot:
    return pilot_of(town())


@pytest.fixture
def release(pilot: Pilot) -> Release:
    return a_release(pilot.municipality, pilot)


@pytest.fixture
def sheet(pilot: Pilot) -> A4:
    return actions.make_sheet(
        actor=acting(colleague(Role.ADVISER)), pilot=pilot, title="Steun", decision="Wilt u geld vrijmaken?", remark=""
    )


def _client(role: Role = Role.ADVISER, **where: object) -> Client:
    client = Client()
    client.force_login(colleague(role, **where), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _put(sheet: A4, release: Release, *subjects: str) -> None:
    for subject in subjects:
        actions.put_on(actor=acting(colleague(Role.ADVISER)), sheet=sheet, release=release, subject=subject)


def test_a_finding_goes_on_it_with_its_other_side(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1")
    text = _client().get(reverse("overview:a4", args=[sheet.pk])).content.decode()
    assert "De andere kant." in text
    assert "Hoe zeker?" in text
    assert "Wilt u geld vrijmaken?" in text
    assert "erzonnen gegevens" in text


def test_it_is_one_tagged_page_that_says_it_is_invented(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1", "g2")
    answer = _client().get(reverse("overview:a4-pdf", args=[sheet.pk]))
    assert answer["Content-Type"] == "application/pdf"
    found = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(found.pages) == 1
    assert "/StructTreeRoot" in found.trailer["/Root"]
    assert "erzonnen gegevens" in found.pages[0].extract_text()


def test_not_a_fourth(sheet: A4, release: Release) -> None:
    from smartstart.workspace.insight.models import Finding

    subjects = list(Finding.objects.filter(release=release, shown=True).values_list("subject", flat=True))
    assert len(subjects) >= 3
    _put(sheet, release, *subjects[:3])
    _put(sheet, release, subjects[0])  # the same again changes nothing
    if len(subjects) > 3:
        with pytest.raises(TooMany, match="drie bevindingen"):
            _put(sheet, release, subjects[3])
    assert sheet.findings.count() == 3


def test_nothing_goes_on_it_of_which_nothing_may_be_said(sheet: A4, release: Release) -> None:
    with pytest.raises(NotOnASheet):
        _put(sheet, release, "g99")
    assert not sheet.findings.exists()
    assert not Reference.objects.exists()


def test_it_remembers_on_which_statements_it_rests(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1")
    assert set(Reference.objects.values_list("user_kind", "user_id", "release")) == {("a4", sheet.pk, release.pk)}
    actions.take_off(actor=acting(colleague(Role.ADVISER)), sheet=sheet, finding=sheet.findings.get().pk)
    assert not Reference.objects.exists()


def test_a_statement_that_was_overtaken_marks_it(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1")
    Reference.objects.update(outdated_at="2026-11-20T10:00Z", reason="Nieuwere cijfers zeggen iets anders.")
    for address in (reverse("overview:a4", args=[sheet.pk]), reverse("overview:a4-list")):
        assert "erouderd" in _client().get(address).content.decode()


def test_a_finding_shows_no_further_than_its_release(sheet: A4, release: Release) -> None:
    """The sheet is for the region, its release is not: the neighbour sees the sheet without the finding."""
    _put(sheet, release, "g1")
    A4.objects.update(visibility=Visibility.REGION)
    neighbour = _client(where=town("Veenmeer", "GM9902"))
    text = neighbour.get(reverse("overview:a4", args=[sheet.pk])).content.decode()
    assert "een bevinding die u niet mag zien" in text
    assert "van elke 1.000" not in text
    assert neighbour.get(reverse("overview:a4-pdf", args=[sheet.pk])).status_code != 200


def _on_paper(client: Client, sheet: A4) -> str:
    answer = client.get(reverse("overview:a4-pdf", args=[sheet.pk]))
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())


def test_a_file_without_one_of_its_findings_says_so(sheet: A4, release: Release) -> None:
    """What the page says to a reader who does not see all, stands on the paper that this reader hands on."""
    shared = a_release(sheet.municipality, id="gedeelde-studie")
    Release.objects.filter(pk=shared.pk).update(visibility=Visibility.REGION)
    A4.objects.update(visibility=Visibility.REGION)
    _put(sheet, release, "g1")
    _put(sheet, shared, "g2")
    neighbour = _client(where=town("Veenmeer", "GM9902"))
    assert HIDDEN in neighbour.get(reverse("overview:a4", args=[sheet.pk])).content.decode()
    assert HIDDEN in _on_paper(neighbour, sheet)
    assert HIDDEN not in _on_paper(_client(), sheet)


def test_there_is_no_file_of_a_sheet_without_a_finding(sheet: A4, release: Release) -> None:
    client, address = _client(), reverse("overview:a4-pdf", args=[sheet.pk])
    empty = client.get(address)
    assert empty.status_code == 409
    assert "nog geen bevinding" in empty.content.decode()
    _put(sheet, release, "g1")
    A4.objects.update(visibility=Visibility.REGION)
    unseen = _client(where=town("Veenmeer", "GM9902")).get(address)
    assert unseen.status_code == 409
    assert HIDDEN in unseen.content.decode()


def test_nobody_elsewhere_knows_of_it(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1")
    for client in (Client(), _client(where=town("Zandhoek", "GM9903", "Elders"))):
        assert client.get(reverse("overview:a4", args=[sheet.pk])).status_code == 404
        assert "Steun" not in client.get(reverse("overview:a4-list")).content.decode()


def test_what_another_municipality_shared_is_not_ours_to_make_public(sheet: A4, release: Release) -> None:
    """The neighbour shared a release with the region; only the neighbour decides that everybody may read it."""
    theirs = a_release(town("Veenmeer", "GM9902"))
    Release.objects.filter(pk=theirs.pk).update(visibility=Visibility.REGION)
    _put(sheet, theirs, "g1")
    answer = _client().post(reverse("overview:a4-propose", args=[sheet.pk]))
    assert answer.status_code == 403
    assert "Veenmeer" in answer.content.decode()
    assert not Publication.objects.exists()
    assert AuditLine.objects.filter(kind="a4", result=Result.REFUSED, object_id=str(sheet.pk)).exists()


def test_nobody_proposes_what_one_may_not_read(sheet: A4, pilot: Pilot, release: Release) -> None:
    """Somebody with a role for this one question sees the sheet, and not the release of the whole municipality."""
    _put(sheet, release, "g1")
    _put(sheet, a_release(pilot.municipality, id="andere-studie"), "g2")
    asked = _client(subject=pilot.pk).post(reverse("overview:a4-propose", args=[sheet.pk]))
    assert asked.status_code == 403
    assert not Publication.objects.exists()


def test_our_own_finding_can_be_proposed(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1")
    assert _client().post(reverse("overview:a4-propose", args=[sheet.pk])).status_code == 302
    assert Publication.objects.get().object_id == str(sheet.pk)


def test_the_list_names_no_pilot_that_one_may_not_know_of(sheet: A4) -> None:
    A4.objects.update(visibility=Visibility.REGION)
    for client, named in ((_client(where=town("Veenmeer", "GM9902")), False), (_client(), True)):
        text = client.get(reverse("overview:a4-list")).content.decode()
        assert "Steun" in text
        assert (TITLE in text) is named


def test_the_file_of_an_outdated_sheet_says_so(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1")
    Reference.objects.update(outdated_at="2026-11-20T10:00Z", reason="Nieuwere cijfers zeggen iets anders.")
    answer = _client().get(reverse("overview:a4-pdf", args=[sheet.pk]))
    assert "erouderd" in pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


def test_two_writers_meet(sheet: A4) -> None:
    client, address = _client(), reverse("overview:a4-edit", args=[sheet.pk])
    fields = {"title": "Eerst", "decision": "Wilt u dit?", "remark": "", "visibility": "own", "seen_version": 1}
    assert client.post(address, fields).status_code == 302
    assert client.post(address, fields | {"title": "Daarna"}).status_code == 409
    assert A4.objects.get().title == "Eerst"


def test_the_public_sees_it_only_through_the_check(sheet: A4) -> None:
    fields = {"title": "Steun", "decision": "x", "remark": "", "visibility": "public", "seen_version": 1}
    assert _client().post(reverse("overview:a4-edit", args=[sheet.pk]), fields).status_code == 400


def test_from_the_page_of_a_finding_to_a_new_sheet(pilot: Pilot, release: Release) -> None:
    client = _client()
    asked = {"vrijgave": str(release.pk), "onderwerp": "g1"}
    page = client.get(reverse("overview:a4-add"), asked).content.decode()
    assert "Maak een nieuwe A4" in page
    fields = {"pilot": str(pilot.pk), "title": "Nieuw", "decision": "Wilt u dit?", "remark": "", "visibility": "own"}
    client.post(reverse("overview:a4-new"), asked | fields)
    assert A4.objects.get(title="Nieuw").findings.get().subject == "g1"


def test_a_text_that_does_not_fit_gives_a_page_that_says_what_to_shorten(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1", "g2")
    A4.objects.update(decision="Wilt u hier geld voor vrijmaken? " * 12, remark="Nog iets. " * 50)
    answer = _client().get(reverse("overview:a4-pdf", args=[sheet.pk]))
    if answer.status_code != 200:
        assert answer.status_code == 409
        assert "past niet op één A4" in answer.content.decode()


def test_what_is_judged_is_every_text_on_it(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1")
    fresh = A4.objects.select_related("pilot", "municipality").get()
    before = sheets.material_of(fresh)
    assert before.has_counter_numbers
    assert before.smallest_release is not None
    fresh.decision = "Iets anders?"
    assert sheets.material_of(fresh).hash != before.hash


def test_the_list_is_bounded(pilot: Pilot, django_assert_max_num_queries: object) -> None:
    actor = acting(colleague(Role.ADVISER))
    for number in range(30):
        actions.make_sheet(actor=actor, pilot=pilot, title=f"A4 {number}", decision="x")
    client = _client()
    with django_assert_max_num_queries(14):
        client.get(reverse("overview:a4-list"))


def test_a_viewer_without_a_role_edits_nothing(sheet: A4) -> None:
    assert not sheets.sheets_to_edit(viewer_of(colleague(Role.READER))).exists()


def test_it_prints_in_our_own_letters(sheet: A4, release: Release) -> None:
    """Not in those of the machine: the same sheet looks the same everywhere, also with a name such as Łukasz."""
    A4.objects.update(remark="Łukasz vraagt ook naar şeker.")
    _put(sheet, release, "g1")
    answer = _client().get(reverse("overview:a4-pdf", args=[sheet.pk]))
    page = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0]
    names = {font["/BaseFont"].partition("+")[2] for font in map(_resolved, page["/Resources"]["/Font"].values())}
    assert names
    assert all(name.startswith("NotoSans") for name in names)
    assert "Łukasz" in "".join(page.extract_text().split())


def _resolved(reference: pypdf.generic.IndirectObject) -> pypdf.generic.DictionaryObject:
    return reference.get_object()


def test_worries_without_what_goes_well_do_not_pass_the_check(sheet: A4, release: Release) -> None:
    _put(sheet, release, "g1")
    fresh = A4.objects.select_related("pilot", "municipality").get()
    assert not sheets.material_of(fresh).has_strengths
    fresh.strengths = "Veel ouders helpen elkaar."
    material = sheets.material_of(fresh)
    assert material.has_strengths
    assert any("Veel ouders helpen elkaar." in text.text for text in material.texts)


def test_a_list_of_pilots_says_what_to_choose(pilot: Pilot) -> None:
    page = _client().get(reverse("overview:a4-new")).content.decode()
    assert pilot.title in page
    assert "Kies een pilot" in page
    assert "-----" not in page
