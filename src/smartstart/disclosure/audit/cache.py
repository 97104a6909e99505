"""Answers about blocks, kept by what the blocks hold: after one added statement only the blocks it touches are new.

The key is a hash over everything that the answer depends on, so an answer can be old but never wrong. A file that
cannot be read, or is not what was written, counts as none.
"""

import hashlib
import io
from dataclasses import fields
from pathlib import Path

import numpy as np

from smartstart.disclosure.audit.blocks import Block
from smartstart.disclosure.audit.evidence import Evidence, Need
from smartstart.storage import write_bytes

_FORM = b"audit 2"  # another number when an answer comes to mean something else
_CHECK = 32


class Cache:
    """Answers in memory, and in a folder when one is given; only for inside the room.

    Args:
        folder: where answers outlive the process; each file is written whole or not at all.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._answers: dict[str, Evidence] = {}

    def get(self, key: str) -> Evidence | None:
        """Return the answer under this key, if it is there."""
        if key not in self._answers and self._folder is not None:
            found = _read(self._folder / f"{key}.npz")
            if found is not None:
                self._answers[key] = found
        return self._answers.get(key)

    def put(self, key: str, answer: Evidence) -> None:
        """Keep an answer.

        Raises:
            StorageError: the folder cannot be written.
        """
        self._answers[key] = answer
        if self._folder is not None:
            write_bytes(self._folder / f"{key}.npz", _written(answer), mode=0o600)


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


def _written(answer: Evidence) -> bytes:
    file = io.BytesIO()
    np.savez(file, **{field.name: getattr(answer, field.name) for field in fields(Evidence)})
    content = file.getvalue()
    return hashlib.sha256(content).digest() + content


def _read(file: Path) -> Evidence | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content[_CHECK:]).digest() != content[:_CHECK]:
        return None
    with np.load(io.BytesIO(content[_CHECK:]), allow_pickle=False) as arrays:
        return Evidence(**{name: arrays[name] for name in arrays.files if name != "questions"}, questions=0)
