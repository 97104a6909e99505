"""From a file as it is to a table as the cohort expects it, in SQL.

Text keeps its leading zeros and loses its blanks; dates become dates, with 9999-12-31 for "still running"; whole
numbers and amounts become numbers; codes for "not known" become NULL. Person keys become one number, and exist only
where the origin column says "R" and the number is one of nine digits.
"""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.types as kinds

from smartstart.vault.sources.columns import Found
from smartstart.vault.sources.sql import fill, literal, name, one_of
from smartstart.vault.tables import Column, Form, Table

STRAY = ("", "0", "1", "000000000", "---------")
"""Numbers that belong to nobody; rows with them occur in real files and are dropped."""

ORIGIN_OF = {
    "RINPERSOON": "RINPERSOONS",
    "RINPERSOONHKW": "RINPERSOONSHKW",
    "RINPERSOONPA": "RINPERSOONSPA",
    "RINPERSOONMA": "RINPERSOONSMA",
}
"""Number column -> its origin column."""

DERIVED = {"RINPERSOON": "PERSOON", "RINPERSOONHKW": "HKW", "RINPERSOONPA": "VADER", "RINPERSOONMA": "MOEDER"}
"""Number column -> the key that is made of it."""

AREAS = {"GEM": 4, "WC": 6, "BC": 8}
"""Area column without its year -> number of digits."""

