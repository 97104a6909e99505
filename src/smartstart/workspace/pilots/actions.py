"""The only writers of pilots: each in one transaction with its audit line."""

import datetime as dt
from contextlib import AbstractContextManager
from typing import Any

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.viewer import Actor, Visibility
from smartstart.web.audit.actions import Act, recorded
from smartstart.workspace.pilots.models import Phase, PhaseChange, Pilot
from smartstart.workspace.pilots.rules import Light


def start_pilot(
    *, actor: Actor, municipality: int, phase: Phase, light: Light, on: dt.date, reason: str, **fields: Any
) -> Pilot:
    """Start a pilot in a municipality, with its first phase and light."""
    need = (Permission.EDIT_PILOT, None)
    with recorded(actor, "pilot begonnen", "pilot", municipality=municipality, need=need) as act:
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
    """
    with _editing(actor, pilot, "pilot gewijzigd"):
        pilot.renew(seen_version, **fields)
    return pilot


def move_pilot(
    *, actor: Actor, pilot: Pilot, seen_version: int, phase: Phase, light: Light, on: dt.date, reason: str
) -> Pilot:
    """Give a pilot another phase or light, with day and reason."""
    with _editing(actor, pilot, "fase of stoplicht gewijzigd"):
        PhaseChange.objects.create(pilot=pilot, phase=phase, light=light, on=on, reason=reason, by_id=actor.account)
        pilot.renew(seen_version, phase=phase, light=light, since=on)
    return pilot


def show_pilot(*, actor: Actor, pilot: Pilot, seen_version: int, visibility: Visibility) -> Pilot:
    """Decide how far a pilot shows; its owner switches the public page on and off."""
    with _editing(actor, pilot, "zichtbaarheid van pilot gewijzigd"):
        pilot.renew(seen_version, visibility=visibility)
    return pilot


def _editing(actor: Actor, pilot: Pilot, action: str) -> AbstractContextManager[Act]:
    need = (Permission.EDIT_PILOT, pilot.pk)
    return recorded(actor, action, "pilot", object_id=pilot.pk, municipality=pilot.municipality_id, need=need)
