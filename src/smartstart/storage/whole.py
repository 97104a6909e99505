"""Write beside, then rename: a reader sees the old state or the new one, never half of it."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smartstart.vocabulary.errors import StorageError


def _explain(problem: OSError, target: Path) -> StorageError:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError(
            "De schijf is vol. Er is niets veranderd.",
            where=str(target),
            expected="ruimte voor het nieuwe bestand naast het oude",
            mend="maak ruimte vrij en geef dezelfde opdracht nog een keer",
        )
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(
            "Op deze plek mag niet geschreven worden. Er is niets veranderd.",
            where=str(target),
            mend="kies een andere map, of vraag om schrijfrecht",
        )
    return StorageError(
        f"Schrijven is mislukt ({problem.strerror or 'onbekende reden'}). Er is niets veranderd.",
        where=str(target),
    )


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder for syncing
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing_file(target: Path, mode: int = 0o644) -> Iterator[Path]:
    """Yield a path beside `target` to write to; it takes the place of `target` when the block ends well.

    Args:
        target: the file.
        mode: who may read it; what holds secrets is for its owner only (0o600).

    Raises:
        StorageError: the disk is full or the place may not be written; `target` is then as it was.
    """
    beside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        os.close(handle)
        beside = Path(name)
        yield beside
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.chmod(mode)
        beside.replace(target)
        beside = None
        _sync_folder(target.parent)
    except OSError as problem:
        raise _explain(problem, target) from problem
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


@contextmanager
def writing_folder(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside `target`; it takes the place of `target` when the block ends well.

    An earlier `target` is kept until the new one is complete, and removed after the swap.

    Raises:
        StorageError: the disk is full or the place may not be written; `target` is then as it was.
    """
    beside: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _heal(target)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
        yield beside
        beside.chmod(0o755)
        _swap(beside, target)
        beside = None
        _sync_folder(target.parent)
    except OSError as problem:
        raise _explain(problem, target) from problem
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)


def _swap(beside: Path, target: Path) -> None:
    if not target.exists():
        beside.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".old", dir=target.parent))
    target.rename(old / target.name)
    try:
        beside.rename(target)
    finally:
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            (old / target.name).rename(target)
            old.rmdir()


def _heal(target: Path) -> None:
    """Put back a folder that a kill between the two renames of a swap left aside."""
    for old in sorted(target.parent.glob(f".{target.name}.*.old")):
        if not target.exists() and (old / target.name).is_dir():
            (old / target.name).rename(target)
        shutil.rmtree(old, ignore_errors=True)


def write_bytes(target: Path, content: bytes, mode: int = 0o644) -> None:
    """Write `content` to `target`, whole or not at all."""
    with writing_file(target, mode) as beside:
        beside.write_bytes(content)


def write_text(target: Path, content: str, mode: int = 0o644) -> None:
    """Write `content` to `target` as UTF-8 with line feeds, whole or not at all."""
    write_bytes(target, content.encode("utf-8"), mode)
