"""The statements of a release in the order in which a checker reads them.

One table for each finding, hunch and municipality. In it, the rows of one group stand together: first how many there
are, then how often it happened, then what was computed from those two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from smartstart.presentation import dutch
from smartstart.presentation.checker.facts import Cell, Checked, Counts, Outcome
from smartstart.presentation.checker.subjects import Table, in_order, tables
from smartstart.presentation.checker.words import anchor, between, leaves, rounded
from smartstart.presentation.figures import shown_or_withheld
from smartstart.presentation.report.book import DROP_OFF, Book
from smartstart.presentation.report.numbers import role_words
from smartstart.release.contents import ModelStatement, State, Statement, TableStatement


@dataclass(frozen=True, slots=True)
class Row:
    """One statement as a checker reads it.

    Attributes:
        words: what it is; group: of whom; basis: for a ratio, the ids of what it is computed from.
        of: the same as a checker reads it: place on the page, and what is shown there.
        numbers: exact rows, persons, households, rows with and without the outcome; None for what nobody counted.
        shown: what leaves; between: its limits; rounded: to what.
        passed, failed, left: names of rules without objection, that withheld it, and that were not asked any more.
        reasons: why it was withheld, as far as the names do not say it; a name that a reason begins with is left out.
    """

    anchor: str
    words: str
    group: str
    statement: Statement
    cell: Cell
    numbers: tuple[int | None, ...]
    shown: object
    between: str
    rounded: str
    basis: str
    of: tuple[tuple[str, str], ...]
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    reasons: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def released(self) -> bool:
        """Whether a value leaves."""
        return self.statement.state is State.SHOWN


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one table about one group; `group` is empty where the title of the table says it."""

    group: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its place on the page, among which it is listed, what it is about, and its rows."""

    anchor: str
    listed: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, one below the other."""
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def withheld(self) -> int:
        """How many of its statements do not leave."""
        return sum(not row.released for row in self.rows)

    def names(self, row: Row) -> bool:
        """Tell whether the title says of whom a row is."""
        return row.group.lower() in self.title.lower()


def sections(book: Book, checked: Checked) -> tuple[Section, ...]:
    """Return all tables: everybody, findings, hunches, places, municipalities, drop-off, and whatever else there is."""
    found = (_section(book, checked, table) for table in tables(book))
    return tuple(section for section in found if section.blocks)


def listed(sections: Iterable[Section]) -> tuple[tuple[str, tuple[Section, ...]], ...]:
    """Return the tables under the headings of the list of tables."""
    return tuple((words, tuple(several)) for words, several in groupby(sections, key=lambda one: one.listed))


def _section(book: Book, checked: Checked, table: Table) -> Section:
    rows = [_row(book, checked, s) for subject in table.subjects for s in in_order(book.of(subject, table.analysis))]
    blocks = (Block(words, tuple(several)) for words, several in groupby(rows, key=lambda row: row.group))
    title = table.title.lower()
    clear = {row.group for row in rows if row.group.lower() in title or table.analysis == DROP_OFF}
    told = tuple(Block("" if one.group in clear else one.group, one.rows) for one in blocks)
    return Section(table.anchor, table.listed, table.title, told)


def _row(book: Book, checked: Checked, statement: Statement) -> Row:
    cell = checked.cells[statement.id]
    said = list(zip(checked.rules, cell.outcomes, strict=True))
    withheld = (rule.kind for rule, outcome in said if outcome is Outcome.WITHHELD)
    failed = tuple(kind for kind in withheld if not any(one.startswith(f"{kind} ") for one in cell.reasons))
    shown = isinstance(statement, TableStatement | ModelStatement) and statement.state is State.SHOWN
    return Row(
        anchor=anchor(statement.id),
        words=_words(book, statement),
        group=book.phrase(statement.predicate),
        statement=statement,
        cell=cell,
        numbers=_numbers(cell.counts, statement.analysis),
        shown=leaves(statement) if shown else shown_or_withheld(statement),
        between=between(statement) if shown else "",
        rounded=rounded(statement) if shown else "",
        basis=", ".join(statement.of) if isinstance(statement, TableStatement) else "",
        of=_of(book, statement) if isinstance(statement, TableStatement) else (),
        passed=tuple(rule.kind for rule, outcome in said if outcome is Outcome.PASSED),
        failed=failed,
        reasons=tuple(reason for reason in cell.reasons if reason not in failed),
        left=tuple(rule.kind for rule, outcome in said if outcome is Outcome.NOT_ASKED),
    )


def _numbers(counts: Counts | None, analysis: str) -> tuple[int | None, ...]:
    if counts is None:
        return (None,) * 5
    if analysis == DROP_OFF:  # before everything is known of a child, only children are counted
        return counts.rows, counts.persons, None, None, None
    return counts.rows, counts.persons, counts.households, counts.events, counts.quiet


def _of(book: Book, statement: TableStatement) -> tuple[tuple[str, str], ...]:
    return tuple((anchor(one), leaves(book.by_id[one])) for one in statement.of)


def _words(book: Book, statement: Statement) -> str:
    if statement.analysis == DROP_OFF:
        step = next((step.text for step in book.sheet.drop_off if step.id == statement.subject), statement.subject)
        return dutch.capital(f"over na: {step}")
    return role_words(book, statement)
