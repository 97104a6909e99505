"""Opening what a release holds: the whole for who may know of the release, one finding for who may know of that."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from smartstart.presentation import insight
from smartstart.presentation.insight import (
    ComparisonPart,
    FindingPart,
    HunchPart,
    LocalPart,
    OutlinePart,
    Part,
    PlacesPart,
    TablePart,
)
from smartstart.release.contents import ReleaseContents
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of, releases_for
from smartstart.workspace.data.queries.shelf import Shelf
from smartstart.workspace.insight.models import Finding, Strengths
from smartstart.workspace.insight.queries.findings import findings_for
from smartstart.workspace.insight.rules.material import texts_of
from smartstart.workspace.publishing.rules.material import text_hash

_PARTS: Mapping[str, Callable[[ReleaseContents], Part | None]] = {
    "comparison": insight.comparison,
    "everybody": insight.everybody,
    "drop-off": insight.drop_off,
    "places": insight.places,
    "outline": insight.outline,
}


@dataclass(frozen=True, slots=True)
class Around:
    """The parts of a release besides its findings."""

    comparison: ComparisonPart | None
    hunches: tuple[HunchPart, ...]
    places: PlacesPart | None
    municipalities: tuple[LocalPart, ...]
    tables: tuple[TablePart, ...]
    outline: OutlinePart


_AROUND: Shelf[Around] = Shelf(room=24)
"""What is made of a release never changes; kept for the releases that were looked at last."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A finding with everything that its page shows.

    Attributes:
        strengths: what goes well in this group, as a colleague wrote it down; empty when nobody did.
        whole: whether the viewer may know of the release as a whole; else this one finding is all there is.
    """

    finding: Finding
    contents: ReleaseContents
    part: FindingPart
    strengths: str
    whole: bool

    @property
    def release(self) -> Release:
        """The release that it is in."""
        return self.finding.release


def opened_release(viewer: Viewer, release: uuid.UUID) -> Release | None:
    """Return a release that this viewer may know of as a whole; `.overtaken` as in `releases_for`."""
    return releases_for(viewer).select_related("summary").filter(pk=release).first()


def opened_finding(viewer: Viewer, release: uuid.UUID, subject: str) -> Opened | None:
    """Return a finding that this viewer may know of.

    Who sees it only because it is public, sees exactly the texts that were judged, or nothing.
    """
    finding = findings_for(viewer).filter(release=release, subject=subject).first()
    if finding is None:
        return None
    contents = contents_of(finding.release)
    part = insight.finding(contents, subject)
    strengths = strengths_of(finding.release, subject)
    whole = finding.release.shows_to(viewer)
    if part is None or not (whole or text_hash(texts_of(contents, part, strengths)) == finding.text_hash):
        return None
    return Opened(finding, contents, part, strengths, whole)


def strengths_of(release: Release, subject: str) -> str:
    """Return what goes well in the group of a finding; empty when nobody wrote it down."""
    return Strengths.objects.filter(release=release, finding=subject).values_list("text", flat=True).first() or ""


def around_of(release: Release) -> Around:
    """Return what stands around the findings of a release."""
    return _AROUND.get(release.manifest, lambda: (1, _around(contents_of(release))))


def _around(contents: ReleaseContents) -> Around:
    tables = (insight.everybody(contents), insight.drop_off(contents), *insight.other_statements(contents))
    return Around(
        comparison=insight.comparison(contents),
        hunches=insight.hunches(contents),
        places=insight.places(contents),
        municipalities=insight.municipalities(contents),
        tables=tuple(table for table in tables if table is not None),
        outline=insight.outline(contents),
    )


def part_of(contents: ReleaseContents, name: str) -> Part | None:
    """Return the part of a release that is called so: "comparison", "places", "h1", "g1", "other-…"."""
    if name in _PARTS:
        return _PARTS[name](contents)
    if name.startswith("other-"):
        return next((part for part in insight.other_statements(contents) if part.id == name), None)
    if name.startswith("local-"):
        return next((part for part in insight.municipalities(contents) if part.id == name), None)
    hunch = next((part for part in insight.hunches(contents) if part.id == name), None)
    return hunch or insight.finding(contents, name)
