"""Accounts: one municipality looks after each; a password shows once; nobody shuts the door behind himself."""

import re

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import RoleAssignment, User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor, Refused
from smartstart.web.audit.models import AuditLine
from smartstart.web.people.actions import municipalities, own, persons
from smartstart.web.people.rules import login_name, one_time_password
from tests.support.people import PASSWORD, acting, colleague, town

pytestmark = pytest.mark.django_db
SYSTEM = Actor(NOBODY, "opdracht", system=True)


def _lines() -> list[tuple[str, str]]:
    return list(AuditLine.objects.order_by("pk").values_list("action", "result"))


def test_a_new_colleague_logs_in_once_and_must_choose_a_password() -> None:
    admin = colleague(Role.ADMINISTRATOR)
    entry = persons.add_person(
        actor=acting(admin), municipality=town(), name="Anna de Vries", role=Role.ADVISER, email="anna@example.org"
    )
    person = User.objects.get(name="Anna de Vries")
    assert person.check_password(entry.password)
    assert person.must_change_password
    assert (person.home, person.email) == (town(), "anna@example.org")
    assert viewer_of(person).grants[0].role is Role.ADVISER
    assert _lines() == [("account gemaakt", "done")]
    assert entry.password not in repr(entry)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_makes_accounts(role: Role) -> None:
    before = colleague(role)
    with pytest.raises(Refused, match="mensen en rollen beheren"):
        persons.add_person(actor=acting(before), municipality=town(), name="X", role=Role.READER)
    assert User.objects.count() == 1
    assert _lines() == [("account gemaakt", "refused")]


def test_an_administrator_of_elsewhere_makes_no_account_here() -> None:
    admin = colleague(Role.ADMINISTRATOR, where=town("Veenmeer", "GM9902"))
    with pytest.raises(Refused):
        persons.add_person(actor=acting(admin), municipality=town(), name="X", role=Role.READER)


def test_the_command_line_chooses_a_login_name_that_is_free() -> None:
    def add() -> persons.Entry:
        return persons.add_person(actor=SYSTEM, municipality=town(), name="Anna", role=Role.ADMINISTRATOR, login="anna")

    assert add().person.username == "anna"
    with pytest.raises(Conflict, match="al in gebruik"):
        add()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "stem"),
    [("Anna de Vries", "anna.de.vries"), ("Zoë Çelik", "zoe.celik"), ("  ", "collega"), ("李雷", "collega")],
)
def test_a_login_name_tells_nothing_of_who_else_is_there(name: str, stem: str) -> None:
    assert re.fullmatch(rf"{re.escape(stem)}\.[1-9]\d\d", login_name(name))


def test_one_time_passwords_differ_and_can_be_read_aloud() -> None:
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", one) for one in made)


def test_a_new_password_ends_the_old_one() -> None:
    admin, person = colleague(Role.ADMINISTRATOR), colleague(Role.READER)
    entry = persons.renew_password(actor=acting(admin), person=person)
    person.refresh_from_db()
    assert person.check_password(entry.password)
    assert not person.check_password(PASSWORD)
    assert person.must_change_password


def test_who_lost_the_phone_gets_a_new_password_too() -> None:
    admin, person = colleague(Role.ADMINISTRATOR), colleague(Role.READER)
    TOTPDevice.objects.create(user=person, name="default", confirmed=True)
    entry = persons.reset_second_step(actor=acting(admin), person=person)
    person.refresh_from_db()
    assert not TOTPDevice.objects.exists()
    assert person.check_password(entry.password)
    assert _lines() == [("tweede stap gewist", "done")]


