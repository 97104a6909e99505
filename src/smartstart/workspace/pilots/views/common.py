"""What the pages on pilots share."""

import uuid

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.pilots.queries import pilots_for

Crumbs = list[tuple[str, str]]


def visible_pilot(request: HttpRequest, pilot: uuid.UUID) -> Pilot:
    """Return a pilot that the viewer may know of; else there is no such page."""
    return get_object_or_404(pilots_for(request.viewer), pk=pilot)


def editable_pilot(request: HttpRequest, pilot: uuid.UUID) -> Pilot:
    """Return a pilot that the viewer may change. A change that is posted is asked, and recorded, by its action."""
    found = visible_pilot(request, pilot)
    if request.method != "POST":
        need_pilot(request, found)
    return found


def need_pilot(request: HttpRequest, pilot: Pilot) -> None:
    """Show no form, also not one that came back with a mistake in it, to who may not change this pilot."""
    request.actor.need(Permission.EDIT_PILOT, pilot.municipality_id, pilot.pk)


def editable_place(request: HttpRequest, code: str) -> Municipality:
    """Return a municipality where the viewer may start pilots; one where the viewer has no role does not exist."""
    place = get_object_or_404(Municipality, code=code)
    if not any(grant.municipality == place.pk for grant in request.viewer.grants):
        raise Http404
    if request.method != "POST":
        need_place(request, place)
    return place


def need_place(request: HttpRequest, place: Municipality) -> None:
    """Show no form to who may not start pilots here."""
    request.actor.need(Permission.EDIT_PILOT, place.pk)


def crumbs(pilot: Pilot | None = None, here: str = "") -> Crumbs:
    """Return the way back: all pilots, this pilot, this page."""
    way = [("Pilots", reverse("pilots:list"))]
    if pilot is not None:
        way.append((pilot.title, reverse("pilots:detail", args=[pilot.pk]) if here else ""))
    if here:
        way.append((here, ""))
    return way
