"""Answers about blocks, kept by what the blocks hold: after one added statement only the blocks it touches are new.

The key is a hash over everything that the answer depends on, so an answer can be old but never wrong. A file that
cannot be read, or was not written by who holds the secret, counts as none: what decides on a release must be as hard
to forge as the release.
"""

import hashlib
import hmac
import io
import os
from dataclasses import fields
from pathlib import Path

import numpy as np

from smartstart.disclosure.audit.blocks import Block
from smartstart.disclosure.audit.evidence import Evidence, Need
from smartstart.storage import write_bytes

_FORM = b"audit 3"  # another number when an answer comes to mean something else
_CHECK = 32
_KEPT = 2_000  # files; the ones that were used longest ago go first
_MOST = 256 * 1024 * 1024  # bytes of all files together
_ARRAYS = tuple(field.name for field in fields(Evidence) if field.name not in ("questions", "refusal"))


class Cache:
    """Answers in memory, and in a folder when one is given; only for inside the room.

    Args:
        folder: where answers outlive the process; each file is written whole or not at all. It may always be deleted.
        secret: with which the files are marked as ours.
    """

    def __init__(self, folder: Path | None = None, secret: bytes = b"") -> None:
        self._folder = folder
        self._secret = secret
        self._answers: dict[str, Evidence] = {}

    def get(self, key: str) -> Evidence | None:
        """Return the answer under this key, if it is there."""
        if key not in self._answers and self._folder is not None:
            found = self._read(self._folder / f"{key}.npz")
            if found is not None:
                self._answers[key] = found
        return self._answers.get(key)

    def put(self, key: str, answer: Evidence) -> None:
        """Keep an answer; not one that a question is missing of, which may be answered another time.

        Raises:
            StorageError: the folder cannot be written.
        """
        if answer.refusal is not None:
            return
        self._answers[key] = answer
        if self._folder is not None:
            write_bytes(self._folder / f"{key}.npz", self._written(key, answer), mode=0o600)

    def tidy(self) -> None:
        """Take away the answers that were used longest ago, where there are many."""
        if self._folder is None:
            return
        room = _MOST
        files = sorted(self._folder.glob("*.npz"), key=lambda file: (-_age(file)[0], file.name))
        for number, file in enumerate(files):
            room -= _age(file)[1]
            if number >= _KEPT or room < 0:
                file.unlink(missing_ok=True)

    def _written(self, key: str, answer: Evidence) -> bytes:
        file = io.BytesIO()
        np.savez(file, **{name: getattr(answer, name) for name in _ARRAYS})
        return self._mark(key, file.getvalue()) + file.getvalue()

    def _read(self, file: Path) -> Evidence | None:
        try:
            content = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        if not hmac.compare_digest(self._mark(file.stem, content[_CHECK:]), content[:_CHECK]):
            return None
        with np.load(io.BytesIO(content[_CHECK:]), allow_pickle=False) as arrays:
            return Evidence(**{name: arrays[name] for name in _ARRAYS})

    def _mark(self, key: str, content: bytes) -> bytes:
        return hmac.digest(self._secret, key.encode() + b"/" + content, "sha256")


def _age(file: Path) -> tuple[float, int]:
    """Return when a file was last used, and its size; nought when another run took it away."""
    try:
        found = file.stat()
    except OSError:
        return 0.0, 0
    return found.st_mtime, found.st_size


def key_of(block: Block, need: Need) -> str:
    """Return the hash of all that the answer about a block depends on."""
    system = block.system
    digest = hashlib.sha256(_FORM + bytes([need.exact, int(need.margin)]))
    for rows in (system.sums, block.parts):
        rows.sort_indices()
        for array in (np.array(rows.shape), rows.indptr, rows.indices):
            digest.update(np.asarray(array, dtype=np.int64).tobytes() + b"/")
        digest.update(rows.data.tobytes() + b"/")
    for limit in (system.lower, system.upper, system.down, system.up, need.width, need.reach):
        digest.update((limit + 0.0).tobytes() + b"/")  # minus nought is nought
    return digest.hexdigest()