_FAR_FUTURE = "DATE '9999-12-31'"


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's declaration beside the columns found in one of its files.

    Attributes:
        tolerant: codes that are not on the list are read as missing.
    """

    table: Table
    found: tuple[Found, ...]
    tolerant: bool

    def has(self, column: str) -> bool:
        """Whether a column, by canonical name, is read from this file."""
        return any(found.name == column for found in self.found)

    @property
    def keys(self) -> tuple[str, ...]:
        """Number columns of persons in this table."""
        return tuple(number for number in ORIGIN_OF if self.has(number))


def as_text(found: Found) -> str:
    """Return SQL for a raw value as text without blanks, empty where there is none."""
    if found.original is None:
        return "''"
    column = name(found.original)
    return f"coalesce({_text_of(column, found.type)}, '')"


def _text_of(column: str, kind: pa.DataType) -> str:
    if kinds.is_floating(kind):
        # statistical packages keep whole numbers as floating ones
        return (
            f"CASE WHEN isnan({column}) THEN '' WHEN {column} = trunc({column}) AND abs({column}) < 1e15 "
            f"THEN CAST(CAST({column} AS BIGINT) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
        )
    if kinds.is_date(kind) or kinds.is_timestamp(kind):
        return f"strftime({column}, '%Y%m%d')"
    if kinds.is_boolean(kind):
        return f"CAST(CAST({column} AS INTEGER) AS VARCHAR)"
    return f"trim(CAST({column} AS VARCHAR))"


def valid_number(number: str) -> str:
    """Return SQL that says whether a number column identifies a linkable person."""
    origin = name(ORIGIN_OF[number])
    return f"({origin} = 'R' AND {name(number)} NOT IN {one_of(STRAY)})"


def date_of(column: Column) -> str:
    """Return SQL for the date in a column of text; NULL where it is missing or no date."""
    raw = name(column.name)
    running = f"WHEN {raw} IN {one_of(column.open_end)} THEN {_FAR_FUTURE} " if column.open_end else ""
    return (
        f"CASE {running}WHEN regexp_full_match({raw}, '[0-9]{{8}}') "
        f"THEN CAST(try_strptime({raw}, '%Y%m%d') AS DATE) END"
    )


def _no_date(column: Column) -> str:
    """Return SQL that says whether a date is left out on purpose; a date that is wrong is an error instead."""
    values = [value for value in ("", *column.missing) if value not in column.open_end]
    return f"{name(column.name)} IN {one_of(values)}" if values else "false"


def unknown_code(found: Found) -> str:
    """Return SQL that says whether a value is not on the code list; "false" for columns without one."""
    column = found.column
    if not column.codes:
        return "false"
    return f"({name(found.name)} NOT IN {one_of(('', *column.codes, *column.missing))})"


def typed(found: Found, *, tolerant: bool) -> str:
    """Return SQL for the typed value of a column of text."""
    column, raw = found.column, name(found.name)
    if column.form is Form.DATE:
        return date_of(column)
    none = f"{raw} IN {one_of(('', *column.missing))}"
    if tolerant and column.codes:
        none = f"{none} OR {unknown_code(found)}"
    return f"CASE WHEN {none} THEN NULL ELSE {_value(column.form, raw)} END"


def _value(form: Form, raw: str) -> str:
    if form is Form.INTEGER:
        return f"try_cast({raw} AS INTEGER)"
    if form is Form.AMOUNT:
        return f"CAST(round(try_cast(replace({raw}, ',', '.') AS DECIMAL(18, 3)), 0) AS BIGINT)"
    return raw


_RAW = "SELECT file_row_number + 1 AS RIJ, $columns FROM read_parquet($file, file_row_number = true)"

_STORED = "SELECT RIJ, $columns FROM ($raw) AS gelezen WHERE $kept"


def raw_query(layout: Layout, parquet: str) -> str:
    """Return the query for a file as text: canonical names, plus RIJ, the row in the file counted from 1."""
    columns = ", ".join(f"{as_text(found)} AS {name(found.name)}" for found in layout.found)
    return fill(_RAW, columns=columns, file=literal(parquet))


def drop_reasons(layout: Layout) -> dict[str, str]:
    """Return why a row is dropped, as Dutch reason -> SQL condition. A row goes under the first that holds."""
    table = layout.table
    reasons = {}
    if table.unlinkable:
        number = table.key[1]
        origin = ORIGIN_OF[number]
        reasons[f"niet te koppelen: {origin} is niet R"] = f"{name(origin)} <> 'R'"
        reasons[f"geen persoon: {number} is 0, 1 of leeg"] = f"{name(number)} IN {one_of(STRAY)}"
    if "RINOBJECTNUMMER" in table.key:
        reasons["geen adresobject: RINOBJECTNUMMER is leeg"] = f"{name('RINOBJECTNUMMER')} = ''"
    if table.spell:
        begin, end = (_no_date(table.column(column)) for column in table.spell)
        reasons["periode zonder begin of einde"] = f"({begin} OR {end})"
    return reasons


def kept(layout: Layout) -> str:
    """Return SQL that says whether a row stays."""
    return " AND ".join(f"NOT {condition}" for condition in drop_reasons(layout).values()) or "true"


def stored_query(layout: Layout, parquet: str, year: int) -> str:
    """Return the query for what is kept of a file: typed columns, keys as numbers, the year where it matters."""
    parts = [f"{key} AS {name(DERIVED[number])}" for number, key in _keys(layout).items()]
    if layout.has("RINOBJECTNUMMER"):
        parts.append(
            'CASE WHEN "RINOBJECTNUMMER" <> \'\' THEN "SOORTOBJECTNUMMER" || "RINOBJECTNUMMER" END AS "OBJECT"'
        )
    parts += [_stored_column(layout, found) for found in layout.found if not is_key(found.name)]
    if layout.table.yearly:
        parts.append(f"CAST({int(year)} AS INTEGER) AS JAAR")
    return fill(_STORED, columns=", ".join(parts), raw=raw_query(layout, parquet), kept=kept(layout))


def _keys(layout: Layout) -> dict[str, str]:
    return {
        number: f"CASE WHEN {valid_number(number)} THEN try_cast({name(number)} AS BIGINT) END"
        for number in layout.keys
    }


def is_key(column: str) -> bool:
    """Whether a column is part of a key, and thus stored as part of a derived one."""
    return column in ORIGIN_OF or column in ORIGIN_OF.values() or column in ("SOORTOBJECTNUMMER", "RINOBJECTNUMMER")


def _stored_column(layout: Layout, found: Found) -> str:
    value = typed(found, tolerant=layout.tolerant)
    area = found.column.name.removesuffix("{Y}")
    if area in AREAS:
        return f"lpad({value}, {AREAS[area]}, '0') AS {name(area)}"
    return f"{value} AS {name(found.name)}"


def view_query(layout: Layout, stored: list[str]) -> str:
    """Return the query of the table that others see: stored columns, and the text keys made of the numbers again.

    Args:
        layout: which columns there are.
        stored: Parquet files, one per year.
    """
    extra = []
    for number in layout.keys:
        key = name(DERIVED[number])
        extra.append(f"CASE WHEN {key} IS NOT NULL THEN 'R' END AS {name(ORIGIN_OF[number])}")
        extra.append(f"lpad(CAST({key} AS VARCHAR), 9, '0') AS {name(number)}")
    if layout.has("RINOBJECTNUMMER"):
        extra += ['left("OBJECT", 1) AS "SOORTOBJECTNUMMER"', 'substr("OBJECT", 2) AS "RINOBJECTNUMMER"']
    files = "[" + ", ".join(literal(file) for file in stored) + "]"
    return fill(
        "SELECT * EXCLUDE (RIJ)$extra FROM read_parquet($files)",
        extra="".join(f", {part}" for part in extra),
        files=files,
    )
