"""Smoothed values and observed/expected ratios: pulled towards the whole, they still bound what was counted.

Argument: smoothing moves a group's own risk towards that of everybody, never past it. So a smoothed value below
everybody's is at least the group's own risk, and that risk times the size is the most events there can be: forty
children and 100 per 1,000 where everybody has 200 are four events at most. Above everybody's, the same goes for those
without. A ratio of observed to expected below one does it for the expected number. Answered by no such value for a
group of which the counts are withheld, and by classes with fixed bounds.
"""

from collections.abc import Iterator

from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small
from smartstart.attack.steps import step_of
from smartstart.release.contents import ModelStatement, Statistic

NAME = "smoothed"
_CLASSES = "klassen"
_SLACK = 1e-9
_ANYTHING = Fact(0, 10**9, ())


def run(world: World) -> Found:
    """Bound events, or those without, by each smoothed value and each ratio."""
    sharper: dict[Cell, Fact] = {}
    looked_at = 0
    for number, key, model in world.models:
        if model.value is None or model.measure not in ("smoothed", "adjusted_ratio"):
            continue
        looked_at += 1
        name = f"{world.releases[number]}#{model.id}"
        bounds = _by_risk(world, key, model) if model.measure == "smoothed" else _by_ratio(world, number, key, model)
        for measure, most, of in bounds:
            before = sharper.get((key, measure), world.facts.get((key, measure), _ANYTHING))
            fact = Fact(0, int(most + _SLACK), (name, *of))
            if fact.meets(before):
                sharper[key, measure] = fact.both(before)
    learned = tuple(
        Learned(NAME, world.population, Group(cell[0]), cell[1], fact.lower, fact.upper, fact.of)
        for cell, fact in sharper.items()
        if is_small(cell[1], fact.upper) and not is_small(cell[1], world.facts.get(cell, _ANYTHING).upper)
    )
    return Found(learned, sharper, looked_at)


def _limits(model: ModelStatement) -> tuple[float, float]:
    """Return what the value can have been before it was rounded, or put in its class."""
    if _CLASSES in model.precision and model.lower is not None and model.upper is not None:
        return model.lower, model.upper
    value, half = model.value or 0.0, step_of(model) / 2
    return value - half, value + half


def _by_risk(world: World, key: Key, model: ModelStatement) -> Iterator[tuple[Measure, float, tuple[str, ...]]]:
    size = world.facts.get((key, Measure.ROWS))
    everybody, events = world.facts.get(((), Measure.ROWS)), world.facts.get(((), Measure.EVENTS))
    if size is None or everybody is None or events is None or not everybody.lower:
        return
    low, high = (limit / 1000 for limit in _limits(model))
    if high <= events.lower / everybody.upper:
        yield Measure.EVENTS, high * size.upper, size.of
    elif low >= events.upper / everybody.lower:
        yield Measure.WITHOUT, (1 - low) * size.upper, size.of


def _by_ratio(
    world: World, number: int, key: Key, model: ModelStatement
) -> Iterator[tuple[Measure, float, tuple[str, ...]]]:
    size = world.facts.get((key, Measure.ROWS))
    low, high = _limits(model)
    for least, most, name in _expected(world, number, key):
        if high <= 1:
            yield Measure.EVENTS, high * most, (name,)
        elif low >= 1 and size is not None and size.upper > low * least:
            yield Measure.WITHOUT, size.upper - low * least, (name, *size.of)


def _expected(world: World, number: int, key: Key) -> Iterator[tuple[float, float, str]]:
    """Yield the expected numbers that the same release shows of the same group, before they were rounded."""
    release = world.releases[number]
    for n, other, model in world.models:
        if (n, other, model.measure) == (number, key, "expected") and model.value is not None:
            yield (*_limits(model), f"{release}#{model.id}")
    for n, other, one in world.computed:
        if (n, other, one.statistic) == (number, key, Statistic.EXPECTED) and one.value is not None:
            yield one.value - 0.5, one.value + 0.5, f"{release}#{one.id}"
