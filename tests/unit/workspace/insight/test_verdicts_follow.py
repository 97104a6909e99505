"""What a release said of a hunch follows that release: to another question, out of date, or out of the workplace."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.actions.sharing import share_release
from smartstart.workspace.insight.queries.verdicts import NEWER
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import Hunch, HunchVerdict
from smartstart.workspace.question.queries import judged_hunches
from tests.support.importing import local_contents
from tests.support.insight import NEW, OLD, a_hunch, a_release, bring
from tests.support.people import acting, colleague, town
from tests.support.pilots import pilot_of

pytestmark = pytest.mark.django_db
_TEXT = local_contents().sheet.hunches[0].text
_WRITTEN = dt.date(2026, 3, 9)


@pytest.fixture
def pilot() -> Pilot:
    return pilot_of(town())


@pytest.fixture
def hunch(pilot: Pilot) -> Hunch:
    return a_hunch(pilot, _TEXT, _WRITTEN)


def _moved(release: Release, pilot: Pilot | None) -> None:
    release.refresh_from_db()
    share_release(
        actor=acting(colleague(Role.ADVISER)), release=release, seen_version=release.version, pilot=pilot,
        visibility=Visibility.OWN,
    )  # fmt: skip


def _page(pilot: Pilot, **where: object) -> str:
    client = Client()
    client.force_login(colleague(Role.READER, **where))
    return client.get(reverse("question:detail", args=[pilot.pk])).content.decode()


def test_moved_to_another_question_its_verdict_goes_along(pilot: Pilot, hunch: Hunch) -> None:
    release, other = a_release(pilot=pilot), pilot_of(town(), title="Een andere vraag")
    theirs = a_hunch(other, _TEXT, _WRITTEN)
    told = HunchVerdict.objects.get().sentence
    assert told in _page(pilot)
    _moved(release, other)
    assert HunchVerdict.objects.get().hunch == theirs
    page = _page(pilot)
    assert told not in page
    assert "Nog niet getoetst" in page
    assert told in _page(other)
    line = AuditLine.objects.get(action="uitkomst van een vermoeden vervallen")
    assert (line.object_id, line.municipality, line.result) == (str(hunch.pk), town(), "done")


def test_taken_from_its_question_its_verdict_is_gone(pilot: Pilot, hunch: Hunch) -> None:
    release = a_release(pilot=pilot)
    _moved(release, None)
    assert not HunchVerdict.objects.exists()
    assert "Nog niet getoetst" in _page(pilot)


def test_shared_further_it_keeps_its_verdict(pilot: Pilot, hunch: Hunch) -> None:
    release = a_release(pilot=pilot)
    before = HunchVerdict.objects.get()
    _moved(release, pilot)
    assert HunchVerdict.objects.get() == before


def test_an_older_release_that_is_moved_takes_its_verdict_away_too(pilot: Pilot, hunch: Hunch) -> None:
    old = a_release(pilot=pilot, day=OLD)
    newer = a_release(pilot=pilot, day=NEW)
    _moved(old, pilot_of(town(), title="Een andere vraag"))
    assert set(HunchVerdict.objects.values_list("release", flat=True)) == {newer.pk}


def test_a_newer_release_makes_the_verdict_outdated_with_the_words_of_everywhere(pilot: Pilot, hunch: Hunch) -> None:
    a_release(pilot=pilot, day=OLD)
    assert "verouderd" not in _page(pilot)
    a_release(pilot=pilot, day=NEW)
    page = _page(pilot)
    assert page.count('<span class="chip chip--mark">verouderd</span>') == 1, "the old verdict, not the new one"
    assert NEWER in page
    ((_, judged),) = judged_hunches(viewer_of(colleague(Role.READER)), pilot)
    assert [bool(one.outdated) for one in judged] == [False, True], "the newest first"


def test_that_there_is_a_newer_one_hears_only_who_may_know_of_it(pilot: Pilot, hunch: Hunch) -> None:
    a_release(pilot=pilot, day=OLD)
    bring(local_contents(day=NEW))  # of the municipality as a whole
    assert NEWER in _page(pilot)
    assert NEWER not in _page(pilot, subject=pilot.pk)


def test_a_number_that_was_contradicted_is_outdated_for_everybody(pilot: Pilot, hunch: Hunch) -> None:
    a_release(pilot=pilot, day=OLD)
    contents = local_contents(day=NEW)
    values = {"value": 1.5, "lower": 1.2, "upper": 1.8}
    told = tuple(s.model_copy(update=values) if s.id == "risk_groups/h1/rr" else s for s in contents.statements)
    bring(replace(contents, statements=told))  # of the municipality as a whole
    page = _page(pilot, subject=pilot.pk)
    assert NEWER not in page
    assert page.count('<span class="chip chip--mark">verouderd</span>') == 1


def test_of_a_release_that_is_gone_nothing_is_said(pilot: Pilot, hunch: Hunch) -> None:
    a_release(pilot=pilot, day=OLD)
    told = HunchVerdict.objects.get().sentence
    HunchVerdict.objects.update(release=uuid.uuid4())
    assert told not in _page(pilot)


def test_who_may_not_know_the_release_sees_no_verdict(pilot: Pilot, hunch: Hunch) -> None:
    a_release(pilot=pilot)
    assert judged_hunches(NOBODY, pilot) == []


def test_many_releases_ask_no_more_than_few(pilot: Pilot, hunch: Hunch, django_assert_max_num_queries: object) -> None:
    for month in (3, 5, 7, 9):
        a_release(pilot=pilot, day=dt.date(2026, month, 20))
    viewer = viewer_of(colleague(Role.READER))
    with django_assert_max_num_queries(6):
        ((_, judged),) = judged_hunches(viewer, pilot)
    assert len(judged) == 4
