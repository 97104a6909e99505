"""From declaration to file: names as they are spelled in the wild, types, file names, and the rows in order."""

from dataclasses import dataclass
from pathlib import PurePosixPath

import pyarrow as pa

from smartstart.vault.tables import TABLES, Column, Form, Table
from smartstart.vault.twin.plan import Fmt, TwinPlan
from smartstart.vault.twin.truth import TRUTH

CLASSIFICATION_YEARS = 4  # the area columns of the last years
NEWEST = 2  # version number of the newest files; an older one lies beside a few of them


@dataclass(frozen=True, slots=True)
class Written:
    """One column as it is written: its declaration, its name in the file and the name in our query."""

    column: Column
    name: str
    source: str

    @property
    def type(self) -> pa.DataType:
        """Type in Parquet: text and dates are text, as in the registers."""
        if self.column.form is Form.INTEGER:
            return pa.int32()
        return pa.int64() if self.column.form is Form.AMOUNT else pa.string()


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write.

    Attributes:
        table: declared table; year: file year (for a cumulative file the last year).
        version: `NEWEST`, or 1 for an older version that lacks what was corrected later.
    """

    table: Table
    year: int
    version: int = NEWEST

    @property
    def label(self) -> str:
        """Name for progress messages and markers."""
        return f"{self.table.name}-{self.year}-v{self.version}"

    def path(self, fmt: Fmt) -> PurePosixPath:
        """Path below the data folder. One file has its extension in capitals, as happens in reality."""
        filled = {"{Y}": str(self.year), "{V}": str(self.version)}
        folder, stem = self.table.folder, self.table.stem
        for mark, text in filled.items():
            folder, stem = folder.replace(mark, text), stem.replace(mark, text)
        extension = "SAV" if fmt == "sav" and self.table.name == "SECMBUS" else fmt
        return PurePosixPath(folder) / f"{stem}.{extension}"


def outputs(plan: TwinPlan) -> tuple[tuple[Output, ...], ...]:
    """Return all files of a plan, in groups that are written together because they share their preparation."""
    last = plan.last
    groups: list[tuple[Output, ...]] = []
    for table in TABLES.values():
        if not table.yearly:
            groups.append((Output(table, last),))
    groups.append((Output(TABLES["KINDOUDERTAB"], last, 1),))
    for year in plan.years:
        income = [Output(TABLES[name], year) for name in ("INHATAB", "KOPPELPERSOONHUISHOUDEN", "INPATAB")]
        if year == last - 2:
            income.append(Output(TABLES["INHATAB"], year, 1))
        groups.append(tuple(income))
        groups += [(Output(TABLES[n], year),) for n in ("BIJSTANDUITKERINGTAB", "JGDHULPBUS", "JGDBESCHERMBUS")]
    groups.append((Output(TABLES["JGDBESCHERMBUS"], last - 2, 1),))
    return tuple(groups)


def columns(output: Output, plan: TwinPlan) -> tuple[Written, ...]:
    """Return the columns of a file, in the order of the declaration."""
    written: list[Written] = []
    once = [column for column in output.table.columns if "{Y}" not in column.name]
    yearly = [column for column in output.table.columns if "{Y}" in column.name]
    written += [Written(column, _spelling(column), column.name) for column in once]
    for year in range(plan.last - CLASSIFICATION_YEARS + 1, plan.last + 1) if yearly else ():
        for column in yearly:
            name = _spelling(column).replace("{Y}", str(year))
            written.append(Written(column, name, column.name.replace("{Y}", "")))
    return tuple(written)


def schema(written: tuple[Written, ...]) -> pa.Schema:
    """Return the Arrow schema of a file; it carries no metadata."""
    return pa.schema([pa.field(item.name, item.type) for item in written])


def ordered(output: Output, written: tuple[Written, ...], rows: str) -> str:
    """Return the query for a file from the query for its rows: columns, types, order, and for an older version
    without the rows that were corrected later."""
    kinds = {pa.int32(): "INTEGER", pa.int64(): "BIGINT", pa.string(): "VARCHAR"}
    picked = ", ".join(f'{item.source}::{kinds[item.type]} AS "{item.name}"' for item in written)
    missing = TRUTH.dirt.reported_late if output.table.name.startswith("JGD") else TRUTH.dirt.corrected
    only = f"WHERE draw('corrected_{output.table.name}', pid) >= {missing}" if output.version < NEWEST else ""
    order = ", ".join(["place", *(output.table.spell or ()), *_ties(output.table)])
    return f"SELECT {picked} FROM ({rows}) {only} ORDER BY {order}"  # noqa: S608 - declared names only


def _ties(table: Table) -> list[str]:
    """Return what orders rows of one person that overlap: all other columns."""
    if table.exclusive:
        return []
    known = {*table.key, *(table.spell or ())}
    return [column.name for column in table.columns if column.name not in known]


def _spelling(column: Column) -> str:
    wild = [alias for alias in column.aliases if alias.upper() == column.name.upper() and alias != column.name]
    return wild[0] if wild else column.name
