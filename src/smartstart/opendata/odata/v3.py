"""OData v3, the older form: one wide row per area."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from smartstart.opendata.odata import troubles
from smartstart.opendata.odata.dialect import area_column, check_columns, kind_of, query
from smartstart.opendata.odata.pages import PageReader
from smartstart.opendata.odata.table import Column, Slice, StatLineTable, rows_of


@dataclass(frozen=True)
class V3:
    """OData v3: one wide row per area; `odata.nextLink` to the next page."""

    version: int = 3
    server: str = "https://opendata.cbs.nl"
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
        kind_of(kind),
    )
