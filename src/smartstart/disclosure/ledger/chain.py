"""The chain: each line holds the hash of the one before and is signed; from bytes to lines and back.

Order of trust: a line fits the one before (number and hash), it is signed by the key that signed before it, and that
key signs until a line hands over to another. Lines from before lines were signed stand at the beginning only; the
first signed line vouches for them, as it holds the hash of the last of them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from smartstart.disclosure.ledger.lines import FIELDS, Body, Entry
from smartstart.release.canonical import canonical_json, strict_json
from smartstart.release.keys import PrivateKey, is_signed_by, public_hex, public_key_of

_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The last line: its number and hash; 0 and noughts for an empty ledger."""

    number: int = 0
    digest: str = _START


@dataclass(frozen=True, slots=True)
class Chain:
    """All lines, oldest first.

    Attributes:
        digests: sha256 of each line.
        key: which key signs the next line, 64 hexadecimal digits; empty when no line was signed yet.
    """

    entries: tuple[Entry, ...] = ()
    digests: tuple[str, ...] = ()
    key: str = ""

    @property
    def head(self) -> Head:
        """The last line."""
        return Head(len(self.entries), self.digests[-1]) if self.entries else Head()


class BrokenLineError(Exception):
    """A line does not belong where it stands; `number` is the line, the text is why, in Dutch."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.number = number


def digest_of(line: bytes) -> str:
    """Return the hash by which the next line names this one."""
    return hashlib.sha256(line).hexdigest()


def chained(lines: Sequence[bytes]) -> Chain:
    """Return the chain of lines, each without its line feed.

    Raises:
        BrokenLineError: the first line that is not as it was written.
    """
    entries: list[Entry] = []
    digests: list[str] = []
    previous, key = _START, ""
    for number, line in enumerate(lines, start=1):
        raw, entry = _parsed(line, number)
        if entry.number != number or entry.previous != previous:
            raise BrokenLineError(number, "deze regel sluit niet aan op de regel ervoor")
        _check_signature(raw, entry, number, key)
        previous = digest_of(line)
        key = entry.hand_over.key if entry.hand_over is not None else entry.key
        entries.append(entry)
        digests.append(previous)
    return Chain(tuple(entries), tuple(digests), key)


def _parsed(line: bytes, number: int) -> tuple[dict[str, Any], Entry]:
    try:
        raw = strict_json(line)
        entry = Entry.model_validate(raw)
    except (ValidationError, ValueError, RecursionError) as problem:
        raise BrokenLineError(number, "deze regel is geen geldige regel van een grootboek") from problem
    if canonical_json(raw) != line:
        raise BrokenLineError(number, "deze regel is anders geschreven dan Smart Start dat doet")
    return raw, entry


def _check_signature(raw: dict[str, Any], entry: Entry, number: int, key: str) -> None:
    if not entry.signed:
        if key:
            raise BrokenLineError(number, "deze regel is niet ondertekend, en de regel ervoor wel")
        return
    if key and entry.key != key:
        raise BrokenLineError(number, "deze regel is ondertekend met een andere sleutel dan de regel ervoor")
    signed = canonical_json({name: value for name, value in raw.items() if name != "signature"})
    signer = public_key_of(entry.key)
    if signer is None or not is_signed_by(signed, bytes.fromhex(entry.signature), signer):
        raise BrokenLineError(number, "de handtekening onder deze regel klopt niet")


def line_after(chain: Chain, body: Body, key: PrivateKey) -> tuple[bytes, Entry]:
    """Return the next line, signed, without its line feed; and what it says."""
    plain: dict[str, Any] = {
        "number": chain.head.number + 1,
        "previous": chain.head.digest,
        FIELDS[type(body)]: body.model_dump(mode="json"),
        "key": public_hex(key.public_key()),
    }
    line = canonical_json(plain | {"signature": key.sign(canonical_json(plain)).hex()})
    return line, Entry.model_validate(strict_json(line))
