"""What somebody changes of the own account."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from django.contrib.auth.hashers import make_password
from django_otp import devices_for_user

from smartstart.web.accounts.models import User
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import Act, recorded

T = TypeVar("T")


def change_password(*, actor: Actor, person: User, password: str) -> None:
    """Take a password of one's own; all other sessions end."""
    hashed = make_password(password)  # slow on purpose: before the transaction
    with _own(actor, person, "eigen wachtwoord gewijzigd"):
        person.password, person.must_change_password = hashed, False
        person.save(update_fields=["password", "must_change_password"])


def change_details(*, actor: Actor, person: User, name: str, email: str) -> None:
    """Change one's own name and e-mail address."""
    with _own(actor, person, "eigen gegevens gewijzigd"):
        person.name, person.email = name, email
        person.save(update_fields=["name", "email"])


def take_second_step(*, actor: Actor, person: User, finish: Callable[[], T]) -> T:
    """Set up a second step; `finish` writes the device."""
    with _own(actor, person, "tweede stap ingesteld"):
        return finish()


def renew_backup_codes(*, actor: Actor, person: User, finish: Callable[[], T]) -> T:
    """Make new back-up codes; `finish` writes them."""
    with _own(actor, person, "reservecodes gemaakt"):
        return finish()


def drop_second_step(*, actor: Actor, person: User, required: bool) -> None:
    """Log in without a second step from now on.

    Raises:
        Refused: this workplace asks a second step of everybody.
    """
    with _own(actor, person, "tweede stap uitgezet"):
        may_drop_second_step(required)
        for device in devices_for_user(person, confirmed=None):
            device.delete()


def may_drop_second_step(required: bool) -> None:
    """Raise `Refused` where a second step is a duty."""
    if required:
        raise Refused("Op deze werkplek is een tweede stap verplicht. Uitzetten kan niet.")


def _own(actor: Actor, person: User, action: str) -> AbstractContextManager[Act]:
    if actor.account != person.pk:
        raise ValueError("this is for one's own account only")
    return recorded(actor, action, "account", object_id=person.pk, municipality=person.home_id)
