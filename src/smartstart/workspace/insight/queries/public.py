"""Which findings are public: only through publishing, only while the publication holds."""

import uuid

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.insight.models import Finding
from smartstart.workspace.publishing import queries as publishing
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.rules.kinds import Kind


def object_id(finding: Finding) -> str:
    """Return how publishing calls a finding; it stays the same when findings are derived anew."""
    return f"{finding.release_id}/{finding.subject}"


def public_findings() -> frozenset[uuid.UUID]:
    """Return the findings that anybody may see: the texts that were judged are still the texts (two queries)."""
    judged = publishing.public_objects(Kind.GROUP)
    if not judged:
        return frozenset()
    releases, _, subjects = zip(*(name.partition("/") for _, name in judged), strict=True)
    rows = Finding.objects.filter(release__in=set(releases), subject__in=set(subjects))
    told = rows.values_list("pk", "release__municipality", "release", "subject", "text_hash")
    return frozenset(pk for pk, home, release, name, text in told if judged.get((home, f"{release}/{name}")) == text)


def publication_for(viewer: Viewer, finding: Finding) -> Publication | None:
    """Return how far a finding is on its way to the public, when the viewer may see that."""
    return publishing.current_for(
        viewer, kind=Kind.GROUP, object_id=object_id(finding), municipality=finding.release.municipality_id
    )
