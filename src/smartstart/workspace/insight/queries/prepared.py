"""The pieces of a release as its pages show them: read as they were prepared, or else worked out again.

What comes from here is the same for everybody who may see it. Whether somebody may, is for the caller to ask first.
"""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings

from smartstart.presentation.insight import FindingPart, Part
from smartstart.presentation.report.book import is_finding
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.data.queries.shelf import Shelf
from smartstart.workspace.data.rules.limits import MEBIBYTE
from smartstart.workspace.insight.models import PreparedPiece
from smartstart.workspace.insight.rules import prepared
from smartstart.workspace.insight.rules.prepared import AROUND, Around, OneFinding, Piece

_P = TypeVar("_P", Around, OneFinding)
_READ: Shelf[Piece | None] = Shelf(room=4 * MEBIBYTE)
"""What is made of a release never changes; kept for the pieces that were looked at last, measured as JSON."""


def around_of(release: Release) -> Around:
    """Return what stands around the findings of a release."""
    found = _piece(release, AROUND, Around, lambda: prepared.around(contents_of(release)))
    if found is None:
        raise LookupError("every release has something around its findings")
    return found


def one_finding_of(release: Release, subject: str) -> OneFinding | None:
    """Return a finding with what its page tells of the study; None when the release has none of that name."""
    if not is_finding(subject):
        return None
    return _piece(release, subject, OneFinding, lambda: prepared.one_finding(contents_of(release), subject))


def finding_part(release: Release, subject: str) -> FindingPart | None:
    """Return a finding; None when the release has none of that name."""
    found = one_finding_of(release, subject)
    return found.part if found else None


def part_of(release: Release, name: str) -> Part | None:
    """Return the part of a release that is called so: "comparison", "places", "h1", "g1", "other-…"."""
    found = finding_part(release, name)
    return found or next((part for part in around_of(release).parts if part.id == name), None)


def _piece(release: Release, name: str, kind: type[_P], work_out: Callable[[], _P | None]) -> _P | None:
    found = _READ.get(f"{release.manifest}/{name}", lambda: _read(release, name, kind) or _weighed(work_out()))
    return found if isinstance(found, kind) else None


def _read(release: Release, name: str, kind: type[_P]) -> tuple[int, _P] | None:
    """Return a piece as it was prepared, with its weight; None when it was not, or may not be believed."""
    row = PreparedPiece.objects.filter(release=release, name=name).values_list("tag", "content").first()
    if row is None:
        return None
    tag, content = row[0], bytes(row[1])
    if not prepared.holds(tag, settings.SECRET_KEY, release.manifest, name, content):
        return None
    return prepared.unpacked(kind, content)


def _weighed(piece: _P | None) -> tuple[int, _P | None]:
    return (prepared.weight(piece), piece) if piece is not None else (1, None)
