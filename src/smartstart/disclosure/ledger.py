"""The ledger: everything that was ever released, one line per release, each line holding the hash of the one before.

It lives inside the room and holds shown values only. The order of writing makes that nothing released is
forgotten, whatever moment the machine stops at:

1. the line is appended and synced, 2. the head file (number and hash of the last line) is replaced, 3. only then the
release takes its place.

Stopped during 1, the file ends in half a line; no release rests on it and the next append cuts it off. Stopped
between 1 and 2, the head is one line behind; it is brought up to date. Stopped between 2 and 3, a line has no
release: harmless, and a rerun with the same content finds its line and adds none. A head that is *ahead* of the
file, or a line whose hash does not fit, means that somebody changed or shortened the ledger: a TrustError.

Two processes at once wait for each other on a lock of the operating system, which falls away with its process. A
release that was judged before another one was written is refused, so that no release is judged on an old ledger.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
)

from smartstart.disclosure.judgement import CellKey, EarlierCell
from smartstart.disclosure.locking import locked
from smartstart.release.canonical import canonical_json
from smartstart.release.contents import Counted, Predicate, Statistic
from smartstart.storage import write_bytes
from smartstart.vocabulary.errors import StorageError, TrustError, UsageError

_START = "0" * 64


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ShownCount(_Line):
    """A count that was shown."""

    kind: Literal["count"] = "count"
    id: str
    room: str
    unit: str
    population: str
    period: str
    predicate: Predicate
    counted: Counted
    half: bool
    value: int
    base: int

    @property
    def key(self) -> CellKey:
        """Which cell this is, in any release."""
        return CellKey(self.room, self.unit, self.population, self.period, self.predicate, self.counted, self.half)


class ShownRatio(_Line):
    """A ratio of shown counts that was shown."""

    kind: Literal["ratio"] = "ratio"
    id: str
    population: str
    predicate: Predicate
    statistic: Statistic
    of: tuple[str, ...]
    value: float


class ShownModel(_Line):
    """An estimate that was shown."""

    kind: Literal["model"] = "model"
    id: str
    room: str
    unit: str
    population: str
    period: str
    predicate: Predicate
    reference: Predicate
    measure: str
    method: str
    value: float
    lower: float
    upper: float
    precision: str = ""

    @model_serializer(mode="wrap")
    def _dump(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out a precision that was never written: lines from before it keep their bytes, and their hash."""
        found: dict[str, Any] = handler(self)
        if not self.precision:
            found.pop("precision", None)
        return found

    @property
    def key(self) -> tuple[object, ...]:
        """Which estimate this is, in any release."""
        return (
            self.room,
            self.unit,
            self.population,
            self.period,
            self.predicate,
            self.reference,
            self.measure,
            self.method,
        )


Shown = Annotated[ShownCount | ShownRatio | ShownModel, Field(discriminator="kind")]


class Release(_Line):
    """What a line says of one release."""

    study: str
    policy: str
    stamp: str
    day: date
    approver: str
    shown: tuple[Shown, ...]


class Entry(_Line):
    """One line of the ledger."""

    number: Annotated[int, Field(ge=1)]
    previous: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    release: Release


@dataclass(frozen=True, slots=True)
class Head:
    """The last line: its number and hash; 0 and noughts for an empty ledger."""

    number: int = 0
    digest: str = _START


@dataclass(frozen=True, slots=True)
class Memory:
    """What the ledger knew at one moment: the last value shown of each count and estimate."""

    head: Head
    counts: dict[CellKey, EarlierCell]
    models: dict[tuple[object, ...], ShownModel]


@dataclass(frozen=True, slots=True)
class _Read:
    entries: tuple[Entry, ...]
    digests: tuple[str, ...]
    whole_bytes: int  # length of the complete lines; what follows is half a line
    torn: bool

    @property
    def head(self) -> Head:
        return Head(len(self.entries), self.digests[-1]) if self.entries else Head()


