"""Who may what in the directory."""

import datetime as dt
from typing import Any

from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.directory import actions
from smartstart.workspace.directory.models import Professional
from tests.support.permissions import ALL_ROLES, Row, World, roles_that
from tests.support.photos import good_photo

_EDITORS = roles_that(Permission.EDIT_DIRECTORY)
_DAY = dt.date(2026, 11, 2)


def _person(world: World) -> Professional:
    person = Professional.objects.create(
        name="Fenna Duin", organisation="Bibliotheek", expertise="taal", municipality=world.municipality, agreed_on=_DAY
    )
    actions.set_photo(actor=actions.THEMSELVES, person=person, content=good_photo(), agreed_on=_DAY)
    return person


def _link(world: World) -> str:
    return actions.make_link(actor=actions.THEMSELVES, person=world.made(_person))


def _which(world: World) -> dict[str, Any]:
    return {"person": world.made(_person).pk}


def _secret(world: World) -> dict[str, Any]:
    return {"secret": world.made(_link)}


def _answer(world: World) -> dict[str, Any]:
    Professional.objects.filter(pk=world.made(_person).pk).update(asked="public")
    world.made(_link)
    version = Professional.objects.get(pk=world.made(_person).pk).version
    return {"reach": "public", "seen_version": version, "antwoord": "ja", "with_photo": "on"}


ROWS = (
    Row("directory:list", anonymous=True, elsewhere=200),
    Row("directory:poster", anonymous=True, elsewhere=200),
    Row("directory:person", _which),
    Row("directory:portrait", _which),
    Row("directory:add", allowed=_EDITORS, elsewhere=None),
    Row("directory:edit", _which, allowed=_EDITORS),
    Row("directory:photo", _which, allowed=_EDITORS),
    Row("directory:confirm", _which, "post", allowed=_EDITORS),
    Row("directory:remove", _which, "post", allowed=_EDITORS),
    Row("directory:link", _which, "post", allowed=_EDITORS),
    # Whoever has the link is the person it was sent to, with or without an account.
    Row("directory:own", _secret, allowed=ALL_ROLES, anonymous=True, elsewhere=200),
    Row("directory:own-consent", _secret, "post", _answer, allowed=ALL_ROLES, anonymous=True, elsewhere=302),
    Row("directory:own-photo", _secret, allowed=ALL_ROLES, anonymous=True, elsewhere=200),
)
