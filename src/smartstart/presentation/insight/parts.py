"""The parts of a page on a release: frozen data with texts, pictures, tables, and the statements they rest on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from markupsafe import Markup, escape
from pydantic import PlainSerializer, PlainValidator

from smartstart.presentation.legends import Entry

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
class Pieces:
    """A risk sentence for a layout that sets its other side apart: show all three, or the whole sentence.

    `headline` is the answer with the group in it, where no heading names the group.
    """

    headline: Told
    answer: Told
    other_side: Told
    caveat: str


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


@dataclass(frozen=True, slots=True)
class PeelStep:
    """One step of the staircase, for its table."""

    label: str
    size: Told
    events: Told
    rate: Told
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPart(Part):
    """One finding.

    Attributes:
        group: the group in words; `units` is what it consists of ("kinderen").
        sentence: the whole risk sentence with its other side and caveat, or that nothing may be said.
        about: what "dit meemaken" means here.
        shown: whether anything may be said; if not, there is no picture and there are no pieces.
        certainty: one word of the fixed scale. `certainty_text` says it with the interval behind it.
        pieces: the sentence in three pieces (answer, other side, caveat) for a layout that shows all three.
        confirmed: found again on households it was not found on.
        rate, everybody_rate: of every 1,000, in this group and of everybody.
        everybody: id of the statement of the latter, which is about the population and not about this finding.
        dots, everybody_dots: a thousand dots each, for the same two.
        staircase: the peel; `peel` is its table, and `stairs_note` tells whom it counts, and whom the answer.
        share: one bar, in the group and outside it.
    """

    group: str
    units: str
    sentence: Told
    about: str
    shown: bool
    certainty: str
    certainty_text: Told
    pieces: Pieces | None
    confirmed: bool
    rate: Told | None = None
    everybody_rate: Told | None = None
    everybody: str = ""
    dots_title: str = ""
    dots: Drawn | None = None
    everybody_dots: Drawn | None = None
    stairs_title: str = ""
    stairs_note: Told | None = None
    staircase: Drawn | None = None
    share_title: str = ""
    share: Drawn | None = None
    peel: tuple[PeelStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPart(Part):
    """All findings beside each other, with their intervals and the average as one line."""

    picture: Drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class HunchPart(Part):
    """A hunch and what became of it; without `sentence` nothing may be said.

    Attributes:
        text: as it was written down. `direction` says what was expected: "hoger" or "lager".
        day: when it was written down; None makes it untestable.
        verdict: "bevestigd", "tegengesproken", "onbeslist", "niet te toetsen", or too few to say.
    """

    text: str
    direction: str
    day: date | None
    verdict: str
    reason: Told
    sentence: Told | None


@dataclass(frozen=True, slots=True)
class Place:
    """One area of a release: by name, never by value."""

    code: str
    name: str
    number: str
    rate: Told
    size: Told
    events: Told
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesPart(Part):
    """Figures per area, with a map where the release holds the borders.

    Attributes:
        hidden: how many areas have too little to say.
        map: drawing and legend together, for a page. `drawing` and `legend` are the same apart, for a file.
    """

    places: tuple[Place, ...]
    hidden: int
    map: Drawn | None = None
    drawing: Drawn | None = None
    legend: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalRow:
    """One finding in one municipality: "g1", the group in words, and what may be said."""

    finding: str
    group: str
    sentence: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPart(TablePart):
    """What the findings mean in one municipality; `title` is its name."""

    groups: tuple[LocalRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePart(Part):
    """How the ratio of a finding moves along the cut-offs of one factor; without `picture` nothing of it is shown.

    Attributes:
        finding: "g1"; group: in words.
    """

    finding: str
    group: str
    picture: Drawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePart(Part):
    """How many numbers were asked, shown and withheld, and for what kinds of reason."""

    asked: int
    released: int
    withheld: int
    reasons: tuple[str, ...] = field(default=())
