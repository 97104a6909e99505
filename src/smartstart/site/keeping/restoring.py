"""Putting a copy back: everything in one transaction, into an empty workplace or in the place of what is there."""

import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection
from django.db.models import Model

from smartstart.site.keeping import copy_file, tables
from smartstart.site.keeping.copy_file import Copy, Table
from smartstart.site.keeping.values import decoded
from smartstart.vocabulary.errors import DataError, UsageError
from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import recorded

_BATCH = 500


def restore(*, actor: Actor, source: Path, replace: bool = False) -> Copy:
    """Put a copy back; whatever goes wrong, the workplace stays as it was.

    Args:
        actor: who does it.
        source: the file.
        replace: put it in the place of what is there.

    Raises:
        DataError: the file is no copy, is damaged, or does not fit this version.
        UsageError: the workplace is in use, and `replace` was not asked for.
    """
    with copy_file.opened(source) as archive:
        copy = copy_file.read(source, archive)
        models = _must_fit(copy, source)
        try:
            with recorded(actor, "reservekopie teruggezet", "werkplek"):
                _lock()
                _must_be_free(replace)
                _empty()
                for table in copy.tables:
                    _put_back(archive, table, models[table.model])
                _number_on()
        except (DatabaseError, ValidationError, ValueError, TypeError):
            raise DataError(
                "De reservekopie past niet in deze database. Er is niets veranderd.",
                where=str(source),
                mend="neem een andere reservekopie, of meld ons dit",
            ) from None
    return copy


def _must_fit(copy: Copy, source: Path) -> dict[str, type[Model]]:
    """Return the models by name, when the copy has the same tables with the same columns."""
    models = {model._meta.label: model for model in tables.kept()}
    here = {name: tables.shape(model) for name, model in models.items()}
    there = {table.model: table.columns for table in copy.tables}
    if there == here:
        return models
    differs = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
    raise DataError(
        "Deze reservekopie is van een andere versie van Smart Start. Er is niets veranderd.",
        where=f"{source}, tabel {differs[0]}",
        expected=f"een kopie met dezelfde tabellen als deze versie; deze is van {copy.software}",
        mend="zet de kopie terug met de versie die haar maakte, en werk die daarna bij",
    )


def _must_be_free(replace: bool) -> None:
    """Nothing can be here that has no municipality and no account, so where neither is, nothing gets lost."""
    if not replace and (User.objects.exists() or Municipality.objects.exists()):
        raise UsageError(
            "Deze werkplek is in gebruik. Er is niets veranderd.",
            mend="zet de kopie terug in een lege werkplek (--home), of vervang alles wat er is met --replace",
        )


def _lock() -> None:
    """Let nobody write in between. SQLite lets one write at a time as it is."""
    if connection.vendor == "postgresql":
        names = ", ".join(_name(model) for model in [*tables.kept(), *tables.emptied()])
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def _empty() -> None:
    with connection.cursor() as cursor:
        for model in [*tables.emptied(), *tables.kept()][::-1]:
            cursor.execute(f"DELETE FROM {_name(model)}")  # noqa: S608 - a name of our own tables


def _put_back(archive: zipfile.ZipFile, table: Table, model: type[Model]) -> None:
    fields = tables.columns(model)
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {_name(model)} ({names}) VALUES ({places})"  # noqa: S608 - names of our own tables
    rows = (_prepared(model, row) for row in copy_file.rows_of(archive, table))
    with connection.cursor() as cursor:
        for batch in _batches(rows, 1 if tables.has_blobs(model) else _BATCH):
            cursor.executemany(insert, batch)


def _prepared(model: type[Model], row: list[Any]) -> list[Any]:
    """Return a row as the database takes it."""
    return [
        field.get_db_prep_save(decoded(field, value), connection)
        for field, value in zip(tables.columns(model), row, strict=True)
    ]


def _batches(rows: Iterator[list[Any]], size: int) -> Iterator[list[list[Any]]]:
    while batch := list(islice(rows, size)):
        yield batch


def _number_on() -> None:
    """Let new rows get numbers after those that came back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables.kept()):
            cursor.execute(statement)


def _name(model: type[Model]) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))
