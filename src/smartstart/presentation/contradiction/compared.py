"""Two releases compared, with the sentences to show beside a text that rests on the older one.

A *notice* holds no number of the newer release: who may read the old text need not know the new release. A *sentence*
holds the new numbers, and only as a whole sentence with its other side; where that cannot be told it is the notice.
"""

from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.presentation.contradiction.pairs import pairs
from smartstart.presentation.contradiction.rule import Judgement, judge, limits
from smartstart.presentation.figures import is_shown
from smartstart.presentation.report.book import Book
from smartstart.presentation.sentences import certainty_passage, halved_word, risk_sentence
from smartstart.release.contents import ModelStatement, ReleaseContents, Statement, TableStatement

MOST_LETTERS = 600
_ABOUT = {
    "risk": "hoe vaak dit gebeurt bij {group}",
    "risk-all": "hoe vaak dit gebeurt bij {group}",
    "rate": "hoe vaak dit gebeurt bij {group}",
    "rr": "hoe {group} verschillen van anderen",
    "rd": "hoe {group} verschillen van anderen",
    "share-outside": "hoeveel van alle {units} die dit meemaakten, niet horen bij deze groep: {group}",
    "size": "hoeveel er zijn van deze groep: {group}",
    "persons": "hoeveel er zijn van deze groep: {group}",
    "events": "hoeveel keer dit gebeurde bij {group}",
}
_ANYTHING = "een cijfer over {group}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a newer release says about one number of an older one.

    Attributes:
        older, newer: ids of the two statements.
        withheld: whether the number is not shown any more; that is undecided, and worth a notice.
        notice: one sentence, at most 600 characters, without any number of the newer release.
        sentence: the same with the newer numbers, where a whole sentence can be told.
    """

    older: str
    newer: str
    judgement: Judgement
    withheld: bool
    notice: str
    sentence: str


def compare(older: ReleaseContents, newer: ReleaseContents) -> tuple[Comparison, ...]:
    """Return what `newer` says about every number that `older` shows and that both are about.

    Nothing comes back when `newer` is not newer, or is about another question.
    """
    book, new_book = Book(older), Book(newer)
    return tuple(_compared(book, new_book, was, now) for was, now in pairs(older, newer) if is_shown(was))


def contradicted(older: ReleaseContents, newer: ReleaseContents) -> tuple[Comparison, ...]:
    """Return the numbers of `older` on which a text may no longer rest."""
    return tuple(found for found in compare(older, newer) if found.judgement is Judgement.CONTRADICTS)


def _compared(book: Book, new_book: Book, was: Statement, now: Statement) -> Comparison:
    judgement = judge(was, now, limits(was, book.by_id), limits(now, new_book.by_id))
    withheld = not is_shown(now)
    notice = _notice(book, was, judgement, withheld)
    return Comparison(was.id, now.id, judgement, withheld, notice, _sentence(new_book, now, judgement) or notice)


def _notice(book: Book, was: Statement, judgement: Judgement, withheld: bool) -> str:
    group = book.phrase(was.predicate)
    role = was.role.rpartition("-")[2] if was.role.startswith("peel-") else was.role
    what = _ABOUT.get(role, _ANYTHING).replace("{units}", book.sheet.units).replace("{group}", group)
    if withheld:
        return _short(f"In nieuwere cijfers is er te weinig om iets te zeggen over {what}")
    says = {
        Judgement.CONTRADICTS: "Nieuwere cijfers zeggen iets anders over {what}",
        Judgement.CONFIRMS: "Nieuwere cijfers passen bij wat hier staat over {what}",
        Judgement.UNDECIDED: "Nieuwere cijfers geven geen duidelijk antwoord over {what}",
    }
    return _short(says[judgement].replace("{what}", what))


def _short(text: str) -> str:
    if len(text) < MOST_LETTERS:
        return dutch.sentence(text)
    return f"{text[: MOST_LETTERS - 1].rpartition(' ')[0]}…"


_OPENINGS = {
    Judgement.CONTRADICTS: "Nieuwere cijfers zeggen iets anders",
    Judgement.CONFIRMS: "Nieuwere cijfers passen bij wat hier staat",
    Judgement.UNDECIDED: "Nieuwere cijfers geven geen duidelijk antwoord",
}


def _sentence(book: Book, now: Statement, judgement: Judgement) -> str:
    """Return the newer number in a whole sentence; nothing where there is none to tell."""
    said = _said(book, now) if is_shown(now) else ""
    return f"{_OPENINGS[judgement]}. Het gaat om {book.phrase(now.predicate)}. {said}" if said else ""


def _said(book: Book, now: Statement) -> str:
    sheet = book.sheet
    if not isinstance(now, ModelStatement):
        return ""
    outside, risk = _beside(book, now, "share-outside"), _beside(book, now, "risk", "risk-all")
    whole = risk_sentence(
        sheet.units,
        sheet.unit,
        risk if isinstance(risk, ModelStatement) else None,
        outside if isinstance(outside, TableStatement) else None,
    )
    if whole is None:
        return ""
    if now.measure == "relative_risk":
        return f"{certainty_passage(now, sheet.units, halved_word(sheet.unit, sheet.units))} {whole}"
    return str(whole) if now.measure == "risk_per_1000" else ""


def _beside(book: Book, statement: Statement, *roles: str) -> Statement | None:
    about = book.of(statement.subject, statement.analysis)
    return next((found for found in about if found.role in roles), None)
