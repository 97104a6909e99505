"""Describing an own figure, correcting it, deciding who sees it, and withdrawing it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from smartstart.web.accounts.forms import carried_out
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Refused, Visibility
from smartstart.web.references.uses import uses_of
from smartstart.workspace.data.actions import own_indicators as actions
from smartstart.workspace.data.forms.own_indicators import CorrectForm, DescriptionForm, NewForm, ShowForm
from smartstart.workspace.data.models import OwnIndicator
from smartstart.workspace.data.queries.own_indicators import in_use
from smartstart.workspace.data.rules.figure_columns import HEADER
from smartstart.workspace.data.rules.own_indicators import Description
from smartstart.workspace.data.views.own_indicator_parts import EXAMPLE_AREA, crumbs, expected, may_show, visible


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Describe an own figure; one may look first at what it will be."""
    if not request.viewer.municipalities_for(Permission.DESCRIBE_FIGURES):
        raise Refused("U mag hier geen eigen cijfer beschrijven. Vraag de beheerder om de juiste rol.")
    form = NewForm(request.POST or None, viewer=request.viewer)
    made: list[OwnIndicator] = []
    if _saves(request) and carried_out(form, lambda: made.append(_describe(request, form))):
        messages.success(request, "Het cijfer is beschreven. Nu kunt u de waarden inlezen.")
        return redirect("data:own-indicator", own=made[0].pk)
    return _form_page(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, own: uuid.UUID) -> HttpResponse:
    """Correct a description: that is its next version."""
    found = visible(request, own)
    form = CorrectForm(request.POST or None, indicator=found)
    if _saves(request) and carried_out(form, lambda: _correct(request, form, found)):
        messages.success(request, f"Bewaard als versie {found.version}.")
        return redirect("data:own-indicator", own=found.pk)
    request.actor.need(Permission.DESCRIBE_FIGURES, found.municipality_id)
    return _form_page(request, form, found)


@login_required
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, own: uuid.UUID) -> HttpResponse:
    """Decide who may see an own figure."""
    found = visible(request, own)
    may_publish = request.viewer.may(Permission.DECIDE_PUBLICATION, found.municipality_id)
    form = ShowForm(request.POST or None, indicator=found, may_publish=may_publish)
    if request.method == "POST" and form.is_valid():
        actions.show(
            actor=request.actor,
            indicator=found,
            seen_version=form.cleaned_data["seen_version"],
            visibility=Visibility(form.cleaned_data["visibility"]),
        )
        messages.success(request, "Bewaard. Het cijfer is nu zichtbaar voor wie u koos.")
        return redirect("data:own-indicator", own=found.pk)
    if not may_show(request, found):
        request.actor.need(Permission.DESCRIBE_FIGURES, found.municipality_id)
    context = {"own": found, "form": form, "crumbs": crumbs(found.label, found, "Wie ziet dit cijfer?")}
    return render(request, "data/own_indicator_show.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, own: uuid.UUID) -> HttpResponse:
    """Withdraw a description after one question; while it is used the page says where."""
    found = visible(request, own)
    used = in_use(found)
    if request.method == "POST" and not used:
        actions.withdraw(actor=request.actor, indicator=found)
        messages.success(request, "Het eigen cijfer is ingetrokken.")
        return redirect("data:own-indicators")
    request.actor.need(Permission.DESCRIBE_FIGURES, found.municipality_id)
    context = {
        "own": found,
        "used": used,
        "uses": uses_of(request.viewer, found.pk),
        "crumbs": crumbs(found.label, found, "Intrekken"),
    }
    return render(request, "data/own_indicator_withdraw.html", context, status=409 if request.method == "POST" else 200)


def _saves(request: HttpRequest) -> bool:
    return request.method == "POST" and "bekijk" not in request.POST


def _describe(request: HttpRequest, form: NewForm) -> OwnIndicator:
    return actions.describe(
        actor=request.actor,
        municipality=form.cleaned_data["municipality"],
        description=_written(form),
        visibility=Visibility(form.cleaned_data["visibility"]),
    )


def _correct(request: HttpRequest, form: CorrectForm, found: OwnIndicator) -> None:
    actions.correct(
        actor=request.actor,
        indicator=found,
        seen_version=form.cleaned_data["seen_version"] or 0,
        description=_written(form),
        visibility=Visibility(form.cleaned_data["visibility"]),
    )


def _written(form: DescriptionForm) -> Description:
    if form.description is None:
        raise ValueError("a form with a mistake describes nothing")
    return form.description


def _form_page(request: HttpRequest, form: DescriptionForm, found: OwnIndicator | None) -> HttpResponse:
    valid = request.method == "POST" and form.is_valid()
    context = {
        "form": form,
        "own": found,
        "expected": expected(_written(form), EXAMPLE_AREA) if valid else None,
        "readings": [reading for reading in form.readings if reading.findings],
        "header": HEADER,
        "crumbs": crumbs(found.label, found, "Verbeteren") if found else crumbs("Een eigen cijfer beschrijven"),
    }
    return render(request, "data/own_indicator_form.html", context, status=400 if form.errors else 200)
