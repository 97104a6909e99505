"""Starting a pilot, changing its texts, moving it, and deciding how far it shows."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from smartstart.web.accounts.forms import carried_out
from smartstart.workspace.pilots import actions
from smartstart.workspace.pilots.forms import MoveForm, PilotForm, ShowForm, StartForm
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.pilots.views.common import crumbs, editable_pilot, editable_place, need_pilot, need_place
from smartstart.workspace.publishing.rules.wording import read


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Start a pilot in a municipality."""
    place = editable_place(request, code)
    form = StartForm(request.POST or None, municipality=place.pk)
    made: list[Pilot] = []
    if request.method == "POST" and carried_out(
        form,
        lambda: made.append(actions.start_pilot(actor=request.actor, municipality=place.pk, **form.cleaned_data)),
    ):
        messages.success(request, "De pilot is begonnen.")
        return redirect("pilots:detail", pilot=made[0].pk)
    need_place(request, place)
    context = {"municipality": place, "form": form, "crumbs": crumbs(here="Nieuwe pilot")}
    return render(request, "pilots/new.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Change the texts of a pilot."""
    found = editable_pilot(request, pilot)
    way = crumbs(found, "Wijzig de teksten")
    form = PilotForm(request.POST or None, instance=found)
    if request.method == "POST" and carried_out(
        form, lambda: actions.change_pilot(actor=request.actor, pilot=found, **form.cleaned_data)
    ):
        messages.success(request, "De teksten zijn bewaard.")
        return redirect("pilots:detail", pilot=found.pk)
    need_pilot(request, found)
    context = {"pilot": found, "form": form, "crumbs": way, "readings": read(actions.public_texts(found))}
    return render(request, "pilots/edit.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Give a pilot another phase or light."""
    found = editable_pilot(request, pilot)
    form = MoveForm(request.POST or None, pilot=found)
    if request.method == "POST" and carried_out(
        form, lambda: actions.move_pilot(actor=request.actor, pilot=found, **form.cleaned_data)
    ):
        messages.success(request, "De fase en het stoplicht zijn bijgewerkt.")
        return redirect("pilots:detail", pilot=found.pk)
    need_pilot(request, found)
    context = {"pilot": found, "form": form, "crumbs": crumbs(found, "Fase en stoplicht")}
    return render(request, "pilots/move.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Decide how far a pilot shows, with what the word list says of its texts."""
    found = editable_pilot(request, pilot)
    form = ShowForm(request.POST or None, instance=found)
    if request.method == "POST" and carried_out(
        form, lambda: actions.show_pilot(actor=request.actor, pilot=found, **form.cleaned_data)
    ):
        messages.success(request, "Bewaard wie deze pilot mag zien.")
        return redirect("pilots:detail", pilot=found.pk)
    need_pilot(request, found)
    context = {
        "pilot": found,
        "form": form,
        "crumbs": crumbs(found, "Wie mag dit zien?"),
        "readings": read(actions.public_texts(found)),
    }
    return render(request, "pilots/show.html", context, status=400 if form.errors else 200)
