"""What stands on one A4, and what is refused: a fourth figure, a figure without its other side, a picture that is
not one of ours.
"""

import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import date

from smartstart.presentation import dutch
from smartstart.presentation.a4.drawing import closed_drawing
from smartstart.vocabulary.errors import UsageError

MOST_FIGURES = 3
_NAMES = {
    "sentence": "de zin",
    "certainty": "hoe zeker het is",
    "certainty_text": "de zin over hoe zeker het is",
    "other_side": "de andere kant (de tegengetallen)",
    "picture": "het plaatje",
    "alt": "de beschrijving van het plaatje",
    "source": "de bron",
    "title": "de titel",
    "municipality": "de gemeente",
    "owner": "de eigenaar",
    "decision": "het gevraagde besluit",
    "caveat": "wat dit niet zegt",
    "id": "het kenmerk",
}
# Letters that would turn text around, and signs that no printer shows.
_INVISIBLE = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\ufffe\uffff]")
_BREAKS = ("Cc", "Cs", "Zl", "Zp")  # control signs, halves of a pair, ends of lines and paragraphs


class A4Refusal(UsageError):  # noqa: N818 - it says what to change, as the gate does
    """This cannot stand on one A4; the message says what to change."""


def one_line(text: str) -> str:
    """Return text as it can be printed in one paragraph: blanks for breaks, nothing that cannot be seen."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    unbroken = "".join(" " if unicodedata.category(letter) in _BREAKS else letter for letter in visible)
    return re.sub(" +", " ", unbroken).strip(" ")


@dataclass(frozen=True, slots=True)
class A4Figure:
    """One thing we know, with everything that must stand beside it.

    Attributes:
        sentence: what we know, in one or two sentences.
        certainty: the word of the fixed scale; `certainty_text` says it with the interval behind it.
        other_side: the counter-numbers.
        picture: SVG, made by `presentation`; its colours stand in attributes.
        alt: what the picture shows, for who cannot see it.
        source: where the figures come from.
        statements: ids of the statements it rests on.

    Raises:
        A4Refusal: a text is missing, or the picture is not one of ours.
    """

    sentence: str
    certainty: str
    certainty_text: str
    other_side: str
    picture: str
    alt: str
    source: str
    statements: tuple[str, ...]

    def __post_init__(self) -> None:
        _clean(self, ("sentence", "certainty", "certainty_text", "other_side", "alt", "source"), "een figuur")
        drawn = closed_drawing(str(self.picture), one_line(self.alt))
        if drawn is None:
            raise A4Refusal(
                "Dit plaatje kan niet op de A4.",
                where="het plaatje van een figuur",
                expected="een tekening die Smart Start zelf maakt",
                mend="kies een ander plaatje bij deze bevinding",
            )
        object.__setattr__(self, "picture", drawn)
        if not self.statements:
            raise _missing("de uitspraken waar het op rust", "een figuur")


@dataclass(frozen=True, slots=True)
class A4:
    """Everything on one A4.

    Attributes:
        title: the question, or what it is about.
        marks: words that must stand on it: "verzonnen gegevens", "proef".
        decision: what the alderman is asked to decide.
        caveat: what all this does not say.
        id, version: by which this A4 can be found again.

    Raises:
        A4Refusal: more than three figures, none at all, or a text is missing.
    """

    title: str
    municipality: str
    owner: str
    day: date
    figures: tuple[A4Figure, ...]
    decision: str
    caveat: str
    marks: tuple[str, ...]
    id: str
    version: int

    def __post_init__(self) -> None:
        _clean(self, ("title", "municipality", "owner", "decision", "caveat", "id"), "de A4")
        if not self.figures:
            raise _missing("een figuur", "de A4")
        if len(self.figures) > MOST_FIGURES:
            raise A4Refusal(
                f"Op één A4 passen hoogstens {dutch.spelled(MOST_FIGURES)} figuren. "
                f"Dit zijn er {dutch.spelled(len(self.figures))}.",
                where="de figuren",
                expected=f"één tot {dutch.spelled(MOST_FIGURES)} figuren",
                mend=f"kies de {dutch.spelled(MOST_FIGURES)} figuren waar het besluit op rust",
            )

    @property
    def statements(self) -> tuple[str, ...]:
        """All statements the A4 rests on, each once, in order."""
        return tuple(dict.fromkeys(name for figure in self.figures for name in figure.statements))


def _clean(made: A4 | A4Figure, names: tuple[str, ...], where: str) -> None:
    """Put every text in one line; refuse one that is empty then."""
    known = {field.name for field in fields(made)}
    for name in names:
        if name not in known:
            raise AttributeError(name)
        text = one_line(str(getattr(made, name)))
        if not text:
            raise _missing(_NAMES[name], where)
        object.__setattr__(made, name, text)


def _missing(what: str, where: str) -> A4Refusal:
    return A4Refusal(
        f"Er ontbreekt iets: {what}.",
        where=where,
        expected="een zin die nooit zonder zekerheid, andere kant en bron staat",
        mend="vul het aan, of laat deze figuur weg",
    )
