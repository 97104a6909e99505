"""Findings as Dutch sentences that always bring their other side.

A risk sentence cannot be made without how many in the group did *not* have the outcome, how many with the outcome
are *outside* the group, an interval and a caveat: the class refuses to exist. There is no other road to a page.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from markupsafe import Markup

from smartstart.presentation.figures import (
    Figure,
    Form,
    Part,
    Passage,
    between,
    figure,
    has_interval,
    is_shown,
    passage,
)
from smartstart.release.contents import ModelStatement, State, Statistic, TableStatement
from smartstart.vocabulary.certainty import Certainty, certainty_of

SILENT = f"Over deze groep mogen we niets zeggen: {State.WITHHELD.value}."


class IncompleteSentenceError(ValueError):
    """A risk sentence was asked for without its counter-numbers, its interval or its caveat."""


def caveat_for(unit: str) -> str:
    """Return what a risk sentence does not say, for a unit in the singular ("kind", "vrouw")."""
    return f"Dit zegt niets over één {single_of(unit)}, en niets over de oorzaak."


def single_of(unit: str) -> str:
    """Return the one whom nothing is said of: of children a family, and otherwise the unit itself."""
    return "gezin" if unit == "kind" else unit


def halved_word(unit: str, units: str) -> str:
    """Return what was split in two halves: households of children, and otherwise the units themselves."""
    return "huishoudens" if unit == "kind" else units


class RiskPieces(NamedTuple):
    """A risk sentence for a layout that sets its other side apart: all three at once, never one alone."""

    answer: Passage
    other_side: Passage
    caveat: str


@dataclass(frozen=True, slots=True)
class RiskSentence:
    """How often something happens in a group, with its other side.

    Attributes:
        units: plural of what is counted, "kinderen".
        risk: rate per 1,000 in the group with its interval, on households the group was not found on.
        outside: per cent of all units with the outcome that are not in the group.
        caveat: what the sentence does not say.

    Raises:
        IncompleteSentenceError: on making one, when a number is withheld or absent, or the caveat is empty.
    """

    units: str
    risk: ModelStatement
    outside: TableStatement
    caveat: str

    def __post_init__(self) -> None:
        if not isinstance(self.risk, ModelStatement) or self.risk.measure != "risk_per_1000":
            raise IncompleteSentenceError("a risk sentence needs a rate per 1,000 from a model statement")
        if not has_interval(self.risk):
            raise IncompleteSentenceError("a risk sentence needs its rate and its interval")
        if not 0 <= float(self.risk.value or 0) <= 1000:
            raise IncompleteSentenceError("a rate per 1,000 lies between 0 and 1,000")
        if not isinstance(self.outside, TableStatement) or self.outside.statistic is not Statistic.OUTSIDE:
            raise IncompleteSentenceError("a risk sentence needs the share outside the group")
        if not is_shown(self.outside):
            raise IncompleteSentenceError("a risk sentence needs the share outside the group, and it is withheld")
        if self.outside.predicate != self.risk.predicate:
            raise IncompleteSentenceError("rate and share outside are about two different groups")
        if not self.caveat.strip() or not self.units.strip():
            raise IncompleteSentenceError("a risk sentence needs its caveat and the word for its unit")

    @property
    def rate(self) -> Figure:
        """How many of every 1,000 in the group."""
        return figure(self.risk)

    @property
    def interval(self) -> tuple[Figure, Figure]:
        """Between how many and how many, with 95 % confidence."""
        return figure(self.risk, Part.LOWER), figure(self.risk, Part.UPPER)

    @property
    def not_affected(self) -> Figure:
        """How many of every 1,000 in the group did not have it."""
        return figure(self.risk, Part.REST)

    @property
    def share_outside(self) -> Figure:
        """Per cent of all with the outcome who are not in the group."""
        return figure(self.outside, form=Form.PERCENT_WORDS)

    @property
    def passage(self) -> Passage:
        """The whole sentence; there is no way to ask for one part of it."""
        return passage(
            self._answer.parts, " Ongeveer ", self.not_affected, " niet. ", self._outside.parts, f" {self.caveat}"
        )

    @property
    def pieces(self) -> RiskPieces:
        """The same in three pieces, each of which reads well by itself."""
        rest = passage(
            "Ongeveer ", self.not_affected, f" van elke 1.000 {self.units} in deze groep maakten dit niet mee. "
        )
        return RiskPieces(self._answer, passage(rest.parts, self._outside.parts), self.caveat)

    def headline(self, group: str) -> Passage:
        """Return the answer with the group in it, for above the other pieces and never without them."""
        comma = "," if any(word in f" {group} " for word in (" die ", " wie ", " met ")) else ""
        return passage(
            f"Van elke 1.000 {group}{comma} maakten ongeveer ", self.rate, " dit mee", between(self.risk), "."
        )

    @property
    def _answer(self) -> Passage:
        return self.headline(f"{self.units} in deze groep")

    @property
    def _outside(self) -> Passage:
        return passage(f"Van alle {self.units} die dit meemaakten, hoort ", self.share_outside, " niet bij deze groep.")

    def __str__(self) -> str:
        return str(self.passage)

    def __html__(self) -> Markup:
        return self.passage.__html__()


def risk_sentence(
    units: str, unit: str, risk: ModelStatement | None, outside: TableStatement | None
) -> RiskSentence | None:
    """Return the sentence, or None when one of its numbers is withheld: then nothing may be said."""
    if risk is None or outside is None or not has_interval(risk) or not is_shown(outside):
        return None
    return RiskSentence(units, risk, outside, caveat_for(unit))


def certainty(relative_risk: ModelStatement | None) -> Certainty:
    """Return the word for how sure it is that the group differs; nothing shown is nothing to say."""
    if relative_risk is None or not has_interval(relative_risk):
        return Certainty.UNDECIDED
    lower, upper = float(relative_risk.lower or 0), float(relative_risk.upper or 0)
    return certainty_of(lower, upper, reference=1.0, confirmed=bool(relative_risk.confirmed))


def certainty_passage(relative_risk: ModelStatement | None, units: str, halved: str = "huishoudens") -> Passage:
    """Return how sure it is in words, with the interval behind it; `halved` is what was split in two halves."""
    if relative_risk is None or not has_interval(relative_risk):
        return passage(f"Hoe zeker dit is, mogen we niet zeggen: {State.WITHHELD.value}.")
    word = certainty(relative_risk)
    value, behind = figure(relative_risk), between(relative_risk)
    if word is Certainty.UNDECIDED:
        return passage(
            f"Of dit in deze groep vaker of minder vaak gebeurt dan bij andere {units}, is {word.value}. "
            "De kans kan kleiner en ook groter zijn: ",
            value,
            " keer de kans van anderen",
            behind,
            ".",
        )
    often = "vaker" if value.value > 1 else "minder vaak"
    return passage(
        f"Dat dit in deze groep {often} gebeurt dan bij andere {units}, is {word.value}. De kans is ongeveer ",
        value,
        " keer die van anderen",
        behind,
        f". {_held(relative_risk, halved)}",
    )


def _held(relative_risk: ModelStatement, halved: str) -> str:
    if relative_risk.confirmed is None:
        return "Dit vermoeden stond vooraf op papier."
    if relative_risk.confirmed:
        return f"We vonden dit bij de ene helft van de {halved}, en zagen het terug bij de andere helft."
    # Why it was not confirmed does not leave the room; what confirming asks for does.
    apart = "bovenuit komen, ook boven" if figure(relative_risk).value > 1 else "onder blijven, ook onder"
    return (
        f"Niet bevestigd: daarvoor moet een groep er bij de andere helft van de {halved} duidelijk {apart} de groep "
        "met één omstandigheid minder."
    )


class Verdict:
    """What became of a hunch, in words."""

    CONFIRMED = "bevestigd"
    CONTRADICTED = "tegengesproken"
    UNDECIDED = "onbeslist"
    UNTESTABLE = "niet te toetsen"
    SILENT = State.WITHHELD.value


def verdict(direction: Literal["hoger", "lager"], dated: bool, relative_risk: ModelStatement | None) -> str:
    """Return what became of a hunch: the interval lies wholly on one side of 1, or it does not."""
    if not dated or relative_risk is None:
        return Verdict.UNTESTABLE
    if not has_interval(relative_risk):
        return Verdict.SILENT
    above, below = float(relative_risk.lower or 0) > 1, float(relative_risk.upper or 0) < 1
    if not above and not below:
        return Verdict.UNDECIDED
    return Verdict.CONFIRMED if above == (direction == "hoger") else Verdict.CONTRADICTED
