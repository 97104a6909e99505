"""Opening what a release holds: the whole for who may know of the release, one finding for who may know of that."""

import uuid
from dataclasses import dataclass

from smartstart.presentation.insight import FindingPart
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import releases_for
from smartstart.workspace.insight.models import Finding, Strengths
from smartstart.workspace.insight.queries.findings import findings_for
from smartstart.workspace.insight.queries.prepared import one_finding_of
from smartstart.workspace.insight.rules.material import texts_of
from smartstart.workspace.insight.rules.prepared import StudyWords
from smartstart.workspace.publishing.rules.material import text_hash


@dataclass(frozen=True, slots=True)
class Opened:
    """A finding with everything that its page shows.

    Attributes:
        study: what its page tells of the study.
        strengths: what goes well in this group, as a colleague wrote it down; empty when nobody did.
        whole: whether the viewer may know of the release as a whole; else this one finding is all there is.
    """

    finding: Finding
    study: StudyWords
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
    """Return a finding that this viewer may know of, with all that its page shows."""
    finding = findings_for(viewer).filter(release=release, subject=subject).first()
    return opened(viewer, finding) if finding else None


def opened(viewer: Viewer, finding: Finding) -> Opened | None:
    """Return a finding that was looked up for this viewer, with all that its page shows.

    Who sees it only because it is public, sees exactly the texts that were judged, or nothing.
    """
    known = one_finding_of(finding.release, finding.subject)
    if known is None:
        return None
    strengths = strengths_of(finding.release, finding.subject)
    whole = finding.release.shows_to(viewer)
    if not (whole or text_hash(texts_of(known.words, known.part, strengths)) == finding.text_hash):
        return None
    return Opened(finding, known.words, known.part, strengths, whole)


def strengths_of(release: Release, subject: str) -> str:
    """Return what goes well in the group of a finding; empty when nobody wrote it down."""
    return Strengths.objects.filter(release=release, finding=subject).values_list("text", flat=True).first() or ""
