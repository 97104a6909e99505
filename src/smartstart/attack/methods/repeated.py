"""Repeated releases: the same cell shown with two values.

Argument: two rounded values of one number leave only what fits both, which may be a single one (40 rounded to 5 and 42
rounded to 3 is 41 or 42). Where nothing fits both, the persons changed in between, and the two values tell by how many:
100 and then 105 is a change of one to nine. Answered by one shown value for ever, until the cell has moved by ten.
"""

from itertools import combinations

from smartstart.attack.evidence import SMALL, Fact, Found, Group, Learned, World, is_small

NAME = "repeated"


def run(world: World) -> Found:
    """Compare each cell with itself in every other release."""
    learned = []
    for (key, measure), fact in world.facts.items():
        shown = [
            (name, facts[key, measure])
            for name, facts in zip(world.releases, world.by_release, strict=True)
            if (key, measure) in facts
        ]
        if len(shown) < 2:
            continue
        if (key, measure) not in world.moved:
            alone = any(is_small(measure, one.upper) for _, one in shown)
            if is_small(measure, fact.upper) and not alone:
                of = tuple(i for _, one in shown for i in one.of)
                learned.append(Learned(NAME, world.population, Group(key), measure, fact.lower, fact.upper, of))
            continue
        for (first, before), (second, after) in combinations(shown, 2):
            low, high = _change(before, after)
            if low > 0 and high < SMALL[measure]:
                of = (*before.of, *after.of)
                learned.append(
                    Learned(NAME, world.population, Group(key), measure, low, high, of, between=(first, second))
                )
    return Found(tuple(learned), looked_at=len(world.facts) if len(world.releases) > 1 else 0)


def _change(before: Fact, after: Fact) -> tuple[int, int]:
    """Return the least and the most by which a number changed, whichever way."""
    up, down = after.lower - before.upper, before.lower - after.upper
    return max(up, down), max(after.upper - before.lower, before.upper - after.lower)
