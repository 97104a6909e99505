"""From everybody in the register to the cohort: how many were left after each step."""

from dataclasses import dataclass

from smartstart.presentation.figures import Figure, shown_or_withheld
from smartstart.presentation.report.book import DROP_OFF, Book
from smartstart.release.contents import TableStatement


@dataclass(frozen=True, slots=True)
class Left:
    """How many were left after one step; without a statement nothing is known."""

    text: str
    statement: TableStatement | None

    @property
    def left(self) -> Figure | str:
        """The number, or the words that say it is withheld."""
        return shown_or_withheld(self.statement)


def drop_off(book: Book) -> tuple[Left, ...]:
    """Return the steps in the order in which they were taken."""
    return tuple(Left(step.text, book.table(step.id, "left", DROP_OFF)) for step in book.sheet.drop_off)
