"""What the two forms of OData that CBS speaks have to tell, and what they share."""

import difflib
from typing import Any, Protocol
from urllib.parse import quote

from smartstart.opendata.odata import troubles
from smartstart.opendata.odata.pages import PageReader
from smartstart.opendata.odata.table import Slice, StatLineTable

_GEO = ("GeoDimension", "GeoDetail")


class Dialect(Protocol):
    """What differs between the two forms of OData."""

    @property
    def version(self) -> int:
        """3 or 4."""

    @property
    def server(self) -> str:
        """Where CBS speaks it."""

    def describe(self, reader: PageReader, table: str) -> StatLineTable:
        """Return the table without rows."""

    def question(self, described: StatLineTable, part: Slice) -> str:
        """Return the link to the first page of rows."""

    def following(self, page: dict[str, Any], link: str, seen: int) -> str | None:
        """Return the link to the next page, None after the last one."""

    def names(self, described: StatLineTable, part: Slice) -> str | None:
        """Return the link to the names of the areas, None when they are not asked for."""


def area_column(described: StatLineTable) -> str:
    """Return the column with areas.

    Raises:
        DataError: the table has none.
    """
    found = next((column.key for column in described.columns if column.kind == "gebied"), None)
    if found is None:
        raise troubles.no_areas(described.id)
    return found


def check_columns(described: StatLineTable, part: Slice, known: list[str]) -> None:
    """Check that all asked columns exist.

    Raises:
        DataError: one does not; the nearest names are named.
    """
    unknown = [column for column in part.columns if column not in known]
    if unknown:
        near = [name for column in unknown for name in difflib.get_close_matches(column, known, 2, 0.3)]
        raise troubles.unknown_columns(described.id, unknown, near)


def query(**parts: str) -> str:
    """Return a query string; the names get their dollar sign here."""
    return "&".join(f"${name}={quote(value, safe='(),')}" for name, value in parts.items() if value)


def kind_of(published: str) -> str:
    """Return our word for the kind of a column, from that of CBS."""
    if published in _GEO:
        return "gebied"
    if published == "TimeDimension":
        return "periode"
    return "indeling" if published == "Dimension" else "onderwerp"
