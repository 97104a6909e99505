"""Figures that a municipality describes itself: the list, describing, correcting, who sees it, withdrawing."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from smartstart.presentation import colour_words
from smartstart.web.accounts.forms import carried_out
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Refused, Visibility
from smartstart.web.references.uses import uses_of
from smartstart.workspace.data.actions import own_indicators as actions
from smartstart.workspace.data.forms.own_indicators import CorrectForm, DescriptionForm, NewForm, ShowForm
from smartstart.workspace.data.models import OwnIndicator
from smartstart.workspace.data.queries.own_indicators import areas_of, in_use, own_indicators_for
from smartstart.workspace.data.rules.figure_rows import HEADER
from smartstart.workspace.data.rules.own_indicators import (
    OWN_MARK,
    Description,
    as_indicator,
    bounds_text,
    example_file,
    example_line,
)
from smartstart.workspace.data.views.common import Crumbs
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.wording import read

_AREA = "WK000001"


@dataclass(frozen=True, slots=True)
class Listed:
    """An own figure in the list; who described it is told to colleagues only."""

    indicator: OwnIndicator
    used: bool
    colleague: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """Which file is expected, and how the figure then stands on a page."""

    header: str
    line: str
    value: str
    label: str
    classes: tuple[str, ...]


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the own figures that one may know of, with their version, who and when."""
    mine = request.viewer.municipalities_for(Permission.READ)
    rows = own_indicators_for(request.viewer)
    context = {
        "listed": [Listed(row, in_use(row), row.municipality_id in mine) for row in rows],
        "may_describe": bool(request.viewer.municipalities_for(Permission.DESCRIBE_FIGURES)),
        "crumbs": _crumbs(),
    }
    return render(request, "data/own_indicators.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, own: uuid.UUID) -> HttpResponse:
    """Show one own figure: what was told of it, which file is expected, and where it is used."""
    found = _visible(request, own)
    viewer, place = request.viewer, found.municipality_id
    texts = (Text("Naam", found.label), Text("In een zin", found.phrase), Text("Uitleg", found.about))
    context = {
        "own": found,
        "told": found.description,
        "bounds": bounds_text(found.bounds),
        "expected": _expected(found.description, next(iter(areas_of(found)[1:]), _AREA)),
        "readings": [reading for reading in read(texts) if reading.findings],
        "uses": uses_of(viewer, found.pk),
        "used": in_use(found),
        "colleague": viewer.may(Permission.READ, place),
        "may_describe": viewer.may(Permission.DESCRIBE_FIGURES, place),
        "may_load": viewer.may(Permission.LOAD_FIGURES, place),
        "may_show": _may_show(request, found),
        "crumbs": _crumbs(found.label),
    }
    return render(request, "data/own_indicator.html", context)


@login_required
@require_safe
def example(request: HttpRequest, own: uuid.UUID) -> HttpResponse:
    """Return an empty file for this figure: the columns, and a row without a value for every wijk."""
    found = _visible(request, own)
    text = example_file(found.description, areas_of(found), _last_year())
    return HttpResponse(
        text.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.name}.csv"'},
    )


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
    found = _visible(request, own)
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
    found = _visible(request, own)
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
    if not _may_show(request, found):
        request.actor.need(Permission.DESCRIBE_FIGURES, found.municipality_id)
    context = {"own": found, "form": form, "crumbs": _crumbs(found.label, found, "Wie ziet dit cijfer?")}
    return render(request, "data/own_indicator_show.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, own: uuid.UUID) -> HttpResponse:
    """Withdraw a description after one question; while it is used the page says where."""
    found = _visible(request, own)
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
        "crumbs": _crumbs(found.label, found, "Intrekken"),
    }
    return render(request, "data/own_indicator_withdraw.html", context, status=409 if request.method == "POST" else 200)


def _visible(request: HttpRequest, own: uuid.UUID) -> OwnIndicator:
    return get_object_or_404(own_indicators_for(request.viewer), pk=own)


def _may_show(request: HttpRequest, found: OwnIndicator) -> bool:
    place = found.municipality_id
    either = (Permission.DESCRIBE_FIGURES, Permission.DECIDE_PUBLICATION)
    return any(request.viewer.may(permission, place) for permission in either)


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
        "expected": _expected(_written(form), _AREA) if valid else None,
        "readings": [reading for reading in form.readings if reading.findings],
        "header": HEADER,
        "crumbs": _crumbs(found.label, found, "Verbeteren") if found else _crumbs("Een eigen cijfer beschrijven"),
    }
    return render(request, "data/own_indicator_form.html", context, status=400 if form.errors else 200)


def _expected(description: Description, area: str) -> Expected:
    indicator = as_indicator(description)
    return Expected(
        header=HEADER,
        line=example_line(description, area, _last_year()),
        value=colour_words.amount(indicator, 120 if description.counts else 12.5),
        label=indicator.label,
        classes=tuple(colour_words.classes_in_words(indicator, indicator.bounds)) if indicator.bounds else (),
    )


def _last_year() -> int:
    today: dt.date = timezone.localdate()
    return today.year - 1


def _crumbs(here: str = "", own: OwnIndicator | None = None, last: str = "") -> Crumbs:
    way: Crumbs = [
        ("Openbare cijfers", reverse("data:figures")),
        (f"{OWN_MARK.capitalize()}s", reverse("data:own-indicators") if here else ""),
    ]
    if here:
        way.append((here, reverse("data:own-indicator", args=[own.pk]) if own else ""))
    return [*way, (last, "")] if last else way
