"""Parts of a page on an area that every page shows alike: the six lines, and the rows of its figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smartstart.opendata.area_colour import AreaColour, Reading
from smartstart.opendata.standing import Side
from smartstart.presentation import colour_words

STRENGTH, WORRY, TOGETHER, UNKNOWN = "+", "!", "=", "?"
_MARKS = {Side.WORRY: "! zorg:", Side.STRENGTH: "+ sterk:"}


@dataclass(frozen=True, slots=True)
class SixLine:
    """One of the six lines on an area: a sign, what kind of line it is, and the line itself."""

    sign: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of an area in a table, beside its municipality and the country.

    Attributes:
        indicator: its name in the catalogue.
        label, about: what is counted.
        known: whether there is a value; if not, `own` says why.
        value: the number itself, None unless known.
        statement: the id of the statement it is.
        own, home, country: as a reader sees them.
        difference: how it stands against the larger area; `mark` says on which side that lies.
        year, how: of which year, and how it was made.
    """

    indicator: str
    label: str
    about: str
    known: bool
    value: float | None
    statement: str
    own: str
    home: str
    country: str
    difference: str
    mark: str
    year: int
    how: str


def six_lines(area: AreaColour, beside: str, *, municipality: bool = False) -> tuple[SixLine, ...]:
    """Return two strengths, two worries, what stands out together, what we do not know."""
    if area.too_few:
        people = colour_words.shown(area.people_reading.indicator, area.people)
        return (SixLine(UNKNOWN, "Te weinig om iets te zeggen", f"Hier wonen {people} mensen."),)
    strengths = [colour_words.stands_out(found, beside, municipality=municipality) for found in area.strengths[:2]]
    worries = [colour_words.stands_out(found, beside, municipality=municipality) for found in area.worries[:2]]
    return (
        *(SixLine(STRENGTH, "Sterk punt", text) for text in strengths or [colour_words.NO_STRENGTHS]),
        *(SixLine(WORRY, "Zorg", text) for text in worries or [colour_words.NO_WORRIES]),
        SixLine(TOGETHER, "Valt samen op", colour_words.together(area, beside)),
        SixLine(UNKNOWN, "Weten we niet", colour_words.unknown(area)),
    )


def figure_rows(readings: Sequence[Reading], beside: str, statement: Callable[[Reading], str]) -> tuple[FigureRow, ...]:
    """Return readings as rows of a table, in the order in which they come."""
    return tuple(_row(reading, beside, statement(reading)) for reading in readings)


def _row(reading: Reading, beside: str, statement: str) -> FigureRow:
    indicator, known = reading.indicator, reading.own.value is not None
    return FigureRow(
        indicator=indicator.name,
        label=indicator.label,
        about=indicator.about if known else indicator.absent or indicator.about,
        known=known,
        value=reading.own.value,
        statement=statement,
        own=colour_words.in_cell(indicator, reading.own),
        home=colour_words.in_cell(indicator, reading.municipality),
        country=colour_words.in_cell(indicator, reading.country),
        difference=colour_words.difference(reading, beside),
        mark=_MARKS.get(reading.side, ""),
        year=reading.own.year,
        how=colour_words.how_made(reading.own),
    )