class Ledger:
    """An append-only file of releases. Reading verifies the whole chain every time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._head_path = path.with_name(path.name + ".head")
        self._lock_path = path.with_name(path.name + ".lock")

    @classmethod
    def create(cls, path: Path) -> Self:
        """Begin an empty ledger. Only a person begins one, on purpose: an empty ledger remembers nothing.

        Raises:
            UsageError: there is something there already.
            StorageError: the folder may not be written.
        """
        made = cls(path)
        with made._held():
            if path.exists() or made._head_path.exists():
                raise UsageError("Hier staat al een grootboek. Er is niets veranderd.", where=str(path))
            made._write_head(Head())
            write_bytes(path, b"")
        return made

    @classmethod
    def existing(cls, path: Path) -> Self:
        """Return the ledger at `path`; a lost one must not pass for an empty one.

        Raises:
            TrustError: there is no ledger, or a part of it is missing.
        """
        made = cls(path)
        if not path.is_file() or not made._head_path.is_file():
            raise TrustError(
                "Hier staat geen (heel) grootboek.",
                where=str(path),
                expected=f"het bestand met de vrijgaven en '{made._head_path.name}' ernaast",
                mend="begin het grootboek van deze beveiligde omgeving één keer met 'smartstart ledger new'",
            )
        return made

    def entries(self) -> tuple[Entry, ...]:
        """Return all complete lines, oldest first.

        Raises:
            TrustError: the ledger was changed or shortened.
        """
        with self._held():
            return self._read().entries

    def memory(self) -> Memory:
        """Return what was shown before; of a cell that was shown twice, the last value.

        Raises:
            TrustError: the ledger was changed or shortened.
        """
        with self._held():
            read = self._read()
        counts: dict[CellKey, EarlierCell] = {}
        models: dict[tuple[object, ...], ShownModel] = {}
        for entry in read.entries:
            for shown in entry.release.shown:
                if isinstance(shown, ShownCount):
                    counts[shown.key] = EarlierCell(shown.key, shown.value, shown.base)
                elif isinstance(shown, ShownModel):
                    models[shown.key] = shown
        return Memory(read.head, counts, models)

    def groups(self, population: str) -> tuple[Predicate, ...]:
        """Return the groups of a population that were shown before, to be recounted on the present data."""
        found = {key.predicate: None for key in self.memory().counts if key.population == population and not key.half}
        return tuple(found)

    def append(self, release: Release, *, judged_at: Head) -> Head:
        """Add a line for `release` and return the new head; the same release as before adds nothing.

        Args:
            release: what will be shown.
            judged_at: the head of the memory that it was judged with.

        Raises:
            TrustError: the ledger was changed, or another release was written since `judged_at`.
            StorageError: the disk is full; the ledger is as it was.
        """
        with self._held():
            read = self._read()
            if read.entries:  # a head that lags one line behind after a kill is brought up to date first
                self._write_head(read.head)
            for entry, digest in zip(read.entries, read.digests, strict=True):
                if entry.release == release:
                    return Head(entry.number, digest)
            if read.head != judged_at:
                raise TrustError(
                    "Tijdens het beoordelen van deze uitgave is er een andere bijgekomen. Er is niets uitgegeven.",
                    where=self.path.name,
                    mend="geef dezelfde opdracht nog een keer; dan telt de andere uitgave mee",
                )
            entry = Entry(number=read.head.number + 1, previous=read.head.digest, release=release)
            line = canonical_json(entry.model_dump(mode="json"))
            self._write(line + b"\n", read.whole_bytes)
            head = Head(entry.number, hashlib.sha256(line).hexdigest())
            self._write_head(head)
            return head

    @contextmanager
    def _held(self) -> Iterator[None]:
        with locked(self._lock_path):
            yield

    def _write(self, line: bytes, at: int) -> None:
        """Append after the last complete line and sync; on a full disk cut back to where it was."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.ftruncate(handle, at)
            os.lseek(handle, at, os.SEEK_SET)
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        except OSError as problem:
            os.ftruncate(handle, at)
            raise StorageError(
                "Het grootboek kan niet worden bijgeschreven. Er is niets uitgegeven.",
                where=self.path.name,
                expected="ruimte op de schijf en schrijfrecht in deze map",
                mend="maak ruimte vrij en geef dezelfde opdracht nog een keer",
            ) from problem
        finally:
            os.close(handle)

    def _write_head(self, head: Head) -> None:
        write_bytes(self._head_path, canonical_json({"number": head.number, "sha256": head.digest}) + b"\n")

    def _read(self) -> _Read:
        content = self.path.read_bytes() if self.path.exists() else b""
        complete, _, half = content.rpartition(b"\n")
        lines = complete.split(b"\n") if complete else []
        entries, digests = [], []
        previous = _START
        for number, line in enumerate(lines, start=1):
            entries.append(self._parse(line, number, previous))
            previous = hashlib.sha256(line).hexdigest()
            digests.append(previous)
        read = _Read(tuple(entries), tuple(digests), len(content) - len(half), torn=bool(half))
        self._check_head(read)
        return read

    def _parse(self, line: bytes, number: int, previous: str) -> Entry:
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError as problem:
            raise self._broken(number, "deze regel is geen geldige regel van een grootboek") from problem
        if entry.number != number or entry.previous != previous:
            raise self._broken(number, "deze regel sluit niet aan op de regel ervoor")
        if canonical_json(entry.model_dump(mode="json")) != line:
            raise self._broken(number, "deze regel is anders geschreven dan Smart Start dat doet")
        return entry

    def _check_head(self, read: _Read) -> None:
        if not self._head_path.exists():
            if len(read.entries) > 1:
                raise self._broken(len(read.entries), "het bestand met de stand van het grootboek ontbreekt")
            return
        try:
            stored = json.loads(self._head_path.read_bytes())
            head = Head(int(stored["number"]), str(stored["sha256"]))
        except (ValueError, KeyError, TypeError) as problem:
            raise self._broken(
                len(read.entries), "het bestand met de stand van het grootboek is beschadigd"
            ) from problem
        if head == Head():
            return
        if not 1 <= head.number <= len(read.entries):
            raise self._broken(head.number, "deze regel is verdwenen; het grootboek is korter dan het was")
        if read.digests[head.number - 1] != head.digest:
            raise self._broken(head.number, "deze regel is veranderd nadat hij geschreven is")
        if len(read.entries) - head.number > 1:
            raise self._broken(head.number + 1, "deze regels zijn niet door Smart Start geschreven")

    def _broken(self, number: int, why: str) -> TrustError:
        return TrustError(
            f"Het grootboek klopt niet: {why}.",
            where=f"{self.path.name}, regel {number}",
            expected="een grootboek waar alleen Smart Start regels aan toevoegt",
            mend="zet een veilige kopie van het hele grootboek terug; wat is uitgegeven, blijft uitgegeven",
        )
