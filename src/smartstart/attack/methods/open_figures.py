"""Open figures: what everybody can look up, beside what was released.

Argument: the number of children in a municipality is public. If a release shows the children of all its wijken but one,
nobody needs the total from the release. Answered by judging each count beside the groups that an outsider may know.
"""

from smartstart.attack.evidence import Found, Group, Learned, Measure, World
from smartstart.attack.nesting import small_rests

NAME = "open_figures"


def run(world: World) -> Found:
    """Subtract shown counts from known ones, and known ones from shown ones."""
    learned: list[Learned] = []
    looked_at = 0
    for measure in (Measure.ROWS, Measure.PERSONS, Measure.HOUSEHOLDS, Measure.EVENTS):
        for wholes, parts in ((world.known, world.facts), (world.facts, world.known)):
            rests, tried = small_rests(wholes, parts, measure)
            looked_at += tried
            learned += [
                Learned(NAME, world.population, Group(whole, (part,)), measure, rest.lower, rest.upper, rest.of)
                for whole, part, rest in rests
            ]
    return Found(tuple(learned), looked_at=looked_at)
