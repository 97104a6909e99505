"""Coming and going: persons times reference dates, minus rows, is who was not there at every date.

Argument: 112 children at three dates are 336 rows if all of them were there each time. 334 rows are two person-dates
less, so one or two of the children came or left in between. Rows that were not shown may follow from those of other
groups: a gemeente has at least the rows of its wijken, and all rows less those of the other gemeenten. Answered by
not showing rows and persons side by side of which so few are missing.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small
from smartstart.attack.families import families, sortable
from smartstart.attack.nesting import nested
from smartstart.attack.propagation import EmptyError, narrowed

NAME = "coming_and_going"
_FEW = 4  # statements on rows named beside what was learned, where the rows follow from those of other groups

Numbers = NDArray[np.float64]


def run(world: World) -> Found:
    """Compare the persons of each group, at all dates, with its rows."""
    facts = world.everything()
    keys = sorted((key for key, measure in facts if measure is Measure.PERSONS), key=sortable)
    if world.dates == 1 or not keys:
        return Found()
    try:
        fewest, most = _rows(world, facts, keys)
    except EmptyError:
        return Found(looked_at=len(keys), contradiction=True)
    learned = []
    for key, low, high in zip(keys, fewest, most, strict=True):
        persons = facts[key, Measure.PERSONS]
        missing = world.dates * persons.upper - int(low)
        if is_small(Measure.PARTLY, missing):
            surely = max(0, world.dates * persons.lower - int(high)) if np.isfinite(high) else 0
            each = world.dates - 1  # the most dates that one of them can have missed
            of = tuple(dict.fromkeys((*persons.of, *_told(facts, key, int(low)))))
            learned.append(Learned(NAME, world.population, Group(key), Measure.PARTLY, -(-surely // each), missing, of))
    return Found(tuple(learned), looked_at=len(keys))


def _rows(world: World, facts: Mapping[Cell, Fact], keys: Sequence[Key]) -> tuple[Numbers, Numbers]:
    """Return the fewest and the most rows of each group that fit the rows of all groups.

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


def _told(facts: Mapping[Cell, Fact], key: Key, rows: int) -> tuple[str, ...]:
    """Return the statement that says the fewest rows of a group, or else some on groups in and around it."""
    own = facts.get((key, Measure.ROWS))
    if own is not None and own.lower >= rows:
        return own.of
    others = [other for other, measure in facts if measure is Measure.ROWS]
    near = [*(others[i] for i in nested(others, [key])[0]), *(others[i] for i in nested([key], others)[1])]
    return tuple(dict.fromkeys(name for other in near for name in facts[other, Measure.ROWS].of))[:_FEW]
