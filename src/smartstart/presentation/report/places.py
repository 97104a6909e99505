"""Figures per area: a map with hatch and a list by name. No ranking, no total, never nought for "too few".

The classes of the map lie between bounds that the study declared, or else between fixed ones: bounds that followed
the figures would tell of the lowest and the highest of them. Areas that are shown together are drawn as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from smartstart.presentation import dutch, maps
from smartstart.presentation.figures import Figure, figure, is_shown, shown_or_withheld
from smartstart.presentation.groups import PLACE_LEVELS
from smartstart.presentation.joined import joined
from smartstart.presentation.legends import TOO_FEW_WORDS, Entry, legend
from smartstart.presentation.map_areas import MapArea, project
from smartstart.presentation.map_labels import fits
from smartstart.presentation.palette import class_of
from smartstart.presentation.palette import class_words as words_of_classes
from smartstart.presentation.report.book import PLACES, Book
from smartstart.release.contents import Predicate, TableStatement

BOUNDS = (2.0, 5.0, 10.0, 20.0)  # per 1,000, of the fixed series 1-2-5; a map has five colours


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One area in the list, or several that are shown together: then `parts` has their codes."""

    code: str
    parts: tuple[str, ...]
    name: str
    number: str  # its key on the map, where the names do not fit; empty where they do
    rate: TableStatement
    size: object
    events: object
    shown: object


@dataclass(frozen=True, slots=True)
class PlacesView:
    """All areas by name, and the map where the release has borders; `notes` tell what was put together, and why."""

    rows: tuple[PlaceRow, ...]
    hidden: int
    notes: tuple[str, ...] = ()
    drawing: Markup | None = None
    legend: tuple[Entry, ...] = ()
    identity: str = ""

    @property
    def map(self) -> Markup | None:
        """The map with its legend below it."""
        return None if self.drawing is None else self.drawing + legend(self.legend, f"{self.identity}-l")


def subjects(book: Book) -> list[str]:
    """Return the areas that have a rate, shown or withheld; one without is no area that we know to show."""
    return [subject for subject in book.subjects(PLACES) if book.table(subject, "rate", PLACES) is not None]


def view(book: Book, *, identity: str = "kaart") -> PlacesView | None:
    """Return the figures per area, by name; None when the release has none. `identity` is unique on the page."""
    rows = sorted(
        (row for subject in subjects(book) if (row := _row(book, subject))), key=lambda row: (row.name, row.code)
    )
    if not rows:
        return None
    hidden = sum(not is_shown(row.rate) for row in rows)
    borders = book.contents.borders
    areas = project(borders, tallest=1000) if borders and borders.get("features") else []
    areas = joined(areas, {row.code: (row.name, row.parts) for row in rows})
    if areas and not _names_fit(areas, rows):
        rows = [replace(row, number=str(place)) for place, row in enumerate(rows, start=1)]
    view = PlacesView(tuple(rows), hidden, book.sheet.recoded)
    if not areas:
        return view
    drawn = _map(book, areas, rows, identity)
    return replace(view, drawing=drawn.drawing, legend=drawn.legend, identity=identity)


def _names_fit(areas: list[MapArea], rows: list[PlaceRow]) -> bool:
    names = {row.code: row.name for row in rows}
    return all(fits(area, names[area.code]) for area in areas if area.code in names)


def _row(book: Book, subject: str) -> PlaceRow | None:
    rate = book.table(subject, "rate", PLACES)
    if rate is None:
        return None
    size, events = book.table(subject, "size", PLACES), book.table(subject, "events", PLACES)
    code = subject.upper()
    return PlaceRow(
        code,
        _parts(rate.predicate),
        name_of(book, rate.predicate, code),
        "",
        rate,
        shown_or_withheld(size),
        shown_or_withheld(events),
        shown_or_withheld(rate),
    )


def _parts(predicate: Predicate) -> tuple[str, ...]:
    return next((c.levels for c in predicate.conditions if c.factor in PLACE_LEVELS), ())


def name_of(book: Book, predicate: Predicate, code: str) -> str:
    """Return the name of the area that a group lives in: of several together "A, B en C samen"."""
    for condition in predicate.conditions:
        for dimension in book.sheet.dimensions:
            if dimension.name == condition.factor and dimension.name in PLACE_LEVELS:
                labels = [level.label for level in dimension.levels if level.code in condition.levels]
                return f"{dutch.listing(labels)} samen" if len(labels) > 1 else dutch.listing(labels) or code
    return code


def class_words(edges: Sequence[float]) -> list[str]:
    """Return the classes between round bounds in words, lowest first."""
    # As many decimals as set the bounds apart: 10.2 and 10.4 must not both read "10".
    decimals = next(d for d in range(4) if d == 3 or all(abs(e - round(e, d)) < 1e-9 for e in edges))
    return words_of_classes([dutch.number(edge, decimals) for edge in edges])


def _map(book: Book, areas: list[MapArea], rows: list[PlaceRow], identity: str) -> maps.DrawnMap:
    known: dict[str, Figure] = {row.code: figure(row.rate) for row in rows if is_shown(row.rate)}
    edges = book.sheet.map_bounds or BOUNDS
    classes = {code: class_of(number.value, edges) for code, number in known.items()}
    title = f"Van elke 1.000 {book.sheet.units}, per gebied"
    return maps.shaded(
        areas,
        classes,
        legend=class_words(edges),
        title=title,
        description="Hoe donkerder een gebied, hoe vaker het gebeurde. Gearceerd: te weinig om iets te zeggen. "
        "De lijst bij de kaart geeft dezelfde cijfers.",
        identity=identity,
        words=maps.MapWords(
            hover={area.code: _hover(known.get(area.code)) for area in areas},
            labels={row.code: row.number or row.name for row in rows},
            statements={row.code: row.rate.id for row in rows},
        ),
    )


def _hover(number: Figure | None) -> str:
    return f"{number} van elke 1.000" if number is not None else TOO_FEW_WORDS
