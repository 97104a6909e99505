"""The phases of a municipality."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from smartstart.web.accounts.forms import carried_out
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.workspace.pilots import actions
from smartstart.workspace.pilots.forms import PhaseForm
from smartstart.workspace.pilots.models import Phase
from smartstart.workspace.pilots.queries import phases_for, phases_in_use
from smartstart.workspace.pilots.views.common import editable_place, need_place


@login_required
@require_http_methods(["GET", "POST"])
def phases(request: HttpRequest, code: str) -> HttpResponse:
    """Show the phases of a municipality, and add one."""
    place = editable_place(request, code)
    form = PhaseForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda: actions.add_phase(actor=request.actor, municipality=place.pk, **form.cleaned_data)
    ):
        messages.success(request, "De fase is toegevoegd.")
        return redirect("pilots:phases", code=code)
    need_place(request, place)
    used = phases_in_use(place.pk)
    context = {
        "municipality": place,
        "phases": [(phase, phase.pk in used) for phase in phases_for(place.pk)],
        "form": form,
        "crumbs": [("Pilots", reverse("pilots:list")), (f"Fasen van {place}", "")],
    }
    return render(request, "pilots/phases.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, code: str, phase: int) -> HttpResponse:
    """Give a phase another number or name."""
    place = editable_place(request, code)
    found = _phase(place, phase)
    form = PhaseForm(request.POST or None, initial={"number": found.number, "name": found.name})
    if request.method == "POST" and carried_out(
        form,
        lambda: actions.rename_phase(actor=request.actor, municipality=place.pk, phase=found, **form.cleaned_data),
    ):
        messages.success(request, "De fase is gewijzigd.")
        return redirect("pilots:phases", code=code)
    need_place(request, place)
    way = [("Pilots", reverse("pilots:list")), (f"Fasen van {place}", reverse("pilots:phases", args=[code]))]
    context = {"municipality": place, "phase": found, "form": form, "crumbs": [*way, (str(found), "")]}
    return render(request, "pilots/phase.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def remove(request: HttpRequest, code: str, phase: int) -> HttpResponse:
    """Remove a phase that is not in use."""
    place = editable_place(request, code)
    try:
        actions.remove_phase(actor=request.actor, municipality=place.pk, phase=_phase(place, phase))
    except RuleBroken as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "De fase is verwijderd.")
    return redirect("pilots:phases", code=code)


def _phase(place: Municipality, phase: int) -> Phase:
    return get_object_or_404(phases_for(place.pk), pk=phase)
