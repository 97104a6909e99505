"""What the gate can judge of conditions together: all combinations once, each with its events and its size."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from smartstart.disclosure.combined import OF_RATES, OF_SIZES
from smartstart.disclosure.predicates import Levels, canonical, problem_with
from smartstart.release.contents import Counted, ModelStatement, Predicate, TableStatement

_MISSING = "dit getal noemt niet de tellingen van alle combinaties waaruit het berekend wordt"
_NO_EFFECT = "dit getal noemt geen ontwerpeffect waarmee het interval berekend wordt"
_NOT_APART = "de tellingen bij dit getal zijn niet alle combinaties van dezelfde kenmerken, elk één keer"


def problem(
    statement: TableStatement,
    counts: Mapping[str, TableStatement],
    effects: Mapping[str, ModelStatement],
    known: Levels,
) -> str:
    """Return in Dutch why such a number cannot be judged, or an empty text when it can.

    Args:
        counts, effects: the counts and design effects that are asked for, by id.
    """
    of_rates = statement.statistic in OF_RATES
    names = statement.of[:-1] if of_rates else statement.of
    needed = OF_RATES[statement.statistic] if of_rates else OF_SIZES[statement.statistic]
    if len(names) != needed or any(name not in counts for name in names):
        return _MISSING
    if of_rates and statement.of[-1] not in effects:
        return _NO_EFFECT
    named = [counts[name] for name in names]
    wrong = next((p for p in (problem_with(one.predicate, known) for one in (*named, statement)) if p), "")
    return wrong or _combinations_problem(named, known, of_rates=of_rates)


def _combinations_problem(named: Sequence[TableStatement], known: Levels, *, of_rates: bool) -> str:
    order = (Counted.EVENTS, Counted.ROWS) if of_rates else (Counted.ROWS,)
    if [one.counted for one in named] != [*order] * (len(named) // len(order)):
        return _MISSING
    groups = [canonical(one.predicate, known) for one in named]
    cells = groups[:: len(order)]
    if of_rates and cells != groups[1::2]:
        return _MISSING
    same = len({(one.population, one.unit, one.period, one.room) for one in named}) == 1
    return "" if same and _all_apart(cells) else _NOT_APART


def _all_apart(cells: Sequence[Predicate]) -> bool:
    """Return whether no unit can be in two of these groups."""
    return all(any(_exclude(a, b)) for a, b in itertools.combinations(cells, 2))


def _exclude(one: Predicate, other: Predicate) -> Iterator[bool]:
    levels = {c.factor: set(c.levels) for c in other.conditions}
    yield from (c.factor in levels and levels[c.factor].isdisjoint(c.levels) for c in one.conditions)
