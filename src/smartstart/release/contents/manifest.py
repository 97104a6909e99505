"""What is signed: where the data come from, what the release may be used for, its files, and who looked at it."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from smartstart.release.contents.closed import READABLE, Closed, Line, Name, Sha256


class Origin(StrEnum):
    """Where the data come from; the value is the word shown to users."""

    INVENTED = "verzonnen gegevens"
    PUBLIC = "openbare gegevens"
    REAL = "echte gegevens"


class Stamp(StrEnum):
    """What a release may be used for; the value is the word shown on every page."""

    FULL = "volledig"
    TRIAL = "proef"
    DRAFT = "concept"


class Outline(Closed):
    """Which statements exist and which were withheld, as numbers of statements only."""

    asked: int
    released: int
    withheld: int
    reasons: tuple[Line, ...] = ()  # the kinds of reason that the policy knows, not which applied where


class Member(Closed):
    """One file of a release."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,40}\.(json|csv|html|geojson)$")]
    sha256: Sha256
    size: Annotated[int, Field(ge=0, le=64 * 1024 * 1024)]


Format = Literal["smartstart-release/1", "smartstart-release/2"]
"""Oldest first; `release/formats.py` says which one a release needs."""


class Manifest(Closed):
    """What is signed: study, policy, versions, stamp and the hashes of all members.

    The second format is the first with counts that are `kept`, with what a study declared about its map and its
    ladder, and with what conditions do together. A release without any of those is of the first, so that programs from
    before read it; of the second they say that they need a newer version.
    """

    format: Format = "smartstart-release/1"
    study: Name
    study_fingerprint: Sha256
    definitions_fingerprint: Sha256
    policy: Line
    software: Line
    origin: Origin
    stamp: Stamp
    day: dt.date
    key: Annotated[str, Field(max_length=64)] = ""  # fingerprint of the signing key; empty when unsigned
    subset_of: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""  # sha256 of the manifest this is a subset of
    subset_reason: Line = ""
    members: tuple[Member, ...]


class Review(Closed):
    """That a person looked at a release and let it through; the outer manifest is signed by that person.

    What was looked at is in it whole, as its maker signed it, so that a reader needs nobody's word for either. The
    reason of the reviewer is not: it may speak of what was withheld.
    """

    name: Annotated[str, Field(min_length=1, max_length=120, pattern=READABLE)]
    day: dt.date
    manifest: Manifest
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]  # of the maker, over the bytes of `manifest`
