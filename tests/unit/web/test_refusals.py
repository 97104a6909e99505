"""What is refused is in the log: every address that changes something, also with a mistake in what was sent.

That every role that may not use an address gets one line, `test_permissions` sees where it asks for all of them.
"""

import importlib
import pkgutil
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

import tests.support.permissions as tables
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.audit.models import AuditLine
from smartstart.web.audit.rules import Result
from tests.support.people import colleague
from tests.support.permissions import Row, World, a_world
from tests.support.pilots import pilot_of
from tests.support.refused import KEPT_OUT, lines_after, newest_line, told

EVERY: tuple[Row, ...] = tuple(
    row
    for module in pkgutil.iter_modules(tables.__path__)
    for row in importlib.import_module(f"{tables.__name__}.{module.name}").ROWS
)
ROWS = tuple(row for row in EVERY if row.method == "post")
OWN = {"people:account", "people:password", "people:backup-codes", "people:second-step", "people:second-step-off"}
"""One's own account: nobody else's, so nothing to refuse."""
BY_LINK = {"directory:own", "directory:own-photo"}
"""Whoever has the link may."""
TRIED_BELOW = {"insight:upload", "data:figures-upload", "directory:add", "directory:edit", "directory:photo"}
FOR_EVERYBODY = OWN | BY_LINK | {"people:login", "people:profile", "data:upload"}  # the last two lead elsewhere
_AMISS = {"seen_version": "niets", "text": "x" * 5000, "compared": "misschien"}


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def _post(row: Row, world: World, user: User | None, data: dict[str, Any]) -> tuple[Any, list[AuditLine]]:
    """Post it; return the answer and the lines that were written for it, and leave the database as it was."""
    address = reverse(row.name, kwargs=row.kwargs(world))
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    before = newest_line()
    with transaction.atomic():
        response = client.post(address, data)
        lines = lines_after(before)
        transaction.set_rollback(True)
    return response, lines


def _title(row: Row) -> str:
    return row.name


def _kept_out(row: Row, world: World) -> Iterator[tuple[Municipality, Role]]:
    """Yield who may not: roles here without the permission, and every role of other municipalities."""
    yield from ((world.municipality, role) for role in Role if role not in row.allowed)
    if row.elsewhere in KEPT_OUT:
        yield from ((place, role) for place in (world.neighbour, world.elsewhere) for role in Role)


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_also_of_a_form_with_a_mistake_in_it(row: Row, world: World) -> None:
    """Who may not change something does not get the form back with what is wrong in it."""
    place, role = next(_kept_out(row, world), (world.neighbour, Role.READER))
    if row.elsewhere in KEPT_OUT or role not in row.allowed:
        user = colleague(role, where=place)
        response, lines = _post(row, world, user, _AMISS)
        here = world.municipality if row.kwargs(world) else None
        assert told(response.status_code, lines, user, _AMISS, here) == ""


@pytest.mark.parametrize("name", sorted({row.name for row in EVERY} - {row.name for row in ROWS}))
def test_no_address_that_changes_something_is_forgotten(name: str, world: World) -> None:
    """An address without a row for posting takes no post, or refuses it and says so in the log."""
    row = next(row for row in EVERY if row.name == name)
    response, lines = _post(row, world, colleague(Role.READER, where=world.municipality), {})
    refused = response.status_code in KEPT_OUT and [line.result for line in lines] == [Result.REFUSED]
    assert response.status_code == 405 or refused or name in FOR_EVERYBODY


UPLOADS = ("insight:upload", "data:figures-upload", "directory:add", "overview:a4-new")
"""Forms in which one chooses for which municipality or pilot."""


@pytest.mark.parametrize("name", UPLOADS)
def test_a_choice_that_is_not_on_the_list_is_refused_and_recorded(name: str, world: World) -> None:
    """Who may do this elsewhere sends the number of a municipality, or of a pilot, where that person has no role."""
    pilot_of(world.neighbour)
    user = colleague(Role.ADVISER, where=world.neighbour)
    chosen = {"municipality": str(world.municipality.pk), "pilot": str(world.pilot.pk)}
    texts = {"name": "Fenna Duin", "organisation": "Bibliotheek", "agreed": "on", "visibility": "own"}
    file = SimpleUploadedFile("bestand.csv", b"gebied;jaar\n")
    response, lines = _post(Row(name), world, user, {**chosen, **texts, "file": file})
    assert response.status_code in (400, 403)
    assert [(line.result, line.actor, line.municipality) for line in lines] == [
        (Result.REFUSED, user, world.municipality)
    ]
    assert "Fenna" not in f"{lines[0].action} {lines[0].object_id}"


@pytest.mark.parametrize("name", sorted(TRIED_BELOW))
def test_who_may_do_it_nowhere_is_refused_and_recorded(name: str, world: World) -> None:
    row = next(row for row in EVERY if row.name == name)
    user = colleague(Role.READER, where=world.municipality)
    response, lines = _post(row, world, user, {"municipality": str(world.municipality.pk), "name": "Fenna Duin"})
    assert response.status_code == 403
    assert [(line.result, line.actor, line.municipality) for line in lines] == [
        (Result.REFUSED, user, world.municipality)
    ]


def test_what_is_gone_was_refused_to_nobody(world: World) -> None:
    """A page of this morning, a button pressed twice: no line that makes a colleague look bad."""
    leader = colleague(Role.PROJECT_LEADER, where=world.municipality)
    gone = Row("overview:a4-remove", lambda _: {"sheet": uuid.uuid4()}, "post")
    response, lines = _post(gone, world, leader, {})
    assert response.status_code == 404
    assert lines == []
    mistaken = Row("pilots:edit", lambda world: {"pilot": world.pilot.pk}, "post")
    response, lines = _post(mistaken, world, leader, {"title": "", "pilot": str(world.pilot.pk)})
    assert response.status_code == 400
    assert lines == []


def test_what_one_may_not_know_of_looks_like_what_is_not_there(world: World) -> None:
    """The line is written, and the visitor reads word for word what stands on an address without an object."""
    user = colleague(Role.PROJECT_LEADER, where=world.elsewhere)
    hidden = Row("pilots:edit", lambda world: {"pilot": world.pilot.pk}, "post")
    absent = Row("pilots:edit", lambda _: {"pilot": uuid.uuid4()}, "post")
    kept, lines = _post(hidden, world, user, {"title": "Mijn vraag"})
    nothing, none = _post(absent, world, user, {"title": "Mijn vraag"})
    assert (kept.status_code, _words(kept)) == (nothing.status_code, _words(nothing))
    assert [(line.kind, line.object_id) for line in lines] == [("pilot", str(world.pilot.pk))]
    assert none == []


def _words(response: Any) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}", "", response.content.decode())


@pytest.mark.parametrize("row", [row for row in ROWS if not row.anonymous], ids=_title)
def test_without_an_account_one_is_led_to_the_login(row: Row, world: World) -> None:
    """Nobody who is nobody can fill the log."""
    response, lines = _post(row, world, None, row.data(world) if row.data else {})
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
    assert lines == []
