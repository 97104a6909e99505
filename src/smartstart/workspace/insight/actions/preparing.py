"""Working out what the pages on a release show, and writing it down, so that opening a page need not."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from smartstart.presentation import insight
from smartstart.presentation.insight import FindingPart
from smartstart.release.contents import ReleaseContents
from smartstart.release.refusals import ReleaseError
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import read_contents
from smartstart.workspace.insight.models import PreparedPiece
from smartstart.workspace.insight.rules import prepared

_ROWS_AT_ONCE = 50  # a row may be large


def prepare(release: Release, contents: ReleaseContents, findings: Sequence[FindingPart]) -> None:
    """Write the pieces of a release. Replaces what was prepared before.

    Called inside the transaction of an action.
    """
    PreparedPiece.objects.filter(release=release).delete()
    packed = ((name, prepared.packed(piece)) for name, piece in prepared.pieces_of(contents, findings))
    PreparedPiece.objects.bulk_create(
        (
            PreparedPiece(
                release=release,
                name=name,
                content=content,
                tag=prepared.tag(settings.SECRET_KEY, release.manifest, name, content),
            )
            for name, content in packed
        ),
        batch_size=_ROWS_AT_ONCE,
    )


def prepare_again() -> int:
    """Prepare the releases whose pieces are absent or may not be believed; return of how many that was done.

    That is so after an update of the program, or after a copy was put back in another workplace. No line in the log is
    written: nothing changes but how quickly a page is there. Each release is done by itself, so that it may be stopped,
    and a release whose file was damaged keeps nobody from the others.
    """
    stale = [release for release in Release.objects.order_by("-day", "pk") if not _is_prepared(release)]
    return sum(_prepared_again(release) for release in stale)


def _prepared_again(release: Release) -> bool:
    try:
        contents = read_contents(release)
    except ReleaseError:
        return False
    with transaction.atomic():
        prepare(release, contents, insight.findings(contents))
    return True


def _is_prepared(release: Release) -> bool:
    """Tell whether what stands around the findings may be believed; all pieces are written together."""
    row = PreparedPiece.objects.filter(release=release, name=prepared.AROUND).values_list("tag", "content").first()
    return row is not None and prepared.holds(
        row[0], settings.SECRET_KEY, release.manifest, prepared.AROUND, bytes(row[1])
    )
