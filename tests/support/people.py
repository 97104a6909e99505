"""Invented municipalities and colleagues for tests of the workspace."""

import uuid

from smartstart.web.accounts.models import Municipality, Region, RoleAssignment, User
from smartstart.web.accounts.queries import viewer_of
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Actor

PASSWORD = "een-lang-wachtwoord-voor-tests"  # noqa: S105


def town(
    name: str = "Duinwaarde", code: str = "GM9901", region: str = "Invenda", *, invented: bool = True
) -> Municipality:
    """Return a municipality, made when it is not there."""
    found, _ = Region.objects.get_or_create(name=region)
    return Municipality.objects.get_or_create(
        code=code, defaults={"name": name, "region": found, "invented": invented}
    )[0]


def colleague(
    *roles: Role, where: Municipality | None = None, subject: uuid.UUID | None = None, name: str = ""
) -> User:
    """Return an account with these roles in one municipality, ready to log in with `PASSWORD`."""
    username = name or "-".join(roles) or "niemand"
    user = User.objects.create_user(
        f"{username}-{User.objects.count()}",
        password=PASSWORD,
        name=username.capitalize(),
        home=where or town(),
        must_change_password=False,
    )
    for role in roles:
        RoleAssignment.objects.create(user=user, municipality=where or town(), role=role, subject=subject)
    return user


def acting(user: User) -> Actor:
    """Return this colleague as somebody who changes something."""
    return Actor(viewer_of(user), "test")
