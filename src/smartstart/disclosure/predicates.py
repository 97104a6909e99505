"""What predicates say about each other: whether they may be asked, are the same, or lie within one another.

Everything here follows from the definitions alone; no value of the data is looked at.
"""

from collections.abc import Iterable, Mapping

from smartstart.release.contents import Condition, Dimension, Predicate

Levels = Mapping[str, frozenset[str]]


def levels_of(dimensions: Iterable[Dimension]) -> dict[str, frozenset[str]]:
    """Return the codes of all levels per dimension."""
    return {d.name: frozenset(level.code for level in d.levels) for d in dimensions}


def problem_with(predicate: Predicate, known: Levels) -> str:
    """Return in Dutch why a predicate cannot be judged, or an empty text when it can."""
    seen: set[str] = set()
    for condition in predicate.conditions:
        if condition.factor not in known:
            return f"de groep gebruikt '{condition.factor}', en dat is geen kenmerk van deze studie"
        if condition.factor in seen:
            return f"de groep gebruikt '{condition.factor}' twee keer"
        seen.add(condition.factor)
        unknown = sorted(set(condition.levels) - known[condition.factor])
        if unknown:
            return f"'{condition.factor}' heeft geen waarde '{unknown[0]}'"
    return ""


def canonical(predicate: Predicate, known: Levels) -> Predicate:
    """Return the one way to write a predicate: factors and levels in order, conditions that hold for all left out."""
    kept = []
    for condition in sorted(predicate.conditions, key=lambda c: c.factor):
        codes = frozenset(condition.levels)
        if codes != known[condition.factor]:
            kept.append(Condition(factor=condition.factor, levels=tuple(sorted(codes))))
    return Predicate(conditions=tuple(kept))


def ordered(predicate: Predicate) -> Predicate:
    """Return the predicate with its factors and their levels in order."""
    conditions = (Condition(factor=c.factor, levels=tuple(sorted(set(c.levels)))) for c in predicate.conditions)
    return Predicate(conditions=tuple(sorted(conditions, key=lambda c: c.factor)))


def within(part: Predicate, whole: Predicate) -> bool:
    """Return whether every unit of `part` is in `whole`, by definition: each condition of `whole` is implied."""
    mine = {c.factor: frozenset(c.levels) for c in part.conditions}
    return all(c.factor in mine and mine[c.factor] <= frozenset(c.levels) for c in whole.conditions)


def without(predicate: Predicate, factor: str) -> Predicate:
    """Return the predicate without its condition on `factor`."""
    return Predicate(conditions=tuple(c for c in predicate.conditions if c.factor != factor))