@pytest.mark.parametrize("deed", ["renew_password", "reset_second_step", "switch"])
def test_an_administrator_elsewhere_cannot_step_into_an_account(deed: str) -> None:
    """An adviser of Duinwaarde also works for Veenmeer; the administrator of Veenmeer gives roles, no passwords."""
    person, there = colleague(Role.ADVISER), town("Veenmeer", "GM9902")
    RoleAssignment.objects.create(user=person, municipality=there, role=Role.ADVISER)
    admin = colleague(Role.ADMINISTRATOR, where=there)
    more = {"active": False} if deed == "switch" else {}
    with pytest.raises(Refused):
        getattr(persons, deed)(actor=acting(admin), person=person, **more)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert person.is_active


def test_an_account_that_is_off_sees_nothing_and_can_be_switched_on() -> None:
    admin, person = colleague(Role.ADMINISTRATOR), colleague(Role.READER)
    persons.switch(actor=acting(admin), person=person, active=False)
    assert viewer_of(User.objects.get(pk=person.pk)) == NOBODY
    persons.switch(actor=acting(admin), person=person, active=True)
    assert viewer_of(User.objects.get(pk=person.pk)).known
    assert [action for action, _ in _lines()] == ["account uitgezet", "account aangezet"]


def test_nobody_switches_the_own_account_off() -> None:
    admin = colleague(Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="eigen account"):
        persons.switch(actor=acting(admin), person=admin, active=False)
    assert User.objects.get().is_active


def test_two_administrators_cannot_switch_each_other_off_at_once() -> None:
    """Each has seen the other as administrator; the second one is too late."""
    first, second = colleague(Role.ADMINISTRATOR), colleague(Role.ADMINISTRATOR)
    late = acting(second)
    persons.switch(actor=acting(first), person=second, active=False)
    with pytest.raises(Refused, match="geen beheerder meer"):
        persons.switch(actor=late, person=first, active=False)
    assert User.objects.get(pk=first.pk).is_active


def test_an_account_without_a_home_is_for_the_command_line() -> None:
    admin, person = colleague(Role.ADMINISTRATOR), colleague(Role.READER)
    User.objects.filter(pk=person.pk).update(home=None)
    person.refresh_from_db()
    with pytest.raises(Refused, match="Geen gemeente"):
        persons.renew_password(actor=acting(admin), person=person)
    assert persons.renew_password(actor=SYSTEM, person=person).password


def test_only_for_ones_own_account() -> None:
    one, other = colleague(Role.READER), colleague(Role.READER)
    with pytest.raises(ValueError, match="own account"):
        own.change_details(actor=acting(one), person=other, name="Anders", email="")
    own.change_password(actor=acting(one), person=one, password="nog een lang wachtwoord")  # noqa: S106
    assert User.objects.get(pk=one.pk).check_password("nog een lang wachtwoord")


def test_a_second_step_that_is_a_duty_stays() -> None:
    person = colleague(Role.READER)
    TOTPDevice.objects.create(user=person, name="default", confirmed=True)
    with pytest.raises(Refused, match="verplicht"):
        own.drop_second_step(actor=acting(person), person=person, required=True)
    assert TOTPDevice.objects.exists()
    own.drop_second_step(actor=acting(person), person=person, required=False)
    assert not TOTPDevice.objects.exists()


def test_a_municipality_is_added_by_the_command_line_only() -> None:
    added = municipalities.add_municipality(actor=SYSTEM, code="gm0855", name="Tilburg", region="Hart van Brabant")
    assert (added.code, added.invented) == ("GM0855", False)
    assert municipalities.add_municipality(actor=SYSTEM, code="GM9907", name="Nergens", region="Invenda").invented
    with pytest.raises(Conflict, match="al"):
        municipalities.add_municipality(actor=SYSTEM, code="GM0855", name="Tilburg", region="Hart van Brabant")
    with pytest.raises(ValueError, match="GM0855"):
        municipalities.add_municipality(actor=SYSTEM, code="WK085501", name="Wijk", region="Hart van Brabant")
    with pytest.raises(Refused):
        municipalities.add_municipality(
            actor=acting(colleague(Role.ADMINISTRATOR)), code="GM0001", name="Ergens", region="Invenda"
        )
