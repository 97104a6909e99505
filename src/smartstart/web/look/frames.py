"""A figure as a page shows it: the picture, and folded behind it the numbers, the source and the explanation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Table:
    """The figures behind a picture; a picture never comes without them.

    Attributes:
        caption: what the table holds, in words.
        columns: the name of each column, and whether it holds numbers.
        cells: the rows, as they are read: Dutch numbers, "te weinig om iets te zeggen".
    """

    caption: str
    columns: Sequence[tuple[str, bool]]
    cells: Sequence[Sequence[str | Markup]]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.cells):
            raise ValueError("every row of a table has a cell for every column")

    @property
    def body(self) -> SafeString:
        """The rows as markup: a page may hold hundreds of cells, and a template takes its time over each."""
        begins = ['<td class="n">' if is_number else "<td>" for _, is_number in self.columns[1:]]
        return mark_safe("".join(_row(row, begins) for row in self.cells))  # noqa: S308 - every cell is escaped


def _row(cells: Sequence[str | Markup], begins: Sequence[str]) -> str:
    """Return one row; its first cell names it."""
    rest = (f"{begin}{conditional_escape(cell)}</td>" for begin, cell in zip(begins, cells[1:], strict=True))
    return f'<tr><th scope="row">{conditional_escape(cells[0])}</th>{"".join(rest)}</tr>\n'


@dataclass(frozen=True, slots=True)
class Frame:
    """One figure, for `look/figure.html`.

    Attributes:
        identity: id on the page; letters, digits and hyphens.
        title: the sentence that the picture shows.
        picture: markup made by `smartstart.presentation`.
        table: the same figures.
        source: where the figures come from, as it must be named.
        day: of the figures.
        certainty: how sure, in words of the fixed scale, with the interval.
        explanation: what the reader must know to read it.
        note: one line under the picture.
        why: address of "Waarom zeggen we dit?".
        downloads: what one can take along: (words, address).
        invented: True says so under the picture.
    """

    identity: str
    title: str
    picture: Markup
    table: Table
    source: str
    day: date | None = None
    certainty: str = ""
    explanation: str = ""
    note: str = ""
    why: str = ""
    downloads: Sequence[tuple[str, str]] = field(default=())
    invented: bool = False
