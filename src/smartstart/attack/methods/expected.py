"""Expected number inversion: so many events at a known risk are so many children.

Argument: an expected number is a size times a risk. The risk is that of a larger group and stands beside it, so the
size follows, give or take the rounding of both: 2.0 expected at 250 per 1,000 are eight children. An expected number
that is exactly what the shown size and risk give tells nothing more. Answered by expected numbers of shown sizes only,
and by steps that leave room.
"""

from collections.abc import Iterator

from smartstart.attack.evidence import Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small, ordered
from smartstart.attack.steps import step_of
from smartstart.release.contents import ModelStatement, Statistic, TableStatement

NAME = "expected"
_PER_1000 = 1000.0
_ANYTHING = Fact(0, 10**9, ())

_Range = tuple[float, float]
_Made = tuple[Key, _Range, _Range, tuple[str, ...]]  # of a group: the number, the risk, the statements


def run(world: World) -> Found:
    """Divide each expected number by the risk it was made with."""
    sharper: dict[Cell, Fact] = {}
    looked_at = 0
    for key, number, risk, of in (*_of_tables(world), *_of_models(world)):
        looked_at += 1
        if risk[0] <= 0:
            continue
        fact = Fact(max(0, _up(number[0] / risk[1])), _down(number[1] / risk[0]), of)
        before = sharper.get((key, Measure.ROWS), world.facts.get((key, Measure.ROWS), _ANYTHING))
        if fact.lower <= fact.upper and fact.meets(before):
            sharper[key, Measure.ROWS] = fact.both(before)
    learned = tuple(
        Learned(NAME, world.population, Group(cell[0]), cell[1], fact.lower, fact.upper, fact.of)
        for cell, fact in sharper.items()
        if is_small(cell[1], fact.upper) and not is_small(cell[1], world.facts.get(cell, _ANYTHING).upper)
    )
    return Found(learned, sharper, looked_at)


def _up(value: float) -> int:
    return -int(-(value - 1e-9) // 1)


def _down(value: float) -> int:
    return int((value + 1e-9) // 1)


def _of_tables(world: World) -> Iterator[_Made]:
    """Yield expected numbers that are not what the shown size and risk give: they come from an unrounded size."""
    risks = {f"{world.releases[n]}#{s.id}": s for n, _, s in world.models}
    for number, key, one in world.computed:
        release = world.releases[number]
        risk, size = risks.get(f"{release}#{one.of[-1]}"), world.counts.get(f"{release}#{one.of[0]}")
        if one.statistic is not Statistic.EXPECTED or risk is None or risk.value is None or one.value is None:
            continue
        if size is not None and abs(size[1] * risk.value / _PER_1000 - one.value) <= 0.5:
            continue
        yield key, _whole(one), _risk(risk), (f"{release}#{one.id}", f"{release}#{risk.id}")


def _whole(one: TableStatement) -> _Range:
    value = one.value or 0.0
    return value - 0.5, value + 0.5


def _risk(model: ModelStatement) -> _Range:
    half = step_of(model) / 2
    value = model.value or 0.0
    return (value - half) / _PER_1000, (value + half) / _PER_1000


def _of_models(world: World) -> Iterator[_Made]:
    """Yield expected numbers with the risk of their reference, where its counts are shown."""
    for number, key, model in world.models:
        reference = ordered((c.factor, frozenset(c.levels)) for c in model.reference.conditions)
        rows, events = world.facts.get((reference, Measure.ROWS)), world.facts.get((reference, Measure.EVENTS))
        if model.measure != NAME or model.value is None or rows is None or events is None or not rows.lower:
            continue
        half = step_of(model) / 2
        risk = events.lower / rows.upper, events.upper / rows.lower
        of = (f"{world.releases[number]}#{model.id}", *rows.of, *events.of)
        yield key, (model.value - half, model.value + half), risk, of
