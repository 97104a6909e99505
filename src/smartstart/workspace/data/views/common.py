"""What the pages on data share."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from smartstart.web.accounts.models import Municipality
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import releases_for
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.pilots.queries import pilots_for

Crumbs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice above a list."""

    label: str
    query: str
    current: bool


def visible_pilot(request: HttpRequest, pilot: uuid.UUID) -> Pilot:
    """Return a pilot that the viewer may know of; else there is no such page."""
    return get_object_or_404(pilots_for(request.viewer), pk=pilot)


def visible_release(request: HttpRequest, release: uuid.UUID) -> Release:
    """Return a release that the viewer may know of; else there is no such page."""
    return get_object_or_404(releases_for(request.viewer).select_related("made_by", "replaced_by"), pk=release)


def own_municipality(request: HttpRequest, code: str) -> Municipality:
    """Return a municipality in which the viewer has a role; others do not exist."""
    known = {grant.municipality for grant in request.viewer.grants}
    return get_object_or_404(Municipality.objects.filter(pk__in=known), code=code)


def address(name: str, *args: object) -> str:
    """Return an address of a later step; empty in a workplace without it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def release_crumbs(here: str = "") -> Crumbs:
    """Return the way back to the list of releases."""
    return [("Vrijgaven", reverse("data:releases") if here else ""), *([(here, "")] if here else [])]


def pilot_crumbs(pilot: Pilot, here: str = "") -> Crumbs:
    """Return the way back: all pilots, this pilot, its data, this page."""
    way = [
        ("Pilots", reverse("pilots:list")),
        (pilot.title, reverse("pilots:detail", args=[pilot.pk])),
        ("Data", reverse("data:detail", args=[pilot.pk]) if here else ""),
    ]
    return [*way, (here, "")] if here else way
