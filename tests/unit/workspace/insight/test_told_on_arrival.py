"""What one is told when a release comes in counts and names only what one may know of."""

import pytest

from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.references.models import Reference
from smartstart.workspace.insight.actions.taking_in import take_in
from smartstart.workspace.overview.models import A4
from smartstart.workspace.pilots.models import Pilot
from tests.support.importing import local_contents
from tests.support.insight import NEW, OLD, a_release, told_otherwise
from tests.support.people import acting, colleague, town
from tests.support.pilots import pilot_of
from tests.support.signed import signed_archive

pytestmark = pytest.mark.django_db
_HIGHER = {"g1": (90.0, 80.0, 99.0)}


@pytest.fixture
def mine() -> Pilot:
    return pilot_of(town(), title="Vraag een")


def _brought(actor: Actor, pilot: Pilot, **changes: object) -> str:
    contents = told_otherwise(local_contents(**changes), **_HIGHER)
    content = signed_archive(contents, render=lambda _: "<!doctype html>")
    return " ".join(take_in(actor=actor, content=content, municipality=town().pk, pilot=pilot.pk).notes)


def test_a_count_of_outdated_texts_counts_only_those_one_may_know_of(mine: Pilot) -> None:
    other = pilot_of(town(), title="Vraag twee")
    old = a_release(pilot=other, day=OLD)
    for pilot in (mine, other):
        sheet = A4.objects.create(pilot=pilot, municipality=town(), title="Een A4", decision="Besluit")
        Reference.objects.create(user_kind="a4", user_id=sheet.pk, release=old.pk, statement="risk_groups/g1/risk")
    assert "1 tekst rust" in _brought(acting(colleague(Role.ADVISER, subject=mine.pk)), mine, day=NEW)


def test_who_works_for_the_whole_municipality_hears_of_both(mine: Pilot) -> None:
    other = pilot_of(town(), title="Vraag twee")
    old = a_release(pilot=other, day=OLD)
    for pilot in (mine, other):
        sheet = A4.objects.create(pilot=pilot, municipality=town(), title="Een A4", decision="Besluit")
        Reference.objects.create(user_kind="a4", user_id=sheet.pk, release=old.pk, statement="risk_groups/g1/risk")
    assert "2 teksten rusten" in _brought(acting(colleague(Role.ADVISER)), mine, day=NEW)


def test_that_a_newer_release_is_here_hears_only_who_may_know_of_it(mine: Pilot) -> None:
    a_release(pilot=pilot_of(town(), title="Vraag twee"), day=NEW)
    told = _brought(acting(colleague(Role.ADVISER, subject=mine.pk)), mine, day=OLD)
    assert "ouder" not in told
    assert "nieuwere" not in told
    again = _brought(acting(colleague(Role.ADVISER)), mine, day=OLD.replace(day=OLD.day + 1))
    assert "ouder dan de vrijgave die er al is" in again
