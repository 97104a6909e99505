"""Looking somebody up, and keeping the entries of one's own municipality."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import VISIBILITY_WORDS, Visibility
from smartstart.workspace.directory import actions, queries
from smartstart.workspace.directory.forms import EntryForm, NewEntryForm, WhereForm
from smartstart.workspace.directory.models import Professional
from smartstart.workspace.directory.rules import CONSENTS
from smartstart.workspace.directory.views.common import need, photo_page

PAGE = 48
_WAITS_NEW = "Openbaar wordt dit pas als deze persoon zelf ja zegt. Maak daarvoor een link en stuur hem op."
_WAITS = "Bijgewerkt. Verder zichtbaar wordt dit pas als deze persoon zelf ja zegt. Maak daarvoor een link."


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show who can be asked; search as one types, or with the button."""
    asked = request.GET.get("q", "").strip()[:100]
    page = Paginator(queries.found(request.viewer, asked.split()), PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page_obj": page,
        "asked": asked,
        "topics": queries.topics(request.viewer)[:40],
        "may_add": bool(request.viewer.municipalities_for(Permission.EDIT_DIRECTORY)),
    }
    part = "directory/faces.html" if request.htmx else "directory/list.html"
    return render(request, part, context)


@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """Show everybody on a sheet to print and hang up; entries that nobody looked at stay off it."""
    people = [person for person in queries.professionals_for(request.viewer) if not person.stale]
    return render(request, "directory/poster.html", {"people": people})


@require_safe
def person(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Show one person."""
    found = _person(request, person)
    return render(request, "directory/person.html", {"person": found, "may_edit": _may(request, found)})


@require_safe
@cache_control(private=True, no_cache=True)
def portrait(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Give the photo."""
    found = queries.portrait_for(request.viewer, person)
    if found is None:
        raise Http404
    return HttpResponse(bytes(found.content), content_type="image/jpeg")


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Put somebody in the directory."""
    where = WhereForm(request.POST or None, viewer=request.viewer)
    _need_somewhere(request)
    form = NewEntryForm(request.POST or None)
    if request.method == "POST" and where.is_valid() and form.is_valid():
        municipality = where.cleaned_data["municipality"].pk
        made = actions.add(
            actor=request.actor, municipality=municipality, agreed_on=timezone.localdate(), **form.entry()
        )
        messages.success(request, "Deze collega staat nu in het smoelenboek.")
        if made.asked:
            messages.info(request, _WAITS_NEW)
        return redirect("directory:person", person=made.pk)
    context = {"form": form, "where": where, "title": "Zet iemand in het smoelenboek", "consents": _consents()}
    return render(request, "directory/edit.html", context, status=400 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Change an entry."""
    found = _editable(request, person)
    form = EntryForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        fresh = Professional.objects.get(pk=found.pk)
        version = form.cleaned_data["seen_version"] or fresh.version
        actions.change(actor=request.actor, person=fresh, seen_version=version, **form.entry())
        messages.success(request, _WAITS if fresh.asked else "Bijgewerkt.")
        return redirect("directory:person", person=found.pk)
    need(request.actor, found)
    context = {"form": form, "title": f"Wijzig {found.name}"}
    return render(request, "directory/edit.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def photo(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Put a photo with an entry, or take it away."""
    found = _editable(request, person)
    return photo_page(request, request.actor, found, reverse("directory:person", kwargs={"person": found.pk}))


@login_required
@require_POST
def confirm(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Say that an entry still holds."""
    found = _editable(request, person)
    actions.confirm(actor=request.actor, person=found)
    messages.success(request, "Nagekeken: deze gegevens kloppen nog.")
    return redirect("directory:person", person=found.pk)


@login_required
@require_POST
def remove(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Take somebody out of the directory."""
    actions.remove(actor=request.actor, person=_editable(request, person))
    messages.success(request, "Deze collega staat niet meer in het smoelenboek.")
    return redirect("directory:list")


@login_required
@never_cache
@require_POST
def link(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Make a link for somebody to edit the own entry, and show it once."""
    found = _editable(request, person)
    secret = actions.make_link(actor=request.actor, person=found)
    address = request.build_absolute_uri(reverse("directory:own", kwargs={"secret": secret}))
    return render(request, "directory/link.html", {"person": found, "address": address})


def _person(request: HttpRequest, person: uuid.UUID) -> Professional:
    return get_object_or_404(queries.professionals_for(request.viewer), pk=person)


def _may(request: HttpRequest, found: Professional) -> bool:
    return request.viewer.may(Permission.EDIT_DIRECTORY, found.municipality_id)


def _editable(request: HttpRequest, person: uuid.UUID) -> Professional:
    """Return somebody whose entry the viewer may change; what is posted is asked, and recorded, by its action."""
    found = _person(request, person)
    if request.method != "POST":
        need(request.actor, found)
    return found


def _need_somewhere(request: HttpRequest) -> None:
    """Refuse somebody who may edit no directory at all."""
    if not request.viewer.municipalities_for(Permission.EDIT_DIRECTORY):
        request.actor.need(Permission.EDIT_DIRECTORY, 0)


def _consents() -> list[tuple[str, str]]:
    """Return what to read out to somebody before the entry is made; to be public, one says yes in person."""
    return [(VISIBILITY_WORDS[reach], text) for reach, text in CONSENTS.items() if reach is not Visibility.PUBLIC]
