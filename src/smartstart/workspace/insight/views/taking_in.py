"""Bringing in a release: a file, for a municipality and perhaps a question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smartstart.web.accounts.rules.viewer import Refused
from smartstart.workspace.data.actions.releases import NotAccepted
from smartstart.workspace.data.forms.releases import UploadForm, may_upload, too_large
from smartstart.workspace.data.rules.refusals import Refusal
from smartstart.workspace.insight.actions.taking_in import Taken, take_in
from smartstart.workspace.insight.views.common import crumbs

_HERE = "Vrijgave inlezen"


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take in a release, or say what is wrong with the file and what to do."""
    if not may_upload(request.viewer):
        raise Refused("U mag hier geen vrijgave inlezen. Vraag de beheerder van uw gemeente om de juiste rol.")
    if (refusal := too_large(request)) is not None:
        return _refused(request, refusal)
    form = UploadForm(request.POST or None, request.FILES or None, viewer=request.viewer)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "crumbs": crumbs(here=_HERE)}
        return render(request, "data/upload.html", context, status=400 if form.errors else 200)
    try:
        taken = _taken(request, form)
    except NotAccepted as problem:
        return _refused(request, problem.refusal)
    for text in taken.notes:
        messages.info(request, text)
    return redirect("insight:release", release=taken.release.pk)


def _taken(request: HttpRequest, form: UploadForm) -> Taken:
    data = form.cleaned_data
    return take_in(
        actor=request.actor,
        content=data["content"],
        municipality=data["municipality"],
        pilot=data["pilot"],
        name=data["file"].name,
    )


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = {"refusal": refusal, "again_url": reverse("insight:upload"), "crumbs": crumbs(here=_HERE)}
    return render(request, "data/refused.html", context, status=400)
