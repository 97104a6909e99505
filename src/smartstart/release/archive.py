"""Read the files of a release from a folder or an archive that may be hostile.

Nothing is unpacked to disk. Only names that a release can have are accepted, each once; sizes are capped on what is
actually read, not on what a header claims. Symbolic links, encryption, folders inside folders and devices are
refused. An archive may be packed again with another order or compression, and may hold everything in one folder.
"""

import os
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

from smartstart.release.members import KNOWN, MANIFEST, MANIFEST_LIMIT, MEMBER_LIMIT, SIGNATURE, TOTAL_LIMIT
from smartstart.vocabulary.errors import TrustError

_MOST_MEMBERS = len(KNOWN) + 1  # one for a folder that holds them all
_MOST_RATIO = 200
_CHUNK = 64 * 1024
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)


def read_files(path: Path) -> dict[str, bytes]:
    """Return the files of a release by name.

    Raises:
        TrustError: there is nothing there, or it is not shaped as a release is.
    """
    try:
        kind = path.lstat().st_mode
    except OSError as problem:
        raise _refused("Er staat hier geen vrijgave.", path.name) from problem
    if stat.S_ISDIR(kind):
        return _from_folder(path)
    if stat.S_ISREG(kind):
        return _from_archive(path)
    raise _refused("Een vrijgave is een map of een zip-bestand, en dit is iets anders.", path.name)


def _from_folder(folder: Path) -> dict[str, bytes]:
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as problem:
        raise _refused("Deze map kan niet worden gelezen.", folder.name) from problem
    if len(names) > _MOST_MEMBERS:
        raise _refused("Er staan te veel bestanden in deze map.", folder.name)
    return _all_within_limits({name: _file_in(folder, name) for name in map(_known, names)})


def _file_in(folder: Path, name: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    path = folder / name
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise _refused("Een onderdeel is geen gewoon bestand.", name)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _refused("Een onderdeel is geen gewoon bestand.", name)
            return _capped(file, name)
    except OSError as problem:
        raise _refused("Een onderdeel kan niet worden gelezen.", name) from problem


def _from_archive(path: Path) -> dict[str, bytes]:
    try:
        if path.stat().st_size > TOTAL_LIMIT:
            raise _refused("Dit bestand is te groot voor een vrijgave.", path.name)
        with zipfile.ZipFile(path) as archive:
            return _from_entries(archive, path.name)
    except _DAMAGE as problem:
        raise _refused("Dit zip-bestand is beschadigd, of het is geen zip-bestand.", path.name) from problem


def _from_entries(archive: zipfile.ZipFile, where: str) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > _MOST_MEMBERS:
        raise _refused("Er staan te veel bestanden in dit zip-bestand.", where)
    prefix = _common_folder(entries)
    found: dict[str, bytes] = {}
    for entry in entries:
        if prefix and entry.filename == prefix:
            continue
        name = _known(entry.filename.removeprefix(prefix))
        if name in found:
            raise _refused("Een onderdeel staat er twee keer in.", name)
        _check_entry(entry, name)
        with archive.open(entry) as file:
            found[name] = _capped(file, name)
        _all_within_limits(found)
    return found


def _common_folder(entries: list[zipfile.ZipInfo]) -> str:
    """Return "release/" when every entry lies in that one folder, else nothing."""
    first = entries[0].filename if entries else ""
    folder, slash, _ = first.partition("/")
    prefix = folder + slash
    shared = bool(slash) and folder not in ("", ".", "..") and all(e.filename.startswith(prefix) for e in entries)
    return prefix if shared else ""


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.is_dir() or kind not in (0, stat.S_IFREG):
        raise _refused("Een onderdeel is geen gewoon bestand.", name)
    if entry.flag_bits & 0x1:
        raise _refused("Een onderdeel is versleuteld.", name)
    if entry.compress_type not in _METHODS:
        raise _refused("Een onderdeel is ingepakt op een manier die we niet lezen.", name)
    if entry.file_size > MEMBER_LIMIT or entry.file_size > _MOST_RATIO * max(entry.compress_size, 1024):
        raise _refused("Een onderdeel is uitgepakt te groot.", name)


def _known(name: str) -> str:
    if name not in KNOWN:
        raise TrustError(
            "Hier zit een bestand in dat niet bij een vrijgave hoort.",
            where=ascii(name)[:80],
            expected=", ".join(sorted(KNOWN)),
            mend="haal het bestand weg, of vraag de vrijgave opnieuw op",
        )
    return name


def _capped(file: IO[bytes], name: str) -> bytes:
    limit = MANIFEST_LIMIT if name in (MANIFEST, SIGNATURE) else MEMBER_LIMIT
    chunks, size = [], 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise _refused("Een onderdeel is te groot.", name)
        chunks.append(chunk)
    return b"".join(chunks)


def _all_within_limits(files: dict[str, bytes]) -> dict[str, bytes]:
    if sum(map(len, files.values())) > TOTAL_LIMIT:
        raise _refused("De onderdelen zijn samen te groot voor een vrijgave.", "")
    return files


def _refused(what: str, where: str) -> TrustError:
    return TrustError(what, where=where, mend="vraag de vrijgave opnieuw op bij wie hem maakte")
