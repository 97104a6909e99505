"""Every view, every role, every municipality: one table per app in `tests/support/permissions/`, walked here."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

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


# Beside the one transaction of the house each test has its own, as everywhere.
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class House:
    """One world, and everybody in it logged in; each request leaves it as it was."""

    world: World
    keys: dict[tuple[str, Role], str]

    def ask(self, row: Row, key: str = "") -> HttpResponse:
        kwargs, data = row.kwargs(self.world), row.data(self.world) if row.data else {}
        client = Client()
        if key:
            client.cookies[settings.SESSION_COOKIE_NAME] = key
        with transaction.atomic():
            response = getattr(client, row.method)(reverse(row.name, kwargs=kwargs), data)
            transaction.set_rollback(True)
        return response

    def status(self, row: Row, role: Role, where: Municipality) -> int:
        return self.ask(row, self.keys[where.name, role]).status_code


@pytest.fixture
def house(lived_in: House, db: None) -> House:
    """The same for one row: what that row makes is forgotten after it."""
    return replace(lived_in, world=replace(lived_in.world, _made={}))


@pytest.fixture(scope="module")
def lived_in(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Making the world and logging in costs more than the requests, so it is done once for all rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = a_world()
        places = (world.municipality, world.neighbour, world.elsewhere)
        yield House(
            world, {(where.name, role): _session(colleague(role, where=where)) for where in places for role in Role}
        )
        transaction.set_rollback(True)


def _session(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _title(row: Row) -> str:
    return f"{row.method}-{row.name}"


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_roles_of_the_municipality(row: Row, house: House) -> None:
    found = {role: house.status(row, role, house.world.municipality) for role in Role}
    wrong = {
        role.value: status
        for role, status in found.items()
        if status not in (LET_IN if role in row.allowed else KEPT_OUT)
    }
    assert not wrong


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_roles_of_other_municipalities(row: Row, house: House) -> None:
    found = {
        (where.name, role.value): house.status(row, role, where)
        for where in (house.world.neighbour, house.world.elsewhere)
        for role in Role
    }
    wrong = {key: status for key, status in found.items() if not _expected(row, key[1], status)}
    assert not wrong


def _expected(row: Row, role: str, status: int) -> bool:
    if row.elsewhere is not None:
        return status == row.elsewhere
    return status in (LET_IN if Role(role) in row.allowed else KEPT_OUT)


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_nobody(row: Row, house: House) -> None:
    response = house.ask(row)
    if row.anonymous:
        assert response.status_code in LET_IN
    elif response.status_code not in KEPT_OUT:
        assert response.status_code == 302
        assert "/account/login/" in response["Location"]
