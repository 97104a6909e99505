"""The page of one finding: answer, how sure, picture, other side, what now; then figures and source."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from smartstart.presentation.insight import FindingPart, Told
from smartstart.presentation.insight.parts import told
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.insight.queries.currency import overtaken
from smartstart.workspace.insight.queries.opened import Opened
from smartstart.workspace.insight.queries.public import publication_for
from smartstart.workspace.insight.queries.studies import newer_for
from smartstart.workspace.insight.views.common import address, crumbs, stamps, visible_finding
from smartstart.workspace.insight.views.frames import files_of, pictures_of, rows_table


@require_safe
def finding(request: HttpRequest, release: uuid.UUID, subject: str) -> HttpResponse:
    """Show one finding."""
    opened = visible_finding(request, release, subject)
    found, part = opened.release, opened.part
    context = {
        "finding": opened.finding,
        "part": part,
        "strengths": opened.strengths,
        "release": found,
        "whole": opened.whole,
        **stamps(found),
        "sheet": opened.study,
        "source": part.source.removeprefix("Bron: "),
        "pieces": _pieces(part),
        "pictures": pictures_of(opened),
        "table": rows_table(found, part),
        "downloads": files_of(found, part) if part.shown else [],
        "newer": newer_for(request.viewer, found) if opened.whole else None,
        "reasons": sorted(set(overtaken(found.pk, part.statements).values())),
        "crumbs": crumbs(found, whole=opened.whole, here=part.title),
        **_next_steps(request, opened),
    }
    return render(request, "insight/finding.html", context)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The risk sentence for a layout that sets its other side apart: always all three."""

    answer: Told
    other_side: Told
    caveat: str


def _pieces(part: FindingPart) -> Pieces | None:
    if part.pieces is None:
        return None
    return Pieces(told(part.pieces.answer), told(part.pieces.other_side), part.pieces.caveat)


def _next_steps(request: HttpRequest, opened: Opened) -> dict[str, object]:
    """Return what this person can do from here."""
    release, viewer = opened.release, request.viewer
    a4 = address("overview:a4-add")
    query = urlencode({"vrijgave": release.pk, "onderwerp": opened.finding.subject})
    may = {
        name: viewer.may(permission, release.municipality_id, release.pilot_id)
        for name, permission in (("a4", Permission.EDIT_A4), ("propose", Permission.PROPOSE_PUBLICATION))
    }
    return {
        "may_work": opened.whole and viewer.known,
        "a4_url": f"{a4}?{query}" if a4 and may["a4"] and opened.part.shown else "",
        "may_propose": may["propose"] and opened.part.shown and opened.whole and not opened.finding.outdated,
        "publication": publication_for(viewer, opened.finding) if opened.whole else None,
    }
