"""The pieces of a release as its pages show them, how they are packed, and how one knows that they may be believed.

A piece is only believed when its authentication tag (HMAC, RFC 2104) fits. The tag binds the content to the release (by
the digest of its manifest), to the secret of this workplace, and to the program that made it: whatever was changed in
the database, came from another workplace, or was made by another version, is worked out again from the signed archive.
"""

import hashlib
import hmac
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

import smartstart
from smartstart.presentation import insight
from smartstart.presentation.insight import (
    ComparisonPart,
    CurvePart,
    FindingPart,
    HunchPart,
    LocalPart,
    OutlinePart,
    Part,
    PlacesPart,
    TablePart,
)
from smartstart.release.contents import PublicSource, ReleaseContents

AROUND = "around"
"""The name of what stands around the findings; a finding is called "g1"."""

_WRITTEN_BY = ("presentation", "release", "vocabulary", "workspace/insight/rules")
"""The packages that decide what a piece holds."""


@dataclass(frozen=True, slots=True)
class StudyWords:
    """What every page on a release may need to tell of its study. `reason` is why a checker let only a part through."""

    title: str
    units: str
    purpose: str
    legal_basis: str
    methods: tuple[str, ...]
    caveats: tuple[str, ...]
    sources: tuple[PublicSource, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Around:
    """The parts of a release besides its findings."""

    words: StudyWords
    comparison: ComparisonPart | None
    low: tuple[FindingPart, ...]
    curves: tuple[CurvePart, ...]
    hunches: tuple[HunchPart, ...]
    places: PlacesPart | None
    municipalities: tuple[LocalPart, ...]
    tables: tuple[TablePart, ...]
    outline: OutlinePart

    @property
    def parts(self) -> tuple[Part, ...]:
        """All parts; each has an id of its own."""
        alone = (self.comparison, self.places, self.outline)
        return (
            *(part for part in alone if part is not None),
            *self.low,
            *self.curves,
            *self.tables,
            *self.municipalities,
            *self.hunches,
        )


@dataclass(frozen=True, slots=True)
class OneFinding:
    """One finding, with what its page tells of the study."""

    words: StudyWords
    part: FindingPart


Piece = Around | OneFinding
_P = TypeVar("_P", Around, OneFinding)


def pieces_of(contents: ReleaseContents, findings: Sequence[FindingPart]) -> Iterator[tuple[str, Piece]]:
    """Yield every piece of a release by name.

    Args:
        findings: all findings of the release, as `insight.findings` makes them.
    """
    yield AROUND, around(contents)
    words = words_of(contents)
    for part in findings:
        yield part.id, OneFinding(words, part)


def around(contents: ReleaseContents) -> Around:
    """Return what stands around the findings."""
    tables = (
        insight.everybody(contents),
        insight.drop_off(contents),
        *insight.together(contents),
        *insight.regressions(contents),
        *insight.other_statements(contents),
    )
    return Around(
        words=words_of(contents),
        comparison=insight.comparison(contents),
        low=insight.low_findings(contents),
        curves=insight.cutoffs(contents),
        hunches=insight.hunches(contents),
        places=insight.places(contents),
        municipalities=insight.municipalities(contents),
        tables=tuple(table for table in tables if table is not None),
        outline=insight.outline(contents),
    )


def one_finding(contents: ReleaseContents, subject: str) -> OneFinding | None:
    """Return one finding; None when the release has none of that name."""
    part = insight.finding(contents, subject)
    return OneFinding(words_of(contents), part) if part else None


def words_of(contents: ReleaseContents) -> StudyWords:
    """Return what a page tells of the study."""
    sheet = contents.sheet
    return StudyWords(
        title=sheet.title,
        units=sheet.units,
        purpose=sheet.purpose,
        legal_basis=sheet.legal_basis,
        methods=sheet.methods,
        caveats=sheet.caveats,
        sources=sheet.sources,
        reason=contents.subset_reason,
    )


def packed(piece: Piece) -> bytes:
    """Return a piece as compressed JSON."""
    return zlib.compress(_json(piece))


def weight(piece: Piece) -> int:
    """Return how many bytes of JSON a piece is."""
    return len(_json(piece))


def unpacked(kind: type[_P], content: bytes) -> tuple[int, _P]:
    """Return how many bytes of JSON a piece is, and the piece. Only for content whose tag fits."""
    text = zlib.decompress(content)
    return len(text), _adapter(kind).validate_json(text)


def _json(piece: Piece) -> bytes:
    return _adapter(Around).dump_json(piece) if isinstance(piece, Around) else _adapter(OneFinding).dump_json(piece)


def _adapter(kind: type[_P]) -> TypeAdapter[_P]:
    return _adapters()[kind]


@cache  # their schemas take some time to make
def _adapters() -> dict[type, TypeAdapter[Any]]:
    return {kind: TypeAdapter(kind) for kind in (Around, OneFinding)}


def tag(secret: str, manifest: str, name: str, content: bytes) -> str:
    """Return what shows that this program made this content of this piece of this release, in this workplace."""
    key = hashlib.sha256(f"smartstart prepared piece\0{secret}".encode()).digest()
    return hmac.new(key, f"{maker()}\0{manifest}\0{name}\0".encode() + content, hashlib.sha256).hexdigest()


def holds(given: str, secret: str, manifest: str, name: str, content: bytes) -> bool:
    """Tell whether a tag fits."""
    return hmac.compare_digest(given, tag(secret, manifest, name, content))


@cache
def maker() -> str:
    """Return what tells this program from any that would prepare other pieces: its own texts, and Dutch notation."""
    home = Path(smartstart.__file__).parent
    digest = hashlib.sha256(f"{smartstart.__version__}\0{version('babel')}\0".encode())
    for package in _WRITTEN_BY:
        for path in sorted((home / package).rglob("*.*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(home).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
