"""Shifts between two runs: who came or left between two releases, by what changed in a whole and not in its part.

Argument: when one child is added to the data, every cell around it moves by one and no other does. The change of the
whole minus the change of a part is the change of the rest: 300 and 280 last month, 301 and 280 now, is one child in the
twenty that no table shows. Answered by keeping a shown value until the cell has moved by ten.

A cell need not be shown twice: 321 last month, and now 208 with two parents and 112 with one, is one child less. So
what each release says by itself is worked out first, for every group that any of them names, and then compared.
"""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from smartstart.attack.evidence import SMALL, Cell, Fact, Found, Group, Key, Learned, Measure, World
from smartstart.attack.families import Families, families
from smartstart.attack.nesting import limits, nested
from smartstart.attack.propagation import EmptyError, narrowed

NAME = "shifts"
_FEW = 4  # statements of each release named beside what was learned


def run(world: World) -> Found:
    """Compare every whole and part that two releases both show."""
    learned: list[Learned] = []
    looked_at = 0
    if len(world.releases) > 1:
        named = sorted({key for key, _ in (*world.facts, *world.hidden)}, key=str)
        groups = families(named, world.levels)
        for measure in (Measure.ROWS, Measure.EVENTS):
            more, tried = _worked_out(world, groups, measure)
            learned += more
            looked_at += tried
    for first, second in combinations(range(len(world.releases)), 2):
        for measure in (Measure.ROWS, Measure.EVENTS, Measure.PERSONS):
            more, tried = _between(world, first, second, measure)
            learned += more
            looked_at += tried
    return Found(tuple(learned), looked_at=looked_at)


def _worked_out(world: World, groups: Families, measure: Measure) -> tuple[list[Learned], int]:
    """Compare what each release by itself says of every group, by sums alone."""
    said = [_by_itself(facts, groups, measure) for facts in world.by_release]
    found, looked_at = [], 0
    for (first, before), (second, after) in combinations(enumerate(said), 2):
        if before is None or after is None:
            continue
        looked_at += len(groups.keys)
        low, high = after[0] - before[1], after[1] - before[0]
        fewest, largest = np.maximum(low, -high), np.maximum(high, -low)
        for i in np.flatnonzero((fewest > 0) & (largest < SMALL[measure])):
            between = (world.releases[first], world.releases[second])
            of = [name for facts in (world.by_release[first], world.by_release[second])
                  for name in _near(groups.keys[i], facts, measure)]  # fmt: skip
            group = Group(groups.keys[i])
            found.append(
                Learned(NAME, world.population, group, measure, int(fewest[i]), int(largest[i]), tuple(of), between)
            )
    return found, looked_at


def _by_itself(
    facts: Mapping[Cell, Fact], groups: Families, measure: Measure
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    told = [facts.get((key, measure)) for key in groups.keys]
    lower = np.array([0.0 if fact is None else fact.lower for fact in told])
    upper = np.array([np.inf if fact is None else fact.upper for fact in told])
    try:
        return narrowed(groups.sums, lower, upper)
    except EmptyError:
        return None


def _near(key: Key, facts: Mapping[Cell, Fact], measure: Measure) -> list[str]:
    """Return the statements about a group and its parts with one condition more: where to look first."""
    near = [fact for (other, m), fact in facts.items() if m is measure and set(key) <= set(other)]
    return list(dict.fromkeys(name for fact in near for name in fact.of))[:_FEW]


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
