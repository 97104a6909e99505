"""Read the files of a release from a folder or an archive that may be hostile.

Nothing is unpacked to disk. Only names that a release can have are accepted, each once; sizes are capped on what is
actually read, not on what a header claims. Symbolic links, encryption, folders inside folders and devices are
refused. An archive may be packed again with another order or compression, and may hold everything in one folder.

Only `deflate` is unpacked: the library unpacks bzip2 in pieces of any size, so that 300 bytes fill a gigabyte of
memory before a limit is looked at. For the same reason the list of entries is measured before it is read.
"""

import io
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from smartstart.release.members import KNOWN, MANIFEST, MANIFEST_LIMIT, MEMBER_LIMIT, SIGNATURE, TOTAL_LIMIT
from smartstart.release.refusals import Reason, ReleaseError, refused

_MOST_MEMBERS = len(KNOWN) + 1  # one for a folder that holds them all
_MOST_RATIO = 200
_CHUNK = 64 * 1024
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_END = struct.Struct("<4s4H2LH")  # the record at the end of an archive
_LOCATOR = 20  # before it, in archives over four gigabytes
_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_LARGEST_LIST = 64 * 1024  # bytes of the list of entries; eleven entries with long comments fit many times
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,  # a member that is encrypted, or packed in a way that nobody knows
    ValueError,
    OverflowError,
    OSError,
)


def read_files(path: Path) -> dict[str, bytes]:
    """Return the files of a release by name.

    Raises:
        ReleaseError: there is nothing there, or it is not shaped as a release is.
    """
    try:
        kind = path.lstat().st_mode
    except OSError as problem:
        raise refused(Reason.ABSENT, "Er staat hier geen vrijgave.", path.name) from problem
    if stat.S_ISDIR(kind):
        return _from_folder(path)
    if stat.S_ISREG(kind):
        return _from_file(path)
    raise refused(Reason.NOT_A_RELEASE, "Een vrijgave is een map of een zip-bestand, en dit is iets anders.", path.name)


def unpacked(content: bytes, name: str = "", most: int | None = None) -> dict[str, bytes]:
    """Return the files of a release by name from the bytes of an archive; nothing touches the disk.

    Args:
        content: what somebody sent us.
        name: what they called it, for the message.
        most: bytes that all files together may take; a release at large may take `TOTAL_LIMIT`.

    Raises:
        ReleaseError: it is not shaped as a release is.
    """
    return _from_archive(io.BytesIO(content), ascii(name)[1:-1][:80], TOTAL_LIMIT if most is None else most)


def _from_folder(folder: Path) -> dict[str, bytes]:
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as problem:
        raise refused(Reason.ABSENT, "Deze map kan niet worden gelezen.", folder.name) from problem
    if MANIFEST not in names and not set(names) <= KNOWN:
        raise _another_folder(folder, names)
    if len(names) > _MOST_MEMBERS:
        raise refused(Reason.NOT_A_RELEASE, "Er staan te veel bestanden in deze map.", str(folder))
    return _all_within_limits({name: _file_in(folder, name) for name in map(_known, names)}, TOTAL_LIMIT)


def _another_folder(folder: Path, names: Sequence[str]) -> ReleaseError:
    """Return the error for a folder of something else: never the advice to take its files away."""
    inside = next((name for name in ("release.zip", "release") if name in names), "")
    return refused(
        Reason.NOT_A_RELEASE,
        "Deze map is geen vrijgave.",
        str(folder),
        expected=f"een map met {MANIFEST} erin, of een zip-bestand",
        mend=f"bedoelde u {folder / inside}?" if inside else "geef de map 'release' of het bestand release.zip",
    )


