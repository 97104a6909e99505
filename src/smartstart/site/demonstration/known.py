"""What is known in the invented workplace: a release, open figures, an A4."""

from pathlib import Path

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Actor
from smartstart.workspace.data.actions.figures import load_folder
from smartstart.workspace.data.actions.keys import trust_key
from smartstart.workspace.data.actions.sources import add_source
from smartstart.workspace.data.models import Release
from smartstart.workspace.data.rules.known_sources import KNOWN_SOURCES
from smartstart.workspace.insight.actions.taking_in import take_in
from smartstart.workspace.insight.models import Finding
from smartstart.workspace.overview import actions as overview
from smartstart.workspace.pilots.models import Pilot

_ON_THE_SHEET = 2
_SOURCES = ("cbs-microdata", "kwb")


def release(actor: Actor, place: Municipality, archive: Path, key: Path, pilot: Pilot | None = None) -> Release:
    """Trust the key of the demo and take in its release."""
    trust_key(actor=actor, municipality=place.pk, content=key.read_bytes(), name="De demo")
    taken = take_in(
        actor=actor, content=archive.read_bytes(), municipality=place.pk, pilot=pilot.pk if pilot else None,
        name=archive.name,
    )  # fmt: skip
    return taken.release


def sources(actor: Actor, pilot: Pilot) -> None:
    """Describe the sources of a pilot, in the words that the workplace offers."""
    for known in KNOWN_SOURCES:
        if known.key in _SOURCES:
            add_source(
                actor=actor, pilot=pilot, name=known.name, holder=known.holder, answers=known.answers,
                cannot=known.cannot, why="Nodig om te zien in welke groepen en op welke plekken het vaker gebeurt.",
            )  # fmt: skip


def figures(actor: Actor, place: Municipality, folder: Path) -> None:
    """Load the invented open figures of a municipality."""
    load_folder(actor=actor, folder=folder, municipality_code=place.code)


def sheet(actor: Actor, pilot: Pilot, found: Release) -> None:
    """Make an A4 with the first findings that may be told."""
    made = overview.make_sheet(
        actor=actor,
        pilot=pilot,
        title="Steun voor jonge moeders, voordat het misgaat",
        decision="Wilt u voor twee jaar geld vrijmaken om steun in de eerste twee jaar na de geboorte te proberen, "
        "voor ongeveer de helft van wie dat wil?",
        strengths="Veel jonge moeders vinden zelf steun bij familie en buren.",
        remark="We weten nog niet of deze steun helpt. Daarom loten we en meten we na zes en twaalf maanden.",
    )
    for finding in Finding.objects.filter(release=found, shown=True).order_by("position")[:_ON_THE_SHEET]:
        overview.put_on(actor=actor, sheet=made, release=found, subject=finding.subject)
