"""The parts of a page that tell what was found, and what became of what was expected. See `parts`."""

from dataclasses import dataclass
from datetime import date

from smartstart.presentation.insight.parts import Drawn, Part, Told


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePart(Part):
    """How the ratio of a finding moves along the cut-offs of one factor; without `picture` nothing of it is shown.

    Attributes:
        finding: "g1"; group: in words.
    """

    finding: str
    group: str
    picture: Drawn | None = None
