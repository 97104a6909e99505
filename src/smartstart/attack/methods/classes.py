"""Class overlap: 0-17 beside 0-18, and 0-15 beside 12-20.

Argument: two classes of one dimension that share levels cut out three groups that nobody asked for: one without the
other, the other without the one, and what they share. Nested classes give one by subtraction; overlapping ones give all
three as soon as their union is known as well. Answered by judging differences of classes as cells, and few classes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small, ordered

NAME = "classes"
_MOST_CLASSES = 300  # of one dimension within one group

_Class = tuple[frozenset[str], Key]


def run(world: World) -> Found:
    """Compare the classes of each dimension within each group."""
    levels = {name: frozenset(codes) for name, codes in world.levels.items()}
    learned: list[Learned] = []
    looked_at = 0
    for measure in (Measure.ROWS, Measure.EVENTS):
        for factor, classes in _families(world.facts, measure, levels):
            for one, other in combinations(classes[:_MOST_CLASSES], 2):
                for group, fact in _cut_out(world.facts, measure, factor, one, other, levels[factor]):
                    looked_at += 1
                    if is_small(measure, fact.upper):
                        learned.append(Learned(NAME, world.population, group, measure, fact.lower, fact.upper, fact.of))
    return Found(tuple(learned), looked_at=looked_at)


def _families(
    facts: Mapping[Cell, Fact], measure: Measure, levels: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, list[_Class]]]:
    """Yield each dimension with the classes of it that are shown within one group; single levels overlap nothing."""
    found: defaultdict[tuple[Key, str], list[_Class]] = defaultdict(list)
    for key, m in facts:
        if m is measure:
            for factor, codes in key:
                found[tuple(c for c in key if c[0] != factor), factor].append((codes, key))
    for (_, factor), classes in found.items():
        if factor in levels and any(len(codes) > 1 for codes, _ in classes):
            yield factor, classes


def _cut_out(
    facts: Mapping[Cell, Fact], measure: Measure, factor: str, one: _Class, other: _Class, everything: frozenset[str]
) -> Iterator[tuple[Group, Fact]]:
    (codes, key), (others, other_key) = one, other
    if not codes & others:
        return
    mine, theirs = facts[key, measure], facts[other_key, measure]
    if codes <= others:
        yield Group(other_key, (key,)), _minus(theirs, mine)
        return
    if others <= codes:
        yield Group(key, (other_key,)), _minus(mine, theirs)
        return
    parent = tuple(c for c in key if c[0] != factor)
    union = parent if codes | others == everything else ordered((*parent, (factor, codes | others)))
    whole = facts.get((union, measure))
    if whole is None:
        return
    shared = ordered((*parent, (factor, codes & others)))
    lower, upper = mine.lower + theirs.lower - whole.upper, mine.upper + theirs.upper - whole.lower
    yield Group(shared), Fact(max(0, lower), upper, (*mine.of, *theirs.of, *whole.of))
    yield Group(other_key, (key,)), _minus(whole, mine)
    yield Group(key, (other_key,)), _minus(whole, theirs)


def _minus(whole: Fact, part: Fact) -> Fact:
    return Fact(max(0, whole.lower - part.upper), whole.upper - part.lower, (*whole.of, *part.of))
