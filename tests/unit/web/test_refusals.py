"""What is refused is in the log: every address that changes something, for every role that may not use it."""

import importlib
import pkgutil
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
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

ROWS: tuple[Row, ...] = tuple(
    row
    for module in pkgutil.iter_modules(tables.__path__)
    for row in importlib.import_module(f"{tables.__name__}.{module.name}").ROWS
    if row.method == "post"
)
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
    before = AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        response = client.post(address, data)
        lines = list(AuditLine.objects.filter(pk__gt=before).select_related("actor"))
        transaction.set_rollback(True)
    return response, lines


def _title(row: Row) -> str:
    return row.name


def _kept_out(row: Row, world: World) -> Iterator[tuple[Municipality, Role]]:
    """Yield who may not: roles here without the permission, and every role of other municipalities."""
    yield from ((world.municipality, role) for role in Role if role not in row.allowed)
    if row.elsewhere in (403, 404):
        yield from ((place, role) for place in (world.neighbour, world.elsewhere) for role in Role)


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_every_refusal_is_one_line(row: Row, world: World) -> None:
    data = row.data(world) if row.data else {}
    wrong = {
        (place.name, role.value): told
        for place, role in _kept_out(row, world)
        if (told := _told(row, world, colleague(role, where=place), data))
    }
    assert not wrong


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_also_of_a_form_with_a_mistake_in_it(row: Row, world: World) -> None:
    """Who may not change something does not get the form back with what is wrong in it."""
    place, role = next(_kept_out(row, world), (world.neighbour, Role.READER))
    if row.elsewhere in (403, 404) or role not in row.allowed:
        assert _told(row, world, colleague(role, where=place), _AMISS) == ""


def _told(row: Row, world: World, user: User, data: dict[str, Any]) -> str:
    """Return what is wrong with the answer or its line; nothing when all is well."""
    response, lines = _post(row, world, user, data)
    if response.status_code not in (403, 404):
        return f"answered with {response.status_code}"
    if len(lines) != 1:
        return f"{len(lines)} lines: {lines}"
    line = lines[0]
    if (line.actor, line.account, line.result) != (user, user.pk, Result.REFUSED):
        return f"not a refusal of this person: {line}"
    if not (line.action and line.kind and line.origin.startswith("web ")):
        return f"it does not say what: {line}"
    if line.municipality_id != world.municipality.pk and (data is not _AMISS or row.kwargs(world)):
        return f"the privacy officer of {world.municipality} does not read it"
    typed = {str(value) for value in data.values() if len(str(value)) > 3 and not _is_id(value)}
    return "a value in the log" if any(value in f"{line.action} {line.object_id}" for value in typed) else ""


def _is_id(value: Any) -> bool:
    try:
        uuid.UUID(str(value))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("row", [row for row in ROWS if not row.anonymous], ids=_title)
def test_without_an_account_one_is_led_to_the_login(row: Row, world: World) -> None:
    """Nobody who is nobody can fill the log."""
    response, lines = _post(row, world, None, row.data(world) if row.data else {})
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
    assert lines == []
