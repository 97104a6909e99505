"""The releases of one study in one municipality, in order of their day."""

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
