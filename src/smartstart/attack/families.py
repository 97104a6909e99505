"""Groups and the sums between them: a group is the sum of its parts along each of its dimensions.

For every group that is named, and every group around it (with a condition less), the levels of the dimension in between
are merged as far as no named group tells them apart. What nobody named becomes a part of its own: "the other wijken".
The number of equations grows with the number of statements, not with the number of combinations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse

from smartstart.attack.evidence import Key, ordered

_MOST_CONDITIONS = 6  # of a group, for all groups around it; beyond it only those with one condition less


@dataclass(frozen=True, slots=True, eq=False)
class Families:
    """Groups, and sums of them that are nought.

    Attributes:
        keys: the groups.
        sums: shape (sums, groups): the parts count once, their whole minus once.
    """

    keys: tuple[Key, ...]
    sums: sparse.csr_array


def around(keys: Iterable[Key]) -> set[Key]:
    """Return the groups with all groups around them."""
    found: set[Key] = set()
    for key in keys:
        sizes = range(len(key)) if len(key) <= _MOST_CONDITIONS else (len(key) - 1,)
        found.add(key)
        found.update(part for size in sizes for part in combinations(key, size))
    return found


def families(keys: Iterable[Key], levels: Mapping[str, tuple[str, ...]]) -> Families:
    """Return the groups, those around them, their parts, and how they add up."""
    members: dict[tuple[Key, str], set[frozenset[str]]] = {}
    everyone = around(keys)
    for key in everyone:
        for factor, codes in key:
            parent = tuple(c for c in key if c[0] != factor)
            members.setdefault((parent, factor), set()).add(codes)
    equations: set[tuple[Key, tuple[Key, ...]]] = set()
    for (parent, factor), several in members.items():
        blocks = blocks_of(several, levels[factor])
        for whole in (*several, frozenset(levels[factor])):
            parts = tuple(_with(parent, factor, block) for block in blocks if block <= whole)
            if len(parts) > 1:
                key = parent if len(whole) == len(levels[factor]) else _with(parent, factor, whole)
                equations.add((key, parts))
    named = {key for whole, parts in equations for key in (whole, *parts)} | everyone
    listed = tuple(sorted(named, key=sortable))
    return Families(listed, _matrix(listed, sorted(equations, key=lambda e: (sortable(e[0]), *map(sortable, e[1])))))


def blocks_of(several: Iterable[frozenset[str]], levels: Iterable[str]) -> list[frozenset[str]]:
    """Return the levels of one dimension, merged where no set tells them apart."""
    sets = sorted(several, key=sorted)
    found: dict[tuple[bool, ...], list[str]] = {}
    for code in levels:
        found.setdefault(tuple(code in one for one in sets), []).append(code)
    return [frozenset(codes) for codes in found.values()]


def sortable(key: Key) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a group in a form that has an order."""
    return tuple((factor, tuple(sorted(codes))) for factor, codes in key)


def _with(parent: Key, factor: str, codes: frozenset[str]) -> Key:
    return ordered((*parent, (factor, codes)))


def _matrix(keys: tuple[Key, ...], equations: list[tuple[Key, tuple[Key, ...]]]) -> sparse.csr_array:
    number = {key: i for i, key in enumerate(keys)}
    entries = [(row, number[part], 1.0) for row, (_, parts) in enumerate(equations) for part in parts]
    entries += [(row, number[whole], -1.0) for row, (whole, _) in enumerate(equations)]
    rows, columns, values = (np.array(x) for x in zip(*entries, strict=True)) if entries else (np.zeros(0, int),) * 3
    return sparse.csr_array((values, (rows, columns)), shape=(len(equations), len(keys)))
