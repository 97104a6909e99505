"""Who may do what with people, roles and the own account."""

from typing import Any

from smartstart.web.accounts.models import RoleAssignment, User
from smartstart.web.accounts.rules.roles import Permission, Role
from smartstart.web.people.queries import code_of
from tests.support.people import colleague, town
from tests.support.permissions import Row, World, roles_that

_ADMINISTRATORS = roles_that(Permission.MANAGE_PEOPLE)


def _reader(world: World) -> User:
    return colleague(Role.READER, where=world.municipality, name="gewoon")


def _outsider(world: World) -> User:
    del world
    return colleague(Role.ADVISER, where=town("Verweg", "GM9909", "Verder"), name="elders")


def _place(world: World) -> dict[str, Any]:
    return {"place": world.municipality.code}


def _person(world: World) -> dict[str, Any]:
    return {**_place(world), "account": world.made(_reader).pk}


def _role(world: World) -> dict[str, Any]:
    return {**_place(world), "role": RoleAssignment.objects.get(user=world.made(_reader)).pk}


def _nothing(world: World) -> dict[str, Any]:
    del world
    return {}


def _given(world: World) -> dict[str, Any]:
    del world
    return {"role": "adviser", "subject": "alles"}


def _new(world: World) -> dict[str, Any]:
    return {**_given(world), "name": "N. Ieuw"}


def _invited(world: World) -> dict[str, Any]:
    return {**_given(world), "code": code_of(world.made(_outsider))}


def _managed(name: str, kwargs: Any, method: str = "get", data: Any = None) -> Row:
    return Row(f"people:{name}", kwargs, method, data, allowed=_ADMINISTRATORS)


ROWS: tuple[Row, ...] = (
    Row("people:account", _nothing, elsewhere=200),
    Row("people:password", _nothing, elsewhere=200),
    Row("people:code", _nothing, "post", elsewhere=200),
    Row("people:login", _nothing, anonymous=True, elsewhere=200),
    Row("people:profile", _nothing, anonymous=True, elsewhere=302),
    Row("people:second-step", _nothing, elsewhere=200),
    Row("people:backup-codes", _nothing, elsewhere=302),
    Row("people:second-step-off", _nothing, elsewhere=302),
    Row("people:logout", _nothing, "post", anonymous=True, elsewhere=302),
    Row("people:list", _nothing, elsewhere=200),
    _managed("add", _place),
    _managed("add", _place, "post", _new),
    _managed("invite", _place),
    _managed("invite", _place, "post", _invited),
    _managed("review", _place),
    _managed("person", _person),
    _managed("give-role", _person, "post", _given),
    _managed("switch", _person, "post"),
    _managed("new-password", _person, "post"),
    _managed("reset-second-step", _person, "post"),
    _managed("end-role", _role, "post"),
    _managed("reviewed", _role, "post"),
)
