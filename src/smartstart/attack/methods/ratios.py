"""Ratio inversion: a rate, share or ratio with its decimals beside rounded counts.

Argument: when a ratio was computed from counts before they were rounded, its decimals choose among the few whole
numbers that the rounding left: 20 children, 10 events and 550 per 1,000 can only be 11 of 20, so nine without. A
ratio that is exactly what the shown counts give tells nothing more. Answered by computing every ratio from the shown
counts. The same holds for what two conditions do together, which is worked out from eight counts.
"""

from collections.abc import Sequence
from math import prod

import numpy as np

from smartstart.attack.evidence import Cell, Fact, Found, Group, Learned, Measure, World, is_small
from smartstart.attack.fitting import Numbers, below, counts_of, fits
from smartstart.release.contents import Statistic, TableStatement

NAME = "ratios"
_MOST = 1_000_000  # combinations of whole numbers tried for one ratio
_ANYTHING = Fact(0, 10**9, ())


def run(world: World) -> Found:
    """Turn each ratio back into the counts that fit it."""
    sharper: dict[Cell, Fact] = {}
    looked_at = 0
    for number, ratio in world.ratios:
        release = world.releases[number]
        of = [f"{release}#{i}" for i in counts_of(ratio)]
        if not all(i in world.counts for i in of):
            continue
        looked_at += 1
        shown = [np.array([world.counts[i][1]]) for i in of]
        if min(int(n[0]) for n in below(ratio, shown)) > 0 and fits(ratio, shown)[0]:
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
    least = [int(place in below(ratio, range(len(facts)))) for place in range(len(facts))]
    sides = [np.arange(max(low, f.lower), f.upper + 1) for low, f in zip(least, facts, strict=True)]
    numbers = [n.ravel() for n in np.meshgrid(*sides, indexing="ij")]
    if not numbers[0].size:
        return {}
    if ratio.statistic is Statistic.RATIO:
        numbers = [n[numbers[2] > 0] for n in numbers]
    fitting = fits(ratio, numbers)
    if not fitting.any():
        return {}
    names = (*(i for f in facts for i in f.of), name)
    found = {cell: _range(n[fitting], names) for cell, n in zip(cells, numbers, strict=True)}
    for a in range(0, len(cells) - 1, 2):
        if cells[a][1] is Measure.EVENTS and cells[a + 1] == (cells[a][0], Measure.ROWS):
            found[cells[a][0], Measure.WITHOUT] = _range((numbers[a + 1] - numbers[a])[fitting], names)
    return found


def _range(numbers: Numbers, of: tuple[str, ...]) -> Fact:
    return Fact(int(numbers.min()), int(numbers.max()), tuple(dict.fromkeys(of)))
