"""Pages on what is proposed to become public. Who has no role there does not find them."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from smartstart.web.accounts.forms import carried_out
from smartstart.web.accounts.rules.roles import Permission
from smartstart.workspace.publishing import actions
from smartstart.workspace.publishing.forms import DecideForm, SignOffForm, StepForm, WithdrawForm
from smartstart.workspace.publishing.models import Publication
from smartstart.workspace.publishing.queries import involved_in, points_of, publications_for, steps_of
from smartstart.workspace.publishing.rules.states import ON_THE_WAY, PUBLICATION, State
from smartstart.workspace.publishing.rules.wording import read

_ON_A_PAGE = 24
_FORMS: dict[str, type[StepForm]] = {
    "sign_off": SignOffForm,
    "submit": StepForm,
    "decide": DecideForm,
    "publish": StepForm,
    "withdraw": WithdrawForm,
}
_TARGETS = {
    "submit": (State.PROPOSED,),
    "decide": (State.AGREED, State.REJECTED),
    "publish": (State.PUBLIC,),
    "withdraw": (State.WITHDRAWN,),
}


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show what was proposed, newest first."""
    known = publications_for(request.viewer)
    chosen = next((state for state in State if state == request.GET.get("staat")), None)
    page = Paginator(known.filter(state=chosen) if chosen else known, _ON_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page_obj": page,
        "publications": page.object_list,
        "states": [(state.value, word, state == chosen) for state, word in PUBLICATION.words.items()],
        "chosen": chosen,
        "crumbs": [("Openbaar maken", "")],
    }
    return render(request, "publishing/list.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Show one proposal: the list point by point, the words, who read along, and what one may do now."""
    return _page(request, _publication(request, publication))


@login_required
@require_POST
def sign_off(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Write down that somebody from there read along."""
    return _take(request, publication, "sign_off", actions.sign_off, "Vastgelegd wie heeft meegelezen.")


@login_required
@require_POST
def submit(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Propose it for a decision."""
    return _take(request, publication, "submit", actions.submit, "Voorgedragen. Nu besluit iemand anders.")


@login_required
@require_POST
def decide(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Decide on it."""
    return _take(request, publication, "decide", actions.decide, "Uw besluit is vastgelegd.")


@login_required
@require_POST
def publish(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Show it to everybody."""
    return _take(request, publication, "publish", actions.publish, "Dit is nu openbaar.")


@login_required
@require_POST
def withdraw(request: HttpRequest, publication: uuid.UUID) -> HttpResponse:
    """Take it back."""
    return _take(request, publication, "withdraw", actions.withdraw, "Ingetrokken. Het is niet (meer) openbaar.")


def _take(
    request: HttpRequest, publication: uuid.UUID, name: str, action: Callable[..., object], done: str
) -> HttpResponse:
    found = _publication(request, publication)
    form = _FORMS[name](request.POST, publication=found, auto_id=_ids(name))
    if carried_out(form, lambda: action(actor=request.actor, publication=found, **form.cleaned_data)):
        messages.success(request, done)
        return redirect("publishing:detail", publication=found.pk)
    _need(request, found, name)
    return _page(request, _publication(request, publication), {name: form})


def _publication(request: HttpRequest, publication: uuid.UUID) -> Publication:
    return get_object_or_404(publications_for(request.viewer).select_related("decided_by"), pk=publication)


def _page(request: HttpRequest, found: Publication, wrong: dict[str, StepForm] | None = None) -> HttpResponse:
    points = points_of(found)
    readings = read(found.material.texts)
    context: dict[str, Any] = {
        "publication": found,
        "points": points,
        "open_points": sum(not point.ok for point in points),
        "readings": readings,
        "sign_offs": found.sign_offs.all(),
        "steps": steps_of(found),
        "forms": {
            name: form(publication=found, auto_id=_ids(name))
            for name, form in _FORMS.items()
            if _may(request, found, name)
        },
        "involved": request.actor.account in involved_in(found),
        "crumbs": [("Openbaar maken", reverse("publishing:list")), (found.title, "")],
    }
    context["forms"] |= wrong or {}
    return render(request, "publishing/detail.html", context, status=400 if wrong else 200)


def _need(request: HttpRequest, found: Publication, name: str) -> None:
    """Show no form that came back with a mistake in it to somebody for whom it never was."""
    if name == "sign_off":
        request.actor.need(Permission.PROPOSE_PUBLICATION, found.municipality_id, found.pilot)
        return
    ways = [move for move in PUBLICATION.moves if move.target in _TARGETS[name]]
    if not any(move.allows(request.viewer, found.municipality_id, found.pilot) for move in ways):
        ways[0].demand(request.actor, found.municipality_id, found.pilot)


def _ids(name: str) -> str:
    """Several forms stand on one page, so their fields need names of their own."""
    return f"{name}_%s"


def _may(request: HttpRequest, found: Publication, name: str) -> bool:
    """Tell whether a form belongs on the page; whether the step is allowed is for the action to say."""
    if name == "sign_off":
        may = request.viewer.may(Permission.PROPOSE_PUBLICATION, found.municipality_id, found.pilot)
        return may and found.state in ON_THE_WAY
    if name == "decide" and request.actor.account in involved_in(found):
        return False
    return any(
        move.target in _TARGETS[name] and move.allows(request.viewer, found.municipality_id, found.pilot)
        for move in PUBLICATION.moves_from(State(found.state))
    )
