"""A group in words: "kinderen die bij een alleenstaande moeder wonen en van wie …".

The words come from the study's own dimensions, so that a table about anything (women, pupils, addresses) reads as
well as the registers do. A run of ordered levels becomes one phrase, "jonger dan 30 jaar", not a list of classes.
"""

from collections.abc import Sequence

from smartstart.presentation import dutch
from smartstart.release.contents import Condition, Dimension, Level, Predicate

PLACE_LEVELS = ("gemeente", "wijk", "buurt")


def bound_text(text: str) -> str:
    """Return a bound as Dutch text: "2.5" is "2,5", "25000" is "25.000"; a year stays as it is."""
    try:
        value = float(text)
    except ValueError:
        return text
    if abs(value) >= 10_000:
        return dutch.number(value)
    return f"{value:g}".replace(".", ",")


def _dimension(name: str, dimensions: Sequence[Dimension]) -> Dimension | None:
    return next((dimension for dimension in dimensions if dimension.name == name), None)


def _one(level: Level, dimension: Dimension) -> str:
    if level.phrase:
        return level.phrase
    if dimension.name in PLACE_LEVELS:
        return f"die in {level.label} wonen"
    if dimension.name == "peildatum":
        return f"op {level.label}"
    return f"met {dimension.title.lower()}: {level.label.lower()}"


def _run(chosen: list[Level], dimension: Dimension) -> str:
    """Return one phrase for a run of neighbouring ordered levels, or nothing where the words fail."""
    order = [level for level in dimension.levels if not level.missing]
    places = [order.index(level) for level in chosen]
    if not dimension.ordered or places != list(range(places[0], places[0] + len(places))):
        return ""
    low, high = chosen[0].lower, chosen[-1].upper
    from_start, to_end = places[0] == 0, places[-1] == len(order) - 1
    below = dimension.below.replace("{bound}", bound_text(high)) if dimension.below and high else ""
    above = dimension.from_.replace("{bound}", bound_text(low)) if dimension.from_ and low else ""
    if from_start and to_end:
        return ""
    if from_start:
        return below
    if to_end:
        return above
    return f"{above} en {below}" if above and below else ""


def condition_phrase(condition: Condition, dimensions: Sequence[Dimension]) -> str:
    """Return one condition as the words that follow "kinderen": "die bij een alleenstaande moeder wonen"."""
    dimension = _dimension(condition.factor, dimensions)
    if dimension is None:
        return f"met {condition.factor}: {dutch.listing(condition.levels, 'of')}"
    levels = [level for level in dimension.levels if level.code in condition.levels]
    known = [level for level in levels if not level.missing]
    missing = [_one(level, dimension) for level in levels if level.missing]
    run = _run(known, dimension) if known else ""
    if run and (len(known) > 1 or not known[0].phrase):
        return dutch.listing([run, *missing], "of")
    if dimension.name in PLACE_LEVELS:
        return f"die in {dutch.listing((level.label for level in levels), 'of')} wonen"
    return dutch.listing([*(_one(level, dimension) for level in known), *missing], "of")


def group_phrase(predicate: Predicate, dimensions: Sequence[Dimension], units: str) -> str:
    """Return a group in words.

    Args:
        predicate: the conditions; none means everybody.
        dimensions: with the words of their levels, in the order in which a sentence should name them.
        units: plural of what is counted, "kinderen".
    """
    if not predicate.conditions:
        return f"alle {units}"
    order = {dimension.name: place for place, dimension in enumerate(dimensions)}
    conditions = sorted(predicate.conditions, key=lambda c: (order.get(c.factor, len(order)), c.factor))
    return f"{units} {dutch.listing(condition_phrase(c, dimensions) for c in conditions)}"


def added_condition(before: Predicate, after: Predicate) -> Condition | None:
    """Return the condition that `after` has and `before` has not; None when nothing was added."""
    return next((condition for condition in after.conditions if condition not in before.conditions), None)
