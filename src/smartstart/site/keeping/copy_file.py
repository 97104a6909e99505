"""The file of a copy: a zip with one member of JSON lines per table, and a manifest with their hashes."""

import datetime as dt
import hashlib
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from smartstart.vocabulary.errors import DataError

FORMAT = "smartstart-werkplek-1"
_MANIFEST = "inhoud.json"
_CHUNK = 1 << 20
# What reading a file that somebody altered can end in.
_UNREADABLE = (
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
    OSError,
    EOFError,
    RuntimeError,  # a member that says it is encrypted, or packed in a way that nobody knows
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
)
_LARGEST_MANIFEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a copy: its model, columns with their kinds, and the member that holds its rows."""

    model: str
    columns: list[list[str]]
    member: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy says of itself."""

    made_at: dt.datetime
    software: str
    tables: tuple[Table, ...]

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(table.rows for table in self.tables)


def write_rows(archive: zipfile.ZipFile, number: int, model: str, shape: list[list[str]], rows: Iterable[Any]) -> Table:
    """Write the rows of one table, each as a line."""
    member, digest, count = f"{number:03}-{model}.jsonl", hashlib.sha256(), 0
    with archive.open(member, "w", force_zip64=True) as out:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            out.write(line)
            count += 1
    return Table(model, shape, member, count, digest.hexdigest())


def write_manifest(archive: zipfile.ZipFile, copy: Copy) -> None:
    """Write what the copy holds."""
    content = {
        "format": FORMAT,
        "software": copy.software,
        "made_at": copy.made_at.isoformat(),
        "tables": [asdict(table) for table in copy.tables],
    }
    archive.writestr(_MANIFEST, json.dumps(content, indent=1) + "\n")


def read(path: Path, archive: zipfile.ZipFile) -> Copy:
    """Return what a copy says of itself, after every byte of it was checked.

    Raises:
        DataError: this is no copy, of another format, or damaged.
    """
    try:
        if archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
            raise _damaged(path)
        content = json.loads(archive.read(_MANIFEST))
        if content["format"] != FORMAT:
            raise _other_format(path)
        tables = tuple(Table(**table) for table in content["tables"])
        copy = Copy(dt.datetime.fromisoformat(content["made_at"]), content["software"], tables)
        whole = all(_digest(archive, table.member) == table.sha256 for table in tables)
    except _UNREADABLE:
        raise _damaged(path) from None
    if not whole:
        raise _damaged(path)
    return copy


def rows_of(archive: zipfile.ZipFile, table: Table) -> Iterator[list[Any]]:
    """Yield the rows of a table."""
    with archive.open(table.member) as lines:
        for line in lines:
            yield json.loads(line)


def _digest(archive: zipfile.ZipFile, member: str) -> str:
    digest = hashlib.sha256()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _damaged(path: Path) -> DataError:
    return DataError(
        "Dit is geen reservekopie van een werkplek, of het bestand is beschadigd. Er is niets veranderd.",
        where=str(path),
        expected="een bestand dat 'smartstart workspace backup' maakte, onveranderd",
        mend="neem een andere reservekopie",
    )


def _other_format(path: Path) -> DataError:
    return DataError(
        "Deze reservekopie is van een andere versie van Smart Start. Er is niets veranderd.",
        where=str(path),
        mend="zet de kopie terug met de versie die haar maakte, en werk die daarna bij",
    )


def opened(path: Path) -> zipfile.ZipFile:
    """Open the file of a copy.

    Raises:
        DataError: it cannot be read, or is no copy.
    """
    try:
        return zipfile.ZipFile(path)
    except OSError as problem:
        raise DataError(
            f"De reservekopie kan niet worden gelezen ({problem.strerror or 'onbekende reden'}).",
            where=str(path),
            mend="kijk of het bestand bestaat en of u het mag lezen",
        ) from None
    except _UNREADABLE:
        raise _damaged(path) from None
