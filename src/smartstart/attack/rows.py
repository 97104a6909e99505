"""How many rows a group has at least and at most: as shown, or as they follow from the rows of other groups."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from smartstart.attack.evidence import Cell, Fact, Key, Measure, World
from smartstart.attack.families import families
from smartstart.attack.propagation import narrowed

Numbers = NDArray[np.float64]


def rows_of(world: World, facts: Mapping[Cell, Fact], keys: Sequence[Key]) -> tuple[Numbers, Numbers]:
    """Return the fewest and the most rows of each group that fit the rows of all groups, shape (groups,) each.

    A gemeente has at least the rows of its wijken, and all rows less those of the other gemeenten.

    Raises:
        EmptyError: no rows fit.
    """
    groups = families([*keys, *(key for key, measure in facts if measure is Measure.ROWS)], world.levels)
    told = [facts.get((key, Measure.ROWS)) for key in groups.keys]
    lower = np.array([0.0 if fact is None else fact.lower for fact in told])
    upper = np.array([np.inf if fact is None else fact.upper for fact in told])
    lower, upper = narrowed(groups.sums, lower, upper)
    number = {key: i for i, key in enumerate(groups.keys)}
    places = [number[key] for key in keys]
    return lower[places], upper[places]
