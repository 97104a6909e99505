"""A PostgreSQL server of our own, in a folder that goes away: for trials and for the suite on a server."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = "/usr/lib/postgresql"
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def binaries() -> Path | None:
    """Return the folder with the programs of PostgreSQL, the newest first; None when it is not installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path(_PLACES).glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True)
    return found[0].parent if found else None


@contextmanager
def running_postgres(*, quick: bool = True) -> Iterator[str]:
    """Yield the address of a server with one empty database, "postgres://…".

    Args:
        quick: write nothing through to the disk; for tests, where a crash of the machine loses nothing.
    """
    programs = binaries()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="smartstart-postgres-"))
    try:
        _give_away(folder)
        data, port = folder / "data", _free_port()
        _run(programs / "initdb", "-D", data, "-U", "smartstart", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = [f"-p {port}", "-h 127.0.0.1", f"-k {folder}", *(f"-c {one}" for one in _QUICK if quick)]
        log = folder / "log"
        _run(programs / "pg_ctl", "-D", data, "-l", log, "-o", " ".join(options), "-w", "start")
        try:
            yield f"postgres://smartstart@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give_away(folder: Path) -> None:
    """Give the folder to the account of the server: it refuses to run for the administrator of the machine."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


def _run(program: Path, *arguments: object) -> None:
    command = [str(program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
