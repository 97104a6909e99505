"""Rows in every table that there is, with a value of its own in every column: for what must hold for all tables."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, Field, Model, TextField

from smartstart.site.keeping import tables

ROWS = 3
_DAY = dt.datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=dt.UTC)  # the night that the clock goes forward


def fill() -> None:
    """Write rows into every empty table that a copy holds; what a new workplace begins with stays."""
    _fill(tables.kept())


def fill_all() -> None:
    """Write rows into every empty table."""
    _fill([*tables.kept(), *tables.emptied()])


def _fill(models: list[type[Model]]) -> None:
    for model in models:
        if not model._base_manager.exists():
            for number in range(ROWS):
                _write(model, number)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables that a copy holds."""
    return {model._meta.label: _rows(model) for model in tables.kept()}


def _rows(model: type[Model]) -> list[tuple[Any, ...]]:
    names = [field.attname for field in tables.columns(model)]
    rows = model._base_manager.values_list(*names)
    return sorted((tuple(_plain(value) for value in row) for row in rows), key=repr)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _write(model: type[Model], number: int) -> None:
    """Write one row: as full as may be, else with other choices, else with what must be there only."""
    why: Exception | None = None
    tries = [(turn, bare) for bare in (False, True) for turn in range(8)]
    for turn, bare in tries:
        try:
            with transaction.atomic():
                _insert(model, {field: _value(field, number, turn, bare) for field in tables.columns(model)})
        except IntegrityError as refused:
            why = refused
            continue
        return
    raise AssertionError(f"no row of {model._meta.label} is allowed ({why}): teach this module how to make one")


def _insert(model: type[Model], row: dict[Field, Any]) -> None:
    names = ", ".join(connection.ops.quote_name(field.column) for field in row)
    table = connection.ops.quote_name(model._meta.db_table)
    values = [field.get_db_prep_save(value, connection) for field, value in row.items()]
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(values))})", values)


def _value(field: Field, number: int, turn: int, bare: bool) -> Any:
    if bare and not field.unique and field.null:
        return None
    if bare and not field.unique and field.blank and isinstance(field, CharField | TextField):
        return ""
    if field.is_relation:
        return _link(field, number)
    if field.choices:
        return field.flatchoices[(number + turn) % len(field.flatchoices)][0]
    if field.null and not field.unique and number == ROWS - 1:
        return None
    return _of_kind(field, number)


def _link(field: Field, number: int) -> Any:
    other = field.related_model
    if other is field.model:
        return None if number == 0 or not field.null else _key(other, 0)
    # Two links to one table lead to two rows: who proposes is not who decides.
    alike = [one for one in tables.columns(field.model) if one.is_relation and one.related_model is other]
    return _key(other, (number + alike.index(field)) % ROWS)


def _key(model: type[Model], number: int) -> Any:
    return list(model._base_manager.order_by("pk").values_list("pk", flat=True)[:ROWS])[number]


def _of_kind(field: Field, number: int) -> Any:
    kind = field.get_internal_type()
    whole = number + 11
    text = f"{number}é✓ {field.name} \"'\n"
    known: dict[str, Any] = {
        "BooleanField": number % 2 == 0,
        "FloatField": number + 0.1,
        "DecimalField": Decimal(number) + Decimal("0.5"),
        "DateField": (_DAY + dt.timedelta(days=number)).date(),
        "DateTimeField": _DAY + dt.timedelta(hours=number),
        "DurationField": dt.timedelta(days=number, microseconds=7),
        "UUIDField": uuid.UUID(int=2**100 + number),
        "BinaryField": bytes(range(256)) * (number + 1) * 40,
        "JSONField": {"lijst": [number, 0.1, "é", None, True], "leeg": {}},
        "GenericIPAddressField": f"203.0.113.{number}",
    }
    if kind in {"CharField", "TextField", "SlugField"}:
        return text[: field.max_length or len(text)]
    return known.get(kind, whole)
