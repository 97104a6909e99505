"""What the pages on findings share."""

import uuid

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.queries.opened import Opened, opened_finding, opened_release
from smartstart.workspace.insight.rules.stamps import is_invented, marks_of
from smartstart.workspace.insight.rules.words import shortened

Crumbs = list[tuple[str, str]]
_TITLE_IN_CRUMB = 60


def visible_release(request: HttpRequest, release: uuid.UUID) -> Release:
    """Return a release that the viewer may know of; else there is no such page."""
    found = opened_release(request.viewer, release)
    if found is None:
        raise Http404
    return found


def visible_finding(request: HttpRequest, release: uuid.UUID, subject: str) -> Opened:
    """Return a finding that the viewer may know of; else there is no such page."""
    found = opened_finding(request.viewer, release, subject)
    if found is None:
        raise Http404
    return found


def crumbs(release: Release | None = None, *, whole: bool = True, here: str = "") -> Crumbs:
    """Return the way back: all that is known, this release, this page."""
    way = [("Inzicht", reverse("insight:list"))]
    if release is not None and whole:
        way.append(
            (shortened(release.title, _TITLE_IN_CRUMB), reverse("insight:release", args=[release.pk]) if here else "")
        )
    if here:
        way.append((shortened(here, _TITLE_IN_CRUMB), ""))
    return way


def address(name: str, *arguments: object) -> str:
    """Return an address of a later step; nothing in a workplace without that page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def marks(release: Release) -> tuple[str, ...]:
    """Return the words that must stand beside everything of this release."""
    return marks_of(release.origin, release.stamp)


def stamps(release: Release) -> dict[str, object]:
    """Return what the template of a page on this release needs to say that it is invented, or on trial."""
    invented = {"invented": True} if is_invented(release.origin) else {}
    return {"marks": marks(release), **invented}
