"""The gates that a question passes before data are used: which there are, and how each of them goes."""

from collections.abc import Mapping
from enum import StrEnum

from smartstart.web.accounts.rules.roles import Permission
from smartstart.web.accounts.rules.states import Machine, Move


class GateKind(StrEnum):
    """A gate; the value is part of an address."""

    QUICK_SCAN = "quick-scan"
    DPIA = "dpia"
    IAMA = "iama"
    ETHICS = "ethiek"


GATE_WORDS: Mapping[GateKind, str] = {
    GateKind.QUICK_SCAN: "Quick scan",
    GateKind.DPIA: "DPIA",
    GateKind.IAMA: "IAMA",
    GateKind.ETHICS: "Ethische toets",
}

GATE_MEANINGS: Mapping[GateKind, str] = {
    GateKind.QUICK_SCAN: "Twaalf korte vragen. De antwoorden zeggen welke toetsen nodig zijn.",
    GateKind.DPIA: "Onderzoek naar de risico's voor de privacy van mensen, en wat we daaraan doen.",
    GateKind.IAMA: "Gesprek over grondrechten: mag een computer hierbij meerekenen, en wat doet dat met mensen?",
    GateKind.ETHICS: "Gesprek over goed en eerlijk: is dit juist tegenover de mensen over wie het gaat?",
}


class GateState(StrEnum):
    """How far a gate is."""

    NOT_STARTED = "not-started"
    FILLED_IN = "filled-in"
    RUNNING = "running"
    AGREED = "agreed"
    AGREED_IF = "agreed-if"
    REFUSED = "refused"
    NOT_NEEDED = "not-needed"


class Side(StrEnum):
    """On which side an argument stands; both are kept."""

    FOR = "for"
    AGAINST = "against"


SIDE_WORDS: Mapping[Side, str] = {Side.FOR: "voor", Side.AGAINST: "tegen"}

_WORK = (Permission.EDIT_QUESTION, Permission.DECIDE_GATE)
_DECIDE = (Permission.DECIDE_GATE,)

SCAN = Machine(
    title="quick scan",
    words={GateState.NOT_STARTED: "nog niet begonnen", GateState.FILLED_IN: "ingevuld"},
    start=GateState.NOT_STARTED,
    moves=(
        Move(GateState.NOT_STARTED, GateState.FILLED_IN, "Vul de quick scan in", _WORK, ("answers",)),
        Move(GateState.FILLED_IN, GateState.FILLED_IN, "Vul opnieuw in", _WORK, ("answers",)),
    ),
)

ASSESSMENT = Machine(
    title="DPIA, IAMA and ethics",
    words={
        GateState.NOT_STARTED: "nog niet begonnen",
        GateState.RUNNING: "loopt",
        GateState.AGREED: "akkoord",
        GateState.AGREED_IF: "akkoord met voorwaarden",
        GateState.REFUSED: "niet akkoord",
        GateState.NOT_NEEDED: "niet nodig",
    },
    start=GateState.NOT_STARTED,
    moves=(
        Move(GateState.NOT_STARTED, GateState.RUNNING, "Begin hiermee", _WORK),
        Move(GateState.NOT_STARTED, GateState.NOT_NEEDED, "Dit is niet nodig", _DECIDE, ("reason",)),
        Move(GateState.RUNNING, GateState.AGREED, "Akkoord", _DECIDE, ("outcome",)),
        Move(GateState.RUNNING, GateState.AGREED_IF, "Akkoord met voorwaarden", _DECIDE, ("outcome", "conditions")),
        Move(GateState.RUNNING, GateState.REFUSED, "Niet akkoord", _DECIDE, ("outcome",)),
        Move(GateState.RUNNING, GateState.NOT_NEEDED, "Dit is toch niet nodig", _DECIDE, ("reason",)),
        Move(GateState.AGREED_IF, GateState.AGREED, "De voorwaarden zijn vervuld", _DECIDE, ("outcome",)),
        Move(GateState.AGREED, GateState.RUNNING, "Doe de toets opnieuw", _WORK, ("reason",)),
        Move(GateState.AGREED_IF, GateState.RUNNING, "Doe de toets opnieuw", _WORK, ("reason",)),
        Move(GateState.REFUSED, GateState.RUNNING, "Doe de toets opnieuw", _WORK, ("reason",)),
        Move(GateState.NOT_NEEDED, GateState.RUNNING, "Doe de toets toch", _WORK, ("reason",)),
    ),
)


def machine_of(kind: GateKind) -> Machine[GateState]:
    """Return the states of a gate."""
    return SCAN if kind is GateKind.QUICK_SCAN else ASSESSMENT
