"""The list of releases, the page of one, and its file."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from smartstart.presentation import insight
from smartstart.presentation.report.reasons import policy_words
from smartstart.release.contents import Origin, Stamp
from smartstart.web.accounts.models import Municipality
from smartstart.web.references.uses import uses_of
from smartstart.workspace.data.forms.releases import may_upload
from smartstart.workspace.data.models import Release, TrustedKey
from smartstart.workspace.data.queries.releases import archive_of, contents_of, current_for, releases_for
from smartstart.workspace.data.views.common import Chip, address, release_crumbs, visible_release

_ON_A_PAGE = 24


upload = RedirectView.as_view(pattern_name="insight:upload", query_string=True)
"""Leads to where a release is handed over: that page also shows what was found in it."""


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the releases that one may know of: those that hold now, or all."""
    everything = request.GET.get("toon") == "alles"
    known = releases_for(request.viewer) if everything else current_for(request.viewer)
    places = _places_of(request)
    chosen = next((place for place in places if place.code == request.GET.get("gemeente")), None)
    if chosen is not None:
        known = known.filter(municipality=chosen)
    page = Paginator(known, _ON_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page_obj": page,
        "chosen": chosen,
        "everything": everything,
        "filters": _chips(places, chosen, everything),
        "upload_url": address("insight:upload") if may_upload(request.viewer) else "",
        "crumbs": release_crumbs(),
    }
    return render(request, "data/releases.html", context)


def _places_of(request: HttpRequest) -> list[Municipality]:
    known = releases_for(request.viewer).order_by().values("municipality")
    return list(Municipality.objects.filter(pk__in=known))


def _chips(places: list[Municipality], chosen: Municipality | None, everything: bool) -> list[Chip]:
    if len(places) < 2:
        return []
    rest = "&toon=alles" if everything else ""
    named = [Chip(place.name, f"?gemeente={place.code}{rest}", place == chosen) for place in places]
    return [Chip("Alle gemeenten", f"?{rest.lstrip('&')}", chosen is None), *named]


@require_safe
def detail(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """Show what a release is, how many statements came through, and how to verify it oneself."""
    found = visible_release(request, release)
    contents = contents_of(found)
    context = {
        "release": found,
        "sheet": contents.sheet,
        "newer": found.replaced_by if found.overtaken else None,
        "pilot": found.pilot if _knows_pilot(request, found) else None,
        "outline": insight.outline(contents),
        "drop_off": insight.drop_off(contents),
        "marks": marks_of(contents.origin, contents.stamp),
        "reason_for_part": contents.subset_reason,
        "rules": policy_words(contents.policy),
        "key": TrustedKey.objects.filter(municipality=found.municipality_id, fingerprint=found.key).first(),
        "uses": uses_of(request.viewer, found.pk),
        "insight_url": address("insight:release", found.pk),
        "crumbs": release_crumbs(found.title),
    }
    return render(request, "data/release.html", context)


def _knows_pilot(request: HttpRequest, release: Release) -> bool:
    pilot = release.pilot
    return pilot is not None and pilot.shows_to(request.viewer)


def marks_of(origin: Origin, stamp: Stamp) -> list[str]:
    """Return the words that stand beside everything from a release."""
    marks = [origin.value] if origin is not Origin.REAL else []
    return [*marks, *([stamp.value] if stamp is not Stamp.FULL else [])]


@require_safe
def archive(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """Hand out the file, every member as it was signed, so that anyone can verify it."""
    found = get_object_or_404(releases_for(request.viewer), pk=release)
    response = HttpResponse(archive_of(found), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="vrijgave-{found.day:%Y-%m-%d}-{found.manifest[:8]}.zip"'
    return response
