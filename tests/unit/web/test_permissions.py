"""Every view, every role, every municipality: one table per app in `tests/support/permissions/`, walked here."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.support.permissions as tables
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import Role
from tests.support.people import colleague
from tests.support.permissions import Row, World, a_world

ROWS: tuple[Row, ...] = tuple(
    row
    for module in pkgutil.iter_modules(tables.__path__)
    for row in importlib.import_module(f"{tables.__name__}.{module.name}").ROWS
)
# Pages of the login itself: everybody reaches them, and they show nothing of a municipality.
LOGIN = "two_factor:"
LET_IN = {200, 302}
KEPT_OUT = {403, 404}


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        elif pattern.name:
            yield space + pattern.name


def test_no_view_is_forgotten() -> None:
    every = {name for name in _names(get_resolver().url_patterns) if not name.startswith(LOGIN)}
    assert every - {row.name for row in ROWS} == set()
    assert {row.name for row in ROWS} - every == set()


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def _ask(row: Row, world: World, user: User | None) -> HttpResponse:
    """Do the request, and leave the database as it was."""
    kwargs, data = row.kwargs(world), row.data(world) if row.data else {}
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with transaction.atomic():
        response = getattr(client, row.method)(reverse(row.name, kwargs=kwargs), data)
        transaction.set_rollback(True)
    return response


def _asked(row: Row, world: World, role: Role, where: Municipality) -> int:
    return _ask(row, world, colleague(role, where=where)).status_code


def _title(row: Row) -> str:
    return f"{row.method}-{row.name}"


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_roles_of_the_municipality(row: Row, world: World) -> None:
    found = {role: _asked(row, world, role, world.municipality) for role in Role}
    wrong = {
        role.value: status
        for role, status in found.items()
        if status not in (LET_IN if role in row.allowed else KEPT_OUT)
    }
    assert not wrong


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_roles_of_other_municipalities(row: Row, world: World) -> None:
    found = {
        (where.name, role.value): _asked(row, world, role, where)
        for where in (world.neighbour, world.elsewhere)
        for role in Role
    }
    wrong = {key: status for key, status in found.items() if not _expected(row, key[1], status)}
    assert not wrong


def _expected(row: Row, role: str, status: int) -> bool:
    if row.elsewhere is not None:
        return status == row.elsewhere
    return status in (LET_IN if Role(role) in row.allowed else KEPT_OUT)


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_nobody(row: Row, world: World) -> None:
    response = _ask(row, world, None)
    if row.anonymous:
        assert response.status_code in LET_IN
    elif response.status_code not in KEPT_OUT:
        assert response.status_code == 302
        assert "/account/login/" in response["Location"]
