"""What earlier releases showed of the cells of this one, and which of them nobody could tie to this one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from smartstart.disclosure.judgement import CellKey
from smartstart.disclosure.ledger import Ledger, ShownCount
from smartstart.presentation.checker.facts import Before, Unlinked


@dataclass(frozen=True, slots=True)
class PastRelease:
    """One release that left before, here or from a room that this one exchanges with: who it was about."""

    number: int
    day: dt.date
    study: str
    room: str
    populations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Past:
    """Everything that was released before."""

    cells: Mapping[CellKey, tuple[Before, ...]] = field(default_factory=dict)
    releases: tuple[PastRelease, ...] = ()

    def unlinked(self, populations: frozenset[str]) -> tuple[Unlinked, ...]:
        """Return the releases that share no population with this one: who they are about, only a person can tell."""
        return tuple(
            Unlinked(one.number, one.day, one.study, one.room)
            for one in self.releases
            if not one.populations & populations
        )


def past(ledger: Ledger | None) -> Past:
    """Return what a ledger remembers; nothing without one.

    Raises:
        TrustError: the ledger was changed.
    """
    if ledger is None:
        return Past()
    cells: dict[CellKey, tuple[Before, ...]] = {}
    releases = []
    for made in ledger.memory().releases:
        releases.append(PastRelease(made.number, made.day, made.study, made.room, frozenset(made.populations)))
        for shown in made.shown:
            if isinstance(shown, ShownCount):
                before = Before(made.number, made.day, float(shown.value), made.room)
                cells[shown.key] = (*cells.get(shown.key, ()), before)
    return Past(cells, tuple(releases))
