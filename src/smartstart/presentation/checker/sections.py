"""The statements of a release in the order in which a checker reads them, one table for each subject."""

from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.presentation import dutch
from smartstart.presentation.checker.facts import Cell, Checked, Outcome
from smartstart.presentation.figures import shown_or_withheld
from smartstart.presentation.report.book import DROP_OFF, PLACES, RISK_GROUPS, Book
from smartstart.presentation.report.numbers import role_words
from smartstart.release.contents import ModelStatement, State, Statement, TableStatement


@dataclass(frozen=True, slots=True)
class Row:
    """One statement as a checker reads it.

    Attributes:
        words: what it is; group: of whom; basis: for a ratio, what it is computed from.
        shown: what leaves; between: its limits; rounded: to what.
        passed, failed, left: names of rules without objection, that withheld it, and that were not asked any more.
    """

    anchor: str
    words: str
    group: str
    statement: Statement
    cell: Cell
    shown: object
    between: str
    rounded: str
    basis: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def released(self) -> bool:
        """Whether a value leaves."""
        return self.statement.state is State.SHOWN


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its place on the page, what it is about, and its rows."""

    anchor: str
    title: str
    rows: tuple[Row, ...]

    @property
    def withheld(self) -> int:
        """How many of its statements do not leave."""
        return sum(not row.released for row in self.rows)


def sections(book: Book, checked: Checked) -> tuple[Section, ...]:
    """Return all tables: everybody, findings, hunches, places, drop-off, and whatever else there is."""
    found = []
    for analysis, subject, title in _subjects(book):
        subjects = [subject] if subject else book.subjects(analysis)
        rows = tuple(_row(book, checked, s) for name in subjects for s in book.of(name, analysis))
        found.append(Section(f"deel-{analysis}-{subject or 'alle'}", title, rows))
    return tuple(section for section in found if section.rows)


def _subjects(book: Book) -> Iterator[tuple[str, str, str]]:
    seen = {(PLACES, ""), (DROP_OFF, "")}
    ordered = [(RISK_GROUPS, "population", f"Alle {book.sheet.units}")]
    for finding in book.findings():
        ordered.append((RISK_GROUPS, finding, f"Bevinding {finding}: {book.phrase(book.predicate(finding))}"))
    for hunch in book.sheet.hunches:
        ordered.append((RISK_GROUPS, hunch.id, f"Vermoeden {hunch.id}: {hunch.text}"))
    ordered += [(PLACES, "", "Waar gebeurt het? Alle gebieden, op naam"), (DROP_OFF, "", "Van iedereen naar de studie")]
    yield from ordered
    seen |= {(analysis, subject) for analysis, subject, _ in ordered}
    rest = {(s.analysis, s.subject) for s in book.by_id.values() if s.analysis not in (PLACES, DROP_OFF)}
    for analysis, subject in sorted(rest - seen):
        group = book.phrase(book.of(subject, analysis)[0].predicate)
        yield analysis, subject, f"{dutch.capital(group)} ({analysis}/{subject})"


def _row(book: Book, checked: Checked, statement: Statement) -> Row:
    cell = checked.cells[statement.id]
    said = list(zip(checked.rules, cell.outcomes, strict=True))
    shown = isinstance(statement, TableStatement | ModelStatement) and statement.state is State.SHOWN
    return Row(
        anchor=anchor(statement.id),
        words=_words(book, statement),
        group=book.phrase(statement.predicate),
        statement=statement,
        cell=cell,
        shown=shown_or_withheld(statement),
        between=_between(statement) if shown else "",
        rounded=_rounded(statement) if shown else "",
        basis=", ".join(statement.of) if isinstance(statement, TableStatement) else "",
        passed=tuple(rule.kind for rule, outcome in said if outcome is Outcome.PASSED),
        failed=tuple(rule.kind for rule, outcome in said if outcome is Outcome.WITHHELD),
        left=tuple(rule.kind for rule, outcome in said if outcome is Outcome.NOT_ASKED),
    )


def _words(book: Book, statement: Statement) -> str:
    if statement.analysis == DROP_OFF:
        step = next((step.text for step in book.sheet.drop_off if step.id == statement.subject), statement.subject)
        return dutch.capital(f"over na: {step}")
    return role_words(book, statement)


def anchor(statement: str) -> str:
    """Return the place of a statement on the page."""
    return "c-" + statement.replace("/", "--")


def plain(value: float) -> str:
    """Return a number as a checker reads it: no decimals where it has none."""
    return dutch.number(value, 0 if value == round(value) else 1)


def _between(statement: Statement) -> str:
    low, high = statement.lower, statement.upper
    if low is None or high is None or low == high:
        return ""
    return f"{plain(low)} tot en met {plain(high)}"


def _rounded(statement: Statement) -> str:
    if isinstance(statement, ModelStatement):
        return statement.precision
    if isinstance(statement, TableStatement) and statement.of:
        return "uit getoonde aantallen"
    base = statement.rounded_to if isinstance(statement, TableStatement) else 1
    return f"afgerond op {base}" if base > 1 else "niet afgerond"
