"""What the pages on a question share."""

import uuid

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.pilots.queries import is_member, pilots_for

Crumbs = list[tuple[str, str]]


def visible_pilot(request: HttpRequest, pilot: uuid.UUID) -> Pilot:
    """Return a pilot that the viewer may know of."""
    return get_object_or_404(pilots_for(request.viewer), pk=pilot)


def own_pilot(request: HttpRequest, pilot: uuid.UUID) -> Pilot:
    """Return a pilot that the viewer works on; others do not find what hangs on it."""
    found = visible_pilot(request, pilot)
    if not is_member(request.viewer, found):
        raise Http404
    return found


def editable_pilot(request: HttpRequest, pilot: uuid.UUID) -> Pilot:
    """Return a pilot of which the viewer may change the question; what is posted is asked by its action."""
    found = own_pilot(request, pilot)
    if request.method != "POST":
        need_question(request, found)
    return found


def need_question(request: HttpRequest, pilot: Pilot) -> None:
    """Show no form, also not one that came back with a mistake in it, to who may not change the question."""
    request.actor.need(Permission.EDIT_QUESTION, pilot.municipality_id, pilot.pk)


def crumbs(pilot: Pilot, *here: tuple[str, str]) -> Crumbs:
    """Return the way back: all pilots, the pilot, its question, and what follows."""
    way = [("Pilots", reverse("pilots:list")), (pilot.title, reverse("pilots:detail", args=[pilot.pk]))]
    return [*way, ("Vraag", reverse("question:detail", args=[pilot.pk]) if here else ""), *here]
