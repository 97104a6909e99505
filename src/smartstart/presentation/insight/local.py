"""What the findings mean in each municipality, as parts of a page: one per municipality, by name."""

from smartstart.presentation import dutch
from smartstart.presentation.figures import passage
from smartstart.presentation.insight.parts import told
from smartstart.presentation.insight.place_parts import LocalPart, LocalRow
from smartstart.presentation.insight.rows import reason, row, shared, silenced
from smartstart.presentation.report import local
from smartstart.presentation.report.book import LOCAL, Book
from smartstart.release.contents import ReleaseContents, Statement

NAMED = "local-"


def municipalities(contents: ReleaseContents) -> tuple[LocalPart, ...]:
    """Return one part for every municipality that the release has local numbers of."""
    book = Book(contents)
    return tuple(_part(book, place) for place in local.views(book))


def _part(book: Book, place: local.LocalPlace) -> LocalPart:
    marks, source = shared(book)
    shown = [(s, place.name) for s in book.of(place.code.lower(), LOCAL)]
    for group in place.groups:
        about = f"{place.name}, {group.group}"
        shown += [(_silent(group, s), about) for s in book.of(f"{place.code.lower()}-{group.finding}", LOCAL)]
    rows = tuple(row(book, s, _label(book, s, about)) for s, about in shown)
    return LocalPart(
        id=f"{NAMED}{place.code.lower()}",
        title=place.name,
        sentences=tuple(told(passage(f"{dutch.sentence(g.group)} ", g.sentence.parts)) for g in place.groups),
        rows=rows,
        why=tuple(reason(book, s, _label(book, s, about)) for s, about in shown),
        marks=marks,
        source=source,
        period=dutch.period(book.period(LOCAL)),
        groups=tuple(
            LocalRow(group.finding, dutch.capital(group.group), told(group.sentence)) for group in place.groups
        ),
    )


def _label(book: Book, statement: Statement, about: str) -> str:
    return f"{about}: {row(book, statement).label.lower()}"


def _silent(group: local.LocalGroup, statement: Statement) -> Statement:
    """Return an expectation without its number where the finding itself cannot be told."""
    return silenced(statement) if statement.role == local.EXPECTED and group.expected is None else statement
