"""No page breaks, whatever is asked of it: every address of the permission tables, with odd parts, queries and posts.

The test client passes an error on, so an exception that no page answers shows here with its traceback.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from smartstart.web.accounts.models import RoleAssignment
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.pilots.models import Phase, Pilot
from smartstart.workspace.pilots.rules import Light
from tests.support import odd
from tests.support.every_page import all_rows
from tests.support.people import colleague, town
from tests.support.permissions import Row, World

ROWS = all_rows()
FORMS = {row.name for row in ROWS if row.method == "get"}  # what is posted there, is tried from the page itself
TAKEN = {row.name: row.data for row in ROWS if row.method == "post" and row.data}
_METHODS = ("head", "options", "put", "patch", "delete")


@pytest.fixture
def world(db: None) -> World:
    here = town()
    phase = Phase.objects.create(number=Decimal("8.5"), name="proef", municipality=here)
    pilot = Pilot.objects.create(
        title="Wat helpt?", leader="L. Eider", municipality=here, phase=phase, light=Light.GREEN,
        since=dt.date(2026, 11, 2),
    )  # fmt: skip
    return World(here, pilot, town("Veenmeer", "GM9902"), town("Zandhoek", "GM9903", "Elders"))


class Asking:
    """Somebody who asks; afterwards the database is as it was."""

    def __init__(self, user: Any = None) -> None:
        self._client, self._key, self.answers = Client(), "", 0
        if user is not None:
            self._client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            self._key = self._client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, method: str, address: str, data: Any = None, **headers: str) -> HttpResponse:
        """Ask, and see that it is answered without an error, and that what was written holds together."""
        self._client.cookies.clear()
        if self._key:
            self._client.cookies[settings.SESSION_COOKIE_NAME] = self._key
        with transaction.atomic():
            answer: HttpResponse = getattr(self._client, method)(address, data, headers=headers)
            if method == "post" and answer.status_code == 302:
                connection.check_constraints()
            transaction.set_rollback(True)
        assert answer.status_code < 500, (method, address[:200], str(data)[:500])
        self.answers += 1
        return answer


def _everything(world: World) -> Any:
    """Return somebody with every role, who gets furthest."""
    user = colleague(*Role, where=world.municipality)
    RoleAssignment.objects.create(user=user, municipality=world.neighbour, role=Role.ADVISER, subject=world.pilot.pk)
    return user


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method}-{row.name}")
def test_no_page_breaks(row: Row, world: World) -> None:
    kwargs, data = row.kwargs(world), dict(row.data(world)) if row.data else {}
    address = reverse(row.name, kwargs=kwargs)
    known, stranger = Asking(_everything(world)), Asking()
    if row.method == "post":
        known.ask("post", address, data, hx_request="true")
        if row.name not in FORMS:
            _posts(known, address, data)
        stranger.ask("post", address, data)
    else:
        taken = TAKEN.get(row.name)
        _gets(known, address, data, dict(taken(world)) if taken else {})
        stranger.ask("get", address, next(odd.queries()))
    for one in odd.addresses(address, kwargs):
        known.ask(row.method, one, data)
    assert known.answers > 0
    assert row.method == "post" or known.answers > 9


def _gets(known: Asking, address: str, data: dict[str, Any], good: dict[str, Any]) -> None:
    answer = known.ask("get", address, data)
    known.ask("get", address, data, hx_request="true", hx_target="\u00e9", hx_current_url="http://[")
    for query in odd.queries():
        known.ask("get", address, query)
    for name in data:
        known.ask("get", address, {**data, name: "x"})
    for method in _METHODS:
        known.ask(method, address)
    if answer.get("Content-Type", "").startswith("text/html"):
        _posts(known, address, {**odd.fields(answer.content.decode()), **good})


def _posts(known: Asking, address: str, good: dict[str, Any]) -> None:
    for post in odd.posts(good):
        known.ask("post", address, post)
