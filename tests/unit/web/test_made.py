"""What a user makes shows as far as its visibility and the viewer's roles reach, and not one row further."""

import datetime as dt
from decimal import Decimal
from itertools import product

import pytest

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import MAY, Permission, Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Refused, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.pilots import actions
from smartstart.workspace.pilots.models import Phase, PhaseChange, Pilot
from smartstart.workspace.pilots.rules import Light
from tests.support.people import acting, colleague, town

pytestmark = pytest.mark.django_db
_DAY = dt.date(2026, 11, 2)


@pytest.fixture
def phase() -> Phase:
    return Phase.objects.create(number=Decimal("7.5"), name="ontwerp")


@pytest.fixture
def pilots(phase: Phase) -> dict[tuple[str, str], Pilot]:
    """One pilot for every municipality and visibility: two in one region, one elsewhere."""
    towns = [town(), town("Veenmeer", "GM9902"), town("Zandhoek", "GM9903", "Elders")]
    return {
        (place.name, visibility.value): Pilot.objects.create(
            title=f"{place.name} {visibility}",
            leader="L",
            municipality=place,
            visibility=visibility,
            phase=phase,
            light=Light.GREEN,
            since=_DAY,
        )
        for place, visibility in product(towns, Visibility)
    }


def _seen(viewer: object) -> set[tuple[str, str]]:
    return set(Pilot.objects.visible_to(viewer).values_list("municipality__name", "visibility"))


def test_without_an_account_only_what_is_public(pilots: object) -> None:
    assert _seen(NOBODY) == {(name, "public") for name in ("Duinwaarde", "Veenmeer", "Zandhoek")}


@pytest.mark.parametrize("role", Role)
def test_with_a_role_also_the_own_municipality_and_the_region(pilots: object, role: Role) -> None:
    assert _seen(viewer_of(colleague(role))) == {
        ("Duinwaarde", "own"), ("Duinwaarde", "region"), ("Veenmeer", "region"),
        ("Duinwaarde", "public"), ("Veenmeer", "public"), ("Zandhoek", "public"),
    }  # fmt: skip


def test_a_role_for_one_question_shows_that_question_only(pilots: dict[tuple[str, str], Pilot], phase: Phase) -> None:
    own = pilots["Duinwaarde", "own"]
    other = Pilot.objects.create(
        title="anders", leader="L", municipality=own.municipality, phase=phase, light=Light.RED, since=_DAY
    )
    viewer = viewer_of(colleague(Role.PROJECT_LEADER, subject=own.pk))
    assert own in Pilot.objects.visible_to(viewer)
    assert other not in Pilot.objects.visible_to(viewer)
    assert viewer.may(Permission.EDIT_PILOT, own.municipality_id, own.pk)
    assert not viewer.may(Permission.EDIT_PILOT, own.municipality_id, other.pk)
    assert not viewer.may(Permission.EDIT_PILOT, own.municipality_id)


def test_a_change_is_written_with_its_audit_line(pilots: dict[tuple[str, str], Pilot], phase: Phase) -> None:
    pilot, leader = pilots["Duinwaarde", "own"], colleague(Role.PROJECT_LEADER)
    actions.move_pilot(
        actor=acting(leader), pilot=pilot, seen_version=1, phase=phase, light=Light.AMBER, on=_DAY, reason="wachten"
    )
    pilot.refresh_from_db()
    line = AuditLine.objects.get()
    assert (pilot.version, pilot.light) == (2, Light.AMBER)
    assert (line.actor, line.object_id, line.result, line.origin) == (leader, str(pilot.pk), "done", "test")


@pytest.mark.parametrize("role", [role for role in Role if Permission.EDIT_PILOT not in MAY[role]])
def test_a_refusal_changes_nothing_and_is_recorded(pilots: dict[tuple[str, str], Pilot], role: Role) -> None:
    pilot = pilots["Duinwaarde", "own"]
    with pytest.raises(Refused, match="pilot maken of wijzigen"):
        actions.change_pilot(actor=acting(colleague(role)), pilot=pilot, seen_version=1, title="anders")
    assert Pilot.objects.get(pk=pilot.pk).title == "Duinwaarde own"
    assert AuditLine.objects.get().result == "refused"


def test_nobody_without_an_account_changes_anything(pilots: dict[tuple[str, str], Pilot]) -> None:
    with pytest.raises(Refused):
        actions.change_pilot(
            actor=Actor(NOBODY, "web"), pilot=pilots["Duinwaarde", "public"], seen_version=1, title="anders"
        )


def test_two_writers_meet(pilots: dict[tuple[str, str], Pilot], phase: Phase) -> None:
    pilot, actor = pilots["Duinwaarde", "own"], acting(colleague(Role.PROJECT_LEADER))
    again = Pilot.objects.get(pk=pilot.pk)
    actions.change_pilot(actor=actor, pilot=pilot, seen_version=1, title="eerst")
    with pytest.raises(Conflict):
        actions.move_pilot(
            actor=actor, pilot=again, seen_version=1, phase=phase, light=Light.RED, on=_DAY, reason="toch"
        )
    assert Pilot.objects.get(pk=pilot.pk).title == "eerst"
    assert not PhaseChange.objects.exists()


def test_who_did_not_say_what_they_saw_writes_only_what_they_change(pilots: dict[tuple[str, str], Pilot]) -> None:
    stale = Pilot.objects.get(pk=pilots["Duinwaarde", "own"].pk)
    Pilot.objects.filter(pk=stale.pk).update(title="intussen gewijzigd")
    stale.renew(next_action="bellen")
    stored = Pilot.objects.get(pk=stale.pk)
    assert (stored.title, stored.next_action, stored.version) == ("intussen gewijzigd", "bellen", 2)
