"""Roles: who gives and ends them, for which question, and when they are looked at again."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.core import signing

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import RoleAssignment
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.web.audit.models import AuditLine
from smartstart.web.people import queries, subjects
from smartstart.web.people.actions import roles
from smartstart.web.people.rules import REVIEW_AFTER
from tests.support.people import acting, colleague, town

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
HERE, ELSEWHERE = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def offered() -> Iterator[None]:
    """Duinwaarde has one question."""
    subjects.register("test", lambda _, place: [subjects.Subject(HERE, "De vraag")] if place == town().pk else [])
    yield
    subjects.register("test", lambda *_: [])


def _roles(user: object) -> set[tuple[str, str, uuid.UUID | None]]:
    return set(RoleAssignment.objects.filter(user=user).values_list("municipality__name", "role", "subject"))


def test_a_role_for_the_municipality_and_one_for_a_question(offered: None) -> None:
    actor, person = acting(colleague(Role.ADMINISTRATOR)), colleague(Role.READER)
    roles.give_role(actor=actor, person=person, municipality=town(), role=Role.FACILITATOR)
    roles.give_role(actor=actor, person=person, municipality=town(), role=Role.ADVISER, subject=HERE)
    assert _roles(person) == {
        ("Duinwaarde", "reader", None), ("Duinwaarde", "facilitator", None), ("Duinwaarde", "adviser", HERE),
    }  # fmt: skip


def test_a_question_of_elsewhere_gives_no_role(offered: None) -> None:
    actor, person = acting(colleague(Role.ADMINISTRATOR)), colleague(Role.READER)
    with pytest.raises(Refused, match="hoort niet bij deze gemeente"):
        roles.give_role(actor=actor, person=person, municipality=town(), role=Role.ADVISER, subject=ELSEWHERE)


def test_an_administrator_is_one_for_the_whole_municipality(offered: None) -> None:
    actor, person = acting(colleague(Role.ADMINISTRATOR)), colleague(Role.READER)
    with pytest.raises(Refused, match="hele gemeente"):
        roles.give_role(actor=actor, person=person, municipality=town(), role=Role.ADMINISTRATOR, subject=HERE)


@pytest.mark.parametrize("subject", [None, HERE])
def test_the_same_role_twice(offered: None, subject: uuid.UUID | None) -> None:
    actor, person = acting(colleague(Role.ADMINISTRATOR)), colleague()
    roles.give_role(actor=actor, person=person, municipality=town(), role=Role.ADVISER, subject=subject)
    with pytest.raises(Conflict, match="al"):
        roles.give_role(actor=actor, person=person, municipality=town(), role=Role.ADVISER, subject=subject)


def test_nobody_gives_a_role_to_himself() -> None:
    admin = colleague(Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Uzelf"):
        roles.give_role(actor=acting(admin), person=admin, municipality=town(), role=Role.ADVISER)
    assert AuditLine.objects.get().result == "refused"


def test_somebody_from_elsewhere_comes_with_a_code_only() -> None:
    actor = acting(colleague(Role.ADMINISTRATOR))
    person = colleague(Role.ADVISER, where=town("Veenmeer", "GM9902"))
    other = colleague(Role.ADVISER, where=town("Veenmeer", "GM9902"))
    for code in ("", "onzin", queries.code_of(other)):
        with pytest.raises(Refused, match="code"):
            roles.give_role(actor=actor, person=person, municipality=town(), role=Role.ADVISER, code=code)
    roles.give_role(actor=actor, person=person, municipality=town(), role=Role.ADVISER, code=queries.code_of(person))
    assert ("Duinwaarde", "adviser", None) in _roles(person)


def test_a_code_holds_for_a_week(monkeypatch: pytest.MonkeyPatch) -> None:
    person = colleague(Role.ADVISER)
    code = queries.code_of(person)
    assert queries.person_with(f" {code} ") == person
    made = int(code.split(":")[1] and signing.b62_decode(code.split(":")[1]))
    monkeypatch.setattr(signing.time, "time", lambda: made + 8 * 24 * 3600)
    assert queries.person_with(code) is None


def test_a_code_of_who_left_is_no_code() -> None:
    person = colleague(Role.ADVISER)
    person.is_active = False
    person.save()
    assert queries.person_with(queries.code_of(person)) is None


def test_a_role_ends_and_the_account_stays() -> None:
    actor, person = acting(colleague(Role.ADMINISTRATOR)), colleague(Role.READER)
    roles.end_role(actor=actor, role=person.roles.get())
    assert _roles(person) == set()
    assert person in queries.people_of(town())


def test_nobody_ends_the_own_role_of_administrator() -> None:
    admin = colleague(Role.ADMINISTRATOR, Role.READER)
    with pytest.raises(Refused, match="eigen rol van beheerder"):
        roles.end_role(actor=acting(admin), role=admin.roles.get(role=Role.ADMINISTRATOR))
    roles.end_role(actor=acting(admin), role=admin.roles.get(role=Role.READER))
    assert _roles(admin) == {("Duinwaarde", "administrator", None)}


def test_two_administrators_cannot_end_each_others_role_at_once() -> None:
    first, second = colleague(Role.ADMINISTRATOR), colleague(Role.ADMINISTRATOR)
    late = acting(second)
    roles.end_role(actor=acting(first), role=second.roles.get())
    with pytest.raises(Refused, match="geen beheerder meer"):
        roles.end_role(actor=late, role=first.roles.get())
    assert _roles(first) == {("Duinwaarde", "administrator", None)}


def test_a_role_elsewhere_is_not_ours_to_end() -> None:
    actor = acting(colleague(Role.ADMINISTRATOR))
    person = colleague(Role.READER, where=town("Veenmeer", "GM9902"))
    with pytest.raises(Refused):
        roles.end_role(actor=actor, role=person.roles.get())


@pytest.mark.parametrize(
    ("since", "reviewed", "due"),
    [
        (TODAY - REVIEW_AFTER, None, False),
        (TODAY - REVIEW_AFTER - dt.timedelta(days=1), None, True),
        (TODAY - 9 * REVIEW_AFTER, TODAY - REVIEW_AFTER, False),
        (TODAY - 9 * REVIEW_AFTER, TODAY - REVIEW_AFTER - dt.timedelta(days=1), True),
    ],
)
def test_roles_to_look_at(since: dt.date, reviewed: dt.date | None, due: bool) -> None:
    person = colleague(Role.READER)
    RoleAssignment.objects.filter(user=person).update(since=since, reviewed_on=reviewed)
    assert queries.due_roles(town(), TODAY).exists() is due


def test_looked_at_means_not_again_for_three_months() -> None:
    admin, person = colleague(Role.ADMINISTRATOR), colleague(Role.READER)
    long_ago = dt.date(2020, 1, 1)
    RoleAssignment.objects.update(since=long_ago)
    roles.review_role(actor=acting(admin), role=person.roles.get())
    assert [role.user for role in queries.due_roles(town(), dt.date.today())] == [admin]
