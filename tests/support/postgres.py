"""A PostgreSQL server of our own, in a folder that goes away: for trials and for the suite on a server.

Reached by a socket in that folder, so that no port can be taken by another.
"""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

_DEBIAN = Path("/usr/lib/postgresql")
_OWNER = "smartstart"
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_PATIENCE = 300  # seconds; for a machine that does much else


def binaries() -> Path | None:
    """Return the folder with the programs of PostgreSQL, the newest first; None when it is not installed."""
    on_path = shutil.which("initdb")
    newest_first = sorted(_DEBIAN.glob("*/bin"), key=_version, reverse=True)
    places = [*([Path(on_path).resolve().parent] if on_path else []), *newest_first]
    return next((place for place in places if (place / "initdb").is_file() and (place / "pg_ctl").is_file()), None)


def need_postgres() -> None:
    """Fail in CI when PostgreSQL is absent; skip elsewhere."""
    if binaries() is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is missing; CI needs it: install the package postgresql")
        pytest.skip("PostgreSQL is missing: install the package postgresql to run this on it too")


@contextmanager
def running_postgres(*, quick: bool = True) -> Iterator[str]:
    """Yield the address of a server with one empty database, "postgres://…".

    Args:
        quick: write nothing through to the disk; for tests, where a crash of the machine loses nothing.
    """
    programs = binaries()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="ss-pg-", dir="/tmp"))  # short: the path of a socket has few letters
    data, log, runner = folder / "data", folder / "log", _runner()
    try:
        if runner is not None:
            os.chown(folder, runner.pw_uid, runner.pw_gid)
        _run(runner, log, programs / "initdb", *_new(data))
        options = ["listen_addresses=''", f"unix_socket_directories={folder}", *(_QUICK if quick else ())]
        told = " ".join(f"-c {option}" for option in options)
        _run(runner, log, programs / "pg_ctl", "-D", data, "-l", log, "-o", told, "-w", "start")
        try:
            yield f"postgres://{_OWNER}@{quote(str(folder), safe='')}/postgres"
        finally:
            _run(runner, log, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _new(data: Path) -> tuple[object, ...]:
    return "-D", data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"


def _version(folder: Path) -> int:
    number = re.match(r"\d+", folder.parent.name)
    return int(number[0]) if number else 0


def _runner() -> pwd.struct_passwd | None:
    """Return whom the server runs as: for the administrator of a machine it refuses; others run it themselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is no account postgres or nobody")


def _run(runner: pwd.struct_passwd | None, log: Path, program: Path, *arguments: object) -> None:
    """Run a program of the server; its output goes nowhere, for the server would hold a pipe open."""
    who: dict[str, Any] = {} if runner is None else {"user": runner.pw_uid, "group": runner.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(program), *map(str, arguments)],
        cwd=log.parent,
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(log.parent), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=_PATIENCE,
        check=False,
        **who,
    )
    if done.returncode != 0:
        told = log.read_text(errors="replace")[-2000:] if log.is_file() else "without a log"
        raise RuntimeError(f"{program.name} failed: {told}")
