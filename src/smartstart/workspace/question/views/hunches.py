"""Writing hunches down, and writing them anew."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from smartstart.web.accounts.forms import carried_out
from smartstart.workspace.question import actions
from smartstart.workspace.question.forms import HunchForm, NewHunchForm
from smartstart.workspace.question.queries import hunches_for
from smartstart.workspace.question.views.common import crumbs, editable_pilot, need_question


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Write a hunch down."""
    found = editable_pilot(request, pilot)
    form = NewHunchForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda: actions.write_hunch(actor=request.actor, pilot=found, **form.cleaned_data)
    ):
        messages.success(request, "Het vermoeden is opgeschreven, met de dag van vandaag.")
        return redirect("question:detail", pilot=found.pk)
    need_question(request, found)
    context = {"pilot": found, "form": form, "crumbs": crumbs(found, ("Nieuw vermoeden", ""))}
    return render(request, "question/hunch.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pilot: uuid.UUID, hunch: uuid.UUID) -> HttpResponse:
    """Write a hunch anew; the old text stays."""
    found = editable_pilot(request, pilot)
    known = get_object_or_404(hunches_for(request.viewer, found), pk=hunch)
    form = HunchForm(request.POST or None, instance=known)
    if request.method == "POST" and carried_out(
        form, lambda: actions.change_hunch(actor=request.actor, hunch=known, **form.cleaned_data)
    ):
        messages.success(request, "Het vermoeden is herschreven. De oude tekst blijft staan.")
        return redirect("question:detail", pilot=found.pk)
    need_question(request, found)
    context = {
        "pilot": found,
        "hunch": known,
        "form": form,
        "tested": known.verdicts.exists(),
        "crumbs": crumbs(found, ("Vermoeden", "")),
    }
    return render(request, "question/hunch.html", context, status=400 if form.errors else 200)