def _file_in(folder: Path, name: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    path = folder / name
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise refused(Reason.NOT_A_RELEASE, "Een onderdeel is geen gewoon bestand.", name)
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise refused(Reason.NOT_A_RELEASE, "Een onderdeel is geen gewoon bestand.", name)
            return _capped(file, name)
    except OSError as problem:
        raise refused(Reason.DAMAGED, "Een onderdeel kan niet worden gelezen.", name) from problem


def _from_file(path: Path) -> dict[str, bytes]:
    try:
        if path.stat().st_size > TOTAL_LIMIT:
            raise refused(Reason.TOO_LARGE, "Dit bestand is te groot voor een vrijgave.", path.name)
        with path.open("rb") as file:
            return _from_archive(file, path.name, TOTAL_LIMIT)
    except OSError as problem:
        raise _damaged(path.name) from problem


def _from_archive(file: IO[bytes], where: str, most: int) -> dict[str, bytes]:
    try:
        _check_list(file, where)
        with zipfile.ZipFile(file) as archive:
            return _from_entries(archive, where, most)
    except _DAMAGE as problem:
        raise _damaged(where) from problem


def _check_list(file: IO[bytes], where: str) -> None:
    """Refuse a list of entries that is large, before the library makes an object of each entry in it.

    And refuse what has something before its first entry or behind its list: a page that is an archive as well.
    """
    file.seek(0)
    first = file.read(4)
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END.size - _LOCATOR))
    tail = file.read()
    if not first.startswith(_STARTS) or size < _END.size:
        raise _damaged(where)
    sign, *_, length, start, comment = _END.unpack(tail[-_END.size :])
    if tail.startswith(b"PK\x06\x07"):
        raise refused(Reason.NOT_A_RELEASE, "Dit zip-bestand is ingepakt op een manier die we niet lezen.", where)
    if sign != b"PK\x05\x06" or comment or start + length + _END.size != size:
        raise _damaged(where)
    if length > _LARGEST_LIST:
        raise refused(Reason.NOT_A_RELEASE, "Er staan te veel bestanden in dit zip-bestand.", where)


def _from_entries(archive: zipfile.ZipFile, where: str, most: int) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > _MOST_MEMBERS:
        raise refused(Reason.NOT_A_RELEASE, "Er staan te veel bestanden in dit zip-bestand.", where)
    prefix = _common_folder(entries)
    found: dict[str, bytes] = {}
    for entry in entries:
        if prefix and entry.filename == prefix:
            continue
        name = _known(entry.filename.removeprefix(prefix))
        if name in found:
            raise refused(Reason.NOT_A_RELEASE, "Een onderdeel staat er twee keer in.", name)
        _check_entry(entry, name)
        with archive.open(entry) as file:
            found[name] = _capped(file, name)
        _all_within_limits(found, most)
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
        raise refused(Reason.NOT_A_RELEASE, "Een onderdeel is geen gewoon bestand.", name)
    if entry.flag_bits & 0x1:
        raise refused(Reason.NOT_A_RELEASE, "Een onderdeel is versleuteld.", name)
    if entry.compress_type not in _METHODS:
        raise refused(Reason.NOT_A_RELEASE, "Een onderdeel is ingepakt op een manier die we niet lezen.", name)
    if entry.file_size > MEMBER_LIMIT or entry.file_size > _MOST_RATIO * max(entry.compress_size, 1024):
        raise refused(Reason.TOO_LARGE, "Een onderdeel is uitgepakt te groot.", name)


def _known(name: str) -> str:
    if name not in KNOWN:
        raise refused(
            Reason.NOT_A_RELEASE,
            "Hier zit een bestand in dat niet bij een vrijgave hoort.",
            ascii(name)[:80],
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
            raise refused(Reason.TOO_LARGE, "Een onderdeel is te groot.", name)
        chunks.append(chunk)
    return b"".join(chunks)


def _all_within_limits(files: dict[str, bytes], most: int) -> dict[str, bytes]:
    if sum(map(len, files.values())) > most:
        raise refused(Reason.TOO_LARGE, "De onderdelen zijn samen te groot voor een vrijgave.", "")
    return files


def _damaged(where: str) -> ReleaseError:
    return refused(Reason.DAMAGED, "Dit zip-bestand is beschadigd, of het is geen zip-bestand.", where)
