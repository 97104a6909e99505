"""Starting, changing, moving and showing a pilot."""

import datetime as dt
from contextlib import AbstractContextManager
from typing import Any

from django.utils import timezone

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import RuleBroken
from smartstart.web.accounts.rules.viewer import Actor, Visibility
from smartstart.web.audit.actions import Act, recorded
from smartstart.workspace.pilots import rules
from smartstart.workspace.pilots.models import Phase, PhaseChange, Pilot
from smartstart.workspace.pilots.queries import latest_day, phases_for
from smartstart.workspace.publishing.rules.material import Text
from smartstart.workspace.publishing.rules.wording import blocks


def start_pilot(
    *, actor: Actor, municipality: int, phase: Phase, light: rules.Light, on: dt.date, reason: str, **fields: Any
) -> Pilot:
    """Start a pilot in a municipality, with its first phase and light.

    Raises:
        RuleBroken: the day has yet to come, or the phase is not one of this municipality.
    """
    need = (Permission.EDIT_PILOT, None)
    with recorded(actor, "pilot begonnen", "pilot", municipality=municipality, need=need) as act:
        rules.check_day(on, timezone.localdate(), None)
        _check_phase(municipality, phase)
        pilot = Pilot.objects.create(
            municipality_id=municipality, made_by_id=actor.account, phase=phase, light=light, since=on, **fields
        )
        act.object_id = str(pilot.pk)
        PhaseChange.objects.create(pilot=pilot, phase=phase, light=light, on=on, reason=reason, by_id=actor.account)
        return pilot


def change_pilot(*, actor: Actor, pilot: Pilot, seen_version: int, **fields: Any) -> Pilot:
    """Change the texts of a pilot.

    Raises:
        Conflict: somebody else changed it since `seen_version`.
        RuleBroken: the pilot is public, and the new words may not be.
    """
    with _editing(actor, pilot, "pilot gewijzigd"):
        pilot.renew(seen_version, **fields)
        _check_words(pilot)
    return pilot


def move_pilot(
    *, actor: Actor, pilot: Pilot, seen_version: int, phase: Phase, light: rules.Light, on: dt.date, reason: str
) -> Pilot:
    """Give a pilot another phase or light, with day and reason.

    Raises:
        Conflict: somebody else changed it since `seen_version`.
        RuleBroken: the day does not fit the history, or the phase is not one of this municipality.
    """
    with _editing(actor, pilot, "fase of stoplicht gewijzigd"):
        rules.check_day(on, timezone.localdate(), latest_day(pilot))
        _check_phase(pilot.municipality_id, phase)
        PhaseChange.objects.create(pilot=pilot, phase=phase, light=light, on=on, reason=reason, by_id=actor.account)
        pilot.renew(seen_version, phase=phase, light=light, since=on)
    return pilot


def show_pilot(
    *, actor: Actor, pilot: Pilot, seen_version: int, visibility: Visibility, show_leader: bool = False
) -> Pilot:
    """Decide how far a pilot shows; its owner switches the public page on and off.

    Raises:
        Conflict: somebody else changed it since `seen_version`.
        RuleBroken: its words may not be public.
    """
    with _editing(actor, pilot, "zichtbaarheid van pilot gewijzigd"):
        pilot.renew(seen_version, visibility=visibility, show_leader=show_leader)
        _check_words(pilot)
    return pilot


def public_texts(pilot: Pilot) -> tuple[Text, ...]:
    """Return the texts that the public page of a pilot shows."""
    return (Text("De vraag", pilot.title), Text("Waar gaat het over", pilot.summary))


def _check_words(pilot: Pilot) -> None:
    if pilot.visibility == Visibility.PUBLIC and blocks(public_texts(pilot)):
        raise RuleBroken(
            "In de vraag of de uitleg staat een woord dat niet openbaar mag. Kies een van de voorstellen hieronder, "
            "of laat de pilot nog niet openbaar zijn."
        )


def _check_phase(municipality: int, phase: Phase) -> None:
    if not phases_for(municipality).filter(pk=phase.pk).exists():
        raise RuleBroken("Kies een fase die uw gemeente gebruikt.", "phase")


def _editing(actor: Actor, pilot: Pilot, action: str) -> AbstractContextManager[Act]:
    need = (Permission.EDIT_PILOT, pilot.pk)
    return recorded(actor, action, "pilot", object_id=pilot.pk, municipality=pilot.municipality_id, need=need)
