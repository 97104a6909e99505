"""Rows that earlier releases counted and the present population does not have: at other dates, or in other areas.

Nobody in the room counts them again, so their numbers are unknowns. Each unknown is a kind of row (which of the shown
groups it belongs to) in a *block* (which of the earlier populations have it). Taken are the kinds that the present rows
have, in each place of the block: an outsider must reckon with more kinds, so what is found safe is safe. Where no
numbers of those kinds fit what was shown, every kind that the levels allow is taken.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.table import AtomTable
from smartstart.disclosure.joint.kindred import Kin
from smartstart.disclosure.scope import PLACES, Scope, regions
from smartstart.release.contents import Dimension, Predicate

MOST = 20_000
Bits = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Beyond:
    """The unknowns beyond the present rows.

    Attributes:
        groups: each shown group of each kindred population: number of the population, and the predicate.
        member: shape (groups, unknowns), bool in compressed rows.
        dates: per kindred population, at how many dates it has rows beyond the present ones.
    """

    groups: tuple[tuple[int, Predicate], ...]
    member: sparse.csr_array
    dates: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many unknowns there are; each is two numbers, of rows without and with the outcome."""
        return int(self.member.shape[1])


def beyond(
    now: Scope,
    kin: Sequence[Kin],
    table: AtomTable,
    places: Mapping[str, Set[str]],
    every: Sequence[Dimension] = (),
) -> Beyond | None:
    """Return the unknowns beyond the present rows; None where there are too many to reckon with.

    Args:
        places: per dimension of place, the codes of all areas that this or a kindred release knows.
        every: the dimensions, to take every kind of row that their levels allow; none takes those of the present rows.
    """
    cells = {(number, cell.key.predicate): cell for number, one in enumerate(kin) for cell in one.cells}
    groups = tuple(cells)
    blocks: dict[frozenset[int], set[str]] = defaultdict(set)
    dates: list[set[object]] = [set() for _ in kin]
    for region, members in regions([now, *(one.scope for one in kin)]).items():
        if 0 not in members:
            blocks[frozenset(number - 1 for number in members)].add(region.area)
            for number in members:
                dates[number - 1].add(region.date)
    areas_named = {code[2:] for scope in (now, *(one.scope for one in kin)) for code in scope.areas}
    where = _Places(groups, areas_named, places)
    same = not every and all(set(one.scope.areas) == set(now.areas) for one in kin)
    rest = [cells[group].rest for group in groups]
    if every:
        whole = _all_bits(rest, every)
    else:
        whole = _bits(table, [cells[group].whole for group in groups] if same else rest)
    if whole is None:
        return None
    found = []
    for members, areas in sorted(blocks.items(), key=lambda item: sorted(item[0])):
        mine = np.array([number in members for number, _ in groups], np.bool_)
        options = where.options(areas) if not same else np.ones((1, len(groups)), np.bool_)
        if len(options) * len(whole) > MOST:
            return None
        found.append(np.unique(np.concatenate([whole & option & mine for option in options]), axis=0))
    member = np.concatenate(found) if found else np.zeros((0, len(groups)), np.bool_)
    if len(member) > MOST:
        return None
    return Beyond(groups, sparse.csr_array(member.T), tuple(len(one) for one in dates))


def _bits(table: AtomTable, groups: Sequence[Predicate | None]) -> Bits:
    """Return the kinds of present rows, shape (kinds, groups): which groups each belongs to."""
    named = list(dict.fromkeys(group for group in groups if group is not None))
    columns = table.columns(named).toarray().astype(np.bool_) if named else np.zeros((table.atoms, 0), np.bool_)
    place = {group: number for number, group in enumerate(named)}
    none = np.zeros((table.atoms, 1), np.bool_)
    return np.unique(np.hstack([columns, none])[:, [place.get(g, len(named)) if g else -1 for g in groups]], axis=0)


def _all_bits(groups: Sequence[Predicate], dimensions: Sequence[Dimension]) -> Bits | None:
    """Return every kind of row that the levels allow, shape (kinds, groups); None where there are too many."""
    found = np.ones((1, len(groups)), np.bool_)
    for dimension in dimensions:
        asked = [next((c.levels for c in p.conditions if c.factor == dimension.name), None) for p in groups]
        met = [[levels is None or level.code in levels for levels in asked] for level in dimension.levels]
        kinds = np.unique(np.array(met, np.bool_).reshape(len(met), len(groups)), axis=0)
        if len(found) * len(kinds) > MOST:
            return None
        found = np.unique((found[:, np.newaxis, :] & kinds[np.newaxis, :, :]).reshape(-1, len(groups)), axis=0)
    return found


class _Places:
    """In which places rows of a block can be, as far as the shown groups tell them apart."""

    def __init__(
        self, groups: Sequence[tuple[int, Predicate]], areas: Set[str], places: Mapping[str, Set[str]]
    ) -> None:
        self._conditions = [[c for c in p.conditions if c.factor in PLACES] for _, p in groups]
        used = {c.factor for one in self._conditions for c in one}
        self._codes = sorted({code[2:] for name in used for code in places.get(name, ()) if code[2:].isdigit()})
        self._unplaced = bool(used - {PLACES[0]})  # of every row the municipality is known, but not always the wijk
        self._areas = areas

    def options(self, areas: Set[str]) -> Bits:
        """Return the kinds of place in these pieces, shape (kinds, groups): which groups a row there can be in."""
        found = [self._holds(place) for area in sorted(areas) for place in self._of(area)]
        return np.unique(np.array(found, np.bool_), axis=0)

    def _of(self, area: str) -> list[str]:
        """Return the places in a piece of area, in bare digits."""
        deeper = tuple(code for code in self._areas if code != area and code.startswith(area))
        inner = [code for code in self._codes if code.startswith(area) and not code.startswith(deeper)]
        return inner if inner and not self._unplaced else sorted({area, *inner})

    def _holds(self, place: str) -> Bits:
        return np.array([all(_met(c.levels, place) for c in one) for one in self._conditions], np.bool_)


def _met(levels: Sequence[str], place: str) -> bool:
    return any(place.startswith(code[2:]) for code in levels if code[2:].isdigit())
