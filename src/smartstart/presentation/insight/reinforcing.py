"""What conditions do together, as parts of a page: one sentence and one table per pair or triple."""

from collections.abc import Iterator

from smartstart.presentation import dutch
from smartstart.presentation.figures import Passage
from smartstart.presentation.insight.parts import TablePart, told
from smartstart.presentation.insight.rows import reason, row, shared
from smartstart.presentation.report import reinforcing
from smartstart.presentation.report.book import REINFORCING, Book
from smartstart.release.contents import ReleaseContents

_HELD_BACK = "Dit is geteld in huishoudens die niet meededen bij het zoeken."


def together(contents: ReleaseContents) -> tuple[TablePart, ...]:
    """Return one part for every pair and triple of a release, in the order of the study."""
    book = Book(contents)
    return tuple(_part(book, view) for view in reinforcing.views(book))


def _part(book: Book, view: reinforcing.TogetherView) -> TablePart:
    marks, source = shared(book)
    statements = book.of(view.id, REINFORCING)
    conditions = reinforcing.conditions_of(book, view.id)
    labelled = [(s, reinforcing.words_for(book, s.role, conditions)) for s in statements]
    return TablePart(
        id=f"together-{view.id}",
        title=f"Samen: {view.title}",
        sentences=tuple(map(told, _sentences(book, view))),
        rows=tuple(row(book, statement, label) for statement, label in labelled),
        why=tuple(reason(book, statement, label) for statement, label in labelled),
        marks=marks,
        source=source,
        period=dutch.period(book.period(REINFORCING)),
    )


def _sentences(book: Book, view: reinforcing.TogetherView) -> Iterator[Passage | str]:
    yield view.sentence
    if view.shown and view.lift is not None:
        yield reinforcing.what_the_sum_is(book)
    yield f"Dit telt alle {book.sheet.units} samen." if view.planned else _HELD_BACK
