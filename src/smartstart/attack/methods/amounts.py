"""Amounts: what a few bring in follows from a total and what the others bring in.

Argument: a mean times the number is the total, and a total over a mean is the number. The total of a wijk minus that
of a part of it is that of the rest; if the rest is three families, their income is known. And a quantile says that
nine tenths have no more than so much: what they leave of the total is brought in by the few above it, and where one
stands out it is nearly hers. Answered by judging who stands out in each total, and in what totals leave over.

Told is what a few bring in when it is known to within a half of itself: wider limits tell little of anybody.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from smartstart.attack.evidence import SMALL, Cell, Fact, Found, Group, Key, Learned, Measure, World, is_small
from smartstart.attack.nesting import nested
from smartstart.release.contents import AmountStatement, AmountStatistic

NAME = "amounts"
_NARROW = 0.5  # of the upper limit
_ANYTHING = Fact(0, 10**9, ())


@dataclass(frozen=True, slots=True)
class _Total:
    """What a group brings in together: limits, the units it is counted in, and the statements that say so."""

    lower: float
    upper: float
    cell: Cell
    of: tuple[str, ...]


def run(world: World) -> Found:
    """Compare totals with means, with totals of parts, and with quantiles."""
    learned: list[Learned] = []
    sharper: dict[Cell, Fact] = {}
    for name in sorted({one.amount for _, _, one in world.amounts}):
        chosen = [(number, key, one) for number, key, one in world.amounts if one.amount == name]
        sharper |= dict(_numbers(world, chosen))
        totals = dict(_totals(world, chosen))
        learned += [*_rests(world, totals), *_highest(world, chosen, totals, name)]
    learned += [
        Learned(NAME, world.population, Group(cell[0]), cell[1], fact.lower, fact.upper, fact.of)
        for cell, fact in sharper.items()
        if is_small(cell[1], fact.upper) and not is_small(cell[1], world.facts.get(cell, _ANYTHING).upper)
    ]
    return Found(tuple(learned), sharper, len(world.amounts))


def _limits(one: AmountStatement) -> tuple[float, float]:
    """Return what an amount can have been: its own limits, or else half of its last digit either way."""
    value = one.value or 0.0
    digits = repr(value).partition(".")[2].strip("0")
    half = 0.5 * 10.0 ** -len(digits)
    return (value - half if one.lower is None else one.lower), (value + half if one.upper is None else one.upper)


def _counted(world: World, number: int, one: AmountStatement) -> tuple[Cell, Fact] | None:
    count = world.counts.get(f"{world.releases[number]}#{one.of[0]}")
    return None if count is None else (count[0], world.facts[count[0]])


_Listed = list[tuple[int, Key, AmountStatement]]


def _totals(world: World, chosen: _Listed) -> Iterator[tuple[Key, _Total]]:
    """Yield the total of each group: its sum, or its mean times its number."""
    for number, key, one in sorted(chosen, key=lambda c: c[2].statistic is AmountStatistic.SUM):  # sums come last
        counted = _counted(world, number, one)
        if one.statistic is AmountStatistic.QUANTILE or counted is None:
            continue
        cell, units = counted
        low, high = _limits(one)
        if one.statistic is AmountStatistic.MEAN:
            low, high = low * units.lower, high * units.upper
        yield key, _Total(low, high, cell, (f"{world.releases[number]}#{one.id}", *units.of))


def _numbers(world: World, chosen: _Listed) -> Iterator[tuple[Cell, Fact]]:
    """Yield the number of units of each group that has a sum and a mean."""
    means = {key: (n, one) for n, key, one in chosen if one.statistic is AmountStatistic.MEAN}
    for number, key, one in chosen:
        counted = _counted(world, number, one)
        if one.statistic is not AmountStatistic.SUM or key not in means or counted is None:
            continue
        (low, high), (least, most) = _limits(one), _limits(means[key][1])
        if least > 0:
            names = f"{world.releases[number]}#{one.id}", f"{world.releases[means[key][0]]}#{means[key][1].id}"
            fact = Fact(max(0, math.ceil(low / most - 1e-6)), math.floor(high / least + 1e-6), names)
            if fact.lower <= fact.upper and fact.meets(counted[1]):
                yield counted[0], fact.both(counted[1])


def _rests(world: World, totals: dict[Key, _Total]) -> Iterator[Learned]:
    """Yield what the rest of a group brings in, where the rest is few."""
    keys = list(totals)
    for part, whole in zip(*nested(keys, keys), strict=True):
        inner, outer = totals[keys[part]], totals[keys[whole]]
        if inner.cell[1] is not outer.cell[1]:
            continue
        most = world.facts[outer.cell].upper - world.facts[inner.cell].lower
        lower, upper = outer.lower - inner.upper, outer.upper - inner.lower
        if 0 < most < SMALL[outer.cell[1]] and _is_narrow(lower, upper):
            group = Group(keys[whole], (keys[part],))
            of = tuple(dict.fromkeys((*outer.of, *inner.of)))
            yield Learned(NAME, world.population, group, Measure.AMOUNT, lower, upper, of)


def _highest(world: World, chosen: _Listed, totals: dict[Key, _Total], name: str) -> Iterator[Learned]:
    """Yield what the few above a quantile bring in."""
    for number, key, one in chosen:
        total, share = totals.get(key), one.share
        if total is None or share is None or total.cell[1] not in SMALL:
            continue
        units = world.facts[total.cell]
        few = max(n - math.ceil(share * n) for n in (units.lower, units.upper))
        lower = total.lower - (units.upper - few) * _limits(one)[1]
        if 0 < few < SMALL[total.cell[1]] and _is_narrow(lower, total.upper):
            words = f"de {few} {world.units} met het hoogste bedrag ({name}) van deze groep"
            of = (f"{world.releases[number]}#{one.id}", *total.of)
            group = Group(key, words=words)
            yield Learned(NAME, world.population, group, Measure.AMOUNT, lower, total.upper, of)


def _is_narrow(lower: float, upper: float) -> bool:
    return lower > 0 and upper - lower <= _NARROW * upper
