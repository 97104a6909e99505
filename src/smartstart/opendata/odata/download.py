"""Fetch a table of StatLine and write it: CSV, Parquet, and a description with source and day of retrieval."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from smartstart.opendata.odata.dialect import Dialect
from smartstart.opendata.odata.pages import PageReader, Retry
from smartstart.opendata.odata.reading import Limits, Progress, read_table
from smartstart.opendata.odata.table import Slice, StatLineTable
from smartstart.opendata.odata.v3 import V3
from smartstart.opendata.odata.v4 import V4
from smartstart.storage import write_bytes, write_text, writing_file
from smartstart.vocabulary.errors import UsageError


def _silent(_: int) -> None:
    """Say nothing about progress."""


@dataclass(frozen=True)
class Download:
    """What was fetched and where it was written; pages that came from disk are counted apart."""

    table: StatLineTable
    csv: Path
    parquet: Path
    description: Path
    pages_fetched: int
    pages_reused: int


def download(
    table: str,
    out: Path,
    *,
    areas: Sequence[str] = (),
    columns: Sequence[str] = (),
    version: int = 3,
    server: str | None = None,
    cache: Path | None = None,
    retry: Retry | None = None,
    limits: Limits | None = None,
    today: date | None = None,
    progress: Progress = _silent,
) -> Download:
    """Fetch one table, or a part of it, and write it to `out`.

    Args:
        table: number of the table, `84799NED`.
        out: folder; it gets `<table>.csv`, `<table>.parquet` and `<table>.json`.
        areas: area codes; a municipality brings its wijken and buurten along.
        columns: keys of columns (v3) or measures (v4); all when empty.
        version: 3 or 4, the form of OData.
        server: another server than that of CBS.
        cache: folder for pages, for going on after an interruption; beside the output when not given.
        progress: called with the number of rows so far.

    Raises:
        UsageError: the version or the table number is not one.
        DataError: fetching failed; `StorageError`: writing failed. Earlier output is then as it was.
    """
    dialect = _dialect(version)
    if not table.isalnum():
        raise UsageError(
            f"{table[:20]} is geen tabelnummer.", expected="letters en cijfers, zoals 84799NED", mend="zie StatLine"
        )
    part = Slice.of(areas, columns)
    place = cache if cache is not None else out / ".ophalen"
    with PageReader(server or dialect.server, table, place, retry or Retry()) as reader:
        found = read_table(reader, dialect, table, part, limits=limits or Limits(), progress=progress)
        return _write(found, out, part, today or date.today(), reader)


def _dialect(version: int) -> Dialect:
    if version not in (3, 4):
        raise UsageError("Deze versie van OData kennen wij niet.", expected="3 of 4", mend="laat --odata weg")
    return V3() if version == 3 else V4()


def _write(found: StatLineTable, out: Path, part: Slice, today: date, reader: PageReader) -> Download:
    paths = [out / f"{found.id}.{ending}" for ending in ("csv", "parquet", "json")]
    names = list(dict.fromkeys(name for row in found.rows for name in row))
    write_text(paths[0], _csv(found.rows, names))
    with writing_file(paths[1]) as beside:
        pq.write_table(_arrow(found, names, today), beside, compression="zstd")
    write_bytes(paths[2], _description(found, part, today))
    return Download(found, paths[0], paths[1], paths[2], reader.fetched, reader.reused)


def _csv(rows: list[dict[str, Any]], names: list[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, names, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _arrow(found: StatLineTable, names: list[str], today: date) -> pa.Table:
    columns = {name: _array([row.get(name) for row in found.rows]) for name in names}
    facts = {"bron": found.attribution, "opgehaald": today.isoformat(), "tabel": found.id}
    return pa.table(columns).replace_schema_metadata(facts)


def _array(values: list[Any]) -> pa.Array:
    """Return values as numbers where all are numbers, else as text: v3 mixes whole numbers and decimals."""
    known = [value for value in values if value is not None]
    if any(isinstance(value, float) for value in known) and not any(isinstance(value, str) for value in known):
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    if any(isinstance(value, str) for value in known):
        return pa.array([None if value is None else str(value) for value in values], pa.string())
    return pa.array(values)


def _description(found: StatLineTable, part: Slice, today: date) -> bytes:
    described = {
        "tabel": found.id,
        "titel": found.title,
        "periode": found.period,
        "bijgewerkt_door_cbs": found.modified,
        "bronvermelding": found.attribution,
        "licentie": "CC BY 4.0",
        "opgehaald": today.isoformat(),
        "adres": found.address,
        "odata": found.version,
        "gebieden": list(part.areas),
        "regels": len(found.rows),
        "leeg": "null: onbekend, onbetrouwbaar of geheim; het is nooit nul",
        "kolommen": [
            {"naam": c.key, "titel": c.title, "eenheid": c.unit, "soort": c.kind, "uitleg": c.about}
            for c in found.columns
            if not part.columns or c.key in part.columns or c.kind != "onderwerp"
        ],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
