"""Whether a table is one of figures on areas, or of persons, whatever its columns are called.

Three walls, each enough for most of what people paste. The *form* is closed: codes of areas, names of known figures,
years, numbers, a source (`figure_rows`). The *cells* are looked at for what only persons have: a citizen service
number, a date of birth, an address, a name, a key (`cell_signals`). The *whole* must have the shape of figures: a grid
of areas, years and indicators with one number in each cell (`grid`).

What still cannot be told apart: a list so short that no two clients share an area, a figure and a year, with a number
for each that this figure can have. It holds no name, key, date, address or remark, and no count under ten: what is left
is one number per area, as any figure is. Who does not know the list cannot see a person in it. Who made it on purpose
told the workspace one number about somebody whom only the maker can name; against that there is no rule, but the
uploader's word and the log. Nor does a rule see numbers that were made to carry a message. The same list in pieces, a
file each, is no way around: a later file replaces the number of the same area, figure and year.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from smartstart.workspace.data.rules.cell_signals import signal_in
from smartstart.workspace.data.rules.figure_columns import header_mistake
from smartstart.workspace.data.rules.figure_rows import FigureRow, Row, read_rows
from smartstart.workspace.data.rules.grid import grid_mistakes
from smartstart.workspace.data.rules.known_figures import Vocabulary
from smartstart.workspace.data.rules.limits import CELL_LIMIT, SERIES_FROM
from smartstart.workspace.data.rules.refusals import Mistake

_LOOKED_AT = 500  # rows of a table that is no figures file anyway; only for the words of the refusal
_SHORTEST_KEY = 4
_HEADER_WORDS = """
achternaam adres bsn burgerservicenummer cliënt client cliëntnummer clientnummer dossiernummer e-mail email
geboortedatum geboortejaar geslacht huisnummer klantnummer mail mobiel naam postcode rinpersoon rinpersoons straat
telefoon telefoonnummer tussenvoegsel voorletters voornaam woonplaats
"""
_PERSON_WORDS = frozenset(_HEADER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a table is: figures, or mistakes; never both."""

    figures: tuple[FigureRow, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether this is a table of figures on areas."""
        return not self.mistakes

    @property
    def personal(self) -> bool:
        """Whether something in it looks like data of persons."""
        return any(mistake.personal for mistake in self.mistakes)


def judge_table(header: Sequence[str], rows: Sequence[Row], vocabulary: Vocabulary, today: date) -> Verdict:
    """Judge a table of text.

    Args:
        header: names of the columns.
        rows: the line each row stands on, and its cells.
        vocabulary: which figures and areas there are.
        today: no figure is of a later year.
    """
    wrong_header = header_mistake(header)
    if wrong_header is not None:
        return Verdict(mistakes=(wrong_header, *_marks_of_persons(header, rows[:_LOOKED_AT])))
    if not rows:
        return Verdict(mistakes=(Mistake(None, "", "Er staan geen regels onder de namen van de kolommen.", "cijfers"),))
    figures, mistakes = read_rows(header, rows, vocabulary, today)
    if 2 * len(figures) >= len(rows):  # of a table that is mostly wrong, the rest has no shape
        mistakes += grid_mistakes(figures, today)
    return Verdict(mistakes=tuple(mistakes)) if mistakes else Verdict(figures=tuple(figures))


def _marks_of_persons(header: Sequence[str], rows: Sequence[Row]) -> Iterator[Mistake]:
    """Yield what in a table of any form points at persons: one mark per column."""
    for place, name in enumerate(header):
        mark = _column_mark(place, name, rows)
        if mark is not None:
            yield mark


def _column_mark(place: int, name: str, rows: Sequence[Row]) -> Mistake | None:
    column = str(place + 1)  # its name may itself be a value, when the first row was taken for the header
    expected = "cijfers over gebieden, niets over een persoon"
    if name.strip().lower() in _PERSON_WORDS:
        return Mistake(1, column, "Deze kolom heet naar iets van een persoon.", expected, personal=True)
    cells = [(line, cells[place].strip()) for line, cells in rows if place < len(cells)]
    for line, cell in ((1, name), *cells):
        signal = signal_in(cell[:CELL_LIMIT])
        if signal is not None:
            return Mistake(line, column, f"Hier staat {signal.value}.", expected, personal=True)
    values = [cell for _, cell in cells]
    if len(values) >= SERIES_FROM and len(set(values)) == len(values) and all(map(_is_key, values)):
        return Mistake(None, column, "Elke regel heeft hier een eigen nummer.", expected, personal=True)
    return None


def _is_key(text: str) -> bool:
    return len(text) >= _SHORTEST_KEY and text.isalnum() and any(sign.isdigit() for sign in text)
