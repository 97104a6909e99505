"""Writing down what people know of an area."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.data.models import Area
from smartstart.workspace.insight.actions import colour as actions
from smartstart.workspace.insight.forms.colour import NoteForm
from smartstart.workspace.insight.models import AreaNote
from smartstart.workspace.insight.queries.colour_notes import note_for
from smartstart.workspace.insight.queries.colour_places import area_for
from smartstart.workspace.insight.rules.colour_notes import About, texts_of
from smartstart.workspace.publishing.rules.wording import read


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what people know of an area."""
    area, municipality = _area(request, code)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_note(actor=request.actor, area=area, municipality=municipality, **_told(form))
        messages.success(request, "Bewaard. Het staat nu op de bladzijde van dit gebied.")
        return redirect("insight:area", code=area.code)
    request.actor.need(Permission.WRITE_NOTE, municipality.pk)
    return _page(request, form, area, None)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    """Change what was written down."""
    found, area = _note(request, note)
    form = NoteForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen_version"] or 0
        actions.change_note(actor=request.actor, note=found, seen_version=seen, **_told(form))
        messages.success(request, "Bewaard.")
        return redirect("insight:area", code=area.code)
    request.actor.need(Permission.WRITE_NOTE, found.municipality_id)
    return _page(request, form, area, found)


@login_required
@require_POST
def remove(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    """Take a note away."""
    found, area = _note(request, note)
    actions.remove_note(actor=request.actor, note=found)
    messages.success(request, "De aantekening is weggehaald.")
    return redirect("insight:area", code=area.code)


@login_required
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    """Lay a note before the check that stands before everything public."""
    found, area = _note(request, note)
    if request.method == "POST":
        publication = actions.propose_note(actor=request.actor, note=found, area=area)
        return redirect("publishing:detail", publication.pk)
    request.actor.need(Permission.PROPOSE_PUBLICATION, found.municipality_id)
    readings = read(texts_of(area.name, found.text))
    context = {"note": found, "area": area, "readings": readings, "crumbs": _crumbs(area, "Maak openbaar")}
    return render(request, "insight/colour/propose.html", context)


def _told(form: NoteForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "text": given["text"],
        "about": About(given["about"]),
        "visibility": Visibility(given["visibility"]),
    }


def _area(request: HttpRequest, code: str) -> tuple[Area, Municipality]:
    found = area_for(request.viewer, code)
    if found is None:
        raise Http404
    return found


def _note(request: HttpRequest, number: uuid.UUID) -> tuple[AreaNote, Area]:
    note = note_for(request.viewer, number)
    if note is None:
        raise Http404
    return note, _area(request, note.area_code)[0]


def _page(request: HttpRequest, form: NoteForm, area: Area, note: AreaNote | None) -> HttpResponse:
    context = {"form": form, "area": area, "note": note, "crumbs": _crumbs(area, "Wat weten mensen hier?")}
    return render(request, "insight/colour/note.html", context, status=400 if form.errors else 200)


def _crumbs(area: Area, here: str) -> list[tuple[str, str]]:
    return [
        ("Kleur van de wijk", reverse("insight:colour")),
        (area.name, reverse("insight:area", args=[area.code])),
        (here, ""),
    ]
