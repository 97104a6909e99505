"""Analyses that no part is made for: every statement still has its place in a plain table."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from smartstart.presentation import dutch
from smartstart.presentation.insight.around import POPULATION
from smartstart.presentation.insight.parts import TablePart
from smartstart.presentation.insight.rows import open_reason, reason, row, shared, unit_of
from smartstart.presentation.report import local, places, regression, reinforcing, steps
from smartstart.presentation.report.book import (
    CLASSES,
    LOCAL,
    NEIGHBOURS,
    PLACES,
    REINFORCING,
    RISK_GROUPS,
    THRESHOLDS,
    Book,
)
from smartstart.release.contents import OpenStatement, ReleaseContents, Statement

_OPEN = "openbare cijfers"
_TITLES = {CLASSES: "per klasse", NEIGHBOURS: "gemeenten samen met hun buren"}


def other_statements(contents: ReleaseContents) -> tuple[TablePart, ...]:
    """Return one table for every analysis that has statements which no other part shows, by name of the analysis."""
    book = Book(contents)
    covered = _covered(book)
    left: dict[str, list[Statement]] = defaultdict(list)
    public: list[OpenStatement] = []
    for statement in contents.statements:
        if isinstance(statement, OpenStatement):
            public.append(statement)
        elif statement.id not in covered:
            left[statement.analysis].append(statement)
    tables = [_table(book, analysis, found) for analysis, found in sorted(left.items())]
    return (*tables, _public(book, public)) if public else tuple(tables)


def _covered(book: Book) -> set[str]:
    """Return the ids of all statements that a part of their own shows."""
    told = (POPULATION, *book.findings(), *book.low_findings(), *(hunch.id for hunch in book.sheet.hunches))
    left = (step.statement for step in steps.drop_off(book))
    return {
        *(statement.id for subject in told for statement in book.of(subject, RISK_GROUPS)),
        *(statement.id for subject in places.subjects(book) for statement in book.of(subject, PLACES)),
        *(statement.id for statement in left if statement is not None),
        *_in_municipalities(book),
        *(s.id for subject in book.subjects(THRESHOLDS) for s in book.of(subject, THRESHOLDS)),
        *(s.id for subject in reinforcing.subjects(book) for s in book.of(subject, REINFORCING)),
        *(statement.id for name in regression.names(book) for statement in regression.statements_of(book, name)),
    }


def _in_municipalities(book: Book) -> Iterator[str]:
    for place in local.views(book):
        code = place.code.lower()
        for subject in (code, *(f"{code}-{group.finding}" for group in place.groups)):
            yield from (statement.id for statement in book.of(subject, LOCAL))


def _table(book: Book, analysis: str, statements: Sequence[Statement]) -> TablePart:
    marks, source = shared(book)
    labels = [_label(book, statement) for statement in statements]
    periods = {statement.period for statement in statements}
    return TablePart(
        id=f"other-{analysis}",
        title=f"Andere cijfers: {_TITLES.get(analysis) or analysis.replace('_', ' ').replace('-', ' ')}",
        rows=tuple(row(book, statement, label) for statement, label in zip(statements, labels, strict=True)),
        why=tuple(reason(book, statement, label) for statement, label in zip(statements, labels, strict=True)),
        marks=marks,
        source=source,
        period=dutch.period(periods.pop()) if len(periods) == 1 else "",
    )


def _label(book: Book, statement: Statement) -> str:
    """Return who it is about and what the number is; words that we do not know stay as the release has them."""
    group = dutch.capital(book.phrase(statement.predicate))
    return f"{group} ({statement.subject}, {statement.role}): {unit_of(book, statement)}"


def _public(book: Book, statements: Sequence[OpenStatement]) -> TablePart:
    marks, source = shared(book)
    why = tuple(open_reason(statement) for statement in statements)
    return TablePart(
        id="other-open",
        title=dutch.capital(_OPEN),
        rows=tuple(entry.row for entry in why),
        why=why,
        marks=marks,
        source=source,
    )
