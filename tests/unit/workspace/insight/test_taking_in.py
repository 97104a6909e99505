"""A release comes in with all that follows: its findings, its hunches, and the texts that it overtakes."""

import datetime as dt
import uuid

import pytest

from smartstart.presentation import insight
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.web.audit.models import AuditLine
from smartstart.web.references.models import Reference
from smartstart.web.references.queries import outdated
from smartstart.workspace.data.models import Release, StatementRow
from smartstart.workspace.insight.actions import taking_in
from smartstart.workspace.insight.actions.taking_in import take_in
from smartstart.workspace.insight.models import Finding, Overtaken, Summary
from smartstart.workspace.insight.queries.currency import overtaken
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import HunchVerdict
from tests.support.importing import counted, local_archive, local_contents, trusting
from tests.support.insight import NEW, OLD, SYSTEM, a_hunch, a_release, a_text_on, bring, told_otherwise, without
from tests.support.people import acting, colleague, town
from tests.support.pilots import pilot_of
from tests.support.release_example import withhold

pytestmark = pytest.mark.django_db
_WRITTEN = dt.date(2026, 3, 9)


@pytest.fixture
def pilot() -> Pilot:
    return pilot_of(town())


def test_findings_stand_in_the_order_of_the_release_with_their_whole_sentence() -> None:
    contents = local_contents()
    release = bring(contents).release
    parts = insight.findings(contents)
    rows = list(Finding.objects.filter(release=release))
    assert [(row.position, row.subject) for row in rows] == [(0, "g1"), (1, "g2"), (2, "g3"), (3, "g4")]
    for row, part in zip(rows, parts, strict=True):
        assert (row.title, row.sentence) == (part.title, str(part.sentence))
        assert row.certainty == (part.certainty if part.shown else "")
        assert (row.shown, row.confirmed) == (part.shown, part.confirmed)
    assert "Ongeveer 965 niet" in rows[0].sentence
    assert "niets over de oorzaak" in rows[0].sentence
    assert Summary.objects.get(release=release).about.startswith("Het gaat om uithuisplaatsing")


def test_a_release_without_findings_says_so() -> None:
    contents = local_contents()
    for subject in ("g1", "g2", "g3", "g4"):
        contents = without(contents, subject)
    release = bring(contents).release
    assert not Finding.objects.exists()
    assert release.summary.nothing == insight.nothing_found(contents)
    assert "Geen enkele groep viel op" in release.summary.nothing


def test_the_same_release_again_changes_nothing(pilot: Pilot) -> None:
    first = bring(local_contents(), pilot=pilot)
    before = list(Finding.objects.values_list("pk", flat=True))
    again = bring(local_contents(), pilot=pilot)
    assert (first.already_there, again.already_there) == (False, True)
    assert again.release == first.release
    assert list(Finding.objects.values_list("pk", flat=True)) == before


def test_all_or_nothing(monkeypatch: pytest.MonkeyPatch, pilot: Pilot) -> None:
    """Whatever breaks at the very end, nothing of the release stays."""
    a_hunch(pilot, local_contents().sheet.hunches[0].text, _WRITTEN)

    def broken(*_: object) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(taking_in, "overtake", broken)
    with pytest.raises(OSError, match="disk"):
        bring(local_contents(), pilot=pilot)
    for model in (Release, StatementRow, Finding, Summary, HunchVerdict):
        assert not model.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.FACILITATOR, Role.PROJECT_LEADER, Role.PRIVACY_OFFICER])
def test_who_may_not_import_brings_nothing(role: Role) -> None:
    place = town()
    trusting(place)
    with pytest.raises(Refused):
        take_in(actor=acting(colleague(role)), content=local_archive(), municipality=place.pk, pilot=None)
    assert not Finding.objects.exists()
    assert AuditLine.objects.get().result == "refused"


def test_hunches_of_the_question_get_their_verdict(pilot: Pilot) -> None:
    texts = [hunch.text for hunch in local_contents().sheet.hunches]
    known = [a_hunch(pilot, text, _WRITTEN) for text in (texts[0].upper().rstrip("."), *texts[2:6])]
    own = a_hunch(pilot, "Wie in de stad woont, loopt meer risico.", _WRITTEN)
    late = a_hunch(pilot, texts[1], NEW + dt.timedelta(days=1))
    release = a_release(pilot=pilot)
    verdicts = {v.hunch_id: v.verdict for v in HunchVerdict.objects.all()}
    assert [verdicts[hunch.pk] for hunch in known] == [
        "confirmed", "undecided", "contradicted", "silent", "untestable",
    ]  # fmt: skip
    assert own.pk not in verdicts
    assert late.pk not in verdicts
    told = HunchVerdict.objects.get(hunch=known[0])
    assert (told.release, told.release_day) == (release.pk, release.day)
    assert "3,5 keer zo vaak" in told.sentence
    assert "niets over de oorzaak" in told.sentence
    assert "nan" not in told.sentence.lower()


