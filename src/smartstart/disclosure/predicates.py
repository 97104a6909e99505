"""What predicates say about each other: whether they may be asked, are the same, or lie within one another.

Everything here follows from the definitions alone; no value of the data is looked at.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from smartstart.release.contents import Condition, Dimension, Predicate

Levels = Mapping[str, frozenset[str]]
T = TypeVar("T")
_Place = tuple[Hashable, frozenset[str], str, str]


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


class Neighbours(Generic[T]):
    """Finds what may be nested with a predicate without comparing all with all: thousands of wijken lie apart.

    Of two nested predicates one has the factors of the other, and on each shared factor they share a level.
    """

    def __init__(self) -> None:
        self._factors: dict[Hashable, dict[frozenset[str], list[T]]] = {}
        self._places: dict[_Place, list[T]] = {}

    def add(self, scope: Hashable, predicate: Predicate, item: T) -> None:
        """Remember `item`; only items of one scope are neighbours."""
        factors = frozenset(c.factor for c in predicate.conditions)
        self._factors.setdefault(scope, {}).setdefault(factors, []).append(item)
        for condition in predicate.conditions:
            for level in set(condition.levels):
                self._places.setdefault((scope, factors, condition.factor, level), []).append(item)

    def near(self, scope: Hashable, predicate: Predicate) -> Iterator[T]:
        """Yield every item whose predicate may lie within this one or around it; an item may come twice."""
        levels = {c.factor: c.levels for c in predicate.conditions}
        mine = frozenset(levels)
        for factors, items in self._factors.get(scope, {}).items():
            if not (factors <= mine or mine <= factors):
                continue
            shared = factors & mine
            if not shared:
                yield from items
                continue
            factor = min(shared)
            for level in levels[factor]:
                yield from self._places.get((scope, factors, factor, level), ())
