"""A refusal as a page shows it: what is wrong, where, what was expected, how to mend it. Never a value of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """The ground for a refusal. The values are stable: the log holds them."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_A_RELEASE = "not-a-release"
    DAMAGED = "damaged"
    UNKNOWN_VERSION = "unknown-version"
    MALFORMED = "malformed"
    CONTRADICTORY = "contradictory"
    DRAFT = "draft"
    UNSIGNED = "unsigned"
    UNTRUSTED_KEY = "untrusted-key"
    ALTERED = "altered"
    TRIAL = "trial"
    INVENTED = "invented"
    FOREIGN = "foreign"
    FUTURE = "future"
    HELD_BACK = "held-back"
    PERSONS = "persons"
    NOT_FIGURES = "not-figures"
    FIGURES = "figures"


TITLES: Mapping[Ground, str] = {
    Ground.EMPTY: "Dit bestand is leeg",
    Ground.TOO_LARGE: "Dit bestand is te groot",
    Ground.NOT_A_RELEASE: "Dit is geen vrijgave",
    Ground.DAMAGED: "Dit bestand is beschadigd",
    Ground.UNKNOWN_VERSION: "Deze vrijgave is van een andere versie",
    Ground.MALFORMED: "Deze vrijgave is niet goed geschreven",
    Ground.CONTRADICTORY: "Deze vrijgave spreekt zichzelf tegen",
    Ground.DRAFT: "Dit is een concept",
    Ground.UNSIGNED: "Deze vrijgave is niet ondertekend",
    Ground.UNTRUSTED_KEY: "We kennen de sleutel van deze vrijgave niet",
    Ground.ALTERED: "Deze vrijgave is later veranderd",
    Ground.TRIAL: "Deze vrijgave is nog op proef",
    Ground.INVENTED: "Verzonnen en echt gaan hier niet samen",
    Ground.FOREIGN: "Deze vrijgave gaat over een andere gemeente",
    Ground.FUTURE: "Deze vrijgave is van een dag die nog moet komen",
    Ground.HELD_BACK: "Van deze vrijgave mocht maar een deel door",
    Ground.PERSONS: "Dit lijkt op gegevens van personen",
    Ground.NOT_FIGURES: "Dit is geen bestand met cijfers",
    Ground.FIGURES: "Er staan fouten in dit bestand",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file.

    Attributes:
        line: as a text editor counts; None when it is about the whole.
        column: its name, or its place when the name itself may tell something; empty when it is about the line.
        what, expected, mend: Dutch; `what` names the kind of value, never the value.
        personal: whether this looks like data of persons, and not like a slip.
    """

    line: int | None
    column: str
    what: str
    expected: str = ""
    mend: str = ""
    personal: bool = False

    @property
    def where(self) -> str:
        """Line and column in words."""
        line = "" if self.line is None else f"regel {self.line}"
        column = self.column and f"kolom {self.column}"
        return ", ".join(part for part in (line, column) if part)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something does not come in, ready for a page."""

    ground: Ground
    title: str
    what: str
    where: str = ""
    expected: str = ""
    mend: str = ""
    mistakes: tuple[Mistake, ...] = ()


def refuse(
    ground: Ground,
    what: str,
    where: str = "",
    *,
    expected: str = "",
    mend: str = "",
    mistakes: tuple[Mistake, ...] = (),
) -> Refusal:
    """Return a refusal under the title of its ground."""
    return Refusal(ground, TITLES[ground], what, where, expected, mend, mistakes)
