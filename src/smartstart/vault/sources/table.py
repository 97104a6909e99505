"""A table of the user's own: CSV, Parquet, `.sav` or `.dta`, with a column mapping in the study.

The engine gets one table `eigen_tabel`: a row per unit, with numbers instead of keys and the index of a level instead
of each value. Rows without a known outcome are dropped and counted; nothing else is.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from smartstart.release.contents import Dimension
from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.columns import nearest
from smartstart.vault.sources.files import checked_folder
from smartstart.vault.sources.formats import SUPPORTED, columns_of, readable, while_reading
from smartstart.vault.sources.mapping import TABLE, make_table
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.errors import DataError, StudyError

FIXED = ("PERSOON", "HUISHOUDEN", "GEBIED", "REFERENTIE", "UITKOMST")

NO_OUTCOME = "de uitkomst is niet bekend"


@dataclass(frozen=True, slots=True)
class TableReport:
    """What was read of the user's own table. Counts are exact and stay inside.

    Attributes:
        file: name of the file, without its folder.
        rows: rows in the file.
        dropped: rows dropped, per reason in Dutch.
        dimensions: one per factor, in study order; they follow from the study, and the table's columns index into
            their levels.
        fingerprint: sha256 over the column mapping and the file's name; it says nothing of the content.
    """

    file: str
    about: str
    rows: int
    dropped: dict[str, int]
    dimensions: tuple[Dimension, ...]
    fingerprint: str

    @property
    def read(self) -> int:
        """Rows read: all rows in the file."""
        return self.rows

    @property
    def kept(self) -> int:
        """Rows kept: those of the rows read that were not dropped for any reason."""
        return self.rows - sum(self.dropped.values())

    def sentences(self) -> tuple[str, ...]:
        """Return what was read in Dutch, without a count."""
        return (f"{self.about}: {self.file}",)


@dataclass(frozen=True, slots=True)
class TableInspection:
    """What a run would find: the columns of the file, and what would stop it."""

    columns: tuple[str, ...]
    problems: tuple[DataError | StudyError, ...]


def open_table(engine: DuckEngine, folder: Path, plan: TableData, work: Path) -> TableReport:
    """Read the user's table; the engine then has `eigen_tabel`.

    Its columns: `PERSOON`, `HUISHOUDEN` (BIGINT, counted from 1 without gaps; a row without either is one of its
    own), `GEBIED` (text, or NULL), `REFERENTIE` (DATE), `UITKOMST` (0 or 1), and per factor, under its name, the
    index of its level (INTEGER).

    Args:
        engine: where the table is made.
        folder: the folder with data; the study names the file in it.
        plan: the column mapping.
        work: folder inside the room for files made on the way.

    Raises:
        StudyError: names in the mapping clash.
        DataError: the file or a column is not there, or a value breaks the mapping.
    """
    _check_names(plan)
    path = _file(folder, plan)
    present = columns_of(path)
    _check_columns(path, plan, present)
    work.mkdir(parents=True, exist_ok=True)
    source = readable(path, _needed(plan), work)
    with while_reading(path):
        made = make_table(engine, source, plan)
    if source.parquet != path:
        source.parquet.unlink()
    return TableReport(
        file=path.name,
        about=plan.about,
        rows=made.rows,
        dropped={NO_OUTCOME: made.rows - made.kept} if made.rows > made.kept else {},
        dimensions=made.dimensions,
        fingerprint=hashlib.sha256(plan.model_dump_json(by_alias=True).encode()).hexdigest(),
    )


def table_cohort(engine: DuckEngine) -> pa.Table:
    """Return `eigen_tabel` as Arrow, ordered by reference date, then person, then place in the file."""
    return engine.table(f"SELECT * FROM {TABLE} ORDER BY REFERENTIE, PERSOON, rowid")  # noqa: S608 - a fixed name


def inspect_table(folder: Path, plan: TableData) -> TableInspection:
    """Look whether the file is there and has the columns that the study names; no row is read.

    Raises:
        DataError: the folder itself is not there.
    """
    checked_folder(folder)
    try:
        _check_names(plan)
        path = _file(folder, plan)
        present = columns_of(path)
    except (DataError, StudyError) as problem:
        return TableInspection((), (problem,))
    problems = [_absent(path, column, present) for column in _needed(plan) if column not in present]
    return TableInspection(tuple(present), tuple(problems))


def _needed(plan: TableData) -> tuple[str, ...]:
    optional = (plan.person, plan.household, plan.area)
    named = (plan.outcome.column, *(factor.column for factor in plan.factors), *(c for c in optional if c))
    return tuple(dict.fromkeys(named))


def _check_names(plan: TableData) -> None:
    names = [factor.name.upper() for factor in plan.factors]
    for factor in plan.factors:
        if factor.name.upper() in FIXED:
            raise StudyError(
                f"De naam '{factor.name}' gebruikt Smart Start zelf.",
                where="data.factors.name",
                expected=f"een andere naam dan {', '.join(fixed.lower() for fixed in FIXED)}",
                mend="geef deze factor een andere naam",
            )
        if names.count(factor.name.upper()) > 1:
            raise StudyError(
                f"Twee factoren heten '{factor.name}'.",
                where="data.factors.name",
                mend="geef elke factor een eigen naam",
            )
        if factor.column == plan.outcome.column:
            raise StudyError(
                f"De factor '{factor.name}' komt uit de kolom van de uitkomst: dan verklaart de uitkomst zichzelf.",
                where="data.factors.column",
                expected=f"een andere kolom dan '{factor.column}'",
                mend="haal deze factor weg",
            )


def _file(folder: Path, plan: TableData) -> Path:
    path = checked_folder(folder) / plan.file
    if path.is_file():
        return path
    for entry in sorted(path.parent.iterdir()) if path.parent.is_dir() else ():
        # A letter with its accent is one sign for one system and two for another: the same name all the same.
        if unicodedata.normalize("NFC", entry.name) == unicodedata.normalize("NFC", path.name):
            return entry
    files = [entry.name for entry in sorted(folder.iterdir()) if entry.suffix.lower() in SUPPORTED]
    near = nearest(plan.file, files)
    raise DataError(
        f"Het bestand '{plan.file}' is er niet.",
        where=str(folder),
        expected="het bestand dat de vraag noemt bij data.file",
        mend=f"bedoelt u '{near}'?" if near else "zet het bestand in deze map, of geef een andere map met --data",
    )


def _check_columns(path: Path, plan: TableData, present: dict[str, pa.DataType]) -> None:
    for column in _needed(plan):
        if column not in present:
            raise _absent(path, column, present)


def _absent(path: Path, column: str, present: dict[str, pa.DataType]) -> DataError:
    near = nearest(column, present)
    shown = ", ".join(list(present)[:20]) + (", …" if len(present) > 20 else "")
    return DataError(
        f"De kolom '{column}' staat niet in het bestand.",
        where=f"{path}, kolom {column}",
        expected=f"een van: {shown}",
        mend=f"bedoelt u '{near}'?" if near else "verbeter de naam van de kolom in de vraag",
    )
