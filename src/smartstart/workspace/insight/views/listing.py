"""The list: for every study what it says first, then the others in words."""

import uuid
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from smartstart.workspace.data.forms.releases import may_upload
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.queries.releases import current_for
from smartstart.workspace.insight.models import Finding
from smartstart.workspace.insight.queries.findings import municipalities_with_findings, studies_for
from smartstart.workspace.insight.queries.opened import opened
from smartstart.workspace.insight.queries.public import public_findings
from smartstart.workspace.insight.views.common import address, crumbs, marks
from smartstart.workspace.insight.views.frames import Pictures, pictures_of

ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Study:
    """One study in the list: its first finding as a sentence, the others in words."""

    release: Release
    marks: tuple[str, ...]
    first: Finding | None
    others: tuple[Finding, ...]
    more: int

    @property
    def nothing(self) -> str:
        """What to say when there is nothing to tell."""
        summary = getattr(self.release, "summary", None)
        return summary.nothing if summary else ""


@require_safe
def of_pilot(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Lead to what is known for one pilot: its newest release, or the list when there is none one may know of."""
    newest = current_for(request.viewer).filter(pilot=pilot).first()
    return redirect("insight:release", release=newest.pk) if newest else redirect("insight:list")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what is known: the strongest finding of every study first, in the order of its own release."""
    public = public_findings()
    places = municipalities_with_findings(request.viewer, public)
    chosen = next((place for place in places if place.code == request.GET.get("gemeente")), None)
    found = studies_for(request.viewer, public, chosen.code if chosen else "")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("pagina"))
    studies = [_study(release) for release in page]
    context = {
        "studies": studies,
        "page_obj": page,
        "picture": _picture(request, studies) if page.number == 1 else None,
        "places": places,
        "chosen": chosen,
        "several": len(places) > 1,
        "crumbs": crumbs(),
        "may_take_in": may_upload(request.viewer),
        "colour_url": address("insight:colour"),
    }
    return render(request, "insight/list.html", context)


def _study(release: Release) -> Study:
    findings: list[Finding] = release.told
    first = next((finding for finding in findings if finding.shown), None)
    others = tuple(finding for finding in findings if finding is not first)
    summary = getattr(release, "summary", None)
    more = summary.findings - len(findings) if release.open and summary else 0
    return Study(release, marks(release), first, others, more)


def _picture(request: HttpRequest, studies: list[Study]) -> Pictures | None:
    """Return the pictures of the very first finding: the page opens with it."""
    if not studies or studies[0].first is None:
        return None
    found = opened(request.viewer, studies[0].first)
    return pictures_of(found, files=False) if found else None
