"""The register files of Statistics Netherlands (CBS), or the twin in the same layouts, as tables of the engine."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.checking import Counts, check_values
from smartstart.vault.sources.columns import resolve
from smartstart.vault.sources.contradictions import check_areas, check_once
from smartstart.vault.sources.files import RegisterFile, checked_folder, choose
from smartstart.vault.sources.formats import columns_of, readable, while_reading
from smartstart.vault.sources.normalising import Layout, stored_query, view_query
from smartstart.vault.sources.parents import mend_parents
from smartstart.vault.sources.sql import fill, literal, name
from smartstart.vault.tables import TABLES, Table

UnknownCodes = Literal["stop", "missing"]


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file that was read. Counts are exact and stay inside.

    Attributes:
        file: name of the file, without its folder.
        year, version: from the name; version 0 where it has none. Living files answer differently per version.
        rows: rows in the file.
        dropped: rows dropped, per reason in Dutch.
        unknown: values read as missing because their code is not on the list, per column.
    """

    file: str
    year: int
    version: int
    rows: int
    dropped: dict[str, int]
    unknown: dict[str, int]


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table that the engine now has, and the files it was made of.

    Attributes:
        set_missing: parents that became unknown, per reason; for KINDOUDERTAB.
        stored: what was kept, as Parquet in the working folder, one file per year; for another engine to read.
    """

    table: str
    title: str
    files: tuple[FileRead, ...]
    set_missing: dict[str, int] = field(default_factory=dict)
    stored: tuple[Path, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What was read, what was dropped and why.

    Attributes:
        tables: in the order of the declarations.
        fingerprint: sha256 over names, years, versions and layouts; it says nothing of the content.
    """

    tables: tuple[TableRead, ...]
    fingerprint: str

    def sentences(self) -> tuple[str, ...]:
        """Return what was read in Dutch, one sentence per file, without a count."""
        return tuple(f"{read.title} ({read.table}): {file.file}" for read in self.tables for file in read.files)


def _silent(_: str) -> None:
    """Say nothing."""


def open_registers(
    engine: DuckEngine,
    folder: Path,
    *,
    tables: Mapping[str, frozenset[int] | None],
    classification_year: int,
    unknown_codes: UnknownCodes,
    work: Path,
    progress: Callable[[str], None] = _silent,
    columns: Mapping[str, Collection[str]] | None = None,
) -> RegisterReport:
    """Find, check and normalise register files; the engine then has one table per name, in lower case.

    Columns have their canonical names and types (text, DATE with 9999-12-31 for "still running", INTEGER, BIGINT),
    with NULL for "not known". Besides them: `PERSOON`, `HKW`, `VADER`, `MOEDER` (BIGINT keys, NULL when not
    linkable), `OBJECT` (kind and number of an address object), `GEM`, `WC`, `BC` (digits, of the classification
    year), and in yearly tables `JAAR`, the year in the file's name.

    Args:
        engine: where the tables are made, as views on files in `work`.
        folder: the folder with data; files are looked for where they are declared.
        tables: canonical names, with the years that are needed; None for the newest file of a cumulative table.
        classification_year: whose municipalities, wijken and buurten are used.
        unknown_codes: "stop" at a code that is not on the list, or read it as "missing" and count it.
        work: folder inside the room for files made on the way; it must outlive the engine's use of the tables.
        progress: told in Dutch what is being read.
        columns: optional columns that are needed besides the required ones, per table. What nobody needs is not read.

    Raises:
        DataError: a file, year or column is not there, a file is damaged, or what it holds breaks its layout.
    """
    checked_folder(folder)
    work.mkdir(parents=True, exist_ok=True)
    chosen = {
        table.name: choose(folder, table, tables[table.name]) for table in TABLES.values() if table.name in tables
    }
    reads = []
    for table_name, files in chosen.items():
        table = TABLES[table_name]
        asked = (columns or {}).get(table.name, ())
        reader = _Reader(engine, table, classification_year, unknown_codes == "missing", asked, work)
        reads.append(reader.read(files, progress, with_births="GBAPERSOONTAB" in tables))
    return RegisterReport(tuple(reads), _fingerprint(chosen, classification_year))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the files of one table."""

    engine: DuckEngine
    table: Table
    classification_year: int
    tolerant: bool
    asked: Collection[str]
    work: Path

    def read(self, files: tuple[RegisterFile, ...], progress: Callable[[str], None], *, with_births: bool) -> TableRead:
        """Read all years and make the table."""
        reads, stored = [], []
        layout = None
        for file in files:
            progress(f"{self.table.title}: {file.path.name}")
            layout, target, counts = self._store(file)
            stored.append(target)
            reads.append(FileRead(file.path.name, file.year, file.version, counts.rows, counts.dropped, counts.unknown))
        set_missing: dict[str, int] = {}
        if self.table.name == "KINDOUDERTAB":
            mended = self.work / "kindoudertab.ouders.parquet"
            set_missing = mend_parents(self.engine, stored[0], mended, with_births=with_births)
            stored = [mended]
        if layout is not None:
            view = view_query(layout, [str(path) for path in stored])
            self.engine.run(
                fill("CREATE OR REPLACE VIEW $name AS $view", name=name(self.table.name.lower()), view=view)
            )
        return TableRead(self.table.name, self.table.title, tuple(reads), set_missing, tuple(stored))

    def _store(self, file: RegisterFile) -> tuple[Layout, Path, Counts]:
        found = resolve(
            file.path,
            self.table,
            columns_of(file.path),
            classification_year=self.classification_year,
            asked=self.asked,
        )
        layout = Layout(self.table, found, self.tolerant)
        source = readable(file.path, tuple(f.original for f in found if f.original is not None), self.work)
        target = self.work / f"{self.table.name.lower()}.{file.year}.parquet"
        with while_reading(file.path):
            counts = check_values(self.engine, layout, file.path, source.parquet)
            query = stored_query(layout, str(source.parquet), file.year)
            self.engine.run(
                fill("COPY ($query) TO $target (FORMAT parquet, COMPRESSION zstd)", query=query, target=literal(target))
            )
        if source.parquet != file.path:
            source.parquet.unlink()
        check_once(self.engine, layout, file.path, target)
        if self.table.name == "VSLGWBTAB":
            check_areas(self.engine, file.path, target)
        return layout, target, counts


def _fingerprint(chosen: Mapping[str, tuple[RegisterFile, ...]], classification_year: int) -> str:
    described = [
        {
            "table": table,
            "files": [[file.path.stem.upper(), file.year, file.version] for file in files],
            "columns": [asdict(column) for column in TABLES[table].columns],
        }
        for table, files in chosen.items()
    ]
    text = json.dumps({"classification_year": classification_year, "tables": described}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
