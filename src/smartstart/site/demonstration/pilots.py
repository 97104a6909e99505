"""Invented pilots, in different phases and with different lights."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import Actor, Visibility
from smartstart.workspace.pilots.actions import move_pilot, show_pilot, start_pilot
from smartstart.workspace.pilots.models import Phase, Pilot
from smartstart.workspace.pilots.rules import Light
from smartstart.workspace.question.actions import argue, describe, take_step, write_hunch
from smartstart.workspace.question.models import Gate
from smartstart.workspace.question.rules.gates import GateKind, GateState, Side

_WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class _Story:
    """A pilot: where, what, and how it stands now."""

    place: int
    title: str
    summary: str
    leader: str
    phase: Decimal
    light: Light
    reason: str
    next_action: str
    next_by: str
    visibility: Visibility


_STORIES = (
    _Story(
        0,
        "Hoe voorkomen we dat kinderen uit huis worden geplaatst?",
        "We willen gezinnen eerder steunen, voordat de zorgen groot worden. Daarom zoeken we in welke groepen kinderen "
        "vaker uit huis worden geplaatst, en vragen we ouders zelf wat zou hebben geholpen.",
        "Petra Voortgang",
        Decimal("3.5"),
        Light.GREEN,
        "De ouders kozen twee ideeën om uit te werken.",
        "De twee ideeën voorleggen aan verloskundigen",
        "Bram Samenspraak",
        Visibility.PUBLIC,
    ),
    _Story(
        1,
        "Wie komt bij de voedselbank, en waarom?",
        "Bij de voedselbank komen steeds meer gezinnen. We willen weten wat er voorafging, zodat hulp eerder komt.",
        "Joost Keukentafel",
        Decimal("2"),
        Light.AMBER,
        "De cijfers van twee partners zijn nog niet te vergelijken.",
        "Met de partners één telling afspreken",
        "Amir Overzicht",
        Visibility.REGION,
    ),
    _Story(
        2,
        "Waarom is het schooladvies lager dan de toetsen laten verwachten?",
        "In sommige wijken krijgen kinderen een lager advies dan past bij hun toets. We willen weten hoe dat komt.",
        "Sanne Leerlijn",
        Decimal("1.5"),
        Light.RED,
        "We wachten op toestemming van de schoolbesturen.",
        "De schoolbesturen bellen",
        "Sanne Leerlijn",
        Visibility.OWN,
    ),
    _Story(
        0,
        "Hoe bereiken we jonge moeders in de eerste twee jaar?",
        "Steun na de geboorte komt nu vaak laat. Met vrijwilligers gaan we langs bij wie dat wil.",
        "Petra Voortgang",
        Decimal("4"),
        Light.GREEN,
        "De eerste vrijwilligers zijn begonnen.",
        "De eerste ervaringen ophalen",
        "Petra Voortgang",
        Visibility.REGION,
    ),
)

_HUNCHES = (
    "Kinderen bij een alleenstaande moeder worden vaker uit huis geplaatst.",
    "Kinderen van wie de moeder werkt, worden minder vaak uit huis geplaatst.",
    "Jongens worden vaker uit huis geplaatst dan meisjes.",
)


def pilots(actor: Actor, places: list[Municipality], today: dt.date) -> list[Pilot]:
    """Start the pilots, move them to where they stand, and describe the question of the first."""
    made = [_pilot(actor, story, places[story.place], today) for story in _STORIES]
    _question(actor, made[0], today)
    return made


def _pilot(actor: Actor, story: _Story, place: Municipality, today: dt.date) -> Pilot:
    first, now = (Phase.objects.get(municipality=None, number=number) for number in (Decimal("1"), story.phase))
    pilot = start_pilot(
        actor=actor, municipality=place.pk, phase=first, light=Light.GREEN, on=today - 30 * _WEEK, reason="Begonnen.",
        title=story.title, summary=story.summary, leader=story.leader,
        next_action=story.next_action, next_by=story.next_by,
    )  # fmt: skip
    move_pilot(
        actor=actor, pilot=pilot, seen_version=pilot.version, phase=now, light=story.light, on=today - 2 * _WEEK,
        reason=story.reason,
    )  # fmt: skip
    return show_pilot(actor=actor, pilot=pilot, seen_version=pilot.version, visibility=story.visibility)


def _question(actor: Actor, pilot: Pilot, today: dt.date) -> None:
    describe(
        actor=actor,
        pilot=pilot,
        text="In welke groepen worden kinderen vaker uit huis geplaatst, en wat had eerder kunnen helpen?",
        scope="question",
        purpose="Eerder en vrijwillig hulp bieden aan een groep gezinnen. Nooit om over één gezin te beslissen.",
        legal_basis="Statistisch onderzoek: artikel 41 van de Wet op het Centraal bureau voor de statistiek.",
        controller=f"Gemeente {pilot.municipality.name} (verzonnen)",
        plain="We kijken naar cijfers over groepen gezinnen. Niemand ziet wie dat zijn, ook wij niet. De cijfers "
        "worden in een beveiligde kamer gemaakt en nagekeken. Met wat we leren, bedenken we samen met ouders hulp.",
    )
    for text in _HUNCHES:
        write_hunch(actor=actor, pilot=pilot, text=text)
    argue(
        actor=actor, pilot=pilot, kind=GateKind.DPIA, side=Side.FOR,
        text="Zonder deze cijfers bieden we hulp pas als het al mis is.",
    )  # fmt: skip
    argue(
        actor=actor, pilot=pilot, kind=GateKind.DPIA, side=Side.AGAINST,
        text="Een groep kan zich aangewezen voelen. Daarom lezen ouders elke tekst mee voordat die naar buiten gaat.",
    )  # fmt: skip
    _agreed(actor, pilot, today)


def _agreed(actor: Actor, pilot: Pilot, today: dt.date) -> None:
    for target, on, outcome in (
        (GateState.RUNNING, today - 20 * _WEEK, ""),
        (
            GateState.AGREED,
            today - 16 * _WEEK,
            "De risico's zijn klein: alleen groepen, en elk cijfer wordt nagekeken.",
        ),
    ):
        gate = Gate.objects.filter(pilot=pilot, kind=GateKind.DPIA).first()
        take_step(
            actor=actor, pilot=pilot, kind=GateKind.DPIA, seen_version=gate.version if gate else 0, target=target,
            on=on, outcome=outcome,
        )  # fmt: skip
