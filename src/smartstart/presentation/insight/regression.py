"""Factors beside each other, as parts of a page: one table per model."""

from smartstart.presentation import dutch
from smartstart.presentation.insight.parts import TablePart, told
from smartstart.presentation.insight.rows import reason, row, shared
from smartstart.presentation.report import regression
from smartstart.presentation.report.book import REGRESSION, Book
from smartstart.release.contents import ModelStatement, ReleaseContents


def regressions(contents: ReleaseContents) -> tuple[TablePart, ...]:
    """Return one table for every regression of a release, by name."""
    book = Book(contents)
    found = zip(regression.names(book), regression.views(book), strict=True)
    return tuple(_part(book, name, view) for name, view in found)


def _part(book: Book, name: str, view: regression.ModelView) -> TablePart:
    marks, source = shared(book)
    statements = regression.statements_of(book, name)
    return TablePart(
        id=view.id,
        title=f"{view.title}: {view.name}" if view.name else view.title,
        sentences=(told(view.reading), *map(told, view.beside)),
        rows=tuple(row(book, s, _label(book, s)) for s in statements),
        why=tuple(reason(book, s, _label(book, s)) for s in statements),
        marks=marks,
        source=source,
        period=dutch.period(book.period(REGRESSION)),
    )


def _label(book: Book, statement: ModelStatement) -> str:
    """Return "Gezinsvorm: eenouder, vergeleken met tweeouder", and for a standardised risk only its level."""
    factor, level = regression.words_of(book, statement.predicate)
    if not statement.reference.conditions:
        return f"{factor}: {level}, gestandaardiseerd"
    reference = regression.words_of(book, statement.reference)[1]
    standardised = ", gestandaardiseerd" if statement.role == regression.RISK_RATIO else ""
    return f"{factor}: {level}, vergeleken met {reference}{standardised}"
