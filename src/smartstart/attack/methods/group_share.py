"""Group disclosure: what holds for (nearly) everybody in a group holds for each of them.

Argument: no small number is needed. If 95 of 100 children of a recognisable group were placed, it is known of each of
the hundred, and a group in which nobody was placed tells that of each as well. The same goes for a category that was
marked sensitive, within the group around it. Answered by a highest share, and by not showing noughts.
"""

from smartstart.attack.evidence import Fact, Found, Group, Key, Learned, Measure, World

NAME = "group_share"
_MOST = 0.90  # the share above which CBS-type rules speak of group disclosure


def run(world: World) -> Found:
    """Look at the share of events in each group, and of sensitive categories in the group around them."""
    learned: list[Learned] = []
    looked_at = 0
    for (key, measure), part in world.facts.items():
        if measure is Measure.EVENTS:
            wholes = [key]
        elif measure is Measure.ROWS:
            wholes = [tuple(c for c in key if c[0] != factor) for factor, codes in key if _marked(world, factor, codes)]
        else:
            continue
        for around in wholes:
            whole = world.facts.get((around, Measure.ROWS))
            if whole is not None:
                looked_at += 1
                learned += _share(world, key if measure is Measure.ROWS else around, part, whole, measure)
    return Found(tuple(learned), looked_at=looked_at)


def _marked(world: World, factor: str, codes: frozenset[str]) -> bool:
    return factor in world.sensitive or any(f"{factor}:{code}" in world.sensitive for code in codes)


def _share(world: World, key: Key, part: Fact, whole: Fact, measure: Measure) -> list[Learned]:
    if whole.lower <= 0:
        return []
    nobody = measure is Measure.EVENTS and part.upper == 0
    nearly_all = part.lower > _MOST * whole.upper
    if not (nobody or nearly_all):
        return []
    lower, upper = 100 * part.lower / whole.upper, min(100.0, 100 * part.upper / whole.lower)
    of = (*part.of, *whole.of)
    return [Learned(NAME, world.population, Group(key), Measure.SHARE, lower, upper, of)]
