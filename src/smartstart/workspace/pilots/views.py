"""Pages on pilots. A pilot that one may not know of does not exist: 404, never 403."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from smartstart.vocabulary.method import Step
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.pilots import actions
from smartstart.workspace.pilots.forms import MoveForm
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.pilots.queries import pilots_for


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show all pilots that one may know of."""
    return render(request, "pilots/list.html", {"pilots": pilots_for(request.viewer)})


@require_safe
def detail(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Show one pilot: the question, the steps, what comes next."""
    found = _pilot(request, pilot)
    context = {
        "pilot": found,
        "steps": list(Step),
        "changes": found.changes.select_related("phase", "by"),
        "may_edit": request.viewer.may(Permission.EDIT_PILOT, found.municipality_id, found.pk),
    }
    return render(request, "pilots/detail.html", context)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Give a pilot another phase or light."""
    found = _pilot(request, pilot)
    request.actor.need(Permission.EDIT_PILOT, found.municipality_id, found.pk)
    form = MoveForm(request.POST or None, pilot=found)
    if request.method == "POST" and form.is_valid():
        actions.move_pilot(actor=request.actor, pilot=found, **form.cleaned_data)
        messages.success(request, "De fase en het stoplicht zijn bijgewerkt.")
        return redirect("pilots:detail", pilot=found.pk)
    return render(request, "pilots/move.html", {"pilot": found, "form": form}, status=400 if form.errors else 200)


def _pilot(request: HttpRequest, pilot: uuid.UUID) -> Pilot:
    return get_object_or_404(pilots_for(request.viewer), pk=pilot)
