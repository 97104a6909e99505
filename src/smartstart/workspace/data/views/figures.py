"""Which public figures are here, and handing over figures of the municipality itself."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartstart.opendata.indicators import CATALOGUE
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.workspace.data.actions.own_figures import load_file, remove_file
from smartstart.workspace.data.actions.releases import NotAccepted
from smartstart.workspace.data.forms.figures import FiguresForm
from smartstart.workspace.data.models import FigureLoad, LoadKind
from smartstart.workspace.data.queries.figures import loads_for, places_for, sources_of
from smartstart.workspace.data.queries.own_indicators import own_indicators_for
from smartstart.workspace.data.rules.figure_columns import HEADER
from smartstart.workspace.data.rules.limits import FIGURES_LIMIT, MEBIBYTE
from smartstart.workspace.data.rules.refusals import Ground, Refusal, refuse


@dataclass(frozen=True, slots=True)
class Shown:
    """What was read at one time, with its sources."""

    load: FigureLoad
    sources: list[str]
    may_remove: bool


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what was read, from where and when."""
    wanted = request.GET.get("gemeente", "")[:6]
    may = request.viewer.municipalities_for(Permission.LOAD_FIGURES)
    loads = [
        Shown(load, sources_of(load), load.kind == LoadKind.OWN and load.municipality_id in may)
        for load in loads_for(request.viewer, wanted)
    ]
    read = {shown.load.municipality_id for shown in loads}
    places = places_for(request.viewer, Permission.READ)
    context = {
        "loads": loads,
        "without": [place for place in places if place.pk not in read and wanted in ("", place.code)],
        "may_upload": bool(may),
        "may_describe": bool(request.viewer.municipalities_for(Permission.DESCRIBE_FIGURES)),
        "crumbs": [("Openbare cijfers", "")],
    }
    return render(request, "data/figures.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take in a file with figures of the municipality itself."""
    if not request.viewer.municipalities_for(Permission.LOAD_FIGURES):
        raise Refused("U mag hier geen cijfers inlezen. Vraag de beheerder van uw gemeente om de juiste rol.")
    if request.method == "POST" and _let_by(request):
        mend = "Verdeel de cijfers over meer bestanden, bijvoorbeeld een per onderwerp."
        return _refused(request, refuse(Ground.TOO_LARGE, "Dit bestand is te groot.", mend=mend))
    form = FiguresForm(request.POST or None, request.FILES or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        return _take_in(request, form)
    context = {
        "form": form,
        "header": HEADER,
        "most": FIGURES_LIMIT // MEBIBYTE,
        "described": own_indicators_for(request.viewer).filter(
            municipality__in=request.viewer.municipalities_for(Permission.LOAD_FIGURES)
        ),
        "indicators": [indicator for indicator in CATALOGUE if indicator.recipes],
        "crumbs": [("Openbare cijfers", reverse("data:figures")), ("Eigen cijfers", "")],
    }
    return render(request, "data/figures_upload.html", context, status=400 if form.errors else 200)


def _take_in(request: HttpRequest, form: FiguresForm) -> HttpResponse:
    file, municipality = form.cleaned_data["file"], form.cleaned_data["municipality"]
    try:
        # One byte more than is allowed is enough to see that it is too much.
        loaded = load_file(
            actor=request.actor,
            content=file.read(FIGURES_LIMIT + 1),
            municipality=municipality,
            name=file.name,
        )
    except NotAccepted as problem:
        return _refused(request, problem.refusal)
    messages.success(request, f"De cijfers voor {municipality.name} zijn ingelezen.")
    for note in loaded.notes:
        messages.info(request, note)
    return redirect(f"{reverse('data:figures')}?gemeente={municipality.code}")


def _let_by(request: HttpRequest) -> bool:
    """Return whether the upload was so large that the web server let its file go by unread."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not request.FILES and length.isdecimal() and int(length) > FIGURES_LIMIT


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    context = {"refusal": refusal, "again_url": request.path}
    return render(request, "data/refused.html", context, status=400)


@login_required
@require_POST
def remove(request: HttpRequest, load: uuid.UUID) -> HttpResponse:
    """Take away what was read from one file."""
    found = loads_for(request.viewer).filter(pk=load, kind=LoadKind.OWN).first()
    if found is None:
        raise Http404
    remove_file(actor=request.actor, load=found)
    messages.success(request, "De cijfers uit dit bestand zijn weggehaald.")
    return redirect("data:figures")
