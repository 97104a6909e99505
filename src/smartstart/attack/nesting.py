"""Which groups lie within which, by their definitions alone, for thousands of groups at once."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.attack.evidence import SMALL, Cell, Fact, Key, Measure

Limits = NDArray[np.int64]


def nested(parts: Sequence[Key], wholes: Sequence[Key]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs (part, whole), as numbers in the two lists, of which the part lies within another whole.

    A group stands at most once in each list.

    Work: one sparse product per factor, and a matrix of truth values of the two lengths.
    """
    inside = np.ones((len(parts), len(wholes)), dtype=bool)
    for factor in sorted({f for key in wholes for f, _ in key}):
        inside &= _within([dict(k).get(factor) for k in parts], [dict(k).get(factor) for k in wholes])
    number = {key: i for i, key in enumerate(wholes)}
    for place, key in enumerate(parts):
        if key in number:
            inside[place, number[key]] = False
    found_parts, found_wholes = np.nonzero(inside)
    return found_parts, found_wholes


def _within(parts: list[frozenset[str] | None], wholes: list[frozenset[str] | None]) -> NDArray[np.bool_]:
    """Return per pair whether the part keeps to the whole's levels of one factor."""
    codes = sorted({code for levels in (*parts, *wholes) if levels is not None for code in levels})
    number = {code: i for i, code in enumerate(codes)}
    shared = (_incidence(parts, number) @ _incidence(wholes, number).T).toarray()
    size = np.array([-1 if levels is None else len(levels) for levels in parts])
    free = np.array([levels is None for levels in wholes])
    allowed: NDArray[np.bool_] = (shared == size[:, None]) | free[None, :]
    return allowed


def _incidence(groups: list[frozenset[str] | None], number: dict[str, int]) -> sparse.csr_array:
    rows = [i for i, levels in enumerate(groups) for _ in levels or ()]
    columns = [number[code] for levels in groups for code in sorted(levels or ())]
    ones = np.ones(len(rows), dtype=np.int32)
    return sparse.csr_array((ones, (rows, columns)), shape=(len(groups), len(number)))


def limits(facts: Mapping[Cell, Fact], keys: Sequence[Key], measure: Measure) -> tuple[Limits, Limits]:
    """Return the lowest and the highest number of each group, shape (groups,) each."""
    lower = np.array([facts[key, measure].lower for key in keys], dtype=np.int64)
    return lower, np.array([facts[key, measure].upper for key in keys], dtype=np.int64)


def small_rests(
    wholes: Mapping[Cell, Fact], parts: Mapping[Cell, Fact], measure: Measure
) -> tuple[list[tuple[Key, Key, Fact]], int]:
    """Return each whole and part whose difference is small, with the difference; and how many were compared."""
    outer = [key for key, m in wholes if m is measure]
    inner = [key for key, m in parts if m is measure]
    if not outer or not inner:
        return [], 0
    of_part, of_whole = nested(inner, outer)
    whole_limits, part_limits = limits(wholes, outer, measure), limits(parts, inner, measure)
    least = whole_limits[0][of_whole] - part_limits[1][of_part]
    most = whole_limits[1][of_whole] - part_limits[0][of_part]
    found = []
    for i in np.flatnonzero((most > 0) & (most < SMALL[measure])):
        whole, part = outer[of_whole[i]], inner[of_part[i]]
        of = (*wholes[whole, measure].of, *parts[part, measure].of)
        found.append((whole, part, Fact(max(0, int(least[i])), int(most[i]), of)))
    return found, len(of_part)
