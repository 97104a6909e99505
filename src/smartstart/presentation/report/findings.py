"""Findings ready to be shown: sentence or silence, certainty, staircase, and why we say it."""

import itertools
from dataclasses import dataclass

from smartstart.presentation.charts import Compared, Stair
from smartstart.presentation.figures import (
    Figure,
    Part,
    Passage,
    figure,
    has_interval,
    is_shown,
    shown_or_withheld,
    withheld,
)
from smartstart.presentation.groups import added_condition, condition_phrase
from smartstart.presentation.report.book import Book
from smartstart.presentation.sentences import (
    RiskSentence,
    Verdict,
    certainty,
    certainty_passage,
    risk_sentence,
    verdict,
)
from smartstart.release.contents import ModelStatement, Predicate, PublicHunch, Statement, TableStatement


@dataclass(frozen=True, slots=True)
class Why:
    """One row of "waarom zeggen we dit?": what, the number, its interval, how it was made, its mark."""

    what: str
    value: object
    interval: Passage | str
    how: str
    statement: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding as it is shown; without `sentence` nothing may be said about it."""

    id: str
    group: str
    sentence: RiskSentence | None
    certainty: str
    certainty_passage: Passage
    confirmed: bool
    risk: ModelStatement | None
    outside: TableStatement | None
    stairs: tuple[Stair, ...]
    why: tuple[Why, ...]

    @property
    def rising(self) -> bool:
        """Whether every shown step of the staircase is at least as high as the one before."""
        values = [float(stair.rate.value or 0) for stair in self.stairs if is_shown(stair.rate)]
        return len(values) > 1 and all(later >= earlier for earlier, later in itertools.pairwise(values))


def view(book: Book, subject: str) -> FindingView:
    """Return one finding of a release."""
    risk, ratio = book.model(subject, "risk"), book.model(subject, "rr")
    outside = book.table(subject, "share-outside")
    sentence = risk_sentence(book.sheet.units, book.sheet.unit, risk, outside)
    return FindingView(
        id=subject,
        group=book.phrase(book.predicate(subject)),
        sentence=sentence,
        certainty=certainty(ratio).value,
        certainty_passage=certainty_passage(ratio, book.sheet.units),
        confirmed=bool(ratio is not None and ratio.confirmed),
        risk=risk,
        outside=outside,
        stairs=stairs(book, subject),
        why=why(book, subject),
    )


def views(book: Book) -> list[FindingView]:
    """Return all findings, in the order of the analysis."""
    return [view(book, subject) for subject in book.findings()]


def stairs(book: Book, subject: str) -> tuple[Stair, ...]:
    """Return the peel of a finding, from everybody to the group."""
    steps: list[Stair] = []
    before = Predicate()
    for place in itertools.count():
        rate = book.table(subject, f"peel-{place}-rate")
        if rate is None:
            return tuple(steps)
        added = added_condition(before, rate.predicate)
        steps.append(Stair(_step_label(book, added is None, place, rate.predicate, before), rate))
        before = rate.predicate
    raise AssertionError("counting never ends")


def _step_label(book: Book, everybody: bool, place: int, predicate: Predicate, before: Predicate) -> str:
    if everybody:
        return f"alle {book.sheet.units}"
    added = added_condition(before, predicate)
    phrase = condition_phrase(added, book.sheet.dimensions) if added else ""
    return phrase if place == 1 else f"en {phrase}"


def compared(finding: FindingView) -> Compared | None:
    """Return a finding as a row of the comparison; None when the release has no rate for it.

    A rate without its counter-numbers is not drawn: it then counts as withheld.
    """
    if finding.risk is None:
        return None
    # The word stands beside the name, so that a reader of the picture alone sees how sure each group is.
    note = f"({finding.certainty})" if finding.sentence else ""
    hidden = finding.risk if finding.sentence else _silenced(finding.risk)
    return Compared(finding.group[:1].upper() + finding.group[1:], hidden, note)


def _silenced(statement: ModelStatement) -> ModelStatement:
    return statement.model_copy(update={"value": None, "lower": None, "upper": None})


_PLAIN = {
    "size": "{units} op alle peildatums samen (één {unit} kan vaker meetellen)",
    "persons": "verschillende {units}",
    "events": "keer dat dit gebeurde",
    "rate": "van elke 1.000 maakten dit mee, alle huishoudens samen",
    "share-outside": "van alle {units} die dit meemaakten, hoort niet bij deze groep",
    "risk": "van elke 1.000 maakten dit mee, bij huishoudens die niet meededen bij het zoeken",
    "rr": "keer de kans van andere {units}",
    "rr-koopman": "keer de kans van andere {units}, volgens een tweede rekenwijze",
    "rd": "meer of minder van elke 1.000 dan bij andere {units}",
}


def role_words(book: Book, statement: Statement) -> str:
    """Return what a statement's number is, in plain words."""
    role = statement.role
    if role.startswith("peel-"):
        number, _, rest = role.removeprefix("peel-").partition("-")
        words = _PLAIN.get(rest, rest)
        return f"trap, {'begin' if number == '0' else 'trede ' + number}: " + _filled(book, words)
    return _filled(book, _PLAIN.get(role, role))


