"""Looking at register files without running: names and columns only, no row is read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from smartstart.vault.sources.columns import resolve
from smartstart.vault.sources.files import RegisterFile, checked_folder, choose, find_files
from smartstart.vault.sources.formats import columns_of
from smartstart.vault.tables import TABLES, Table
from smartstart.vocabulary.errors import DataError


@dataclass(frozen=True, slots=True)
class Inspected:
    """One file that a run would use: its columns (of the declaration) and those the run would leave alone."""

    table: str
    file: str
    year: int
    version: int
    columns: tuple[str, ...]
    unused: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a run would find.

    Attributes:
        files: the files that a run would use.
        years: all years found per table, also those not needed.
        problems: what would stop a run, as the same messages.
    """

    files: tuple[Inspected, ...]
    years: dict[str, tuple[int, ...]]
    problems: tuple[DataError, ...]


def inspect_registers(
    folder: Path,
    tables: Mapping[str, frozenset[int] | None],
    *,
    classification_year: int,
    columns: Mapping[str, Collection[str]] | None = None,
) -> Inspection:
    """Look which files are there and whether they have the columns that are needed; all problems at once.

    Args:
        folder: the folder with data.
        tables: canonical names, with the years that are needed; None for the newest file of a cumulative table.
        classification_year: whose municipalities, wijken and buurten are used.
        columns: optional columns that are needed besides the required ones, per table; None for all that are there.

    Raises:
        DataError: the folder itself is not there.
    """
    checked_folder(folder)
    files: list[Inspected] = []
    problems: list[DataError] = []
    years: dict[str, tuple[int, ...]] = {}
    for table in TABLES.values():
        if table.name not in tables:
            continue
        found = find_files(folder, table)
        years[table.name] = tuple(sorted({file.year for file in found}))
        asked = None if columns is None else columns.get(table.name, ())
        for file in _needed(folder, table, tables[table.name], problems):
            try:
                files.append(_inspect(table, file, classification_year, asked))
            except DataError as problem:
                problems.append(problem)
    return Inspection(tuple(files), years, tuple(problems))


def _needed(
    folder: Path, table: Table, years: frozenset[int] | None, problems: list[DataError]
) -> tuple[RegisterFile, ...]:
    """Return the files that are there, and note each year that is not."""
    wanted: list[frozenset[int] | None] = [None]
    if table.yearly and years is not None:
        wanted = [frozenset({year}) for year in sorted(years)]
    found: list[RegisterFile] = []
    for part in wanted:
        try:
            found += choose(folder, table, part)
        except DataError as problem:
            problems.append(problem)
            if not find_files(folder, table):
                break
    return tuple(found)


def _inspect(table: Table, file: RegisterFile, classification_year: int, asked: Collection[str] | None) -> Inspected:
    present = columns_of(file.path)
    found = resolve(file.path, table, present, classification_year=classification_year, asked=asked)
    used = tuple(column.name for column in found if column.original is not None)
    return Inspected(table.name, file.path.name, file.year, file.version, used, len(present) - len(used))
