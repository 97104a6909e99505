"""Hunches ready to be shown: what became of each, and why we say it."""

from dataclasses import dataclass, field
from functools import cached_property

from smartstart.presentation.figures import Passage, between, figure, withheld
from smartstart.presentation.report import numbers
from smartstart.presentation.report.book import Book
from smartstart.presentation.report.findings import silenced
from smartstart.presentation.report.numbers import Why
from smartstart.presentation.sentences import RiskSentence, Verdict, risk_sentence, verdict
from smartstart.release.contents import ModelStatement, PublicHunch


@dataclass(frozen=True)
class HunchView:
    """A hunch and what became of it; its sentence brings the counter-numbers, and without it nothing is said."""

    book: Book = field(repr=False, compare=False)
    hunch: PublicHunch
    verdict: str
    reason: Passage
    sentence: RiskSentence | None

    @cached_property
    def why(self) -> tuple[Why, ...]:
        """Every number about the group, with how it was made."""
        return numbers.why(self.book, self.hunch.id)


def views(book: Book) -> list[HunchView]:
    """Return the hunches of the study, in the order in which they were written down."""
    return [_hunch(book, hunch) for hunch in book.sheet.hunches]


def _hunch(book: Book, hunch: PublicHunch) -> HunchView:
    ratio = book.model(hunch.id, "rr")
    risk, outside = book.model(hunch.id, "risk-all"), book.table(hunch.id, "share-outside")
    told = risk_sentence(book.sheet.units, book.sheet.unit, risk, outside)
    if told is None and ratio is not None:
        ratio = silenced(ratio)
    word = verdict(hunch.direction, hunch.date is not None, ratio)
    return HunchView(book, hunch, word, _reason(hunch, ratio, word), told if ratio else None)


def _reason(hunch: PublicHunch, ratio: ModelStatement | None, word: str) -> Passage:
    if hunch.date is None:
        return Passage(("Er staat geen datum bij. We weten dus niet of dit vermoeden er vóór de cijfers was.",))
    if ratio is None:
        return Passage(("Hier is geen cijfer over.",))
    if word == Verdict.SILENT:
        return Passage(("Over deze groep mogen we niets zeggen: ", withheld(ratio), "."))
    value = figure(ratio)
    opening = {
        Verdict.UNDECIDED: "Het kan vaker en ook minder vaak zijn: ongeveer ",
    }.get(word, "Vaker: ongeveer " if value.value > 1 else "Minder vaak: ongeveer ")
    return Passage((opening, value, " keer zo vaak als bij anderen", *between(ratio), "."))
