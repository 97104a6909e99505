"""The list of pilots and the page of one."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from smartstart.vocabulary.method import Step
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Viewer, Visibility
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.pilots.parts import parts_of
from smartstart.workspace.pilots.queries import changed_since, history_of, is_member, pilots_for
from smartstart.workspace.pilots.views.common import crumbs, visible_pilot
from smartstart.workspace.publishing.queries import waiting_for

_ON_A_PAGE = 24
_CHANGES = 8
_PAGE_OF_STEP: Mapping[Step, str] = {
    Step.QUESTION: "question:detail",
    Step.DATA: "data:detail",
    Step.INSIGHT: "insight:of-pilot",
}


@dataclass(frozen=True, slots=True)
class PilotCard:
    """A pilot in the list: the leader is named to who works on it, and elsewhere only if so chosen."""

    pilot: Pilot
    leader: str

    @classmethod
    def of(cls, pilot: Pilot, viewer: Viewer) -> "PilotCard":
        """Return the card as this viewer may see it."""
        return cls(pilot, pilot.leader if pilot.show_leader or is_member(viewer, pilot) else "")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show where we stand: all pilots that one may know of, and what changed since the last visit."""
    known = pilots_for(request.viewer).order_by("municipality__name", "title", "pk")
    places = list(Municipality.objects.filter(pk__in=known.order_by().values("municipality").distinct()))
    chosen = next((place for place in places if place.code == request.GET.get("gemeente")), None)
    page = Paginator(known.filter(municipality=chosen) if chosen else known, _ON_A_PAGE).get_page(
        request.GET.get("pagina")
    )
    context = {
        "cards": [PilotCard.of(pilot, request.viewer) for pilot in page],
        "page_obj": page,
        "filters": [(place.name, place.code, place == chosen) for place in places] if len(places) > 1 else [],
        "chosen": chosen,
        "changes": changed_since(request.viewer, getattr(request.user, "last_visit", None))[:_CHANGES],
        "waiting": waiting_for(request.viewer).count() if request.viewer.known else 0,
        "own_places": Municipality.objects.filter(pk__in=request.viewer.municipalities_for(Permission.EDIT_PILOT)),
    }
    return render(request, "pilots/list.html", context)


@require_safe
def detail(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Show one pilot: to who works on it the whole page, to others only what it says in public."""
    found = visible_pilot(request, pilot)
    member = is_member(request.viewer, found)
    context: dict[str, Any] = {
        "pilot": found,
        "crumbs": crumbs(found),
        "step": found.step.value,
        "parts": parts_of(request, found, member=member),
    }
    if not member:
        return render(request, "pilots/public.html", context)
    context |= {
        "step_urls": _step_urls(found),
        "changes": history_of(found),
        "may_edit": request.viewer.may(Permission.EDIT_PILOT, found.municipality_id, found.pk),
        "visibility_word": VISIBILITY_WORDS[Visibility(found.visibility)],
    }
    return render(request, "pilots/detail.html", context)


def _step_urls(pilot: Pilot) -> dict[str, str]:
    urls = {}
    for step, name in _PAGE_OF_STEP.items():
        try:
            urls[step.value] = reverse(name, args=[pilot.pk])
        except NoReverseMatch:  # a workplace without that step
            continue
    return urls
