"""The releases of one study in one municipality, in order of their day."""

import uuid

from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Release


def newest_of_study(release: Release) -> Release:
    """Return the release by which the study of this one speaks now."""
    newest, seen = release, {release.pk}
    while newest.replaced_by is not None and newest.replaced_by_id not in seen:
        newest = newest.replaced_by
        seen.add(newest.pk)
    return newest


def older_of_study(release: Release) -> list[Release]:
    """Return the releases that this one followed, directly or not, the newest first."""
    found: list[Release] = []
    row = release
    while (
        older := Release.objects.filter(replaced_by=row.pk).exclude(pk__in=[r.pk for r in found]).first()
    ) is not None:
        found.append(older)
        row = older
    return found


def newer_for(viewer: Viewer, release: Release) -> Release | None:
    """Return the last release that followed this one, as far as the viewer may know (two queries, however many)."""
    if release.replaced_by_id is None:
        return None
    study = Release.objects.filter(municipality=release.municipality_id, study=release.study)
    after = dict(study.values_list("pk", "replaced_by"))
    followed: list[uuid.UUID] = []
    here = release.replaced_by_id
    while here is not None and here not in (release.pk, *followed):
        followed.append(here)
        here = after.get(here)
    known = Release.objects.visible_to(viewer).in_bulk(followed)
    return next((known[name] for name in reversed(followed) if name in known), None)
