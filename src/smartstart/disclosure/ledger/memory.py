"""What the ledger knows of everything that was ever shown, here and in the rooms that this one exchanges with."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.disclosure.judgement import CellKey, EarlierCell
from smartstart.disclosure.ledger.chain import Chain, Head
from smartstart.disclosure.ledger.lines import Release
from smartstart.disclosure.ledger.shown import Shown, ShownCount, ShownModel
from smartstart.disclosure.scope import EarlierGroups, Scope
from smartstart.release.contents import Dimension, Predicate


@dataclass(frozen=True, slots=True)
class EarlierRelease:
    """One release that left before.

    Attributes:
        room: name of the other room that released it; empty for this room.
        number: its line in the ledger of that room.
        populations: ids of the populations that its statements are about.
        approver: empty for another room; who approved there stays there.
        reference_dates, dimensions, definitions, scopes: empty for a release from before the ledger wrote them.
        shown: what it showed.
        withdrawn: withdrawn later. Published is published: it counts all the same.
    """

    room: str
    number: int
    study: str
    day: dt.date
    policy: str
    stamp: str
    approver: str
    populations: tuple[str, ...]
    reference_dates: tuple[dt.date, ...]
    dimensions: tuple[Dimension, ...]
    definitions: str
    shown: tuple[Shown, ...]
    withdrawn: bool
    scopes: tuple[Scope, ...] = ()


@dataclass(frozen=True, slots=True)
class Memory:
    """What the ledger knew at one moment.

    Attributes:
        head: the last line.
        counts, models: the last value shown of each count and estimate; what this room showed goes before what
            another room showed, and a withdrawn value counts as any other.
        releases: all releases in the order in which they became known here.
    """

    head: Head
    counts: dict[CellKey, EarlierCell]
    models: dict[tuple[object, ...], ShownModel]
    releases: tuple[EarlierRelease, ...] = ()

    @property
    def scopes(self) -> dict[str, Scope]:
        """Dates and areas of the populations of which the ledger knows them."""
        return {one.population: one for release in self.releases for one in release.scopes}

    @property
    def dimensions(self) -> dict[str, tuple[Dimension, ...]]:
        """The dimensions of those populations, as they were at the last release."""
        return {one.population: release.dimensions for release in self.releases for one in release.scopes}

    def groups(self) -> tuple[EarlierGroups, ...]:
        """Return which groups were shown of each population whose dates and areas are known."""
        scopes = self.scopes
        found: dict[str, dict[Predicate, None]] = {name: {} for name in sorted(scopes)}
        for key in self.counts:
            if key.population in found and not key.half:
                found[key.population][key.predicate] = None
        return tuple(EarlierGroups(scopes[name], tuple(predicates)) for name, predicates in found.items())


def remembered(chain: Chain) -> Memory:
    """Return what a chain remembers."""
    releases = tuple(_releases(chain))
    own_last = sorted(releases, key=lambda release: not release.room)  # stable: the order within each is kept
    counts: dict[CellKey, EarlierCell] = {}
    models: dict[tuple[object, ...], ShownModel] = {}
    for shown in (one for release in own_last for one in release.shown):
        if isinstance(shown, ShownCount):
            counts[shown.key] = EarlierCell(shown.key, shown.value, shown.base, shown.lower, shown.upper)
        elif isinstance(shown, ShownModel):
            models[shown.key] = shown
    return Memory(chain.head, counts, models, releases)


def withdrawn_numbers(chain: Chain, room: str = "") -> frozenset[int]:
    """Return the numbers of the releases that a room withdrew; of this room unless another is named."""
    if not room:
        return frozenset(entry.withdrawal.number for entry in chain.entries if entry.withdrawal is not None)
    return frozenset(
        number
        for entry in chain.entries
        if entry.taken is not None and entry.taken.room == room
        for number in entry.taken.withdrawn
    )


def _releases(chain: Chain) -> Iterator[EarlierRelease]:
    rooms = {"", *(entry.taken.room for entry in chain.entries if entry.taken is not None)}
    withdrawn = {room: withdrawn_numbers(chain, room) for room in rooms}
    for entry in chain.entries:
        if entry.release is not None:
            yield _earlier("", entry.number, entry.release, entry.number in withdrawn[""])
        elif entry.taken is not None:
            room = entry.taken.room
            for one in entry.taken.releases:
                yield _earlier(room, one.number, one.release, one.number in withdrawn[room])


def _earlier(room: str, number: int, release: Release, withdrawn: bool) -> EarlierRelease:
    shown_on = {s.population for s in release.shown}
    return EarlierRelease(
        room=room,
        number=number,
        study=release.study,
        day=release.day,
        policy=release.policy,
        stamp=release.stamp,
        approver=release.approver,
        populations=release.populations or tuple(sorted(shown_on)),
        reference_dates=release.reference_dates,
        dimensions=release.dimensions,
        definitions=release.definitions,
        shown=release.shown,
        withdrawn=withdrawn,
        scopes=release.scopes,
    )
