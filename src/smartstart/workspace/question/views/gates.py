"""The page of a gate, its steps, the arguments on both sides, and the quick scan."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartstart.web.accounts.forms import carried_out
from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Refused
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question import actions
from smartstart.workspace.question.forms import ArgumentForm, QuickScanForm, StepForm, WithdrawForm
from smartstart.workspace.question.models import Argument, Gate
from smartstart.workspace.question.queries import arguments_of, gate_of, quick_scans_of, steps_of
from smartstart.workspace.question.rules.gates import SCAN, SIDE_WORDS, GateKind, GateState, Side
from smartstart.workspace.question.rules.quick_scan import minutes
from smartstart.workspace.question.views.common import Crumbs, crumbs, own_pilot


@login_required
@require_safe
def gate(request: HttpRequest, pilot: uuid.UUID, kind: str) -> HttpResponse:
    """Show one gate: how far it is, why, and what speaks for and against."""
    found = own_pilot(request, pilot)
    return _page(request, found, gate_of(found, _kind(kind)))


@login_required
@require_POST
def argue(request: HttpRequest, pilot: uuid.UUID, kind: str) -> HttpResponse:
    """Add an argument."""
    found = own_pilot(request, pilot)
    chosen = _kind(kind)
    form = ArgumentForm(request.POST)
    if carried_out(form, lambda: _argue(request, found, chosen, form)):
        messages.success(request, "Uw argument staat erbij.")
        return redirect("question:gate", pilot=found.pk, kind=chosen.value)
    request.actor.need(Permission.ARGUE, found.municipality_id, found.pk)
    return _page(request, found, gate_of(found, chosen), form)


def _argue(request: HttpRequest, pilot: Pilot, kind: GateKind, form: ArgumentForm) -> None:
    side, text = Side(form.cleaned_data["side"]), form.cleaned_data["text"]
    actions.argue(actor=request.actor, pilot=pilot, kind=kind, side=side, text=text)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pilot: uuid.UUID, argument: uuid.UUID) -> HttpResponse:
    """Withdraw one's own argument; it stays on the page."""
    found = own_pilot(request, pilot)
    known = get_object_or_404(Argument.objects.select_related("gate"), pk=argument, gate__pilot=found)
    form = WithdrawForm(request.POST or None, argument=known)
    if request.method == "POST" and carried_out(
        form, lambda: actions.withdraw_argument(actor=request.actor, argument=known, **form.cleaned_data)
    ):
        messages.success(request, "Uw argument is ingetrokken. Het blijft leesbaar.")
        return redirect("question:gate", pilot=found.pk, kind=known.gate.kind)
    if request.actor.account != known.made_by_id:
        raise Refused("Alleen wie het argument gaf, kan het intrekken. Voeg uw eigen argument toe.")
    way = _crumbs(found, known.gate, "Trek een argument in")
    context = {"pilot": found, "argument": known, "form": form, "crumbs": way}
    return render(request, "question/withdraw.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pilot: uuid.UUID, kind: str, target: str) -> HttpResponse:
    """Take an assessment one step further."""
    found = own_pilot(request, pilot)
    known = gate_of(found, _kind(kind))
    try:
        move = known.machine.move(GateState(known.state), GateState(target))
    except (ValueError, RuleBroken):
        raise Http404 from None
    if known.machine is SCAN:
        move.demand(request.actor, found.municipality_id, found.pk)
        return redirect("question:scan", pilot=found.pk)
    form = StepForm(request.POST or None, gate=known, move=move)
    if request.method == "POST" and carried_out(
        form,
        lambda: actions.take_step(
            actor=request.actor, pilot=found, kind=GateKind(known.kind), target=move.target, **form.cleaned_data
        ),
    ):
        messages.success(request, f"Vastgelegd: {known.machine.words[move.target]}.")
        return redirect("question:gate", pilot=found.pk, kind=known.kind)
    move.demand(request.actor, found.municipality_id, found.pk)
    context = {
        "pilot": found,
        "gate": known,
        "move": move,
        "form": form,
        "one_sided": not all(arguments_of(known).values()),
        "advice": _advice(found, known),
        "crumbs": _crumbs(found, known, move.verb),
    }
    return render(request, "question/step.html", context, status=400 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def scan(request: HttpRequest, pilot: uuid.UUID) -> HttpResponse:
    """Fill in the quick scan."""
    found = own_pilot(request, pilot)
    form = QuickScanForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda: actions.fill_in_scan(actor=request.actor, pilot=found, answers=form.cleaned_data)
    ):
        messages.success(request, "De quick scan is bewaard. Hieronder staat het advies.")
        return redirect("question:gate", pilot=found.pk, kind=GateKind.QUICK_SCAN.value)
    SCAN.moves[0].demand(request.actor, found.municipality_id, found.pk)
    way = _crumbs(found, gate_of(found, GateKind.QUICK_SCAN), "Vul in")
    context = {"pilot": found, "form": form, "minutes": minutes(), "crumbs": way}
    return render(request, "question/scan.html", context, status=400 if form.errors else 200)


def _page(request: HttpRequest, pilot: Pilot, gate: Gate, wrong: ArgumentForm | None = None) -> HttpResponse:
    state = GateState(gate.state)
    may_argue = request.viewer.may(Permission.ARGUE, pilot.municipality_id, pilot.pk)
    moves = [m for m in gate.machine.moves_from(state) if m.allows(request.viewer, pilot.municipality_id, pilot.pk)]
    context: dict[str, Any] = {
        "pilot": pilot,
        "gate": gate,
        "is_scan": gate.machine is SCAN,
        "moves": moves,
        "sides": [(SIDE_WORDS[side], known) for side, known in arguments_of(gate).items()],
        "account": request.actor.account,
        "form": wrong or (ArgumentForm() if may_argue else None),
        "steps": steps_of(gate),
        "scans": quick_scans_of(pilot) if gate.machine is SCAN else [],
        "minutes": minutes(),
        "advice": _advice(pilot, gate),
        "crumbs": _crumbs(pilot, gate),
    }
    return render(request, "question/gate.html", context, status=400 if wrong else 200)


def _advice(pilot: Pilot, gate: Gate) -> tuple[Any, ...] | None:
    """Return the day and the advice of the latest quick scan on this assessment."""
    latest = quick_scans_of(pilot).first()
    if latest is None or gate.machine is SCAN:
        return None
    return next(((latest.day, *line[1:]) for line in latest.lines if line[0] == gate.word), None)


def _crumbs(pilot: Pilot, gate: Gate, here: str = "") -> Crumbs:
    own = reverse("question:gate", args=[pilot.pk, gate.kind]) if here else ""
    return crumbs(pilot, (gate.word, own), *([(here, "")] if here else []))


def _kind(kind: str) -> GateKind:
    try:
        return GateKind(kind)
    except ValueError:
        raise Http404 from None
