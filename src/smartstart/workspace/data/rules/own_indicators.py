"""A figure that a municipality describes itself: what must be told of it, and how it then stands on map and page.

What is declared here is shown like a figure of the catalogue, and always called "eigen cijfer". A count says nothing
of one area beside another, so it carries no judgement. Shares and averages rest on at least so many people.
"""

import csv
import io
import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from smartstart.opendata.figures import FEWEST_PEOPLE
from smartstart.opendata.indicator import COUNTS, Direction, Indicator, Theme
from smartstart.release.tables import FORMULA_STARTS
from smartstart.vocabulary.certainty import Reliability
from smartstart.workspace.data.rules.cell_signals import signal_in
from smartstart.workspace.data.rules.figure_columns import REQUIRED
from smartstart.workspace.data.rules.known_figures import declaration_mistakes
from smartstart.workspace.data.rules.refusals import Mistake

OWN_MARK = "eigen cijfer"
MOST_PEOPLE = 100_000
_SCALES = {"%": 100.0, "per 1.000": 1000.0, "per 10.000": 10_000.0}
_BOUNDS = 4

FIELDS: dict[str, str] = {
    "naam": "name",
    "omschrijving": "label",
    "zin": "phrase",
    "eenheid": "unit",
    "uitleg": "about",
    "richting": "direction",
    "minimum": "fewest",
    "grenzen": "bounds",
    "bron": "source",
    "toestemming": "leave",
}
"""Field of the form and the table, by the word that a mistake has for it."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is told of an own figure.

    Attributes:
        name: as it stands in files.
        label: as readers see it.
        phrase: completes "meer" or "een hogere" in a sentence; empty: the label in small letters.
        unit: one of `units.UNITS`.
        about: what it measures, and of whom.
        theme: heading under which it stands.
        direction: what a high value means.
        fewest: on how many people a figure rests at least; below that there is none.
        bounds: four bounds of the classes of the map; empty: it stands in tables only.
        source: who made it.
        leave: under which licence, or by whose leave, it is shown.
    """

    name: str
    label: str
    phrase: str
    unit: str
    about: str
    theme: Theme
    direction: Direction
    fewest: int
    bounds: tuple[float, ...]
    source: str
    leave: str

    @property
    def counts(self) -> bool:
        """Whether it is a plain count."""
        return self.unit in COUNTS

    @property
    def least_people(self) -> int:
        """How many people must live in an area before its figure is shown; a count has a smallest value instead."""
        return 0 if self.counts else max(self.fewest, FEWEST_PEOPLE)


def description_mistakes(description: Description, others: Collection[str]) -> tuple[Mistake, ...]:
    """Look at a description as a whole; the `column` of a mistake is the field that it is about.

    Args:
        description: as somebody wrote it.
        others: names that are known or described already, without this one.
    """
    found = declaration_mistakes(description.name, description.label, description.unit, others)
    return (*found, *_text_mistakes(description), *_number_mistakes(description))


def _text_mistakes(description: Description) -> Iterator[Mistake]:
    for column in ("zin", "uitleg", "bron", "toestemming"):
        signal = signal_in(_texts(description)[column])
        if signal:
            yield Mistake(
                None, column, f"Hier staat {signal.value}.", "woorden over gebieden, groepen en functies", personal=True
            )
    if description.source.startswith(FORMULA_STARTS):
        yield Mistake(None, "bron", "Dit is geen naam van een bron.", "wie het cijfer maakte, zoals Sociale dienst")


def _texts(description: Description) -> dict[str, str]:
    return {
        "zin": description.phrase,
        "uitleg": description.about,
        "bron": description.source,
        "toestemming": description.leave,
    }


def _number_mistakes(description: Description) -> Iterator[Mistake]:
    if description.counts and description.direction is not Direction.NEUTRAL:
        yield Mistake(
            None,
            "richting",
            "Een aantal is groter waar meer mensen wonen. Dat is geen zorg en geen sterk punt.",
            "geen oordeel; of een deel van de mensen, zoals een procent",
        )
    if not description.counts and not FEWEST_PEOPLE <= description.fewest <= MOST_PEOPLE:
        yield Mistake(
            None,
            "minimum",
            f"Onder de {FEWEST_PEOPLE} mensen verandert één huishouden het cijfer al.",
            f"minstens {FEWEST_PEOPLE}, en niet meer dan {MOST_PEOPLE:,}".replace(",", ".", 1),
        )
    bounds = description.bounds
    if bounds and (len(bounds) != _BOUNDS or any(a >= b for a, b in itertools.pairwise(bounds))):
        yield Mistake(None, "grenzen", "De kaart heeft vier grenzen nodig, van laag naar hoog.", "zoals 20 40 60 80")


def as_indicator(description: Description) -> Indicator:
    """Return an own figure as every page and map shows it; its label says whose it is, also in a file."""
    bounds = description.bounds
    return Indicator(
        name=description.name,
        label=f"{description.label} ({OWN_MARK})",
        phrase=description.phrase or _small(description.label),
        theme=description.theme,
        direction=description.direction,
        reliability=Reliability.REPORTED,
        unit=description.unit,
        scale=_SCALES.get(description.unit, 1.0),
        about=f"{description.about} Dit is een cijfer van de gemeente zelf.",
        bounds=bounds,
        halves=(bounds[1], bounds[2]) if bounds else None,
    )


def bounds_in(text: str) -> tuple[float, ...]:
    """Return the bounds that somebody wrote: "20 40 60 80", with commas for decimals.

    Raises:
        ValueError: something that is no number stands there.
    """
    parts = text.replace(";", " ").split()
    found = tuple(float(part.replace(",", ".")) for part in parts)
    if any(not abs(bound) < 1e9 for bound in found):  # also what is no number at all
        raise ValueError(text)
    return found


def bounds_text(bounds: Iterable[float]) -> str:
    """Return bounds as somebody writes them."""
    return " ".join(f"{bound:g}".replace(".", ",") for bound in bounds)


def example_file(description: Description, areas: Iterable[str], year: int) -> str:
    """Return an empty file for this figure: its columns, and a row without a value for every area."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(REQUIRED)
    writer.writerows((area, description.name, year, "", description.source) for area in areas)
    return made.getvalue()


def example_line(description: Description, area: str, year: int) -> str:
    """Return one row as it may stand in a file."""
    value = "120" if description.counts else "12,5"
    return f"{area};{description.name};{year};{value};{description.source}"


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
