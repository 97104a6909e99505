"""Figures per class of a factor, in the order of its levels; neighbours that are shown together are one class."""

from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.presentation.figures import shown_or_withheld
from smartstart.presentation.groups import condition_phrase
from smartstart.presentation.report.book import CLASSES, Book
from smartstart.release.contents import Condition, Dimension, TableStatement


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class: its words and its numbers."""

    words: str
    rate: TableStatement
    size: object
    events: object
    shown: object


@dataclass(frozen=True, slots=True)
class ClassesView:
    """All classes of one factor."""

    factor: str
    title: str
    rows: tuple[ClassRow, ...]


def views(book: Book) -> tuple[ClassesView, ...]:
    """Return the factors that the release breaks the outcome down by, in the order of the study."""
    rates = [rate for s in book.subjects(CLASSES) if (rate := book.table(s, "rate", CLASSES)) is not None]
    found = []
    for dimension in book.sheet.dimensions:
        mine = [(c, rate) for rate in rates for c in rate.predicate.conditions if c.factor == dimension.name]
        order = {level.code: place for place, level in enumerate(dimension.levels)}
        mine.sort(key=lambda pair: min(order.get(code, len(order)) for code in pair[0].levels))
        if mine:
            rows = tuple(_row(book, dimension, condition, rate) for condition, rate in mine)
            found.append(ClassesView(dimension.name, dimension.title, rows))
    return tuple(found)


def _row(book: Book, dimension: Dimension, condition: Condition, rate: TableStatement) -> ClassRow:
    alone = next((level.label for level in dimension.levels if (level.code,) == condition.levels), "")
    words = alone or condition_phrase(condition, book.sheet.dimensions)
    size, events = (book.table(rate.subject, role, CLASSES) for role in ("size", "events"))
    return ClassRow(
        dutch.capital(words), rate, shown_or_withheld(size), shown_or_withheld(events), shown_or_withheld(rate)
    )
