"""Every view, every role, every municipality: one table per app in `tests/support/permissions/`, walked here.

Where somebody is refused a change, the walk also sees that the log has one line of it.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

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
from tests.support.refused import KEPT_OUT, lines_after, newest_line, told

ROWS: tuple[Row, ...] = tuple(
    row
    for module in pkgutil.iter_modules(tables.__path__)
    for row in importlib.import_module(f"{tables.__name__}.{module.name}").ROWS
)
# Pages of the login itself: everybody reaches them, and they show nothing of a municipality.
LOGIN = "two_factor:"
LET_IN = {200, 302}


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
    people: dict[tuple[str, Role], User] = field(default_factory=dict)

    @contextmanager
    def asked(self, row: Row, key: str = "") -> Iterator[tuple[HttpResponse, int]]:
        """Yield the answer, and the last line of the log before it; afterwards all is as it was."""
        kwargs, data = row.kwargs(self.world), row.data(self.world) if row.data else {}
        client = Client()
        if key:
            client.cookies[settings.SESSION_COOKIE_NAME] = key
        before = newest_line() if row.method == "post" else 0
        with transaction.atomic():
            yield getattr(client, row.method)(reverse(row.name, kwargs=kwargs), data), before
            transaction.set_rollback(True)

    def ask(self, row: Row, key: str = "") -> HttpResponse:
        with self.asked(row, key) as (response, _):
            return response

    def walk(self, row: Row, role: Role, where: Municipality) -> tuple[int, str]:
        """Return the status, and where a change has to be refused: what is wrong with that or with its line."""
        with self.asked(row, self.keys[where.name, role]) as (response, before):
            if row.method != "post" or not _kept_out(row, role, where == self.world.municipality):
                return response.status_code, ""
            typed = row.data(self.world) if row.data else {}
            user, here = self.people[where.name, role], self.world.municipality
            return response.status_code, told(response.status_code, lines_after(before), user, typed, here)


def _kept_out(row: Row, role: Role, at_home: bool) -> bool:
    """Tell whether somebody is refused here, or wherever this person has a role."""
    return role not in row.allowed if at_home else row.elsewhere in KEPT_OUT


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
        people = {(where.name, role): colleague(role, where=where) for where in places for role in Role}
        yield House(world, {who: _session(user) for who, user in people.items()}, people)
        transaction.set_rollback(True)


def _session(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _title(row: Row) -> str:
    return f"{row.method}-{row.name}"


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_roles_of_the_municipality(row: Row, house: House) -> None:
    found = {role: house.walk(row, role, house.world.municipality) for role in Role}
    wrong = {
        role.value: (status, unsaid)
        for role, (status, unsaid) in found.items()
        if unsaid or status not in (LET_IN if role in row.allowed else KEPT_OUT)
    }
    assert not wrong


# Each view is asked on both databases by all roles of its municipality; that others are refused is the same on both.
@pytest.mark.once
@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_roles_of_other_municipalities(row: Row, house: House) -> None:
    found = {
        (where.name, role.value): house.walk(row, role, where)
        for where in (house.world.neighbour, house.world.elsewhere)
        for role in Role
    }
    wrong = {
        key: (status, unsaid) for key, (status, unsaid) in found.items() if unsaid or not _expected(row, key[1], status)
    }
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
