"""The colour of the neighbourhood as statements, CSV and JSON: every figure that a page shows, with its source.

Order: municipality, then wijken by name, each followed by its buurten by name; indicators as in the catalogue; years
rising. There is no row, column or order that says which area is "highest".
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.opendata.area_colour import AreaColour, NeighbourhoodColour, Reading, YearRow
from smartstart.opendata.attribution import INVENTED, SOURCES
from smartstart.opendata.figures import Figure
from smartstart.presentation import colour_words
from smartstart.presentation.colour_maps import statement_id
from smartstart.release.contents import OpenStatement, Origin

CSV_COLUMNS = (
    "gebied",
    "naam",
    "soort_gebied",
    "indeling",
    "thema",
    "indicator",
    "omschrijving",
    "jaar",
    "waarde",
    "eenheid",
    "toestand",
    "ondergrens",
    "bovengrens",
    "waarde_gemeente",
    "waarde_nederland",
    "verschil",
    "betrouwbaarheid",
    "herkomst",
    "bron",
)


@dataclass(frozen=True)
class Line:
    """One figure of one area in one year, with what stands beside it."""

    area: AreaColour
    reading: Reading
    row: YearRow
    newest: bool

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.row.own if self.row.own is not None else self.reading.own


def lines(colour: NeighbourhoodColour) -> Iterator[Line]:
    """Yield every figure of every area, in the order of the names."""
    for area in _areas(colour):
        for reading in area.readings:
            rows = reading.series
            if not any(row.year == reading.own.year for row in rows):
                rows = (*rows, YearRow(reading.own.year, reading.own, reading.municipality, reading.country))
            for row in rows:
                yield Line(area, reading, row, row.year == reading.own.year)


def _areas(colour: NeighbourhoodColour) -> Iterator[AreaColour]:
    yield colour.municipality
    for wijk in (*colour.wijken, *colour.former):
        yield wijk
        yield from wijk.buurten


def statements(colour: NeighbourhoodColour) -> list[OpenStatement]:
    """Return all figures as statements of origin `open`."""
    newest = colour.municipality.division
    return [_statement(colour, line, newest) for line in lines(colour)]


def _statement(colour: NeighbourhoodColour, line: Line, newest: int) -> OpenStatement:
    figure, indicator = line.figure, line.reading.indicator
    former = newest if line.area not in colour.former and line.area.level.value == "buurt" else line.area.division
    return OpenStatement(
        id=statement_id(line.area.code, former, newest, indicator.name, figure.year),
        area=line.area.code,
        indicator=indicator.name,
        period=str(figure.year),
        value=figure.value,
        unit=indicator.unit,
        reliability=figure.reliability.value if figure.value is not None else figure.state.value,
        source=_source(colour, figure),
    )


def _source(colour: NeighbourhoodColour, figure: Figure) -> str:
    if colour.invented:
        return INVENTED.key
    return figure.source or "geen"


def origin(colour: NeighbourhoodColour) -> Origin:
    """Return where the figures come from."""
    return Origin.INVENTED if colour.invented else Origin.PUBLIC


def as_csv(colour: NeighbourhoodColour) -> str:
    """Return all figures as CSV: semicolons, decimal points, an empty field where there is no value."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for line in lines(colour):
        writer.writerow(_fields(colour, line))
    return text.getvalue()


def _fields(colour: NeighbourhoodColour, line: Line) -> tuple[object, ...]:
    figure, indicator, area = line.figure, line.reading.indicator, line.area
    beside = "Nederland" if area is colour.municipality else colour.municipality.name
    return (
        area.code,
        area.name,
        area.level.value,
        area.division,
        indicator.theme.value,
        indicator.name,
        indicator.label,
        figure.year if figure.value is not None else "",
        _number(figure.value),
        indicator.unit,
        figure.state.value,
        _number(figure.lower),
        _number(figure.upper),
        _number(line.row.municipality.value if line.row.municipality else None),
        _number(line.row.country.value if line.row.country else None),
        colour_words.difference(line.reading, beside) if line.newest and figure.value is not None else "",
        figure.reliability.value if figure.value is not None else "",
        origin(colour).value,
        _attribution(colour, figure),
    )


def _attribution(colour: NeighbourhoodColour, figure: Figure) -> str:
    if colour.invented:
        return INVENTED.attribution
    return SOURCES[figure.source].attribution if figure.source else ""


def _number(value: float | None) -> str:
    return (
        ""
        if value is None
        else f"{value:g}"
        if value == int(value) and abs(value) < 1e6
        else f"{value:.4f}".rstrip("0").rstrip(".")
    )


def as_json(colour: NeighbourhoodColour) -> str:
    """Return all figures as JSON: who it is about, sources, and the statements."""
    home = colour.municipality
    described = {
        "soort": "kleur van de wijk",
        "herkomst": origin(colour).value,
        "gemeente": {"code": home.code, "naam": home.name},
        "indeling": home.division,
        "let_op": (
            "Cijfers over gebieden zeggen niets over één gezin en niets over de oorzaak. Er is geen totaal en geen "
            "ranglijst. Geen waarde (null) is geen nul."
        ),
        "bronnen": [
            {"bron": source.key, "titel": source.title, "vermelding": source.attribution, "aard": source.nature}
            for source in colour.sources
        ],
        "gebieden": [
            {"code": area.code, "naam": area.name, "soort": area.level.value, "indeling": area.division}
            for area in _areas(colour)
        ],
        "uitspraken": [statement.model_dump(mode="json", exclude={"kind"}) for statement in statements(colour)],
    }
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")) + "\n"
