"""The page of a release: everything that it holds, part by part."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from smartstart.presentation.insight import Part
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Visibility
from smartstart.web.look.frames import Table
from smartstart.web.references.uses import uses_of
from smartstart.workspace.data.models import Release
from smartstart.workspace.insight.actions.sharing import share_release
from smartstart.workspace.insight.forms.sharing import SharingForm
from smartstart.workspace.insight.queries.findings import findings_of
from smartstart.workspace.insight.queries.prepared import around_of
from smartstart.workspace.insight.queries.studies import newer_for
from smartstart.workspace.insight.rules.prepared import Around
from smartstart.workspace.insight.views.common import crumbs, stamps, visible_release
from smartstart.workspace.insight.views.frames import comparison_frame, files_of, places_frame, places_table, rows_table
from smartstart.workspace.pilots.queries import pilots_for


@dataclass(frozen=True, slots=True)
class Tabled:
    """A part without a picture: its table and its files."""

    part: Part
    table: Table
    downloads: list[tuple[str, str]]


@require_safe
def release(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """Show all that a release holds."""
    found = visible_release(request, release)
    around = around_of(found)
    findings = list(findings_of(request.viewer, found.pk))
    told = [finding for finding in findings if finding.shown]
    context = {
        "release": found,
        "sheet": around.words,
        **stamps(found),
        "first": told[0] if told else None,
        "findings": findings,
        "summary": getattr(found, "summary", None),
        "subset_reason": around.words.reason,
        "newer": newer_for(request.viewer, found) if found.overtaken else None,
        "pilot": pilots_for(request.viewer).filter(pk=found.pilot_id).first() if found.pilot_id else None,
        "visibility": VISIBILITY_WORDS[Visibility(found.visibility)],
        "may_share": _may_share(request, found),
        "uses": uses_of(request.viewer, found.pk),
        "crumbs": crumbs(found),
        **_parts(found, around),
    }
    return render(request, "insight/release.html", context)


def _parts(release: Release, around: Around) -> dict[str, object]:
    places = around.places
    tabled = Tabled(places, places_table(release, places), files_of(release, places)) if places else None
    return {
        "comparison": comparison_frame(release, around.comparison) if around.comparison else None,
        "low": around.low,
        "curves": [Tabled(p, rows_table(release, p), files_of(release, p)) for p in around.curves],
        "hunches": around.hunches,
        "places": places,
        "map": places_frame(release, places, tabled.table, around.words.units) if places and tabled else None,
        "places_table": tabled,
        "municipalities": [Tabled(p, rows_table(release, p), files_of(release, p)) for p in around.municipalities],
        "tables": [Tabled(part, rows_table(release, part), files_of(release, part)) for part in around.tables],
        "outline": around.outline,
    }


@login_required
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """Link a release to a question, and decide who sees it."""
    found = visible_release(request, release)
    form = SharingForm(request.POST or None, release=found, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        share_release(
            actor=request.actor,
            release=found,
            seen_version=form.cleaned_data["seen_version"],
            pilot=form.cleaned_data["pilot"],
            visibility=Visibility(form.cleaned_data["visibility"]),
        )
        messages.success(request, "Vastgelegd bij welke vraag deze vrijgave hoort, en wie haar ziet.")
        return redirect("insight:release", release=found.pk)
    request.actor.need(Permission.IMPORT_RELEASE, found.municipality_id, found.pilot_id)
    context = {
        "release": found,
        **stamps(found),
        "form": form,
        "crumbs": crumbs(found, here="Vraag en zichtbaarheid"),
    }
    return render(request, "insight/share.html", context, status=400 if form.errors else 200)


def _may_share(request: HttpRequest, release: Release) -> bool:
    return request.viewer.may(Permission.IMPORT_RELEASE, release.municipality_id, release.pilot_id)