def _filled(book: Book, words: str) -> str:
    return words.replace("{units}", book.sheet.units).replace("{unit}", book.sheet.unit)


def how_made(statement: Statement) -> str:
    """Return how a number came about: counted and rounded, computed from shown counts, or estimated."""
    if isinstance(statement, ModelStatement):
        return f"geschat: {statement.method}"
    if isinstance(statement, TableStatement) and statement.of:
        return "berekend met de getoonde aantallen"
    if isinstance(statement, TableStatement) and statement.rounded_to > 1:
        return "geteld en afgerond"
    return "geteld"


def interval_of(statement: Statement) -> Passage | str:
    """Return "28 tot 43", or nothing where there is no interval."""
    if not has_interval(statement):
        return ""
    low: Figure = figure(statement, Part.LOWER)
    return Passage((low, " tot ", figure(statement, Part.UPPER)))


def why(book: Book, subject: str, analysis: str = "risk_groups") -> tuple[Why, ...]:
    """Return every number about a subject, with how it was made."""
    return tuple(
        Why(role_words(book, s), shown_or_withheld(s), interval_of(s), how_made(s), s.id)
        for s in book.of(subject, analysis)
    )


@dataclass(frozen=True, slots=True)
class HunchView:
    """A hunch and what became of it."""

    hunch: PublicHunch
    verdict: str
    reason: Passage
    why: tuple[Why, ...]


def hunches(book: Book) -> list[HunchView]:
    """Return the hunches of the study, in the order in which they were written down."""
    return [_hunch(book, hunch) for hunch in book.sheet.hunches]


def _hunch(book: Book, hunch: PublicHunch) -> HunchView:
    ratio = book.model(hunch.id, "rr")
    word = verdict(hunch.direction, hunch.date is not None, ratio)
    return HunchView(hunch, word, _reason(book, hunch, ratio, word), why(book, hunch.id))


def _reason(book: Book, hunch: PublicHunch, ratio: ModelStatement | None, word: str) -> Passage:
    if hunch.date is None:
        return Passage(("Er staat geen datum bij. We weten dus niet of dit vermoeden er vóór de cijfers was.",))
    if ratio is None:
        return Passage(("Hier is geen cijfer over.",))
    if word == Verdict.SILENT:
        return Passage(("Over deze groep mogen we niets zeggen. ", withheld(ratio), "."))
    value, lower, upper = (figure(ratio, part) for part in (Part.VALUE, Part.LOWER, Part.UPPER))
    opening = f"De kans van deze {book.sheet.units} is ongeveer "
    closing = ", zonder met andere omstandigheden te rekenen."
    return Passage((opening, value, " keer die van anderen (tussen ", lower, " en ", upper, ")", closing))