def test_without_a_question_there_is_no_verdict(pilot: Pilot) -> None:
    a_hunch(pilot, local_contents().sheet.hunches[0].text, _WRITTEN)
    a_release()
    assert not HunchVerdict.objects.exists()


_HIGHER = {"g1": (60.0, 52.0, 69.0)}


def test_a_newer_release_that_contradicts_marks_the_texts_that_rest_on_the_old() -> None:
    old = a_release(day=OLD)
    touched = a_text_on(old, "risk_groups/g1/risk", "risk_groups/g1/share-outside")
    spared = a_text_on(old, "risk_groups/g2/risk")
    taken = bring(told_otherwise(local_contents(day=NEW), **_HIGHER))
    told = outdated("a4", [touched, spared])
    assert set(told) == {touched}
    assert "zeggen iets anders" in told[touched]
    assert "alleenstaande moeder" in told[touched]
    row = Reference.objects.get(user_id=touched, statement="risk_groups/g1/risk")
    assert row.outdated_by == taken.release.pk
    assert Reference.objects.get(user_id=touched, statement="risk_groups/g1/share-outside").outdated_at is None
    assert overtaken(old.pk, ["risk_groups/g1/risk"])
    assert not overtaken(old.pk, ["risk_groups/g2/risk"])
    assert "1 tekst rust op een cijfer dat hiermee verouderd is." in taken.notes


def test_the_reason_tells_no_number_of_the_newer_release() -> None:
    """Who may read the old text need not know the new release."""
    old = a_release(day=OLD)
    text = a_text_on(old, "risk_groups/g1/risk")
    bring(told_otherwise(local_contents(day=NEW), **_HIGHER))
    reason = outdated("a4", [text])[text]
    assert not any(number in reason for number in ("60", "52", "69", "2026"))


def test_a_newer_release_that_says_the_same_marks_nothing() -> None:
    old = a_release(day=OLD)
    a_text_on(old, *StatementRow.objects.filter(release=old).values_list("statement", flat=True))
    bring(local_contents(day=NEW))
    assert not Overtaken.objects.exists()
    assert not Reference.objects.filter(outdated_at__isnull=False).exists()


def test_a_group_that_is_no_longer_named_is_overtaken() -> None:
    old = a_release(day=OLD)
    text = a_text_on(old, "risk_groups/g2/risk")
    bring(without(local_contents(day=NEW), "g2"))
    assert "noemt deze groep niet meer" in outdated("a4", [text])[text]


def test_a_number_that_is_withheld_now_is_overtaken() -> None:
    old = a_release(day=OLD)
    text = a_text_on(old, "risk_groups/g1/risk")
    hidden = withhold(local_contents(day=NEW), "risk_groups/g1/risk")
    bring(counted(hidden))
    assert "te weinig om iets te zeggen" in outdated("a4", [text])[text]


def test_an_older_release_after_a_newer_one_marks_nothing_newer() -> None:
    newer = a_release(day=NEW)
    text = a_text_on(newer, *StatementRow.objects.filter(release=newer).values_list("statement", flat=True))
    late = bring(told_otherwise(local_contents(day=OLD), **_HIGHER)).release
    newer.refresh_from_db()
    assert newer.current
    assert not late.current
    assert outdated("a4", [text]) == {}
    assert overtaken(late.pk, ["risk_groups/g1/risk"])
    assert not overtaken(newer.pk, ["risk_groups/g1/risk"])


def test_a_late_release_gives_no_verdict(pilot: Pilot) -> None:
    a_hunch(pilot, local_contents().sheet.hunches[0].text, _WRITTEN)
    newer = a_release(pilot=pilot, day=NEW)
    bring(local_contents(day=OLD), pilot=pilot)
    assert set(HunchVerdict.objects.values_list("release", flat=True)) == {newer.pk}


def test_what_two_releases_back_said_is_judged_too() -> None:
    first = a_release(day=OLD - dt.timedelta(days=200))
    text = a_text_on(first, "risk_groups/g1/risk")
    a_release(day=OLD)
    assert outdated("a4", [text]) == {}
    bring(told_otherwise(local_contents(day=NEW), **_HIGHER))
    assert set(outdated("a4", [text])) == {text}


def test_another_study_or_municipality_touches_nothing() -> None:
    old = a_release(day=OLD)
    a_text_on(old, "risk_groups/g1/risk")
    neighbour = town("Ravenhoek", "GM9902")
    bring(told_otherwise(local_contents("GM9902", day=NEW), **_HIGHER), neighbour)
    bring(told_otherwise(local_contents(day=NEW, id="schoolverzuim"), **_HIGHER))
    assert not Overtaken.objects.exists()
    assert not Reference.objects.filter(outdated_at__isnull=False).exists()


def test_a_stranger_is_told_nothing_about_a_municipality_that_is_not_there() -> None:
    with pytest.raises(Refused):
        take_in(actor=SYSTEM, content=local_archive(), municipality=10_000, pilot=None)
    with pytest.raises(Refused):
        take_in(actor=SYSTEM, content=local_archive(), municipality=town().pk, pilot=uuid.uuid4())
