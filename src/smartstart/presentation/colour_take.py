"""Public figures to take along: as rows for a spreadsheet and as text to paste. Never without source or mark.

The order is that of the caller: by name, then as in the catalogue, then by year. No file is ordered by a value.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smartstart.opendata.figures import Figure
from smartstart.opendata.indicator import Indicator
from smartstart.presentation import colour_why, colour_words, look
from smartstart.presentation.colour_parts import SixLine
from smartstart.release.contents import Origin
from smartstart.release.tables import guarded, number

CSV_COLUMNS = (
    "gebied",
    "naam",
    "soort_gebied",
    "thema",
    "indicator",
    "omschrijving",
    "jaar",
    "waarde",
    "eenheid",
    "toestand",
    "ondergrens",
    "bovengrens",
    "betrouwbaarheid",
    "herkomst",
    "bron",
)
NOT_SAID = "Deze cijfers gaan over gebieden als geheel. Ze zeggen niets over één gezin, en niets over de oorzaak."


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of one area: who it is about, what, and the figure; None where there is none at all."""

    code: str
    name: str
    level: str
    indicator: Indicator
    year: int
    figure: Figure | None


def figures_csv(lines: Iterable[FigureLine], attributions: Mapping[str, str], *, invented: bool) -> str:
    """Return figures as CSV: semicolons, decimal points, an empty field where there is no value.

    Args:
        lines: in the order in which they are read.
        attributions: per source the line that must stand beside its figures.
        invented: whether the figures are.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    origin = (Origin.INVENTED if invented else Origin.PUBLIC).value
    for line in lines:
        writer.writerow(_fields(line, attributions, origin))
    return text.getvalue()


def _fields(line: FigureLine, attributions: Mapping[str, str], origin: str) -> tuple[str, ...]:
    figure, indicator = line.figure, line.indicator
    known = figure is not None and figure.value is not None
    return (
        line.code,
        guarded(line.name),
        line.level,
        indicator.theme.value,
        indicator.name,
        indicator.label,
        str(figure.year if figure is not None and known else line.year),
        number(figure.value if figure else None),
        indicator.unit,
        figure.state.value if figure else "geen cijfer",
        number(figure.lower if figure else None),
        number(figure.upper if figure else None),
        figure.reliability.value if figure is not None and known else "",
        origin,
        guarded(attributions.get(figure.source, "")) if figure else "",
    )


def map_text(
    title: str, about: str, lines: Sequence[FigureLine], sources: Sequence[str], *, day: str, invented: bool
) -> str:
    """Return the figures of a map as text, by name of the area."""
    by_area: dict[str, list[str]] = {}
    for line in lines:
        by_area.setdefault(line.name, []).append(_words(line))
    told = [f"- {name}: {'; '.join(words)}" for name, words in by_area.items()]
    return _text([title, "", about, NOT_SAID, "", *told], sources, day=day, invented=invented)


def _words(line: FigureLine) -> str:
    shown = colour_words.shown(line.indicator, line.figure)
    between = colour_why.limits(line.indicator, line.figure) if line.figure else ""
    return f"{shown} (tussen {between})" if between else shown


def area_text(
    title: str,
    answer: Sequence[str],
    six: Sequence[SixLine],
    lines: Sequence[FigureLine],
    sources: Sequence[str],
    *,
    day: str,
    invented: bool,
) -> str:
    """Return what a page says of an area as text: the answer, the six lines, the figures."""
    told = [f"{line.head}: {line.text}" for line in six]
    figures = [f"- {line.indicator.label}, {line.year}: {_words(line)}" for line in lines if line.figure is not None]
    return _text([title, "", *answer, "", *told, "", NOT_SAID, "", *figures], sources, day=day, invented=invented)


def _text(body: Sequence[str], sources: Sequence[str], *, day: str, invented: bool) -> str:
    marks = [f"Let op: {look.Mark.INVENTED.value}.", ""] if invented else []
    foot = ["", *sources, f"Ingelezen op {day}."]
    return "\n".join([*marks, *body, *foot]) + "\n"
