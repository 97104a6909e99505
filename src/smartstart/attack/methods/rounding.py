"""Rounding: a shown number is one of few whole numbers.

Argument: rounding to 5 hides at most two either way. A 3 that is shown as 5 is "3 to 7", and so still small. Whatever
is shown with an upper limit below ten is a small group that was told. Answered by withholding first, and rounding
after.
"""

from smartstart.attack.evidence import Found, Group, Learned, World, is_small

NAME = "rounding"


def run(world: World) -> Found:
    """Look at every shown count by itself."""
    learned = tuple(
        Learned(NAME, world.population, Group(key), measure, fact.lower, fact.upper, fact.of)
        for (key, measure), fact in world.facts.items()
        if is_small(measure, fact.upper)
    )
    return Found(learned, looked_at=len(world.facts))
