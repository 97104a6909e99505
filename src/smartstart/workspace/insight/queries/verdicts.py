"""Whether what a release said of a hunch still holds: it follows its release, as every other text does."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from smartstart.presentation.report.book import RISK_GROUPS
from smartstart.web.accounts.rules.viewer import Viewer
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import releases_for
from smartstart.workspace.insight.models import Overtaken
from smartstart.workspace.insight.queries.prepared import around_of
from smartstart.workspace.insight.rules.hunches import matched
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import HunchVerdict

NEWER = "Er is een nieuwere vrijgave van deze studie."


def standing(viewer: Viewer, pilot: Pilot, verdicts: Sequence[HunchVerdict]) -> Mapping[int, tuple[str, ...]]:
    """Return the verdicts whose release is here, for this question, with why they are out of date (two queries).

    That newer figures say something else, everybody should hear; that there is a newer release, who may know of it.
    """
    rows = releases_for(viewer).filter(pilot=pilot, pk__in={verdict.release for verdict in verdicts})
    known = {row.pk: row for row in rows}
    contradicted = _contradicted(row for row in known.values() if not row.current)
    return {
        verdict.pk: tuple(_reasons(verdict, known[verdict.release], contradicted.get(verdict.release, {})))
        for verdict in verdicts
        if verdict.release in known
    }


def _contradicted(replaced: Iterable[Release]) -> dict[uuid.UUID, dict[str, str]]:
    """Return, of the releases that were followed, why which statement on a group or a hunch no longer holds."""
    wanted = [row.pk for row in replaced]
    found: dict[uuid.UUID, dict[str, str]] = {}
    rows = Overtaken.objects.filter(release__in=wanted, statement__startswith=f"{RISK_GROUPS}/") if wanted else ()
    for row in rows:
        found.setdefault(row.release_id, {})[row.statement] = row.reason
    return found


def _reasons(verdict: HunchVerdict, release: Release, contradicted: Mapping[str, str]) -> list[str]:
    reasons = [NEWER] if release.overtaken else []
    if contradicted:
        part = matched(around_of(release).hunches, {verdict.pk: verdict.tested.text}).get(verdict.pk)
        told = (contradicted[name] for name in (part.statements if part else ()) if name in contradicted)
        reasons += dict.fromkeys(told)
    return reasons
