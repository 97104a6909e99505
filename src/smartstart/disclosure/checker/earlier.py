"""What earlier releases showed of the cells of this one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartstart.disclosure.judgement import CellKey
from smartstart.disclosure.ledger import Ledger, ShownCount
from smartstart.presentation.checker.facts import Before, Earlier


@dataclass(frozen=True, slots=True)
class Past:
    """Everything that was released before."""

    cells: Mapping[CellKey, tuple[Before, ...]] = field(default_factory=dict)
    releases: tuple[Earlier, ...] = ()


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
        dates = tuple(sorted({day for scope in made.scopes for day in scope.dates}))
        areas = tuple(sorted({code for scope in made.scopes for code in scope.areas}))
        releases.append(Earlier(made.number, made.day, made.study, made.room, dates, areas))
        for shown in made.shown:
            if isinstance(shown, ShownCount):
                before = Before(made.number, made.day, float(shown.value), made.room)
                told = cells.get(shown.key, ())
                cells[shown.key] = told if before in told else (*told, before)  # a release shows everybody in each peel
    return Past(cells, tuple(releases))
