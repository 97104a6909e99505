"""Reading one table page by page, whatever the form of OData: metadata first, then the rows, within limits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from smartstart.opendata.odata import troubles
from smartstart.opendata.odata.dialect import Dialect, area_column
from smartstart.opendata.odata.pages import PageReader
from smartstart.opendata.odata.table import Column, Slice, StatLineTable, cleaned, rows_of

MOST_ROWS = 5_000_000
MOST_PAGES = 10_000

Progress = Callable[[int], None]
NAME = "Naam"


@dataclass(frozen=True)
class Limits:
    """How much we accept of one table."""

    rows: int = MOST_ROWS
    pages: int = MOST_PAGES


def read_table(
    reader: PageReader, dialect: Dialect, table: str, part: Slice, *, limits: Limits, progress: Progress
) -> StatLineTable:
    """Return a table with the rows that were asked.

    Raises:
        DataError: see `troubles`.
    """
    described = dialect.describe(reader, table)
    link: str | None = dialect.question(described, part)
    first = reader.address(link or "")
    rows: list[dict[str, Any]] = []
    for count, page in enumerate(_pages(reader, dialect, link, described.modified), start=1):
        rows += [cleaned(row) for row in page]
        if len(rows) > limits.rows or count > limits.pages:
            raise troubles.too_large("er komen te veel regels", f"{limits.rows:,} regels".replace(",", "."))
        progress(len(rows))
    if not rows:
        raise troubles.nothing_found(table)
    columns = described.columns
    if _named(reader, dialect, described, part, rows):
        columns = (*columns, Column(NAME, "Naam van het gebied", kind="naam"))
    return StatLineTable(
        described.id,
        described.title,
        described.period,
        described.modified,
        dialect.version,
        first,
        rows,
        columns,
    )


def _named(
    reader: PageReader, dialect: Dialect, described: StatLineTable, part: Slice, rows: list[dict[str, Any]]
) -> bool:
    """Write the name of the area in every row, for the rows themselves hold codes only; say whether that was done."""
    link = dialect.names(described, part)
    if link is None:
        return False
    column = area_column(described)
    known = {
        str(row["Key"]).strip(): str(row["Title"]).strip()
        for page in _pages(reader, dialect, link, described.modified)
        for row in page
        if row.get("Key") and row.get("Title")
    }
    for row in rows:
        row[NAME] = known.get(str(row.get(column)))
    return bool(known)


def _pages(reader: PageReader, dialect: Dialect, link: str | None, version: str) -> Iterator[list[dict[str, Any]]]:
    seen, asked = 0, set()
    while link is not None:
        address = reader.address(link)
        if address in asked:  # a server that sends us round in circles
            raise troubles.not_json(address)
        asked.add(address)
        page = reader.read(link, version=version)
        rows = rows_of(page, address)
        seen += len(rows)
        yield rows
        link = dialect.following(page, link, seen)
