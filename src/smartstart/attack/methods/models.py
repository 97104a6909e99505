"""Model statement inversion: which numbers of events fit a risk or a relative risk at its precision.

Argument: a risk per 1,000 times the size is the number of events, give or take the step that the risk is shown in; one
event moves it by 1,000 in so many rows. A relative risk does the same once the totals are known. A step much finer than
what one event moves leaves one number. Answered by steps that leave as many numbers as the rounding of counts does.

An estimate on the half of the households that did not take part in the search says nothing certain of the whole group;
of that half it gives at most so many events.

The middle of the limits tells the value once more, rounded in another way, and both together leave fewer numbers; see
`between`. Answered by reckoning with that middle wherever groups can be worked out. The width of the limits is another
attack.
"""

import numpy as np
from numpy.typing import NDArray

from smartstart.attack.between import between
from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small
from smartstart.release.contents import ModelStatement

NAME = "models"
_HALF = "niet meededen"
_MOST = 5_000_000  # numbers of events tried for one estimate


def run(world: World) -> Found:
    """Try every number of events for each estimate."""
    sharper: dict[Cell, Fact] = {}
    learned: list[Learned] = []
    looked_at = 0
    for number, key, model in world.models:
        size = world.facts.get((key, Measure.ROWS))
        if model.value is None or size is None or model.reference.conditions:
            continue
        looked_at += 1
        name = f"{world.releases[number]}#{model.id}"
        half = _HALF in model.method
        fact = _events(world, key, model, size, name)
        if fact is None:
            continue
        cell = (key, Measure.EVENTS)
        before = world.facts.get(cell)
        if is_small(Measure.EVENTS, fact.upper) and (before is None or not is_small(Measure.EVENTS, before.upper)):
            group = Group(cell[0], words=_half_words(world) if half else "")
            learned.append(Learned(NAME, world.population, group, cell[1], fact.lower, fact.upper, fact.of))
        if not half:
            sharper[cell] = fact if cell not in sharper or not sharper[cell].meets(fact) else sharper[cell].both(fact)
    return Found(tuple(learned), sharper, looked_at)


def _half_words(world: World) -> str:
    return f"{world.units} in de helft die niet meedeed bij het zoeken, van deze groep"


def _events(world: World, key: Key, model: ModelStatement, size: Fact, name: str) -> Fact | None:
    """Return the numbers of events that fit, or None when nothing follows."""
    low, high = between(model)
    half = _HALF in model.method
    before = world.facts.get((key, Measure.EVENTS))
    if model.measure == "risk_per_1000":
        top = int(np.floor(high * size.upper / 1000))
        if half:
            return Fact(0, top, (*size.of, name))
        events = np.arange(max(0, int(np.ceil(low * size.lower / 1000))), top + 1)
    elif model.measure == "relative_risk" and not half:
        events = _by_relative_risk(world, size, low, high)
    else:
        return None
    if before is not None:
        events = events[(events >= before.lower) & (events <= before.upper)]
    return Fact(int(events.min()), int(events.max()), (*size.of, name)) if events.size else None


def _by_relative_risk(world: World, size: Fact, low: float, high: float) -> NDArray[np.int64]:
    """Return the numbers of events for which the relative risk against everybody else can lie between the limits."""
    everybody, all_events = world.facts.get(((), Measure.ROWS)), world.facts.get(((), Measure.EVENTS))
    if everybody is None or all_events is None or everybody.lower <= size.upper or all_events.upper > _MOST:
        return np.zeros(0, dtype=np.int64)
    events = np.arange(all_events.upper)
    fewest, most = np.maximum(all_events.lower - events, 0), all_events.upper - events  # events outside the group
    least = events * (everybody.lower - size.upper) / (size.upper * most)
    with np.errstate(divide="ignore", invalid="ignore"):
        largest = np.where(fewest > 0, events * (everybody.upper - size.lower) / (size.lower * fewest), np.inf)
    fitting: NDArray[np.int64] = events[(least <= high) & (largest >= low) & (events <= size.upper)]
    return fitting
