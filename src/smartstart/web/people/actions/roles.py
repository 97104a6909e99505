"""Roles: given, looked at, ended.

Nobody gives a role to himself: two persons stand between a file and a page. No municipality is left without an
administrator.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import Municipality, RoleAssignment, User
from smartstart.web.accounts.rules.roles import Permission, Role
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import recorded
from smartstart.web.people.queries import people_of, person_with
from smartstart.web.people.rules import WHOLE_MUNICIPALITY
from smartstart.web.people.subjects import subjects_of

SubjectId = uuid.UUID | None


def give_role(
    *,
    actor: Actor,
    person: User,
    municipality: Municipality,
    role: Role,
    subject: SubjectId = None,
    code: str = "",
) -> RoleAssignment:
    """Give somebody a role: a colleague who is known here, or who gave a code.

    Raises:
        Refused: to oneself, to somebody who is not known here, or for a question that is not of this municipality.
        Conflict: the person has this role already.
    """
    with _managing(actor, "rol gegeven", municipality, person.pk):
        if actor.account == person.pk:
            raise Refused("Uzelf een rol geven kan niet. Vraag een andere beheerder.")
        if not (actor.system or person_with(code) == person or people_of(municipality).filter(pk=person.pk).exists()):
            raise Refused("Deze persoon heeft hier nog geen rol. Vraag om een code van deze persoon.")
        if subject is not None and not actor.system and subject not in _subjects(actor, municipality):
            raise Refused("Deze vraag hoort niet bij deze gemeente.")
        return assign(person, municipality, role, subject)


def end_role(*, actor: Actor, role: RoleAssignment) -> None:
    """End a role. The account stays.

    Raises:
        Refused: one's own role of administrator, or the last one of a municipality.
    """
    with _managing(actor, "rol beëindigd", role.municipality, role.user_id):
        if role.role == Role.ADMINISTRATOR and actor.account == role.user_id:
            raise Refused("Uw eigen rol van beheerder kunt u niet beëindigen. Vraag een andere beheerder.")
        RoleAssignment.objects.filter(pk=role.pk).delete()
        if role.role == Role.ADMINISTRATOR and not actor.system:
            keep_an_administrator(role.municipality_id)


def review_role(*, actor: Actor, role: RoleAssignment) -> None:
    """Say that this person still needs this role."""
    with _managing(actor, "rol nagekeken", role.municipality, role.user_id):
        RoleAssignment.objects.filter(pk=role.pk).update(reviewed_on=timezone.localdate())


def assign(person: User, municipality: Municipality, role: Role, subject: SubjectId) -> RoleAssignment:
    """Write a role, inside the transaction of who calls."""
    if subject is not None and role in WHOLE_MUNICIPALITY:
        raise Refused("Een beheerder is dat voor de hele gemeente, niet voor één vraag.")
    assigned, new = RoleAssignment.objects.get_or_create(
        user=person, municipality=municipality, role=role, subject=subject
    )
    if not new:
        raise Conflict("Deze persoon heeft deze rol al.")
    return assigned


def keep_an_administrator(municipality: int) -> None:
    """Refuse when nobody is left to manage people; locked, so that two cannot end each other's role at once."""
    left = RoleAssignment.objects.select_for_update().filter(
        municipality=municipality, role=Role.ADMINISTRATOR, subject=None
    )
    if not any(role.user.is_active for role in left.select_related("user")):
        raise Refused("Dan heeft deze gemeente geen beheerder meer. Geef eerst iemand anders die rol.")


def _subjects(actor: Actor, municipality: Municipality) -> set[uuid.UUID]:
    return {subject.id for subject in subjects_of(actor.viewer, municipality.pk)}


@contextmanager
def _managing(actor: Actor, action: str, municipality: Municipality, account: int) -> Iterator[None]:
    need = (Permission.MANAGE_PEOPLE, None)
    with recorded(actor, action, "account", object_id=account, municipality=municipality.pk, need=need):
        yield
