"""Shifts between two runs: who came or left between two releases, by what changed in a whole and not in its part.

Argument: when one child is added to the data, every cell around it moves by one and no other does. The change of the
whole minus the change of a part is the change of the rest: 300 and 280 last month, 301 and 280 now, is one child in the
twenty that no table shows. Answered by keeping a shown value until the cell has moved by ten.
"""

from itertools import combinations

import numpy as np

from smartstart.attack.evidence import SMALL, Found, Group, Learned, Measure, World
from smartstart.attack.nesting import limits, nested

NAME = "shifts"


def run(world: World) -> Found:
    """Compare every whole and part that two releases both show."""
    learned: list[Learned] = []
    looked_at = 0
    for first, second in combinations(range(len(world.releases)), 2):
        for measure in (Measure.ROWS, Measure.EVENTS, Measure.PERSONS):
            more, tried = _between(world, first, second, measure)
            learned += more
            looked_at += tried
    return Found(tuple(learned), looked_at=looked_at)


def _between(world: World, first: int, second: int, measure: Measure) -> tuple[list[Learned], int]:
    before, after = world.by_release[first], world.by_release[second]
    keys = [key for key, m in before if m is measure and (key, m) in after]
    parts, wholes = nested(keys, keys)
    if not parts.size:
        return [], 0
    old, new = limits(before, keys, measure), limits(after, keys, measure)
    low, high = new[0] - old[1], new[1] - old[0]  # change of each cell
    least, most = low[wholes] - high[parts], high[wholes] - low[parts]
    small = ((least > 0) & (most < SMALL[measure])) | ((most < 0) & (-least < SMALL[measure]))
    found = []
    for i in np.flatnonzero(small):
        part, whole = keys[parts[i]], keys[wholes[i]]
        fewest, largest = sorted((abs(int(least[i])), abs(int(most[i]))))
        of = [i for source in (before, after) for key in (whole, part) for i in source[key, measure].of]
        group = Group(whole, (part,))
        between = (world.releases[first], world.releases[second])
        found.append(Learned(NAME, world.population, group, measure, fewest, largest, tuple(of), between))
    return found, len(parts)
