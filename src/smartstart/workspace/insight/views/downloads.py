"""Files to take along: figures, text, pictures. Each says inside where it comes from, and that it is invented."""

import re
import uuid
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smartstart.presentation import insight
from smartstart.presentation.insight import Part
from smartstart.presentation.insight.drawings import drawings
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.queries.currency import overtaken
from smartstart.workspace.insight.queries.opened import opened_finding, opened_release
from smartstart.workspace.insight.queries.prepared import part_of

_OUTDATED = "verouderd"
_NO_NAME = re.compile(r"[^a-z0-9-]+")


@require_safe
def part_csv(request: HttpRequest, release: uuid.UUID, part: str) -> HttpResponse:
    """Return the figures of a part for a spreadsheet; the mark at the start lets it see the accents."""
    found, chosen = _part(request, release, part)
    return _file(insight.csv_text(chosen).encode("utf-8-sig"), "text/csv", found, chosen, "csv")


@require_safe
def part_text(request: HttpRequest, release: uuid.UUID, part: str) -> HttpResponse:
    """Return what a part says as text, with its source."""
    found, chosen = _part(request, release, part)
    return _file(insight.plain_text(chosen).encode(), "text/plain", found, chosen, "txt")


@require_safe
def part_svg(request: HttpRequest, release: uuid.UUID, part: str, drawing: str) -> HttpResponse:
    """Return one picture of a part."""
    found, chosen = _part(request, release, part)
    make = drawings(chosen).get(drawing)
    if make is None:
        raise Http404
    return _file(make().encode(), "image/svg+xml", found, chosen, "svg", drawing)


def _part(request: HttpRequest, release: uuid.UUID, name: str) -> tuple[Release, Part]:
    """Return a part that the viewer may know of: of a whole release, or a finding that is public by itself."""
    known = opened_release(request.viewer, release)
    chosen: Part | None
    if known is not None:
        chosen = part_of(known, name)
    else:
        opened = opened_finding(request.viewer, release, name)
        known, chosen = (opened.release, opened.part) if opened else (None, None)
    if known is None or chosen is None:
        raise Http404
    return known, _marked(known, chosen)


def _marked(release: Release, part: Part) -> Part:
    """Return a part that says it is out of date where its page does: a file travels further than the page."""
    if getattr(release, "overtaken", False) or overtaken(release.pk, part.statements):
        return replace(part, marks=(*part.marks, _OUTDATED))
    return part


def _file(content: bytes, kind: str, release: Release, part: Part, end: str, more: str = "") -> HttpResponse:
    words = "-".join(filter(None, (release.study, release.day.isoformat(), part.id, more)))
    name = _NO_NAME.sub("-", words.lower()).strip("-")[:120]
    return HttpResponse(
        content,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{end}"'},
    )
