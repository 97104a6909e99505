"""Which claims are about nobody: looked up in the exact counts that stayed inside, by whoever may see those.

An attacker cannot tell an empty group from a small one. Who stands in the room can: the table of the checker has the
exact rows behind every statement. A group is empty when some whole around it is, to the last row, the sum of groups
that do not overlap and have no row in common with it. What this does not show empty counts as somebody.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from smartstart.attack.evidence import Group, Key, Learned, Measure, World
from smartstart.vocabulary.errors import DataError

_FILE, _ID, _ROWS, _SHOWN, _KEPT = "checker.csv", "uitspraak", "rijen", "getoond", "gehouden"
_COUNTED = {
    Measure.ROWS: _ROWS,
    Measure.PERSONS: "personen",
    Measure.HOUSEHOLDS: "huishoudens",
    Measure.EVENTS: "keer_gebeurd",
}
_NEEDED = (_SHOWN, _KEPT, *_COUNTED.values())
_BASE = 5  # the coarsest rounding of our policies
_Row = Mapping[str, str]


def read_inside(folders: Sequence[Path]) -> dict[str, _Row]:
    """Return the rows of the checker's tables by name of the statement: `v1#…` for the first folder, and so on.

    Raises:
        DataError: a folder has no such table, or one that cannot be read.
    """
    found: dict[str, _Row] = {}
    for number, folder in enumerate(folders, start=1):
        path = folder / _FILE
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file, delimiter=";"))
            found |= {f"v{number}#{row[_ID]}": {name: row[name] for name in _NEEDED} for row in rows}
        except (OSError, UnicodeDecodeError, csv.Error, KeyError) as problem:
            raise DataError(
                "De exacte aantallen zijn niet te lezen.",
                where=str(path),
                expected=f"de map 'inside' van een uitvoering, met {_FILE} erin",
            ) from problem
    return found


def about_nobody(learned: Iterable[Learned], worlds: Sequence[World], inside: Mapping[str, _Row]) -> frozenset[Learned]:
    """Return the claims about groups without any row.

    Args:
        inside: of `read_inside`, for the same releases in the same order.

    Raises:
        DataError: the tables are not those of these releases.
    """
    exact = {world.population: _exact(world, inside) for world in worlds}
    moved = {world.population for world in worlds if world.moved}
    return frozenset(
        one for one in learned if one.population not in moved and not one.between and _empty(one, exact[one.population])
    )


def _exact(world: World, inside: Mapping[str, _Row]) -> dict[Key, int]:
    """Return the exact rows of every group whose size was shown; each shown count must be that of its own row."""
    found: dict[Key, int] = {}
    for name, ((key, measure), value) in sorted(world.counts.items()):
        row = inside.get(name)
        if row is None or not _agrees(row, measure, value):
            raise DataError(
                "De exacte aantallen horen niet bij deze vrijgave.",
                where=name,
                expected="per vrijgave de map 'inside' van dezelfde uitvoering, in dezelfde volgorde",
            )
        if measure is Measure.ROWS:
            found[key] = int(row[_ROWS])
    return found


def _agrees(row: _Row, measure: Measure, value: int) -> bool:
    """Return whether a row tells of this shown count, and has an exact one; a kept value may differ from it."""
    column = _COUNTED.get(measure)
    if column is None or not row[column].isdigit() or not row[_ROWS].isdigit():
        return False
    near = abs(int(row[column]) - value) < _BASE
    return float(row[_SHOWN] or "nan") == value and (near or row[_KEPT] == "ja")


def _empty(one: Learned, exact: Mapping[Key, int]) -> bool:
    """Return whether the group of a claim surely has no row; groups that rows cannot tell are not looked up."""
    if one.lower > 0 or one.group.words or one.group.parts:
        return False
    return any(rows == 0 or _filled(whole, rows, one.group, exact) for whole, rows in _around(one.group, exact))


def _around(group: Group, exact: Mapping[Key, int]) -> list[tuple[Key, int]]:
    return [(key, rows) for key, rows in exact.items() if _within(group.inside, key)]


def _filled(whole: Key, rows: int, group: Group, exact: Mapping[Key, int]) -> bool:
    """Return whether groups beside this one fill the whole; the largest are tried first."""
    taken: list[Key] = []
    for key, size in sorted(exact.items(), key=lambda one: (-one[1], _name(one[0]))):
        beside = _apart(key, group.inside) or any(_within(key, other) for other in group.outside)
        if size <= rows and beside and _within(key, whole) and all(_apart(key, other) for other in taken):
            taken.append(key)
            rows -= size
    return rows == 0


def _name(key: Key) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((factor, tuple(sorted(levels))) for factor, levels in key)


def _within(part: Key, whole: Key) -> bool:
    mine = dict(part)
    return all(factor in mine and mine[factor] <= levels for factor, levels in whole)


def _apart(one: Key, other: Key) -> bool:
    mine = dict(one)
    return any(factor in mine and not mine[factor] & levels for factor, levels in other)
