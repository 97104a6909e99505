"""OData v4, the newer form: one row per observation."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from smartstart.opendata.odata import troubles
from smartstart.opendata.odata.dialect import area_column, check_columns, kind_of, query
from smartstart.opendata.odata.pages import PageReader
from smartstart.opendata.odata.table import Column, Slice, StatLineTable, rows_of


@dataclass(frozen=True)
class V4:
    """OData v4: one row per observation, with its measure; `@odata.nextLink`, or a count and `$skip`."""

    version: int = 4
    server: str = "https://odata4.cbs.nl"

    def describe(self, reader: PageReader, table: str) -> StatLineTable:
        """Return title, period and columns from `Properties`, `Dimensions` and `MeasureCodes`."""
        root = f"/CBS/{quote(table, safe='')}"
        properties = reader.read(f"{root}/Properties", keep=False)
        dimensions = self._metadata(reader, f"{root}/Dimensions")
        measures = self._metadata(reader, f"{root}/MeasureCodes")
        if "Identifier" not in properties:
            raise troubles.not_json(reader.address(f"{root}/Properties"))
        columns = (
            *(_v4_column(row, kind_of(str(row.get("Kind") or "Dimension"))) for row in dimensions),
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
