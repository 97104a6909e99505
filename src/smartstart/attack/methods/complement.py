"""Complement: size minus events, and whole minus part.

Argument: who is not counted is counted as well. A hundred children and 97 events are three children without;
everybody and everybody in the other wijk is this wijk. A share outside the group, or a step of a drop-off, is the
same sum in other words. And rows tell of persons: nobody has more of them than there are reference dates, and so many
households are so many persons at least. Answered by judging non-events, and differences of nested groups, as cells of
their own, and by looking at what rows and households of a part leave of the persons around it.
"""

import math
from itertools import pairwise

from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small, merged
from smartstart.attack.nesting import small_rests

NAME = "complement"
_NO_LIMIT = 2**53  # more persons than a release ever counts


def run(world: World) -> Found:
    """Subtract events from sizes, and each shown part from each shown whole around it."""
    without = _without(world)
    learned = [
        Learned(NAME, world.population, Group(key), measure, fact.lower, fact.upper, fact.of)
        for (key, measure), fact in without.items()
        if is_small(measure, fact.upper)
    ]
    looked_at = len(without)
    known = {**world.facts, **{cell: fact for cell, fact in without.items() if cell not in world.facts}}
    parts = merged(known, _persons_at_least(world))
    for measure in (Measure.ROWS, Measure.PERSONS, Measure.HOUSEHOLDS, Measure.EVENTS, Measure.WITHOUT):
        rests, tried = small_rests(known, parts, measure)
        looked_at += tried
        learned += [_learned(world, Group(whole, (part,)), measure, rest) for whole, part, rest in rests]
    steps = list(_steps(world))
    learned += [
        _learned(world, group, Measure.ROWS, rest) for group, rest in steps if is_small(Measure.ROWS, rest.upper)
    ]
    return Found(tuple(learned), looked_at=looked_at + len(steps))


def _learned(world: World, group: Group, measure: Measure, fact: Fact) -> Learned:
    return Learned(NAME, world.population, group, measure, fact.lower, fact.upper, fact.of)


def _without(world: World) -> dict[Cell, Fact]:
    found: dict[Cell, Fact] = {}
    keys: list[Key] = [key for key, measure in world.facts if measure is Measure.EVENTS]
    for key in keys:
        size, events = world.facts.get((key, Measure.ROWS)), world.facts[key, Measure.EVENTS]
        if size is not None:
            lower, upper = max(0, size.lower - events.upper), size.upper - events.lower
            found[key, Measure.WITHOUT] = Fact(lower, upper, (*size.of, *events.of))
    return found


def _persons_at_least(world: World) -> dict[Cell, Fact]:
    """Return how many persons the rows and the households of each group are at least."""
    facts = world.facts
    by_rows = {
        (key, Measure.PERSONS): Fact(math.ceil(fact.lower / max(1, world.dates_of(key))), fact.upper, fact.of)
        for (key, measure), fact in facts.items()
        if measure is Measure.ROWS
    }
    by_households = {
        (key, Measure.PERSONS): Fact(fact.lower, _NO_LIMIT, fact.of)
        for (key, measure), fact in facts.items()
        if measure is Measure.HOUSEHOLDS
    }
    return merged(by_rows, by_households)


def _steps(world: World) -> list[tuple[Group, Fact]]:
    """Return who fell off at each step of a drop-off: what is left of the step before, minus what is left of this."""
    found = []
    for (_, before), (text, after) in pairwise(world.steps):
        rest = Fact(max(0, before.lower - after.upper), before.upper - after.lower, (*before.of, *after.of))
        found.append((Group((), words=f"{world.units} die afvielen bij de stap: {text}"), rest))
    return found
