"""What a checker has to know of every statement besides what is released. Exact counts: inside only."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What one rule said of one statement; the value is the word that a checker reads."""

    PASSED = "geen bezwaar"
    WITHHELD = "weggelaten"
    NOT_ASKED = "niet meer bekeken"  # another rule had withheld it, so this one had nothing left to protect
    NOT_FOR = "niet voor dit soort cijfer"


@dataclass(frozen=True, slots=True)
class Counts:
    """Exact, unweighted counts; `events` and `quiet` are rows with and without the outcome."""

    rows: int
    persons: int
    households: int
    events: int
    quiet: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The lowest and highest number that fits all that an outsider knows; `whole`: worked out over whole counts."""

    lower: float
    upper: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Outside:
    """What outsiders can work out of a withheld count, in rows or in rows with the outcome.

    Attributes:
        needed: the least width and least upper limit, where the count is too small itself; None where it is not.
        blank: who does not know which groups are empty; knowing: who does. None: not worked out within the limits.
    """

    needed: int | None
    blank: Limits | None
    knowing: Limits | None

    @property
    def enough(self) -> bool | None:
        """Whether it stays unknown enough; None where nothing is asked, or where it could not be worked out."""
        if self.needed is None or self.blank is None or self.knowing is None:
            return None
        return all(
            one.upper - one.lower >= self.needed and one.upper >= self.needed for one in (self.blank, self.knowing)
        )


@dataclass(frozen=True, slots=True)
class Before:
    """The same cell in an earlier release: its number in the ledger, its day, what was shown, and by which room.

    `room` is empty for this room itself.
    """

    number: int
    day: dt.date
    value: float
    room: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands behind one statement.

    Attributes:
        counts: None for a ratio, which has only the counts it is computed from.
        reference: of an estimate, what the group is compared with.
        outcomes: one for each of `Checked.rules`, in that order.
        reasons: why it was withheld, in Dutch.
        outside: for a withheld count.
        kept: it stands as an earlier release showed it, although the exact count would now be rounded otherwise.
        near: the thresholds that a shown count only just passes, in words with both numbers.
    """

    id: str
    counts: Counts | None
    reference: Counts | None
    outcomes: tuple[Outcome, ...]
    reasons: tuple[str, ...]
    outside: Outside | None
    before: tuple[Before, ...]
    kept: bool
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its stable name, and what it is about in Dutch."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold of the policy, and where it comes from."""

    name: str
    value: str
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class Audited:
    """What the joint audit looked at in one population.

    Attributes:
        groups: the smallest groups that all statements together tell apart.
        secret: groups that had to stay unknown; known_already: those that earlier releases or public figures give
            away, which nothing done now can mend.
    """

    population: str
    groups: int
    secret: int
    known_already: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier release; no room is this one.

    Attributes:
        dates, areas: on which days and in which areas its persons live; empty where the ledger does not know.
    """

    number: int
    day: dt.date
    study: str
    room: str = ""
    dates: tuple[dt.date, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything behind one release.

    Attributes:
        cells: by id of the statement.
        by_rule: number of statements that each rule withheld; one can be withheld by more.
        remembered: whether a ledger was looked at; head: its last line then.
        review: when the policy wants a person to approve.
        apart, together: earlier releases that this one could not and could be audited together with.
    """

    cells: Mapping[str, Cell]
    rules: tuple[Rule, ...]
    by_rule: Mapping[str, int]
    thresholds: tuple[Threshold, ...]
    policy: str
    policy_title: str
    review: str
    study_fingerprint: str
    definitions_fingerprint: str
    software: str
    remembered: bool
    head: int
    audited: tuple[Audited, ...]
    apart: tuple[Earlier, ...]
    together: tuple[Earlier, ...] = ()
