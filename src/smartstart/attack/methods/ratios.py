"""Ratio inversion: a rate, share or ratio with its decimals beside rounded counts.

Argument: when a ratio was computed from counts before they were rounded, its decimals choose among the few whole
numbers that the rounding left: 20 children, 10 events and 550 per 1,000 can only be 11 of 20, so nine without. A
ratio that is exactly what the shown counts give tells nothing more. Answered by computing every ratio from the shown
counts.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import prod

import numpy as np
from numpy.typing import NDArray

from smartstart.attack.evidence import Cell, Fact, Found, Group, Learned, Measure, World, is_small
from smartstart.release.contents import Statistic, TableStatement

NAME = "ratios"
_MOST = 1_000_000  # combinations of whole numbers tried for one ratio
_SCALE = {Statistic.RATE: 1000.0, Statistic.SHARE: 100.0, Statistic.OUTSIDE: 100.0, Statistic.RATIO: 1.0}
_SLACK = 1e-9
_ANYTHING = Fact(0, 10**9, ())

Numbers = NDArray[np.int64]


def run(world: World) -> Found:
    """Turn each ratio back into the counts that fit it."""
    sharper: dict[Cell, Fact] = {}
    looked_at = 0
    for number, ratio in world.ratios:
        release = world.releases[number]
        of = [f"{release}#{i}" for i in ratio.of]
        if not all(i in world.counts for i in of):
            continue
        looked_at += 1
        shown = [np.array([world.counts[i][1]]) for i in of]
        if min(int(n[0]) for n in shown[1:]) > 0 and _fits(ratio, shown)[0]:
            continue
        for cell, fact in _inverted(world, ratio, f"{release}#{ratio.id}", of).items():
            before = sharper.get(cell)
            sharper[cell] = fact if before is None or not before.meets(fact) else before.both(fact)
    learned = tuple(
        Learned(NAME, world.population, Group(cell[0]), cell[1], fact.lower, fact.upper, fact.of)
        for cell, fact in sharper.items()
        if is_small(cell[1], fact.upper) and not is_small(cell[1], world.facts.get(cell, _ANYTHING).upper)
    )
    return Found(learned, sharper, looked_at)


def _inverted(world: World, ratio: TableStatement, name: str, of: Sequence[str]) -> dict[Cell, Fact]:
    """Return narrower limits for the counts, and for size minus events; nothing when no whole numbers fit."""
    cells = [world.counts[i][0] for i in of]
    facts = [world.facts[cell] for cell in cells]
    if prod(f.upper - f.lower + 1 for f in facts) > _MOST:
        return {}
    least = [0, *(1 for _ in facts[1:])]
    sides = [np.arange(max(low, f.lower), f.upper + 1) for low, f in zip(least, facts, strict=True)]
    numbers = [n.ravel() for n in np.meshgrid(*sides, indexing="ij")]
    if not numbers[0].size:
        return {}
    if ratio.statistic is Statistic.RATIO:
        numbers = [n[numbers[2] > 0] for n in numbers]
    fits = _fits(ratio, numbers)
    if not fits.any():
        return {}
    names = (*(i for f in facts for i in f.of), name)
    found = {cell: _range(n[fits], names) for cell, n in zip(cells, numbers, strict=True)}
    for a, b in ((0, 1), (2, 3))[: len(cells) // 2]:
        if cells[a][1] is Measure.EVENTS and cells[b] == (cells[a][0], Measure.ROWS):
            found[cells[a][0], Measure.WITHOUT] = _range((numbers[b] - numbers[a])[fits], names)
    return found


def _range(numbers: Numbers, of: tuple[str, ...]) -> Fact:
    return Fact(int(numbers.min()), int(numbers.max()), tuple(dict.fromkeys(of)))


def _fits(ratio: TableStatement, numbers: Sequence[Numbers]) -> NDArray[np.bool_]:
    """Return which combinations give the shown value, rounded as it is shown."""
    exponent = Decimal(repr(ratio.value)).as_tuple().exponent
    half = 0.5 * 10.0 ** (exponent if isinstance(exponent, int) else 0)
    value = np.minimum(1.0, numbers[0] / numbers[1])
    if ratio.statistic is Statistic.RATIO:
        value = value / np.minimum(1.0, numbers[2] / numbers[3])
    elif ratio.statistic is Statistic.OUTSIDE:
        value = 1 - value
    close: NDArray[np.bool_] = np.abs(value * _SCALE[ratio.statistic] - (ratio.value or 0.0)) <= half + _SLACK
    return close
