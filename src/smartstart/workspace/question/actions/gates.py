"""Taking a gate one step further, and keeping the arguments on both sides."""

import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from django.utils import timezone

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Actor, Refused
from smartstart.web.audit.actions import Act, recorded
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.question.models import Argument, Gate, GateStep, QuickScan
from smartstart.workspace.question.queries import unstarted
from smartstart.workspace.question.rules.gates import GateKind, GateState, Side
from smartstart.workspace.question.rules.quick_scan import Answer, advise

_KIND = "toets"


def take_step(
    *,
    actor: Actor,
    pilot: Pilot,
    kind: GateKind,
    seen_version: int,
    target: GateState,
    on: dt.date,
    outcome: str = "",
    conditions: str = "",
    reason: str = "",
    link: str = "",
) -> Gate:
    """Take an assessment one step further.

    Raises:
        Conflict: somebody else changed it since `seen_version`.
        RuleBroken: there is no such step, something is missing, or the day does not fit.
    """
    told = {"outcome": outcome, "conditions": conditions, "reason": reason, "link": link}
    if kind is GateKind.QUICK_SCAN:
        raise RuleBroken("De quick scan vult u in: daar hoort geen losse stap bij.")
    with _working(actor, pilot, "toets een stap verder"):
        gate = _gate(actor, pilot, kind)
        _check_told(told)
        _step(actor, gate, seen_version, target, on, told)
    return gate


def fill_in_scan(*, actor: Actor, pilot: Pilot, answers: Mapping[str, Answer]) -> QuickScan:
    """Save a quick scan with the advice that follows from it; earlier ones stay."""
    with _working(actor, pilot, "quick scan ingevuld"):
        today = timezone.localdate()
        gate = _gate(actor, pilot, GateKind.QUICK_SCAN)
        _step(actor, gate, None, GateState.FILLED_IN, today, {"answers": "ingevuld"})
        return QuickScan.objects.create(
            pilot=pilot,
            municipality_id=pilot.municipality_id,
            made_by_id=actor.account,
            day=today,
            answers=dict(answers),
            advice=[{"kind": line.kind, "need": line.need, "reasons": list(line.reasons)} for line in advise(answers)],
        )


def argue(*, actor: Actor, pilot: Pilot, kind: GateKind, side: Side, text: str) -> Argument:
    """Add an argument for or against; it stays, whatever is decided."""
    need = (Permission.ARGUE, pilot.pk)
    with recorded(actor, "argument toegevoegd", "argument", municipality=pilot.municipality_id, need=need) as act:
        made = Argument.objects.create(
            gate=_gate(actor, pilot, kind),
            side=side,
            text=text,
            municipality_id=pilot.municipality_id,
            made_by_id=actor.account,
        )
        act.object_id = str(made.pk)
        return made


def withdraw_argument(*, actor: Actor, argument: Argument, seen_version: int, why: str) -> Argument:
    """Withdraw one's own argument, with a reason; it stays visible.

    Raises:
        Refused: it is somebody else's argument.
        RuleBroken: there is no reason, or it was withdrawn before.
    """
    need = (Permission.ARGUE, argument.subject)
    with recorded(
        actor, "argument ingetrokken", "argument",
        object_id=argument.pk, municipality=argument.municipality_id, need=need,
    ):  # fmt: skip
        if actor.account is None or actor.account != argument.made_by_id:
            raise Refused("Alleen wie het argument gaf, kan het intrekken. Voeg uw eigen argument toe.")
        if argument.withdrawn_on is not None:
            raise RuleBroken("Dit argument is al ingetrokken.")
        if not why.strip():
            raise RuleBroken("Schrijf op waarom u dit argument intrekt.", "why")
        argument.renew(seen_version, withdrawn_on=timezone.localdate(), withdrawn_why=why)
    return argument


def _working(actor: Actor, pilot: Pilot, action: str) -> AbstractContextManager[Act]:
    """The permission depends on the step, and is asked there."""
    return recorded(actor, action, _KIND, object_id=pilot.pk, municipality=pilot.municipality_id)


def _gate(actor: Actor, pilot: Pilot, kind: GateKind) -> Gate:
    fresh = unstarted(pilot, kind)
    defaults = {"municipality_id": fresh.municipality_id, "made_by_id": actor.account}
    return Gate.objects.get_or_create(pilot=pilot, kind=kind, defaults=defaults)[0]


def _step(
    actor: Actor, gate: Gate, seen_version: int | None, target: GateState, on: dt.date, told: Mapping[str, str]
) -> None:
    source = GateState(gate.state)
    move = gate.machine.move(source, target)
    move.demand(actor, gate.municipality_id, gate.pilot_id)
    for field in move.needs:
        if not told.get(field, "").strip():
            raise RuleBroken("Vul dit in: het hoort bij deze stap.", field)
    _check_day(gate, on)
    kept: dict[str, Any] = {name: told.get(name, "") for name in ("outcome", "conditions", "reason", "link")}
    gate.renew(seen_version, state=target.value, on=on, **kept)
    GateStep.objects.create(gate=gate, source=source, target=target, on=on, by_id=actor.account, **kept)


def _check_day(gate: Gate, on: dt.date) -> None:
    if on > timezone.localdate():
        raise RuleBroken("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.", "on")
    if gate.on is not None and on < gate.on:
        raise RuleBroken(f"De vorige stap was op {gate.on:%d-%m-%Y}. Kies die dag of een latere.", "on")


def _check_told(told: Mapping[str, str]) -> None:
    if told["link"] and not told["link"].startswith("https://"):
        raise RuleBroken("Een adres begint met https://. Plak het adres van het document in uw eigen archief.", "link")
