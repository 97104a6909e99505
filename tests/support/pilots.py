"""Invented pilots for tests of the workspace."""

import datetime as dt
from decimal import Decimal
from typing import Any

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.pilots.models import Phase, PhaseChange, Pilot
from smartstart.workspace.pilots.rules import Light
from tests.support.people import town

DAY = dt.date(2026, 11, 2)
TITLE = "Hoe krijgen jonge moeders eerder steun?"


def common_phase(number: str = "3.5", name: str = "ontwerp") -> Phase:
    """Return a phase that every municipality starts with."""
    return Phase.objects.get_or_create(municipality=None, number=Decimal(number), defaults={"name": name})[0]


def pilot_of(
    where: Municipality | None = None, visibility: Visibility = Visibility.OWN, title: str = TITLE, **fields: Any
) -> Pilot:
    """Return a pilot with its first line of history."""
    given = {"leader": "Lien Bedacht", "light": Light.GREEN, "since": DAY, "phase": common_phase(), **fields}
    pilot = Pilot.objects.create(title=title, municipality=where or town(), visibility=visibility, **given)
    PhaseChange.objects.create(
        pilot=pilot, phase=pilot.phase, light=pilot.light, on=pilot.since, reason="begonnen met de wijkteams"
    )
    return pilot
