"""Numbers per date: a total over some dates, divided by how many dates there are.

Argument: so many at one date times the number of dates is the total, give or take half a row per date. Computed from
the exact total it chooses among the whole numbers that rounding left: 10, which is 8 to 12, beside 9 at one date is
nine. A number per date that is what the shown total gives tells nothing more. Answered by dividing shown totals.
"""

import math

from smartstart.attack.evidence import Cell, Fact, Found, Group, Learned, Measure, World, is_small
from smartstart.release.contents import Statistic

NAME = "per_date"
_HALF = 0.5


def run(world: World) -> Found:
    """Multiply each number per date by the number of dates, unless it is what the shown total gives."""
    sharper: dict[Cell, Fact] = {}
    looked_at = 0
    for number, _, one in world.computed:
        release = world.releases[number]
        total = world.counts.get(f"{release}#{one.of[0]}")
        if one.statistic is not Statistic.PER_DATE or one.value is None or total is None:
            continue
        looked_at += 1
        cell, shown = total
        if abs(shown / world.dates - one.value) <= _HALF:
            continue
        lower, upper = (one.value - _HALF) * world.dates, (one.value + _HALF) * world.dates
        fact = Fact(max(0, math.ceil(lower)), math.floor(upper), (f"{release}#{one.id}",))
        before = sharper.get(cell, world.facts[cell])
        if fact.meets(before):
            sharper[cell] = fact.both(before)
    learned = tuple(
        Learned(NAME, world.population, Group(cell[0]), cell[1], fact.lower, fact.upper, fact.of)
        for cell, fact in sharper.items()
        if cell[1] in (Measure.ROWS, Measure.PERSONS)
        and is_small(cell[1], fact.upper)
        and not is_small(cell[1], world.facts[cell].upper)
    )
    return Found(learned, sharper, looked_at)
