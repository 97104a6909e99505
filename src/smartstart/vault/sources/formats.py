"""One way to any format: the columns of a file, and a Parquet file with the columns that are needed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from smartstart.storage import writing_file
from smartstart.vault.sources.delimited import csv_batches, csv_header
from smartstart.vault.sources.sav import stat_batches, stat_columns
from smartstart.vocabulary.errors import DataError, StorageError

SUPPORTED = (".parquet", ".csv", ".sav", ".dta")


@dataclass(frozen=True, slots=True)
class Readable:
    """A Parquet file that the engine can read, made from the user's file or the user's file itself.

    Attributes:
        file: the user's own file, for messages.
        parquet: what to read.
        types: Arrow type per column that was asked for, by the name in the file.
    """

    file: Path
    parquet: Path
    types: Mapping[str, pa.DataType]


def columns_of(path: Path) -> dict[str, pa.DataType]:
    """Return the columns of a file in order, from its metadata only; no row is read.

    Raises:
        DataError: the file is empty, damaged, or of a kind that is not known.
    """
    extension = path.suffix.lower()
    if extension not in SUPPORTED:
        raise DataError(
            f"Bestanden van de soort '{path.suffix}' kan Smart Start niet lezen.",
            where=str(path),
            expected=", ".join(SUPPORTED),
            mend="sla het bestand op als CSV",
        )
    if path.stat().st_size == 0:
        raise empty(path)
    if extension == ".csv":
        return dict.fromkeys(csv_header(path).names, pa.string())
    if extension == ".parquet":
        return _parquet_columns(path)
    return stat_columns(path)


def readable(path: Path, columns: tuple[str, ...], work: Path) -> Readable:
    """Return a file as Parquet with at least these columns (names as in the file), converting it where needed.

    Args:
        path: the user's file.
        columns: names of columns that exist in the file.
        work: folder for converted files; it stays inside the room and is for the caller to remove.

    Raises:
        DataError: the file is damaged or has no rows.
    """
    types = columns_of(path)
    wanted = {column: types[column] for column in columns}
    if path.suffix.lower() == ".parquet":
        if pq.read_metadata(path).num_rows == 0:
            raise empty(path)
        return Readable(path, path, wanted)
    target = work / f"{path.stem}{path.suffix}.gelezen.parquet"
    chunks = csv_batches(path, columns) if path.suffix.lower() == ".csv" else stat_batches(path, wanted)
    if _write(chunks, pa.schema(list(wanted.items())), target) == 0:
        raise empty(path)
    return Readable(path, target, wanted)


@contextmanager
def while_reading(path: Path) -> Iterator[None]:
    """Turn what an engine says of a damaged file into one message that names the file.

    The engine's texts can hold values of rows, so they are not passed on. Only for statements that read one file.
    """
    try:
        yield
    except DataError as problem:
        if isinstance(problem, StorageError) or type(problem.__cause__).__name__ != "IOException":
            raise
        raise _damaged(path) from problem
    except Exception as problem:
        if type(problem).__module__.lstrip("_") != "duckdb":
            raise
        raise _damaged(path) from problem


def empty(path: Path) -> DataError:
    """Return the message for a file without rows."""
    return DataError(
        "Dit bestand is leeg.",
        where=str(path),
        expected="een bestand met kolommen en ten minste één rij",
        mend="haal het bestand opnieuw op, of haal het weg als het er niet hoort",
    )


def _write(chunks: Iterator[pa.Table], schema: pa.Schema, target: Path) -> int:
    rows = 0
    with writing_file(target) as beside, pq.ParquetWriter(beside, schema, compression="zstd") as writer:
        for chunk in chunks:
            writer.write_table(chunk.select(schema.names))
            rows += chunk.num_rows
    return rows


def _parquet_columns(path: Path) -> dict[str, pa.DataType]:
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as problem:
        raise _damaged(path) from problem
    return dict(zip(schema.names, schema.types, strict=True))


def _damaged(path: Path) -> DataError:
    kind = path.suffix.lower()
    return DataError(
        f"Dit bestand is beschadigd of niet af, of het is geen {kind}-bestand.",
        where=str(path),
        expected=f"een heel {kind}-bestand",
        mend="haal het bestand opnieuw op",
    )
