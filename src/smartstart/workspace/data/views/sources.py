"""The Data page of a question: which sources, what each can and cannot answer, who fell off on the way."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from smartstart.presentation import insight
from smartstart.vocabulary.method import Step
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.data.actions import sources as actions
from smartstart.workspace.data.forms.sources import SourceForm
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import contents_of, current_for
from smartstart.workspace.data.queries.sources import sources_for, sources_of
from smartstart.workspace.data.rules.known_sources import KNOWN_SOURCES, known_source
from smartstart.workspace.data.views.common import address, pilot_crumbs, visible_pilot


@require_safe
def detail(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Show the sources of a question, and what the newest release says of who fell off."""
    found = visible_pilot(request, pilot)
    viewer = request.viewer
    release: Release | None = current_for(viewer).filter(pilot=found).first()
    context = {
        "pilot": found,
        "sources": sources_of(viewer, found.pk),
        "release": release,
        "drop_off": insight.drop_off(contents_of(release)) if release else None,
        "may_edit": viewer.may(Permission.EDIT_SOURCES, found.municipality_id, found.pk),
        "upload_url": _upload(request, found.municipality_id, found.pk),
        "step_urls": {Step.QUESTION.value: address("question:detail", found.pk)},
        "crumbs": pilot_crumbs(found),
    }
    return render(request, "data/detail.html", context)


def _upload(request: HttpRequest, municipality: int, pilot: uuid.UUID) -> str:
    url = address("insight:upload")
    if not url or not request.viewer.may(Permission.IMPORT_RELEASE, municipality, pilot):
        return ""
    return f"{url}?municipality={municipality}&pilot={pilot}"


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Describe a source, perhaps beginning with a well-known one."""
    found = visible_pilot(request, pilot)
    form = SourceForm(request.POST or None, start=known_source(request.GET.get("begin", "")))
    if request.method == "POST" and form.is_valid():
        actions.add_source(actor=request.actor, pilot=found, **_described(form))
        messages.success(request, "De bron is beschreven.")
        return redirect("data:detail", pilot=found.pk)
    request.actor.need(Permission.EDIT_SOURCES, found.municipality_id, found.pk)
    context = {
        "pilot": found,
        "form": form,
        "known_sources": KNOWN_SOURCES,
        "crumbs": pilot_crumbs(found, "Bron toevoegen"),
    }
    return render(request, "data/add_source.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, source: uuid.UUID) -> HttpResponse:
    """Change the description of a source."""
    found = get_object_or_404(sources_for(request.viewer), pk=source)
    form = SourceForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.change_source(
            actor=request.actor, source=found, seen_version=form.cleaned_data["seen_version"], **_described(form)
        )
        messages.success(request, "De beschrijving is bewaard.")
        return redirect("data:detail", pilot=found.pilot_id)
    request.actor.need(Permission.EDIT_SOURCES, found.municipality_id, found.pilot_id)
    context = {"source": found, "form": form, "crumbs": pilot_crumbs(found.pilot, found.name)}
    return render(request, "data/source.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, source: uuid.UUID) -> HttpResponse:
    """Take away the description of a source, after one question."""
    found = get_object_or_404(sources_for(request.viewer), pk=source)
    if request.method == "POST":
        actions.remove_source(actor=request.actor, source=found)
        messages.success(request, "De beschrijving is weggehaald.")
        return redirect("data:detail", pilot=found.pilot_id)
    request.actor.need(Permission.EDIT_SOURCES, found.municipality_id, found.pilot_id)
    context = {"source": found, "crumbs": pilot_crumbs(found.pilot, "Bron weghalen")}
    return render(request, "data/remove_source.html", context)


def _described(form: SourceForm) -> dict[str, object]:
    return {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}
