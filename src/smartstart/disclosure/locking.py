"""A lock between processes that the operating system releases when its holder dies.

A lock *file* that stays behind after a kill would block everybody; an advisory lock on an open file does not.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smartstart.vocabulary.errors import StorageError

_WAIT_SECONDS = 60.0
_STEP_SECONDS = 0.05

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, what: str = "Het grootboek", wait_seconds: float = _WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock on `path` (created when absent) while the block runs.

    Args:
        path: the lock file; what: what it guards, for the message; wait_seconds: how long to wait for another.

    Raises:
        StorageError: another process held it all that time, or the folder may not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as problem:
        raise StorageError(
            f"{what} kan hier niet worden geopend.",
            where=path.name,
            expected="schrijfrecht in deze map",
        ) from problem
    try:
        _wait(handle, path, what, wait_seconds)
        yield
    finally:
        os.close(handle)  # closing releases the lock


def _wait(handle: int, path: Path, what: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            _try(handle)
        except OSError as problem:
            if time.monotonic() > until:
                raise StorageError(
                    f"{what} is bezet door een andere opdracht.",
                    where=path.name,
                    mend="wacht tot die opdracht klaar is en probeer het nog een keer",
                ) from problem
            time.sleep(_STEP_SECONDS)
        else:
            return
