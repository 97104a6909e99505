"""The file of a ledger, its head beside it, and the lock: what makes that nothing released is forgotten.

1. the line is appended and synced, 2. the head file (number and hash of the last line) is replaced, 3. only then the
release takes its place. Whatever moment the machine stops at:

Stopped during 1, the file ends in half a line; no release rests on it and the next append cuts it off. Stopped
between 1 and 2, the head is one line behind; it is brought up to date. Stopped between 2 and 3, a line has no
release: harmless, and a rerun with the same content finds its line and adds none. A head that is *ahead* of the
file, or that names another line, means that somebody changed or shortened the ledger.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from smartstart.disclosure.ledger.chain import BrokenLineError, Chain, Head, chained, digest_of
from smartstart.disclosure.locking import locked
from smartstart.release.canonical import canonical_json
from smartstart.storage import write_bytes
from smartstart.vocabulary.errors import StorageError, TrustError


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands in the file: the chain, and how many bytes its whole lines take; half a line may follow."""

    chain: Chain
    whole_bytes: int


class LedgerFile:
    """Reads and appends; every reading checks the whole chain and the head."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head_path = path.with_name(path.name + ".head")
        self._lock_path = path.with_name(path.name + ".lock")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes out while the block runs."""
        with locked(self._lock_path):
            yield

    def begin(self) -> None:
        """Write an empty ledger."""
        self.write_head(Head())
        write_bytes(self.path, b"", 0o600)

    @property
    def begun(self) -> bool:
        """Whether there is anything of a ledger here. A begin that was stopped half-way does not count."""
        if self.path.exists():
            return True
        try:
            return self.head_path.exists() and self._stored_head() != Head()
        except ValueError:
            return True

    def read(self) -> Stored:
        """Return all whole lines.

        Raises:
            TrustError: the ledger was changed or shortened.
            StorageError: it may not be read.
        """
        try:
            content = self.path.read_bytes() if self.path.exists() else b""
        except OSError as problem:
            raise StorageError("Het grootboek kan niet worden gelezen.", where=self.path.name) from problem
        complete, _, half = content.rpartition(b"\n")
        try:
            chain = chained(complete.split(b"\n") if complete else [])
            self._check_head(chain)
        except BrokenLineError as problem:
            raise self._broken(str(problem), f"{self.path.name}, regel {problem.number}") from problem
        return Stored(chain, len(content) - len(half))

    def append(self, line: bytes, stored: Stored) -> Head:
        """Add a line after what was read; first the line itself, then the head.

        Raises:
            StorageError: the disk is full; whatever was written of the line does not count.
        """
        if stored.chain.entries:  # a head that lags one line behind after a stop is brought up to date first
            self.write_head(stored.chain.head)
        self._write(line + b"\n", stored.whole_bytes)
        head = Head(stored.chain.head.number + 1, digest_of(line))
        self.write_head(head)
        return head

    def write_head(self, head: Head) -> None:
        """Replace the head file, whole or not at all."""
        write_bytes(self.head_path, canonical_json({"number": head.number, "sha256": head.digest}) + b"\n")

    def _write(self, line: bytes, at: int) -> None:
        """Write after the last whole line and sync; on a full disk cut back to where it was."""
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as problem:
            raise self._full() from problem
        try:
            os.ftruncate(handle, at)
            os.lseek(handle, at, os.SEEK_SET)
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        except OSError as problem:
            with suppress(OSError):  # half a line that cannot be cut off now is cut off by the next append
                os.ftruncate(handle, at)
            raise self._full() from problem
        finally:
            os.close(handle)

    def _stored_head(self) -> Head:
        stored = json.loads(self.head_path.read_bytes())
        try:
            return Head(int(stored["number"]), str(stored["sha256"]))
        except (KeyError, TypeError) as problem:
            raise ValueError("no head") from problem

    def _check_head(self, chain: Chain) -> None:
        lines = len(chain.entries)
        if not self.head_path.exists():
            if lines > 1:
                raise self._broken("het bestand met de stand ervan ontbreekt", self.head_path.name)
            return
        try:
            head = self._stored_head()
        except ValueError as problem:
            raise self._broken("het bestand met de stand ervan is beschadigd", self.head_path.name) from problem
        if head != Head() and not 1 <= head.number <= lines:
            raise BrokenLineError(head.number, "deze regel is verdwenen; het grootboek is korter dan het was")
        if head != Head() and chain.digests[head.number - 1] != head.digest:
            raise BrokenLineError(head.number, "deze regel is niet de regel die hier geschreven werd")
        if lines - head.number > 1:
            raise BrokenLineError(head.number + 1, "deze regels zijn niet door Smart Start geschreven")

    def _full(self) -> StorageError:
        return StorageError(
            "Het grootboek kan niet worden bijgeschreven. Er is niets uitgegeven.",
            where=self.path.name,
            expected="ruimte op de schijf en schrijfrecht in deze map",
            mend="maak ruimte vrij en geef dezelfde opdracht nog een keer",
        )

    def _broken(self, why: str, where: str) -> TrustError:
        return TrustError(
            f"Het grootboek klopt niet: {why}.",
            where=where,
            expected="een grootboek waar alleen Smart Start regels aan toevoegt",
            mend="zet een veilige kopie van het hele grootboek terug; wat is uitgegeven, blijft uitgegeven",
        )
