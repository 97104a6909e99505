"""The A4 for the alderman: as a page, as a file to print, and how it is made."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartstart.presentation import a4
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.web.look.printing import letters
from smartstart.workspace.overview import actions
from smartstart.workspace.overview.forms import FindingChoice, PilotChoice, SheetForm
from smartstart.workspace.overview.models import A4
from smartstart.workspace.overview.queries import sheets
from smartstart.workspace.overview.rules.sheets import HIDDEN, KIND, NotOnASheet, TooMany
from smartstart.workspace.pilots.queries import pilots_for
from smartstart.workspace.publishing import queries as publishing
from smartstart.workspace.publishing.rules.kinds import Kind

_OUTDATED = "verouderd"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the A4's that one may know of."""
    found = list(sheets.sheets_for(request.viewer)[:200])
    outdated = sheets.outdated_sheets(found)
    pilots = set(pilots_for(request.viewer).values_list("pk", flat=True))
    context = {
        "sheets": [(sheet, outdated.get(sheet.pk, ""), sheet.pilot_id in pilots) for sheet in found],
        "may_make": sheets.pilots_to_report(request.viewer).exists(),
    }
    return render(request, "overview/a4_list.html", context)


@require_safe
def page(request: HttpRequest, sheet: uuid.UUID) -> HttpResponse:
    """Show an A4 as it will print."""
    opened = _opened(request, sheet)
    viewer, found = request.viewer, opened.sheet
    context = {
        "opened": opened,
        "hidden": HIDDEN if opened.hidden else "",
        "sheet": found,
        "drawn": a4.as_html(_content(opened)) if opened.found else None,
        "may_edit": viewer.may(Permission.EDIT_A4, found.municipality_id, found.pilot_id),
        "may_propose": viewer.may(Permission.PROPOSE_PUBLICATION, found.municipality_id, found.pilot_id),
        "publication": publishing.current_for(
            viewer, kind=Kind.A4, object_id=str(found.pk), municipality=found.municipality_id
        )
        if opened.open
        else None,
    }
    return render(request, "overview/a4.html", context)


@require_safe
def pdf(request: HttpRequest, sheet: uuid.UUID) -> HttpResponse:
    """Give the A4 as a file. One on which a finding is left out for this reader says so: a file is shown to others."""
    opened = _opened(request, sheet)
    if not opened.found:
        context = {"sheet": opened.sheet, "why": HIDDEN if opened.hidden else "Er staat nog geen bevinding op deze A4."}
        return render(request, "overview/a4_no_file.html", context, status=409)
    content = _content(opened)
    if opened.hidden:
        content = replace(content, marks=(*content.marks, HIDDEN))
    try:
        pdf_bytes = a4.as_pdf(content, fonts=letters()).pdf
    except a4.A4Refusal as problem:
        return render(request, "overview/a4_too_long.html", {"sheet": opened.sheet, "problem": problem}, status=409)
    name = f'attachment; filename="a4-{str(opened.sheet.pk)[:8]}-versie-{opened.sheet.version}.pdf"'
    return HttpResponse(pdf_bytes, content_type="application/pdf", headers={"Content-Disposition": name})


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin an A4, with or without a first finding."""
    _need_some_pilot(request)
    choice, form = PilotChoice(request.POST or None, viewer=request.viewer), SheetForm(request.POST or None)
    asked = FindingChoice(request.POST or request.GET)
    if request.method == "POST" and choice.is_valid() and form.is_valid():
        fields = {key: value for key, value in form.cleaned_data.items() if key != "seen_version"}
        made = actions.make_sheet(actor=request.actor, pilot=choice.cleaned_data["pilot"], **fields)
        if asked.is_valid():
            _put(request, made, asked)
        return redirect("overview:a4", sheet=made.pk)
    context = {"choice": choice, "form": form, "asked": asked if asked.is_valid() else None}
    return render(request, "overview/a4_new.html", context, status=400 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, sheet: uuid.UUID) -> HttpResponse:
    """Change the texts of an A4."""
    found = _visible(request, sheet)
    form = SheetForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        fresh = A4.objects.get(pk=found.pk)
        version = fields.pop("seen_version") or fresh.version
        actions.change_sheet(actor=request.actor, sheet=fresh, seen_version=version, **fields)
        return redirect("overview:a4", sheet=found.pk)
    request.actor.need(Permission.EDIT_A4, found.municipality_id, found.pilot_id)
    return render(request, "overview/a4_edit.html", {"sheet": found, "form": form}, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put a finding on an A4: choose which one, or begin a new one."""
    asked = FindingChoice(request.POST or request.GET)
    if request.method == "POST" and asked.is_valid():
        found = _visible(request, _uuid(request.POST.get("a4", "")))
        _put(request, found, asked)
        return redirect("overview:a4", sheet=found.pk)
    _need_some_pilot(request)
    if not asked.is_valid():
        return redirect("overview:a4-list")
    context = {"asked": asked, "sheets": sheets.sheets_to_edit(request.viewer)}
    return render(request, "overview/a4_add.html", context)


@login_required
@require_POST
def take_off(request: HttpRequest, sheet: uuid.UUID, finding: int) -> HttpResponse:
    """Take a finding off an A4."""
    found = _visible(request, sheet)
    actions.take_off(actor=request.actor, sheet=found, finding=finding)
    return redirect("overview:a4", sheet=found.pk)


@login_required
@require_POST
def remove(request: HttpRequest, sheet: uuid.UUID) -> HttpResponse:
    """Throw an A4 away."""
    actions.remove_sheet(actor=request.actor, sheet=_visible(request, sheet))
    messages.success(request, "Deze A4 is weg.")
    return redirect("overview:a4-list")


@login_required
@require_POST
def propose(request: HttpRequest, sheet: uuid.UUID) -> HttpResponse:
    """Lay an A4 before the check, so that it may become public."""
    opened = _opened(request, sheet)
    found = opened.sheet
    if not opened.found:
        raise Http404
    made = actions.propose(actor=request.actor, sheet=found, material=sheets.material_of(found))
    return redirect("publishing:detail", publication=made.pk)


def _content(opened: sheets.OpenedSheet) -> a4.A4:
    """Return what stands on the sheet; on one that is out of date that stands too, also when it travels as a file."""
    content = sheets.content_of(opened.sheet, (one.part for one in opened.found))
    return replace(content, marks=(*content.marks, _OUTDATED)) if opened.outdated else content


def _put(request: HttpRequest, found: A4, asked: FindingChoice) -> None:
    release = sheets.release_for(request.viewer, asked.cleaned_data["vrijgave"])
    if release is None:
        raise Http404
    try:
        actions.put_on(actor=request.actor, sheet=found, release=release, subject=asked.cleaned_data["onderwerp"])
        messages.success(request, "De bevinding staat op de A4.")
    except (TooMany, NotOnASheet) as problem:
        messages.error(request, str(problem))


def _opened(request: HttpRequest, sheet: uuid.UUID) -> sheets.OpenedSheet:
    found = sheets.opened_sheet(request.viewer, sheet)
    if found is None:
        raise Http404
    return found


def _visible(request: HttpRequest, sheet: uuid.UUID | None) -> A4:
    """Return an A4 that the viewer may know of; what is posted about it is asked, and recorded, by its action."""
    return get_object_or_404(A4.objects.visible_to(request.viewer).select_related("pilot", "municipality"), pk=sheet)


def _need_some_pilot(request: HttpRequest) -> None:
    if not sheets.pilots_to_report(request.viewer).exists():
        raise Refused(f"U mag hier geen {KIND.upper()} maken. Vraag de beheerder van uw gemeente om de juiste rol.")


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
