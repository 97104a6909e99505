"""A workplace as the demo fills it, from a small release: for whoever has to see every page."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from smartstart.site import demonstration
from smartstart.web.accounts.models import Municipality, RoleAssignment, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.pilots.models import Phase, Pilot
from smartstart.workspace.pilots.rules import Light
from tests.support.people import colleague, town
from tests.support.permissions import World
from tests.support.signed import PUBLIC_PEM, signed_archive

ELSEWHERE = "adviser elsewhere"
NOBODY = "nobody"
_KNOWN = 2  # municipalities in the figures of the small twin
_DAY = dt.date(2026, 11, 2)


def fill(folder: Path, figures: Path) -> None:
    """Fill the workplace that is open with what is invented; `folder` keeps the release and its key.

    Args:
        folder: where the release and its key are put.
        figures: invented open figures of the same region, of the small twin or a larger one.
    """
    archive, key = folder / "vrijgave.zip", folder / "demo.pub"
    archive.write_bytes(signed_archive(render=lambda _: "<!doctype html>"))
    key.write_text(PUBLIC_PEM, encoding="ascii")
    demonstration.fill(archive=archive, key=key, figures=figures, say=lambda _: None, working=_KNOWN)
    User.objects.update(must_change_password=False)


def viewers() -> Mapping[str, User | None]:
    """Return the colleague of every role, an adviser of another region, and nobody, by name of what they are."""
    home = Municipality.objects.get(code="GM9901")
    found: dict[str, User | None] = {
        role.value: User.objects.filter(roles__role=role, roles__municipality=home).order_by("pk").first()
        for role in Role
    }
    return found | {ELSEWHERE: colleague(Role.ADVISER, where=_elsewhere()), NOBODY: None}


def world() -> World:
    """Return a municipality with a pilot and nothing else yet, in which the colleagues have their roles too."""
    here, beside = (Municipality.objects.get(code=code) for code in ("GM9906", "GM9907"))
    for role, user in viewers().items():
        if user is not None and role != ELSEWHERE:
            RoleAssignment.objects.create(user=user, municipality=here, role=role)
    phase = Phase.objects.create(number=Decimal("8.5"), name="proef", municipality=here)
    pilot = Pilot.objects.create(
        title="Wat helpt jonge ouders het meest?", leader="Lien Bedacht", municipality=here, phase=phase,
        light=Light.AMBER, since=_DAY,
    )  # fmt: skip
    return World(here, pilot, beside, _elsewhere())


def _elsewhere() -> Municipality:
    return town("Zandhoek", "GM9933", "Elders")
