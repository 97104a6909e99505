"""The quick scan: twelve plain questions, and which assessments the answers ask for.

The questions on data follow the criteria by which the European privacy authorities tell a high risk (WP 248: sensitive
data, vulnerable people, a large scale, combining sources, other use than collected for, profiling, effects on people):
two of them, and a DPIA is needed; one, and it is worth a talk. "Weet ik niet" counts as yes: who does not know, finds
out. An advice, not a decision: that is for the privacy officer.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from smartstart.workspace.question.rules.gates import GateKind


class Answer(StrEnum):
    """What one can answer; not knowing is an answer."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "weet-ik-niet"


ANSWER_WORDS: Mapping[Answer, str] = {Answer.YES: "Ja", Answer.NO: "Nee", Answer.UNKNOWN: "Weet ik niet"}


class Need(StrEnum):
    """What the scan advises about one assessment."""

    NEEDED = "needed"
    TALK = "talk"
    NOT_NEEDED = "not-needed"


NEED_WORDS: Mapping[Need, str] = {
    Need.NEEDED: "nodig",
    Need.TALK: "bespreek dit met de privacyfunctionaris",
    Need.NOT_NEEDED: "lijkt niet nodig",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of the scan.

    Attributes:
        key: its name in what is saved.
        text: the question.
        help: an example, so that nobody has to guess.
        counts_for: the assessments for which a yes counts.
        because: why, as it stands in the advice.
        decisive: a yes to this alone makes those assessments needed.
    """

    key: str
    text: str
    help: str
    counts_for: tuple[GateKind, ...]
    because: str
    decisive: tuple[GateKind, ...] = ()


_DPIA, _IAMA, _ETHICS = GateKind.DPIA, GateKind.IAMA, GateKind.ETHICS
ASSESSMENTS = (_DPIA, _IAMA, _ETHICS)

ASKS: tuple[Ask, ...] = (
    Ask(
        "personen",
        "Gebruikt u gegevens over mensen?",
        "Ook zonder namen en adressen, zoals microdata van het CBS. Openbare cijfers per wijk tellen niet mee.",
        (),
        "",
    ),
    Ask(
        "gevoelig",
        "Gaan die gegevens over gezondheid, hulp, schulden, straf, geloof of afkomst?",
        "Ook jeugdhulp, een uitkering of een melding bij Veilig Thuis hoort hierbij.",
        (_DPIA,),
        "de gegevens zijn gevoelig",
    ),
    Ask(
        "kwetsbaar",
        "Gaat het over kinderen, of over mensen die van de gemeente afhankelijk zijn?",
        "Bijvoorbeeld gezinnen met jeugdhulp, of mensen met een uitkering. Zij kunnen moeilijk nee zeggen.",
        (_DPIA, _ETHICS),
        "het gaat over mensen die moeilijk nee kunnen zeggen",
    ),
    Ask(
        "veel",
        "Gaat het over veel mensen?",
        "Bijvoorbeeld alle kinderen in uw gemeente, of meer dan duizend mensen.",
        (_DPIA,),
        "het gaat over veel mensen",
    ),
    Ask(
        "koppelen",
        "Legt u gegevens uit twee of meer bronnen naast elkaar?",
        "Bijvoorbeeld jeugdhulp naast inkomen, of gegevens van een school naast die van de gemeente.",
        (_DPIA,),
        "gegevens uit meer bronnen komen samen",
    ),
    Ask(
        "ander-doel",
        "Zijn de gegevens ooit voor iets anders verzameld?",
        "Bijvoorbeeld om hulp te betalen, en nu om te begrijpen wie hulp nodig heeft.",
        (_DPIA,),
        "de gegevens krijgen een ander doel",
    ),
    Ask(
        "rekenen",
        "Rekent een computer uit welke groepen meer risico hebben?",
        "Ook als de uitkomst alleen over groepen gaat en niet over één mens.",
        (_DPIA, _IAMA),
        "een computer rekent mee aan wie meer risico heeft",
        (_IAMA,),
    ),
    Ask(
        "gevolgen",
        "Krijgen mensen door de uitkomst iets wel of niet, eerder of later?",
        "Bijvoorbeeld een aanbod, een bezoek of een controle.",
        (_DPIA, _IAMA, _ETHICS),
        "de uitkomst heeft gevolgen voor mensen",
    ),
    Ask(
        "herkenbaar",
        "Kan iemand door dit werk zien wie er in een risicogroep zit?",
        "Ook een lijst voor een wijkteam telt. Smart Start maakt zo'n lijst nooit.",
        (_DPIA, _IAMA, _ETHICS),
        "iemand zou kunnen zien wie er in een risicogroep zit. Begin niet voordat dit is besproken",
        (_DPIA, _IAMA, _ETHICS),
    ),
    Ask(
        "spreken",
        "Gaat u met inwoners praten, of vult iemand een vragenlijst in?",
        "Bijvoorbeeld gesprekken met moeders, of een meting bij een aanbod.",
        (_DPIA, _ETHICS),
        "u vraagt inwoners om mee te doen",
        (_ETHICS,),
    ),
    Ask(
        "loten",
        "Krijgt een deel van de mensen een aanbod wel, en een ander deel nog niet?",
        "Bijvoorbeeld door loting, om te zien of het aanbod helpt.",
        (_ETHICS,),
        "niet iedereen krijgt het aanbod tegelijk",
        (_ETHICS,),
    ),
    Ask(
        "naam",
        "Kan een wijk, school of groep een slechte naam krijgen door de uitkomst?",
        "Denk aan een kop in de krant. Hoe lezen de mensen om wie het gaat die?",
        (_IAMA, _ETHICS),
        "een plek of groep kan een slechte naam krijgen",
    ),
)

ENOUGH = 2
"""So many criteria together make an assessment needed."""

_WORDS_A_MINUTE = 130  # reading slowly
_THINKING = 0.4  # minutes for each answer


@dataclass(frozen=True, slots=True)
class Advice:
    """What the scan says of one assessment, and why."""

    kind: GateKind
    need: Need
    reasons: tuple[str, ...]


def minutes() -> int:
    """Return how long the scan takes: reading slowly, and thinking about every question."""
    words = sum(len(f"{ask.text} {ask.help}".split()) for ask in ASKS)
    return math.ceil(words / _WORDS_A_MINUTE + _THINKING * len(ASKS))


def advise(answers: Mapping[str, Answer]) -> tuple[Advice, ...]:
    """Return the advice on every assessment.

    Raises:
        KeyError: a question was not answered.
    """
    return tuple(_advice(kind, answers) for kind in ASSESSMENTS)


def _advice(kind: GateKind, answers: Mapping[str, Answer]) -> Advice:
    counted = [ask for ask in ASKS if kind in ask.counts_for and answers[ask.key] is not Answer.NO]
    reasons = tuple(_reason(ask, answers[ask.key]) for ask in counted)
    if any(kind in ask.decisive for ask in counted):
        return Advice(kind, Need.NEEDED, reasons)
    if kind is _DPIA and answers["personen"] is Answer.NO and answers["spreken"] is Answer.NO:
        return _without_people(reasons)
    if len(counted) >= ENOUGH:
        return Advice(kind, Need.NEEDED, reasons)
    return Advice(kind, Need.TALK if counted else Need.NOT_NEEDED, reasons)


def _without_people(reasons: tuple[str, ...]) -> Advice:
    """Without data on people no DPIA is asked; answers that say otherwise are worth a talk."""
    if not reasons:
        return Advice(_DPIA, Need.NOT_NEEDED, ("u gebruikt geen gegevens over mensen",))
    return Advice(
        _DPIA,
        Need.TALK,
        ("u zegt dat u geen gegevens over mensen gebruikt, maar andere antwoorden wijzen daar wel op",),
    )


def _reason(ask: Ask, answer: Answer) -> str:
    return ask.because if answer is Answer.YES else f"{ask.because} (u weet dit nog niet: zoek het uit)"
