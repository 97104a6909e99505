"""The lines of a ledger: one thing that happened each, in order, signed."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from smartstart.disclosure.ledger.shown import Record, Shown
from smartstart.disclosure.scope import Scope
from smartstart.release.contents import Dimension, Line, Name

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Field(ge=1)]


class Apart(Record):
    """An earlier release: its number in the ledger of the room that made it; no room is this one."""

    number: Number
    room: str = ""


class Release(Record):
    """What a line says of one release. What stands below `shown` is absent in lines of the first format.

    Attributes:
        policy: name and fingerprint; stamp: what it may be used for; approver: who approved the study.
        manifest: sha256 of the manifest of the release, by which anyone can tell which release this is.
        definitions: fingerprint of the definitions under the numbers.
        populations: ids of the populations that the statements are about.
        reference_dates: of the study.
        dimensions: with their levels, so that a later audit can read the predicates.
        scopes: dates and areas of the populations, so that a later audit can tell what it shares with them.
        apart: earlier releases that this one could not be audited together with; a person looks at them.
    """

    study: str
    policy: str
    stamp: str
    day: dt.date
    approver: str
    shown: tuple[Shown, ...]
    manifest: str = ""
    definitions: str = ""
    populations: tuple[str, ...] = ()
    reference_dates: tuple[dt.date, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    scopes: tuple[Scope, ...] = ()
    apart: tuple[Apart, ...] = ()


class Withdrawal(Record):
    """A release was withdrawn. What it showed stays known, so it stays counted."""

    number: Number
    reason: Line
    by: Line
    day: dt.date


class NumberedRelease(Record):
    """A release of another room, with its number in that room's ledger."""

    number: Number
    release: Release


class Taken(Record):
    """What another room showed, as far as it was not known here yet.

    Attributes:
        room: what the other room calls itself; key: with which it signed, 64 hexadecimal digits.
        releases: the new ones; withdrawn: numbers of all that it has withdrawn so far.
    """

    room: Name
    key: Digest
    releases: tuple[NumberedRelease, ...]
    withdrawn: tuple[Number, ...]


class HandOver(Record):
    """From the next line on another key signs; 64 hexadecimal digits."""

    key: Digest


class Reviewed(Record):
    """What a person decided on a release. The reason stands in the decision beside the release, not here.

    Attributes:
        number: the line of the release, or of what it is a part of; manifest: sha256 of what was looked at.
        by: name and role; key: fingerprint of the reviewer's key; decision: sha256 of what the reviewer signed.
        seen: earlier releases that could not be audited together with it, and that the reviewer looked at.
    """

    number: Number
    manifest: Digest
    outcome: Literal["approved", "refused"]
    by: Line
    day: dt.date
    key: Digest
    decision: Digest
    seen: tuple[Apart, ...] = ()


Body = Release | Withdrawal | Taken | HandOver | Reviewed


class Entry(Record):
    """One line of the ledger: exactly one of the five things that can happen.

    Attributes:
        number: from 1; previous: sha256 of the line before, noughts for the first.
        key: raw public key that signed, 64 hexadecimal digits; empty in a line from before lines were signed.
        signature: over the line without this field, 128 hexadecimal digits.
    """

    number: Number
    previous: Digest
    release: Release | None = None
    withdrawal: Withdrawal | None = None
    taken: Taken | None = None
    hand_over: HandOver | None = None
    review: Reviewed | None = None
    key: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    signature: Annotated[str, Field(pattern=r"^([0-9a-f]{128})?$")] = ""

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        bodies = (self.release, self.withdrawal, self.taken, self.hand_over, self.review)
        if sum(body is not None for body in bodies) != 1:
            raise ValueError("a line says exactly one thing")
        if bool(self.key) != bool(self.signature):
            raise ValueError("a key and a signature go together")
        return self

    @property
    def signed(self) -> bool:
        """Whether the line is signed; only lines from before lines were signed are not."""
        return bool(self.signature)


FIELDS: dict[type[Record], str] = {
    Release: "release",
    Withdrawal: "withdrawal",
    Taken: "taken",
    HandOver: "hand_over",
    Reviewed: "review",
}
