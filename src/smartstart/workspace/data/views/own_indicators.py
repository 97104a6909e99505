"""Figures that a municipality describes itself: the list, one of them, and an empty file for it."""

import uuid
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.references.uses import uses_of
from smartstart.workspace.data.models import OwnIndicator
from smartstart.workspace.data.queries.own_indicators import areas_of, in_use, own_indicators_for
from smartstart.workspace.data.rules.own_indicators import bounds_text, example_file
from smartstart.workspace.data.views.own_indicator_parts import (
    EXAMPLE_AREA,
    crumbs,
    expected,
    last_year,
    may_show,
    visible,
)
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.wording import read


@dataclass(frozen=True, slots=True)
class Listed:
    """An own figure in the list; who described it is told to colleagues only."""

    indicator: OwnIndicator
    used: bool
    colleague: bool


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Show the own figures that one may know of, with their version, who and when."""
    mine = request.viewer.municipalities_for(Permission.READ)
    rows = own_indicators_for(request.viewer)
    context = {
        "listed": [Listed(row, in_use(row), row.municipality_id in mine) for row in rows],
        "may_describe": bool(request.viewer.municipalities_for(Permission.DESCRIBE_FIGURES)),
        "crumbs": crumbs(),
    }
    return render(request, "data/own_indicators.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, own: uuid.UUID) -> HttpResponse:
    """Show one own figure: what was told of it, which file is expected, and where it is used."""
    found = visible(request, own)
    viewer, place = request.viewer, found.municipality_id
    texts = (Text("Naam", found.label), Text("In een zin", found.phrase), Text("Uitleg", found.about))
    context = {
        "own": found,
        "told": found.description,
        "bounds": bounds_text(found.bounds),
        "expected": expected(found.description, next(iter(areas_of(found)[1:]), EXAMPLE_AREA)),
        "readings": [reading for reading in read(texts) if reading.findings],
        "uses": uses_of(viewer, found.pk),
        "used": in_use(found),
        "colleague": viewer.may(Permission.READ, place),
        "may_describe": viewer.may(Permission.DESCRIBE_FIGURES, place),
        "may_load": viewer.may(Permission.LOAD_FIGURES, place),
        "may_show": may_show(request, found),
        "crumbs": crumbs(found.label),
    }
    return render(request, "data/own_indicator.html", context)


@login_required
@require_safe
def example(request: HttpRequest, own: uuid.UUID) -> HttpResponse:
    """Return an empty file for this figure: the columns, and a row without a value for every wijk."""
    found = visible(request, own)
    text = example_file(found.description, areas_of(found), last_year())
    return HttpResponse(
        text.encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.name}.csv"'},
    )
