"""What a release says of the hunches that were written down beforehand."""

from smartstart.presentation import insight
from smartstart.presentation.insight import HunchPart
from smartstart.release.contents import ReleaseContents
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.rules.hunches import matched
from smartstart.workspace.question.actions import record_verdict
from smartstart.workspace.question.models import Hunch
from smartstart.workspace.question.queries import version_on
from smartstart.workspace.question.rules.hunches import Verdict


def judge_hunches(actor: Actor, release: Release, contents: ReleaseContents) -> int:
    """Record what a release says of the hunches of its question; return of how many.

    Compared is the text that stood there on the day of the release: what was written afterwards is no hunch. A hunch
    of the release that the question does not have shows on the page of the release only. Called inside the
    transaction of an action.
    """
    if release.pilot_id is None:
        return 0
    hunches = {hunch.pk: hunch for hunch in Hunch.objects.filter(pilot=release.pilot_id)}
    versions = {key: version_on(hunch, release.day) for key, hunch in hunches.items()}
    written = {key: version.text for key, version in versions.items() if version is not None}
    found = matched(insight.hunches(contents), written)
    for key, part in found.items():
        record_verdict(
            actor=actor,
            hunch=hunches[key],
            release=release.pk,
            release_day=release.day,
            verdict=Verdict.of(part.verdict),
            sentence=_said(part),
        )
    return len(found)


def _said(part: HunchPart) -> str:
    """Return the verdict in words, with its other side where there is a number in it."""
    return f"{part.reason} {part.sentence}" if part.sentence else str(part.reason)
