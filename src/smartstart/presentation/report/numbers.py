"""One number with what it is, its interval, how it came about and its mark: why we say what we say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.presentation.figures import Passage, limits_to_tell, shown_or_withheld
from smartstart.presentation.report.book import Book
from smartstart.presentation.sentences import halved_word
from smartstart.release.contents import ModelStatement, Statement, Statistic, TableStatement


@dataclass(frozen=True, slots=True)
class Why:
    """One row of "waarom zeggen we dit?": what, the number, its interval, how it was made, its mark."""

    what: str
    value: object
    interval: Passage | str
    how: str
    statement: str


# The column before it says "risico" already; and "risico op huishoudens" reads as the danger of having one.
_MEASURE = re.compile(r"(?:relatief )?risico (?=op )")
_STEP = re.compile(r"peel-(\d+)-(.+)")
_PLAIN = {
    "size": "{units} op alle peildatums samen (één {unit} kan vaker meetellen)",
    "persons": "verschillende {units}",
    "events": "keer dat dit gebeurde",
    "rate": "van elke 1.000 maakten dit mee, alle {halved} samen",
    "per-date": "{units} op een peildatum, gemiddeld",
    "share": "van alle {units} hier",
    "expected": "keer naar verwachting, op alle peildatums samen: berekend, niet geteld",
    "share-outside": "van alle {units} die dit meemaakten, hoort niet bij deze groep",
    "risk": "van elke 1.000 maakten dit mee, bij {halved} die niet meededen bij het zoeken",
    "risk-all": "van elke 1.000 maakten dit mee, alle {halved} samen, met spreiding",
    "rr": "keer de kans van andere {units}",
    "stability": "van elke 100 keer opnieuw zoeken kwam deze groep, of bijna dezelfde, terug",
    "other-size": "{units} aan de andere kant van de grens, op alle peildatums samen",
    "other-events": "keer dat dit aan de andere kant van de grens gebeurde",
    "ratio": "keer zo vaak als aan de andere kant van de grens",
    "rr-koopman": "keer de kans van andere {units}, volgens een tweede rekenwijze",
    "rd": "meer of minder van elke 1.000 dan bij andere {units}",
}


def role_words(book: Book, statement: Statement) -> str:
    """Return what a statement's number is, in plain words; of a step of the peel, which step."""
    step = _STEP.fullmatch(statement.role)
    role = step[2] if step else statement.role
    words, sheet = _PLAIN.get(role, role), book.sheet
    if step:
        words = f"trede {int(step[1]) + 1}: {words}"
    words = words.replace("{halved}", halved_word(sheet.unit, sheet.units))
    return dutch.capital(words.replace("{units}", sheet.units).replace("{unit}", sheet.unit))


def how_made(statement: Statement) -> str:
    """Return how a number came about: counted and rounded, computed from shown counts, or estimated."""
    if isinstance(statement, ModelStatement):
        return f"geschat: {_MEASURE.sub('', statement.method)}"
    if isinstance(statement, TableStatement) and statement.statistic is Statistic.EXPECTED:
        return "berekend met getoonde cijfers, niet geteld"
    if isinstance(statement, TableStatement) and statement.of:
        return "berekend met de getoonde aantallen"
    if isinstance(statement, TableStatement):
        counted = "geteld en afgerond" if statement.rounded_to > 1 else "geteld"
        return f"{counted}; zoals eerder getoond" if statement.kept else counted
    return "geteld"


def interval_of(statement: Statement) -> Passage | str:
    """Return "28 en 43", to be read after "tussen", or nothing where there are no two different limits."""
    limits = limits_to_tell(statement)
    if limits is None:
        return ""
    return Passage((limits[0], f"{dutch.HARD_BLANK}en{dutch.HARD_BLANK}", limits[1]))


def row(book: Book, statement: Statement, what: str = "") -> Why:
    """Return one number with how it was made; `what` replaces the usual words."""
    words = what or role_words(book, statement)
    return Why(words, shown_or_withheld(statement), interval_of(statement), how_made(statement), statement.id)


def why(book: Book, subject: str, roles: Sequence[str] = ()) -> tuple[Why, ...]:
    """Return the numbers about a subject, with how they were made; all but the peel, or only these roles."""
    chosen = [s for s in book.of(subject) if (s.role in roles if roles else not s.role.startswith("peel-"))]
    return tuple(row(book, statement) for statement in chosen)
