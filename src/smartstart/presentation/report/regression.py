"""Factors beside each other: one table per model, each level against the level that it is compared with.

A ratio is never told without what it is compared with, that it says nothing of a cause, and how to read its interval.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from smartstart.presentation import dutch
from smartstart.presentation.figures import Passage, figure, is_shown, passage, shown_or_withheld
from smartstart.presentation.report.book import REGRESSION, Book
from smartstart.presentation.report.numbers import interval_of
from smartstart.release.contents import ModelStatement, Predicate

RATIO, RISK, RISK_RATIO = "ratio", "standardised", "standardised-ratio"
_ODDS = ("odds_ratio", "adjusted_odds_ratio")
_WHAT_ODDS_ARE = (
    "Een kansverhouding (odds) is hoeveel keer iets gebeurt, gedeeld door hoeveel keer het niet gebeurt. Twee keer "
    "zo’n grote kansverhouding is dus iets anders dan twee keer zo vaak: dit cijfer ligt verder van de één af."
)
_NOT_SAID = "Dit vergelijkt groepen: het zegt niets over één {}, en niets over de oorzaak."


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level: in words, its number and interval, and the mark of the statement."""

    factor: str
    level: str
    reference: str
    value: object
    interval: Passage | str
    statement: str


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One level with its standardised risk per 1,000, and against the reference where that was asked."""

    level: str
    value: object
    interval: Passage | str
    times: object
    between: Passage | str
    statement: str


@dataclass(frozen=True, slots=True)
class ModelView:
    """One model.

    Attributes:
        id: of the part on a page; name: as the study calls it, empty where there is only one.
        odds: the ratios are odds ratios, not how many times as often.
        alone: there is one factor, so nothing stands beside it.
        factors: the titles of the factors, each with the level that the others are compared with.
        title: above the part.
        reading: one row read aloud, or that nothing may be said. beside: what else a reader has to know of it.
        rows: the ratios; risks: the standardised risks, with the title of their factor.
    """

    id: str
    name: str
    odds: bool
    alone: bool
    factors: tuple[tuple[str, str], ...]
    title: str
    reading: Passage
    beside: tuple[str, ...]
    rows: tuple[LevelRow, ...]
    risks: tuple[RiskRow, ...]
    standardised: str
    compared: bool


def views(book: Book) -> tuple[ModelView, ...]:
    """Return the models of a release, by name; none where it has none."""
    every = names(book)
    return tuple(_view(book, name, alone=len(every) == 1) for name in every)


def statements_of(book: Book, name: str) -> list[ModelStatement]:
    """Return the statements of one model in the order of the study's factors and levels, ratios first."""
    subjects = (s for s in book.subjects(REGRESSION) if s.partition(".")[0] == name)
    found = [s for subject in subjects for s in book.of(subject, REGRESSION) if isinstance(s, ModelStatement)]
    order = {d.name: place for place, d in enumerate(book.sheet.dimensions)}
    roles = {RATIO: 0, RISK: 1, RISK_RATIO: 2}

    def place(statement: ModelStatement) -> tuple[int, int, int]:
        _, factor, number = statement.subject.split(".")
        return roles.get(statement.role, len(roles)), order.get(factor, len(order)), int(number)

    return sorted(found, key=place)


def names(book: Book) -> list[str]:
    """Return the names of the models of a release."""
    return sorted({subject.partition(".")[0] for subject in book.subjects(REGRESSION)})


def words_of(book: Book, predicate: Predicate) -> tuple[str, str]:
    """Return title and level of a group of one level, in the words of the study."""
    condition = predicate.conditions[0]
    dimension = next((d for d in book.sheet.dimensions if d.name == condition.factor), None)
    labels = {level.code: level.label for level in dimension.levels} if dimension else {}
    title = dimension.title if dimension else condition.factor
    return title, dutch.listing(labels.get(code, code) for code in condition.levels)


def _view(book: Book, name: str, *, alone: bool) -> ModelView:
    found = statements_of(book, name)
    ratios = [s for s in found if s.role == RATIO]
    rows = tuple(_row(book, s) for s in ratios)
    risks = [s for s in found if s.role == RISK]
    factors = tuple(dict.fromkeys((row.factor, row.reference) for row in rows))
    odds, single = any(s.measure in _ODDS for s in ratios), len(factors) == 1
    about = "gezin" if book.sheet.unit == "kind" else book.sheet.unit
    return ModelView(
        id=f"model-{name}",
        name="" if alone else name,
        odds=odds,
        alone=single,
        factors=factors,
        title="Eén kenmerk bekeken" if single else "Kenmerken naast elkaar bekeken",
        reading=_reading(book, ratios, odds=odds, alone=single),
        beside=(*([_WHAT_ODDS_ARE] if odds else []), _NOT_SAID.format(about)),
        rows=rows,
        risks=tuple(_risks(book, risks)),
        standardised=words_of(book, risks[0].predicate)[0] if risks else "",
        compared=any(s.role == RISK_RATIO for s in found),
    )


def _row(book: Book, statement: ModelStatement) -> LevelRow:
    factor, level = words_of(book, statement.predicate)
    reference = words_of(book, statement.reference)[1]
    return LevelRow(factor, level, reference, shown_or_withheld(statement), interval_of(statement), statement.id)


def _risks(book: Book, risks: list[ModelStatement]) -> Iterator[RiskRow]:
    for risk in risks:
        ratio = book.model(risk.subject, RISK_RATIO, REGRESSION)
        yield RiskRow(
            level=words_of(book, risk.predicate)[1],
            value=shown_or_withheld(risk),
            interval=interval_of(risk),
            times=shown_or_withheld(ratio) if ratio else "",
            between=interval_of(ratio) if ratio else "",
            statement=risk.id,
        )


def _reading(book: Book, ratios: list[ModelStatement], *, odds: bool, alone: bool) -> Passage:
    """Return the first number that may be told, read aloud; without one, that nothing may be said."""
    first = next((s for s in ratios if is_shown(s)), None)
    if first is None:
        return passage("Over deze vergelijking mogen we nu niets zeggen: te weinig om iets te zeggen.")
    (factor, level), (_, reference) = words_of(book, first.predicate), words_of(book, first.reference)
    among = "" if alone else f" Dat is tussen {book.sheet.units} die op de andere kenmerken gelijk zijn."
    named = Markup("‘<span data-sheet>{}</span>’")
    before, after = (
        (" was de kansverhouding ongeveer ", " keer die bij ")
        if odds
        else (
            " gebeurde dit ongeveer ",
            " keer zo vaak als bij ",
        )
    )
    return passage(
        "Lees de eerste regel met een cijfer zo: bij ",
        named.format(f"{factor.lower()}: {level}"),
        before,
        figure(first),
        after,
        named.format(reference),
        f".{among}",
    )
