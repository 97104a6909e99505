"""Checking what stands in a file, in one pass; what is wrong in a value is told in `value_checks`.

The first row that is wrong is named, with its value only where that is a code.
"""

from dataclasses import dataclass
from pathlib import Path

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.normalising import Layout, drop_reasons, kept, raw_query, unknown_code
from smartstart.vault.sources.rows import row_of
from smartstart.vault.sources.sql import fill
from smartstart.vault.sources.value_checks import checks_of, worked_out_once


@dataclass(frozen=True, slots=True)
class Counts:
    """Exact counts of one file; they stay inside.

    Attributes:
        rows: rows in the file.
        dropped: rows dropped, per reason.
        unknown: values read as missing because their code is not on the list, per column.
    """

    rows: int
    dropped: dict[str, int]
    unknown: dict[str, int]


_SCAN = "SELECT count(*), $counts FROM (SELECT *, $kept AS BLIJFT$once FROM ($raw) AS gelezen) AS alles"


def check_values(engine: DuckEngine, layout: Layout, path: Path, parquet: Path) -> Counts:
    """Check all values of a file in one pass and count what will be dropped.

    Raises:
        DataError: a value is too wide, not on its code list, no date, no number, or lost its leading zeros; or an
            end lies before its begin. The first check that fails, in the order of the columns, is reported.
    """
    checks = checks_of(layout)
    reasons = drop_reasons(layout)
    tolerated = [found for found in layout.found if layout.tolerant and found.column.codes]
    counts = [
        *_first_matches(reasons),
        *(f"count(*) FILTER (WHERE BLIJFT AND {unknown_code(found)})" for found in tolerated),
        *(f"min(RIJ) FILTER (WHERE {check.wrong})" for check in checks),
        "1",
    ]
    sql = fill(
        _SCAN,
        counts=", ".join(counts),
        kept=f"({kept(layout)})",
        once=worked_out_once(layout),
        raw=raw_query(layout, str(parquet)),
    )
    rows, *found_values = engine.rows(sql)[0]
    dropped, rest = found_values[: len(reasons)], found_values[len(reasons) :]
    unknown, rest = rest[: len(tolerated)], rest[len(tolerated) :]
    for check, row in zip(checks, rest, strict=False):
        if row is not None:
            raise check.explain(row_of(path, row), _value_at(engine, layout, parquet, check.value, row))
    return Counts(
        rows,
        {reason: n for reason, n in zip(reasons, dropped, strict=True) if n},
        {found.name: n for found, n in zip(tolerated, unknown, strict=True) if n},
    )


def _value_at(engine: DuckEngine, layout: Layout, parquet: Path, column: str, row: int) -> str:
    sql = "SELECT $column FROM ($raw) AS gelezen WHERE RIJ = $row"
    return str(engine.value(fill(sql, column=column or "''", raw=raw_query(layout, str(parquet)), row=str(int(row)))))


def _first_matches(reasons: dict[str, str]) -> list[str]:
    """Return one count per reason; a row counts for the first reason that holds."""
    conditions = list(reasons.values())
    return [
        "count(*) FILTER (WHERE " + " AND ".join([*(f"NOT {before}" for before in conditions[:place]), condition]) + ")"
        for place, condition in enumerate(conditions)
    ]
