"""What is written down of a release when it comes in, so that lists and search need not open every file."""

from smartstart.presentation import insight
from smartstart.presentation.insight import FindingPart
from smartstart.presentation.report.book import RISK_GROUPS, Book
from smartstart.release.contents import ReleaseContents
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.actions.preparing import prepare
from smartstart.workspace.insight.models import Finding, Strengths, Summary
from smartstart.workspace.insight.rules.material import texts_of
from smartstart.workspace.insight.rules.prepared import words_of
from smartstart.workspace.insight.rules.words import normalised
from smartstart.workspace.publishing.rules.material import text_hash

_ROWS_AT_ONCE = 500


def derive(release: Release, contents: ReleaseContents) -> list[Finding]:
    """Write what a release is about, its findings in its own order, and what its pages show of it.

    Replaces what was derived before.

    Called inside the transaction of an action.
    """
    Finding.objects.filter(release=release).delete()
    Summary.objects.filter(release=release).delete()
    parts = insight.findings(contents)
    prepare(release, contents, parts)
    Summary.objects.create(
        release=release,
        about=Book(contents).about(),
        nothing="" if parts else insight.nothing_found(contents),
        first=next((part.id for part in parts if part.shown), ""),
        findings=len(parts),
    )
    strengths = dict(Strengths.objects.filter(release=release).values_list("finding", "text"))
    rows = [_row(release, contents, position, part, strengths.get(part.id, "")) for position, part in enumerate(parts)]
    return Finding.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)


def _row(release: Release, contents: ReleaseContents, position: int, part: FindingPart, strengths: str) -> Finding:
    words = (part.title, str(part.sentence), part.about, release.title, release.owner, release.municipality.name)
    return Finding(
        release=release,
        subject=part.id,
        analysis=RISK_GROUPS,
        position=position,
        title=part.title,
        sentence=str(part.sentence),
        certainty=part.certainty if part.shown else "",
        confirmed=part.confirmed,
        shown=part.shown,
        search_text=normalised(" ".join(words)),
        text_hash=text_hash(texts_of(words_of(contents), part, strengths)),
    )
