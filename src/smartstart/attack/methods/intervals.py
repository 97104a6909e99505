"""Interval inversion: an estimate with limits gives the size and the events back.

Argument: the textbook interval of a relative risk is a formula of four counts (Katz and others, 1978: the standard
error of its logarithm is the root of 1/a - 1/n + 1/c - 1/m). With the totals known, the value and the two limits are
three equations for two unknowns, so whoever tries all sizes and all events finds the few pairs that fit, for groups
of up to a few hundred. Answered by coarse steps, and by no estimate for a group of which a count is withheld.

An interval that allows for families (a design effect) does not follow this formula; such estimates are passed over.
What the middle of their limits tells is tried with their value, see `models`.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small
from smartstart.attack.steps import step_of
from smartstart.release.contents import ModelStatement

NAME = "intervals"
_CLUSTERED = ("huishouden", "cluster")
_MOST_ROWS, _MOST_EVENTS = 2_000, 400
_MOST_TOTALS = 100
_Z = 1.959964

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


def run(world: World) -> Found:
    """Try every size and number of events for each relative risk with limits."""
    sharper: dict[Cell, Fact] = {}
    looked_at = 0
    for number, key, model in world.models:
        textbook = not any(word in model.method for word in _CLUSTERED)
        if not textbook or model.measure != "relative_risk" or model.lower is None or not model.lower > 0:
            continue
        looked_at += 1
        events, rows = _fitting(world, key, model)
        if events.size:
            of = (f"{world.releases[number]}#{model.id}",)
            for measure, numbers in (
                (Measure.EVENTS, events),
                (Measure.ROWS, rows),
                (Measure.WITHOUT, rows - events),
            ):
                sharper[key, measure] = Fact(int(numbers.min()), int(numbers.max()), of)
    learned = tuple(
        Learned(NAME, world.population, Group(cell[0]), cell[1], fact.lower, fact.upper, fact.of)
        for cell, fact in sharper.items()
        if is_small(cell[1], fact.upper) and not (cell in world.facts and is_small(cell[1], world.facts[cell].upper))
    )
    return Found(learned, sharper, looked_at)


def _fitting(world: World, key: Key, model: ModelStatement) -> Pairs:
    """Return the pairs of events and rows whose textbook interval is the one shown."""
    nothing = np.zeros(0, dtype=np.int64)
    totals = world.facts.get(((), Measure.EVENTS)), world.facts.get(((), Measure.ROWS))
    if totals[0] is None or totals[1] is None:
        return nothing, nothing
    some = [range(fact.lower, fact.upper + 1) for fact in totals if fact is not None]
    if len(some[0]) * len(some[1]) > _MOST_TOTALS:
        return nothing, nothing
    events, rows = _candidates(world, key, totals[0], totals[1])
    fits = np.zeros(events.shape, dtype=bool)
    for all_events, everybody in product(*some):
        fits |= _fits(model, events, rows, all_events - events, everybody - rows)
    return events[fits], rows[fits]


def _candidates(world: World, key: Key, all_events: Fact, everybody: Fact) -> Pairs:
    known_events, known_rows = world.facts.get((key, Measure.EVENTS)), world.facts.get((key, Measure.ROWS))
    most_events = min(_MOST_EVENTS, all_events.upper - 1)
    most_rows = min(_MOST_ROWS, everybody.upper - 1)
    low, high = (known_events.lower, known_events.upper) if known_events else (1, most_events)
    least, most = (known_rows.lower, known_rows.upper) if known_rows else (1, most_rows)
    events, rows = np.meshgrid(
        np.arange(max(1, low), min(high, most_events) + 1),
        np.arange(max(1, least), min(most, most_rows) + 1),
        indexing="ij",
    )
    possible = events <= rows
    return events[possible], rows[possible]


def _fits(
    model: ModelStatement,
    events: NDArray[np.int64],
    rows: NDArray[np.int64],
    others_events: NDArray[np.int64],
    others: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return which counts give the shown value and limits, whether limits were rounded to the nearest or outwards."""
    step = step_of(model)
    possible = (others_events > 0) & (others >= others_events)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (events / rows) / (others_events / others)
        spread = np.exp(_Z * np.sqrt(1 / events - 1 / rows + 1 / others_events - 1 / others))
        fits: NDArray[np.bool_] = (
            possible
            & (np.abs(value - (model.value or 0.0)) <= step / 2)
            & (value / spread >= (model.lower or 0.0) - step / 2)
            & (value / spread < (model.lower or 0.0) + step)
            & (value * spread > (model.upper or 0.0) - step)
            & (value * spread <= (model.upper or 0.0) + step / 2)
        )
    return fits
