"""When a newer release says something else than an older one of the same study: what rests on the old is outdated."""

from collections import defaultdict
from collections.abc import Mapping

from smartstart.release.contents import ReleaseContents
from smartstart.web.references.actions import mark_outdated
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of
from smartstart.workspace.insight.models import Overtaken
from smartstart.workspace.insight.queries.currency import texts_outdated_by
from smartstart.workspace.insight.queries.studies import newest_of_study, older_of_study
from smartstart.workspace.insight.rules.overtaking import overtaken_by

_ROWS_AT_ONCE = 500


def overtake(release: Release, contents: ReleaseContents) -> int:
    """Lay a release that just came in beside the others of its study; return how many texts are outdated by it.

    The newest one is laid beside all older ones. One that arrives late is laid beside the newest only: it marks
    nothing, but what it says may be overtaken already. Called inside the transaction of an action.
    """
    newest = newest_of_study(release)
    if newest.pk != release.pk:
        _overtaken(release, newest, overtaken_by(contents, contents_of(newest)))
        return 0
    for older in older_of_study(release):
        _overtaken(older, release, overtaken_by(contents_of(older), contents))
    return texts_outdated_by(release.pk)


def _overtaken(older: Release, newer: Release, reasons: Mapping[str, str]) -> None:
    Overtaken.objects.bulk_create(
        [Overtaken(release=older, statement=name, by=newer, reason=reason) for name, reason in reasons.items()],
        batch_size=_ROWS_AT_ONCE,
    )
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name, reason in reasons.items():
        by_reason[reason].append(name)
    for reason, statements in by_reason.items():
        mark_outdated(release=older.pk, statements=statements, by=newer.pk, reason=reason)
