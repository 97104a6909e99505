"""What may be written about a pilot, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import NOBODY, Refused, Visibility
from smartstart.web.audit.models import AuditLine
from smartstart.workspace.pilots import actions, queries
from smartstart.workspace.pilots.models import Phase, PhaseChange, Pilot
from smartstart.workspace.pilots.rules import Light
from tests.support.people import acting, colleague, town
from tests.support.pilots import DAY, TITLE, common_phase, pilot_of

pytestmark = pytest.mark.django_db
HURTFUL = "Hoe pakken we probleemgezinnen aan?"


@pytest.fixture
def leader() -> object:
    return acting(colleague(Role.PROJECT_LEADER))


def _move(actor: object, pilot: Pilot, **changes: object) -> Pilot:
    given = {
        "phase": common_phase("4", "implementatie"),
        "light": Light.AMBER,
        "on": DAY,
        "reason": "wacht op het team",
    }
    return actions.move_pilot(actor=actor, pilot=pilot, seen_version=pilot.version, **{**given, **changes})


def test_a_pilot_starts_with_a_line_of_history_and_is_seen_by_its_municipality_only(leader: object) -> None:
    pilot = actions.start_pilot(
        actor=leader, municipality=town().pk, phase=common_phase(), light=Light.GREEN, on=DAY,
        reason="de raad vroeg het", title=TITLE, leader="Lien Bedacht",
    )  # fmt: skip
    assert pilot.visibility == Visibility.OWN
    assert [(c.on, c.reason, c.by_id) for c in pilot.changes.all()] == [(DAY, "de raad vroeg het", leader.account)]
    assert AuditLine.objects.get().object_id == str(pilot.pk)
    assert not queries.pilots_for(NOBODY).exists()


def test_a_pilot_is_not_started_in_another_municipality(leader: object) -> None:
    with pytest.raises(Refused):
        actions.start_pilot(
            actor=leader, municipality=town("Veenmeer", "GM9902").pk, phase=common_phase(), light=Light.GREEN, on=DAY,
            reason="x", title=TITLE, leader="L",
        )  # fmt: skip
    assert not Pilot.objects.exists()


def test_history_is_added_to_and_keeps_its_order(leader: object) -> None:
    pilot = pilot_of()
    _move(leader, pilot, on=DAY + dt.timedelta(days=3))
    assert [change.light for change in queries.history_of(pilot)] == [Light.AMBER, Light.GREEN]
    pilot.refresh_from_db()
    assert (str(pilot.phase), pilot.light, pilot.since) == ("4 implementatie", Light.AMBER, DAY + dt.timedelta(days=3))


@pytest.mark.parametrize("days", [-1, 10_000])
def test_a_change_before_the_latest_or_after_today_is_not_written(leader: object, days: int) -> None:
    pilot = pilot_of()
    with pytest.raises(RuleBroken):
        _move(leader, pilot, on=DAY + dt.timedelta(days=days))
    assert PhaseChange.objects.count() == 1
    assert Pilot.objects.get().light == Light.GREEN


def test_a_phase_of_another_municipality_does_not_fit(leader: object) -> None:
    foreign = Phase.objects.create(municipality=town("Veenmeer", "GM9902"), number=Decimal(3), name="elders")
    with pytest.raises(RuleBroken, match="fase die uw gemeente gebruikt"):
        _move(leader, pilot_of(), phase=foreign)


def _show(actor: object, pilot: Pilot, visibility: Visibility = Visibility.PUBLIC) -> Pilot:
    return actions.show_pilot(actor=actor, pilot=pilot, seen_version=pilot.version, visibility=visibility)


def test_the_owner_switches_the_public_page_on_and_off(leader: object) -> None:
    pilot = _show(leader, pilot_of())
    assert list(queries.pilots_for(NOBODY)) == [pilot]
    _show(leader, pilot, Visibility.OWN)
    assert not queries.pilots_for(NOBODY).exists()


@pytest.mark.parametrize("fields", [{"title": HURTFUL}, {"summary": HURTFUL}])
def test_hurtful_words_do_not_become_public(leader: object, fields: dict[str, str]) -> None:
    pilot = pilot_of(**fields)
    with pytest.raises(RuleBroken, match="niet openbaar"):
        _show(leader, pilot)
    assert Pilot.objects.get().visibility == Visibility.OWN
    assert _show(leader, Pilot.objects.get(), Visibility.REGION).visibility == Visibility.REGION


def test_a_public_pilot_does_not_take_hurtful_words_in_afterwards(leader: object) -> None:
    pilot = pilot_of(visibility=Visibility.PUBLIC)
    with pytest.raises(RuleBroken):
        actions.change_pilot(actor=leader, pilot=pilot, seen_version=1, title=HURTFUL)
    assert Pilot.objects.get().title == TITLE


def _phases(municipality: int) -> list[str]:
    return [str(phase) for phase in queries.phases_for(municipality)]


def test_a_municipality_makes_the_phases_its_own_and_its_pilots_come_along(leader: object) -> None:
    pilot, elsewhere = pilot_of(), pilot_of(town("Veenmeer", "GM9902"))
    actions.rename_phase(
        actor=leader,
        municipality=pilot.municipality_id,
        phase=pilot.phase,
        number=Decimal("3.5"),
        name="samen bedenken",
    )
    pilot.refresh_from_db()
    assert str(pilot.phase) == str(pilot.changes.get().phase) == "3½ samen bedenken"
    assert "3½ ontwerp" in _phases(elsewhere.municipality_id)
    assert str(Pilot.objects.get(pk=elsewhere.pk).phase) == "3½ ontwerp"


def test_a_half_step_is_added_in_its_place(leader: object) -> None:
    common_phase()
    before = _phases(town().pk)
    actions.add_phase(actor=leader, municipality=town().pk, number=Decimal("6.5"), name="nazorg")
    assert _phases(town().pk) == [*before, "6½ nazorg"]


@pytest.mark.parametrize(
    ("number", "name", "problem"),
    [
        ("3.5", "nog een", "is er al"),
        ("3.2", "te fijn", "heel of een half"),
        ("7", "probleemgezinnen", "niet op een openbare"),
    ],
)
def test_a_phase_that_does_not_fit_is_not_added(leader: object, number: str, name: str, problem: str) -> None:
    common_phase()
    with pytest.raises(RuleBroken, match=problem):
        actions.add_phase(actor=leader, municipality=town().pk, number=Decimal(number), name=name)
    assert not Phase.objects.filter(municipality=town()).exists()


def test_a_phase_goes_only_when_no_pilot_is_or_was_in_it(leader: object) -> None:
    pilot = pilot_of()
    first = pilot.phase
    _move(leader, pilot)
    for phase in (first, Pilot.objects.get().phase):
        with pytest.raises(RuleBroken, match="kan niet weg"):
            actions.remove_phase(actor=leader, municipality=pilot.municipality_id, phase=phase)
    unused = common_phase("9", "klaar")
    actions.remove_phase(actor=leader, municipality=pilot.municipality_id, phase=unused)
    assert "9 klaar" not in _phases(pilot.municipality_id)
    assert Phase.objects.filter(pk=unused.pk).exists()


def test_the_last_phase_stays(leader: object) -> None:
    only = Phase.objects.create(municipality=town(), number=Decimal(1), name="alles")
    with pytest.raises(RuleBroken, match="laatste fase"):
        actions.remove_phase(actor=leader, municipality=town().pk, phase=only)


def test_a_role_for_one_question_does_not_change_the_phases_of_all() -> None:
    pilot = pilot_of()
    one = acting(colleague(Role.PROJECT_LEADER, subject=pilot.pk))
    _move(one, pilot)
    with pytest.raises(Refused):
        actions.add_phase(actor=one, municipality=pilot.municipality_id, number=Decimal("6.5"), name="nazorg")


def test_what_changed_since_the_last_visit(leader: object) -> None:
    moved, renamed, still = (pilot_of(title=title) for title in ("A", "B", "C"))
    pilot_of(town("Veenmeer", "GM9902"), Visibility.PUBLIC, title="elders")
    moment = timezone.now()
    _move(leader, moved)
    actions.change_pilot(actor=leader, pilot=renamed, seen_version=1, next_action="bellen")
    new = actions.start_pilot(
        actor=leader, municipality=town().pk, phase=common_phase(), light=Light.RED, on=DAY, reason="x",
        title="D", leader="L",
    )  # fmt: skip
    found = queries.changed_since(leader.viewer, moment)
    assert {(change.pilot.pk, change.what) for change in found} == {
        (moved.pk, "nu 4 implementatie, let op"), (renamed.pk, "teksten gewijzigd"), (new.pk, "nieuwe pilot"),
    }  # fmt: skip
    assert still.pk not in {change.pilot.pk for change in found}
    assert queries.changed_since(NOBODY, moment) == []
    assert queries.changed_since(leader.viewer, None) == []


def test_a_change_does_not_show_to_who_only_sees_the_public_page(leader: object) -> None:
    pilot, moment = pilot_of(visibility=Visibility.PUBLIC), timezone.now()
    actions.change_pilot(actor=leader, pilot=pilot, seen_version=1, next_action="bellen")
    neighbour = viewer_of(colleague(Role.PROJECT_LEADER, where=town("Veenmeer", "GM9902")))
    assert queries.changed_since(neighbour, moment) == []
    assert len(queries.changed_since(leader.viewer, moment)) == 1


@pytest.mark.parametrize("role", [Role.READER, Role.ADVISER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER])
def test_other_roles_change_no_pilot_and_no_phase(role: Role) -> None:
    pilot, actor = pilot_of(), acting(colleague(role))
    for attempt in (
        lambda: _move(actor, pilot),
        lambda: _show(actor, pilot),
        lambda: actions.add_phase(actor=actor, municipality=pilot.municipality_id, number=Decimal("6.5"), name="n"),
    ):
        with pytest.raises(Refused):
            attempt()
    assert set(AuditLine.objects.values_list("result", flat=True)) == {"refused"}
    assert PhaseChange.objects.count() == 1
