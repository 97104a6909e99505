"""The parts of a page that tell where: figures per area, and findings in one municipality. See `parts`."""

from dataclasses import dataclass

from smartstart.presentation.insight.parts import Drawn, Part, TablePart, Told
from smartstart.presentation.legends import Entry


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
