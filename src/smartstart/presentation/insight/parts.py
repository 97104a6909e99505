"""The parts of a page on a release: frozen data with texts, pictures, tables, and the statements they rest on."""

from dataclasses import dataclass, field
from typing import Annotated

from markupsafe import Markup, escape
from pydantic import PlainSerializer, PlainValidator

Drawn = Annotated[Markup, PlainValidator(Markup), PlainSerializer(str)]
"""Markup made here. It stays markup when a part is written down as JSON and read back by who wrote it."""


@dataclass(frozen=True, slots=True)
class Told:
    """Text as a reader sees it, and the same as markup in which every number carries the id of its statement."""

    text: str
    html: Drawn

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> Markup:
        return self.html


def told(said: object) -> Told:
    """Return a figure, a passage, markup or plain text as both text and markup."""
    text = said.striptags() if isinstance(said, Markup) else str(said)
    return Told(text, escape(said))


@dataclass(frozen=True, slots=True)
class Row:
    """One number in a table.

    Attributes:
        value: as a reader sees it, or "te weinig om iets te zeggen".
        interval: "28 en 43", to be read after "tussen"; empty where there are no two different limits.
        unit: what the bare number is: "van elke 1.000", "procent", "kinderen".
        number, lower, upper: as released, for files; None where it is withheld.
    """

    statement: str
    label: str
    value: Told
    interval: str
    unit: str
    number: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Why:
    """Why we say one number: everything that its statement tells, in words. Empty texts have nothing to tell.

    Attributes:
        group: the predicate in words.
        beside: with whom an estimate compares the group.
        population: everybody it is about: units, places, reference dates, and how far was looked ahead.
        made: counted, computed from shown counts, or estimated and by which method.
        precision, rounding: how exact the number is.
        means: what its interval means.
        rests_on: ids of the counts from which it was computed.
    """

    row: Row
    group: str
    beside: str
    period: str
    population: str
    made: str
    precision: str
    rounding: str
    means: str
    confirmed: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What all parts share.

    Attributes:
        id: unique among the parts of one release.
        sentences: what the part says, in order; a table part says nothing.
        rows: the table beside it.
        why: one entry for every statement that the part rests on.
        marks: words that must stand beside it, "verzonnen gegevens".
        source: where it comes from, in one line.
    """

    id: str
    title: str
    sentences: tuple[Told, ...] = ()
    rows: tuple[Row, ...] = ()
    why: tuple[Why, ...] = ()
    marks: tuple[str, ...] = ()
    source: str = ""

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the statements on which this part rests."""
        return tuple(entry.row.statement for entry in self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart(Part):
    """Figures in a table, without a sentence or a picture of their own."""

    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePart(Part):
    """How many numbers were asked, shown and withheld, and for what kinds of reason."""

    asked: int
    released: int
    withheld: int
    reasons: tuple[str, ...] = field(default=())
