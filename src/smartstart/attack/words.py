"""What was learned, in Dutch."""

from collections.abc import Sequence

from smartstart.attack.evidence import Group, Key, Learned, Measure, World
from smartstart.presentation import dutch
from smartstart.presentation.groups import group_phrase
from smartstart.release.contents import Condition, Dimension, Predicate

_COUNTED = {
    Measure.ROWS: "rijen (een eenheid op een peildatum)",
    Measure.PERSONS: "verschillende personen",
    Measure.PARTLY: "verschillende personen die er niet op elke peildatum bij waren",
    Measure.REPEATED: "verschillende personen die er op meer dan één peildatum bij waren",
    Measure.HOUSEHOLDS: "huishoudens",
    Measure.EVENTS: "met de uitkomst",
    Measure.WITHOUT: "zonder de uitkomst",
}

_FEW = 4  # parts that are told by name


def group(one: Group, world: World) -> str:
    """Return a group in words: "kinderen die in wijk A wonen, maar niet: kinderen van wie de moeder werkt"."""
    if one.words:
        return one.words
    words = _phrase(one.inside, world.dimensions, world.units)
    if one.parts:
        return f"{words}, in meer dan één van {_parts(one.parts, world)}"
    without = [_phrase(key, world.dimensions, world.units) for key in one.outside]
    return f"{words}, maar niet: {'; '.join(without)}" if without else words


def _parts(parts: Sequence[Key], world: World) -> str:
    if len(parts) > _FEW:
        return f"{dutch.number(len(parts))} groepen daarin"
    return "deze: " + "; ".join(_phrase(key, world.dimensions, world.units) for key in parts)


def _phrase(key: Key, dimensions: Sequence[Dimension], units: str) -> str:
    if not key:
        return f"alle {units}"
    return group_phrase(predicate_of(key), dimensions, units)


def predicate_of(key: Key) -> Predicate:
    """Return a group as the predicate that a release would write."""
    conditions = (Condition(factor=factor, levels=tuple(sorted(codes))) for factor, codes in key)
    return Predicate(conditions=tuple(conditions))


def bound(one: Learned) -> str:
    """Return the bound in words: "precies 8, met de uitkomst"."""
    low, high = dutch.number(one.lower), dutch.number(one.upper)
    if one.measure is Measure.AMOUNT:
        return f"samen tussen {low} en {high}"
    if one.measure is Measure.SHARE:
        return (
            f"tussen {low} en {high} procent heeft het kenmerk" if low != high else f"{high} procent heeft het kenmerk"
        )
    how = f"precies {high}" if low == high else f"tussen {low} en {high}" if one.lower else f"hoogstens {high}"
    if one.between:
        how = f"{how} erbij of eraf tussen {one.between[0]} en {one.between[1]}"
    return f"{how}, {_COUNTED[one.measure]}"
