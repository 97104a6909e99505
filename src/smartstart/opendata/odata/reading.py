"""Reading one table page by page, in v3 or v4: metadata first, then the rows, within limits."""

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from smartstart.opendata.odata import troubles
from smartstart.opendata.odata.pages import PageReader
from smartstart.opendata.odata.table import Column, Slice, StatLineTable, cleaned, rows_of

MOST_ROWS = 5_000_000
MOST_PAGES = 10_000

V3_SERVER = "https://opendata.cbs.nl"
V4_SERVER = "https://odata4.cbs.nl"

Progress = Callable[[int], None]
NAME = "Naam"
_GEO = ("GeoDimension", "GeoDetail")


@dataclass(frozen=True)
class Limits:
    """How much we accept of one table."""

    rows: int = MOST_ROWS
    pages: int = MOST_PAGES


class Dialect(Protocol):
    """What differs between the two forms of OData."""

    @property
    def version(self) -> int:
        """3 or 4."""

    def describe(self, reader: PageReader, table: str) -> StatLineTable:
        """Return the table without rows."""

    def question(self, described: StatLineTable, part: Slice) -> str:
        """Return the link to the first page of rows."""

    def following(self, page: dict[str, Any], link: str, seen: int) -> str | None:
        """Return the link to the next page, None after the last one."""

    def names(self, described: StatLineTable, part: Slice) -> str | None:
        """Return the link to the names of the areas, None when they are not asked for."""


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


@dataclass(frozen=True)
class V3:
    """OData v3: one wide row per area; `odata.nextLink` to the next page."""

    version: int = 3
    untyped: bool = False

    def describe(self, reader: PageReader, table: str) -> StatLineTable:
        """Return title, period and columns from `TableInfos` and `DataProperties`."""
        root = f"/ODataFeed/odata/{quote(table, safe='')}"
        infos = self._metadata(reader, f"{root}/TableInfos?$format=json")
        properties = self._metadata(reader, f"{root}/DataProperties?$format=json")
        if not infos:
            raise troubles.no_such_table(table)
        info = infos[0]
        columns = tuple(_v3_column(row) for row in properties if row.get("Key"))
        return StatLineTable(
            str(info.get("Identifier") or table).strip(),
            str(info.get("Title") or table).strip(),
            str(info.get("Period") or "").strip(),
            str(info.get("Modified") or info.get("Updated") or ""),
            self.version,
            root,
            [],
            columns,
        )

    def _metadata(self, reader: PageReader, link: str) -> list[dict[str, Any]]:
        # Never from disk: it tells whether the pages on disk are still those of today.
        return rows_of(reader.read(link, keep=False), reader.address(link))

    def question(self, described: StatLineTable, part: Slice) -> str:
        """Return the link to the first page, areas and columns selected by the server."""
        dimensions = [column.key for column in described.columns if column.kind != "onderwerp"]
        check_columns(described, part, [column.key for column in described.columns])
        select = list(dict.fromkeys([*dimensions, *part.columns])) if part.columns else []
        wanted = part.filter(area_column(described)) if part.areas else ""
        data_set = "UntypedDataSet" if self.untyped else "TypedDataSet"
        return f"{described.address}/{data_set}?" + query(format="json", filter=wanted, select=",".join(select))

    def following(self, page: dict[str, Any], link: str, seen: int) -> str | None:  # noqa: ARG002 - v4 needs them
        """Return `odata.nextLink`."""
        found = page.get("odata.nextLink")
        return str(found) if found else None

    def names(self, described: StatLineTable, part: Slice) -> str | None:
        """Return the link to the list of areas; a table without areas, or a few columns of one, needs no names."""
        column = next((column.key for column in described.columns if column.kind == "gebied"), None)
        if column is None or part.columns:
            return None
        wanted = part.filter("Key") if part.areas else ""
        return f"{described.address}/{column}?" + query(format="json", filter=wanted, select="Key,Title")


def _v3_column(row: dict[str, Any]) -> Column:
    kind = str(row.get("Type") or str(row.get("odata.type", "")).rsplit(".", 1)[-1])
    return Column(
        str(row["Key"]).strip(),
        str(row.get("Title") or "").strip(),
        str(row.get("Unit") or "").strip(),
        str(row.get("Description") or "").strip(),
        _kind(kind),
    )


def _kind(published: str) -> str:
    if published in _GEO:
        return "gebied"
    if published == "TimeDimension":
        return "periode"
    return "indeling" if published == "Dimension" else "onderwerp"


@dataclass(frozen=True)
class V4:
    """OData v4: one row per observation, with its measure; `@odata.nextLink`, or a count and `$skip`."""

    version: int = 4

    def describe(self, reader: PageReader, table: str) -> StatLineTable:
        """Return title, period and columns from `Properties`, `Dimensions` and `MeasureCodes`."""
        root = f"/CBS/{quote(table, safe='')}"
        properties = reader.read(f"{root}/Properties", keep=False)
        dimensions = self._metadata(reader, f"{root}/Dimensions")
        measures = self._metadata(reader, f"{root}/MeasureCodes")
        if "Identifier" not in properties:
            raise troubles.not_json(reader.address(f"{root}/Properties"))
        columns = (
            *(_v4_column(row, _kind(str(row.get("Kind") or "Dimension"))) for row in dimensions),
            *(_v4_column(row, "onderwerp") for row in measures),
        )
        return StatLineTable(
            str(properties["Identifier"]).strip(),
            str(properties.get("Title") or table).strip(),
            str(properties.get("TemporalCoverage") or "").strip(),
            str(properties.get("Version") or properties.get("Modified") or ""),
            self.version,
            root,
            [],
            columns,
        )

    def _metadata(self, reader: PageReader, link: str) -> list[dict[str, Any]]:
        return rows_of(reader.read(link, keep=False), reader.address(link))

    def question(self, described: StatLineTable, part: Slice) -> str:
        """Return the link to the first page; columns are measures here."""
        measures = [column.key for column in described.columns if column.kind == "onderwerp"]
        check_columns(described, part, measures)
        wanted = [f"({part.filter(area_column(described))})"] if part.areas else []
        if part.columns:
            wanted.append("(" + " or ".join(f"Measure eq '{measure}'" for measure in part.columns) + ")")
        return f"{described.address}/Observations?" + query(count="true", filter=" and ".join(wanted))

    def following(self, page: dict[str, Any], link: str, seen: int) -> str | None:
        """Return `@odata.nextLink`; without it, skip what was seen until the count is reached."""
        found = page.get("@odata.nextLink")
        if found:
            return str(found)
        total = page.get("@odata.count")
        if not isinstance(total, int) or seen >= total or not page.get("value"):
            return None
        path, _, old = link.partition("?")
        kept = [piece for piece in old.split("&") if piece and not piece.startswith("$skip=")]
        return f"{path}?" + "&".join([*kept, f"$skip={seen}"])

    def names(self, described: StatLineTable, part: Slice) -> str | None:
        """Return nothing: a row of v4 is one observation, and names go with areas."""


def _v4_column(row: dict[str, Any], kind: str) -> Column:
    return Column(
        str(row.get("Identifier") or "").strip(),
        str(row.get("Title") or "").strip(),
        str(row.get("Unit") or "").strip(),
        str(row.get("Description") or "").strip(),
        kind,
    )
