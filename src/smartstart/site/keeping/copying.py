"""Making a copy of all tables, as they were at one moment, while the workplace goes on."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from smartstart import __version__
from smartstart.site.keeping import tables
from smartstart.site.keeping.copy_file import Copy, Table, write_manifest, write_rows
from smartstart.site.keeping.values import encoded
from smartstart.storage import writing_file
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.web.audit.actions import recorded

BACKUP_DONE = "reservekopie gemaakt"
_CHUNK = 500
_OWNER_ONLY = 0o600
# SQLite: a reader's transaction, which keeps nobody from writing. PostgreSQL: one moment for all queries.
_BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"}


def backup(*, actor: Actor, target: Path) -> Copy:
    """Write a copy of everything to a file, whole or not at all.

    Raises:
        StorageError: the disk is full, or the place may not be written.
    """
    with writing_file(target, _OWNER_ONLY) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        with _one_moment():
            made_at = timezone.now()
            written = tuple(_write(archive, number, model) for number, model in enumerate(tables.kept(), start=1))
        copy = Copy(made_at, f"smartstart {__version__}", written)
        write_manifest(archive, copy)
    with recorded(actor, BACKUP_DONE, "werkplek"):
        return copy


@contextmanager
def _one_moment() -> Iterator[None]:
    """See all tables as they are now, whatever others write in the meantime."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write(archive: zipfile.ZipFile, number: int, model: type[Model]) -> Table:
    return write_rows(archive, number, model._meta.label, tables.shape(model), _rows(model))


def _rows(model: type[Model]) -> Iterator[list[Any]]:
    fields = tables.columns(model)
    names = [field.attname for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=1 if tables.has_blobs(model) else _CHUNK):
        yield [encoded(field, value) for field, value in zip(fields, row, strict=True)]
