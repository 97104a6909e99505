"""Accounts: made, switched off and on, helped back in. Only the municipality that looks after an account does so."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django_otp import devices_for_user

from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import Permission, Role
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import recorded
from smartstart.web.people.actions import roles
from smartstart.web.people.rules import login_name, one_time_password


@dataclass(frozen=True, slots=True)
class Entry:
    """An account, and the password for its first login: shown once, kept nowhere."""

    person: User
    password: str = field(repr=False)


def add_person(
    *,
    actor: Actor,
    municipality: Municipality,
    name: str,
    role: Role,
    email: str = "",
    subject: roles.SubjectId = None,
    login: str = "",
) -> Entry:
    """Make an account with a first role; this municipality looks after it.

    Raises:
        Conflict: the login name (which only the command line chooses) is taken.
    """
    password, hashed = _fresh()
    with recorded(
        actor, "account gemaakt", "account", municipality=municipality.pk, need=(Permission.MANAGE_PEOPLE, None)
    ) as act:
        begin = {"password": hashed, "name": name, "email": email, "home": municipality}
        person, new = User.objects.get_or_create(username=login or _made_up(name), defaults=begin)
        if not new:
            raise Conflict("Deze inlognaam is al in gebruik. Kies een andere.")
        act.object_id = str(person.pk)
        roles.assign(person, municipality, role, subject)
    return Entry(person, password)


def renew_password(*, actor: Actor, person: User) -> Entry:
    """Give a new one-time password; whoever was logged in with the old one is out."""
    password, hashed = _fresh()
    with _looking_after(actor, "eenmalig wachtwoord gegeven", person):
        _write(person, hashed)
    return Entry(person, password)


def reset_second_step(*, actor: Actor, person: User) -> Entry:
    """Forget somebody's second step, because the phone is lost.

    With a new one-time password: else whoever knows the password could set up a second step in this person's place.

    Raises:
        Refused: it is one's own: for that there are the back-up codes.
    """
    password, hashed = _fresh()
    with _looking_after(actor, "tweede stap gewist", person):
        _not_oneself(actor, person, "Uw eigen tweede stap kan alleen een andere beheerder wissen.")
        for device in devices_for_user(person, confirmed=None):
            device.delete()
        _write(person, hashed)
    return Entry(person, password)


def switch(*, actor: Actor, person: User, active: bool) -> None:
    """Switch an account off or on.

    Raises:
        Refused: it is one's own account, or nobody would be left to manage people.
    """
    with _looking_after(actor, "account aangezet" if active else "account uitgezet", person):
        _not_oneself(actor, person, "Uw eigen account kunt u niet uitzetten. Vraag een andere beheerder.")
        person.is_active = active
        person.save(update_fields=["is_active"])
        if not active and not actor.system and _administers(person):
            roles.keep_an_administrator(person.home_id)


def _fresh() -> tuple[str, str]:
    """Return a one-time password and what is kept of it.

    Before a transaction begins: hashing is slow on purpose, and with SQLite nobody else writes in the meantime.
    """
    password = one_time_password()
    return password, make_password(password)


def _write(person: User, hashed: str) -> None:
    person.password, person.must_change_password = hashed, True
    person.save(update_fields=["password", "must_change_password"])


def _administers(person: User) -> bool:
    return person.roles.filter(municipality=person.home_id, role=Role.ADMINISTRATOR, subject=None).exists()


def _made_up(name: str) -> str:
    """Return a login name that nobody has, without saying which ones are taken."""
    while User.objects.filter(username=(login := login_name(name))).exists():
        pass
    return login


@contextmanager
def _looking_after(actor: Actor, action: str, person: User) -> Iterator[None]:
    with recorded(actor, action, "account", object_id=person.pk, municipality=person.home_id):
        if person.home_id is None and not actor.system:
            raise Refused("Geen gemeente beheert dit account. Vraag de beheerder van de computer.")
        if person.home_id is not None:
            actor.need(Permission.MANAGE_PEOPLE, person.home_id)
        yield


def _not_oneself(actor: Actor, person: User, why: str) -> None:
    if actor.account == person.pk:
        raise Refused(why)
