"""Looking up releases, and what they hold."""

from django.db.models import BooleanField, Case, QuerySet, Value, When

from smartstart.release.contents import ReleaseContents
from smartstart.release.reader import read_again
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Release, ReleaseArchive
from smartstart.workspace.data.queries.shelf import Shelf
from smartstart.workspace.data.rules.limits import MEBIBYTE, UNPACKED_LIMIT

_PARSED: Shelf[ReleaseContents] = Shelf(room=12 * MEBIBYTE)
"""Measured by their archives; what is parsed takes five to six times as much memory: some 65 MB in all."""


def releases_for(viewer: Viewer) -> QuerySet[Release]:
    """Return the releases that this viewer may know of, the newest day first.

    `.overtaken` tells whether a newer release of the same study took its place, as far as the viewer may know of that
    one: the very existence of a newer release may be for others only.
    """
    newer = When(Release.visible(viewer, "replaced_by__"), then=Value(True))
    return (
        Release.objects.visible_to(viewer)
        .annotate(overtaken=Case(newer, default=Value(False), output_field=BooleanField()))
        .select_related("municipality", "pilot")
        .order_by("-day", "title", "made_at")
    )


def current_for(viewer: Viewer) -> QuerySet[Release]:
    """Return the releases by which their study speaks now, for this viewer."""
    return releases_for(viewer).filter(overtaken=False)


def archive_of(release: Release) -> bytes:
    """Return the file, every member as it was signed."""
    return bytes(ReleaseArchive.objects.values_list("content", flat=True).get(pk=release.pk))


def contents_of(release: Release) -> ReleaseContents:
    """Return what a release holds.

    Raises:
        ReleaseError: the archive in the database is no longer the one that came in.
    """
    return _PARSED.get(release.manifest, lambda: _parsed(release))


def read_contents(release: Release) -> ReleaseContents:
    """Return what a release holds, and keep nothing at hand: for who goes through all releases once.

    Raises:
        ReleaseError: as in `contents_of`.
    """
    return _parsed(release)[1]


def _parsed(release: Release) -> tuple[int, ReleaseContents]:
    content = archive_of(release)
    return len(content), read_again(content, release.manifest, most=UNPACKED_LIMIT)
