"""Levels of a factor from the user's own table: classes of a number, or the values that occur.

Classes come from the study alone; levels of text are those with a label, in the order of the labels, and after them
the other values that occur. "Not known" is a level of its own, and the last one.
"""

import itertools
import re
from collections.abc import Callable, Sequence

from babel.numbers import format_decimal

from smartstart.release.contents import Dimension, Level
from smartstart.vault.study.model import TableFactor

MISSING = "onbekend"
MOST_LEVELS = 200
LONGEST_CODE = 60

_WHOLE = re.compile(r"(-?[0-9]+)\.0+")
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def canonical(value: str) -> str:
    """Return a value as it is compared: without blanks, and a whole number without its ".0"."""
    stripped = value.strip()
    whole = _WHOLE.fullmatch(stripped)
    return whole[1] if whole else stripped


def missing_values(values: Sequence[str]) -> tuple[str, ...]:
    """Return what means "not known": what the study says, and always the empty value and our own word for it."""
    return tuple(dict.fromkeys(("", MISSING, *(canonical(value) for value in values))))


def binned(plan: TableFactor, edges: Sequence[float], *, with_missing: bool) -> Dimension:
    """Return the dimension of a number in classes: "tot 25", "25 tot 30", "30 of meer".

    Args:
        plan: the factor in the study.
        edges: rising; the first is the lowest value allowed, the others are where a class starts.
        with_missing: whether values are missing, so that a level says so.
    """
    bounds = [plain(edge) for edge in edges[1:]]
    if not bounds:
        levels = [Level(code=f"vanaf_{plain(edges[0])}", label=f"{shown(edges[0])} of meer", lower=plain(edges[0]))]
    else:
        levels = [Level(code=f"tot_{bounds[0]}", label=f"tot {shown(edges[1])}", upper=bounds[0])]
        levels += [
            Level(
                code=f"{plain(low)}_{plain(high)}",
                label=f"{shown(low)} tot {shown(high)}",
                lower=plain(low),
                upper=plain(high),
            )
            for low, high in itertools.pairwise(edges[1:])
        ]
        levels.append(Level(code=f"vanaf_{bounds[-1]}", label=f"{shown(edges[-1])} of meer", lower=bounds[-1]))
    return _dimension(plan, levels, ordered=True, with_missing=with_missing)


def listed(plan: TableFactor, values: Sequence[str], *, with_missing: bool) -> Dimension:
    """Return the dimension of a column of text: first what has a label, then the other values that occur.

    Args:
        plan: the factor in the study.
        values: values that occur, canonical, without those that mean "not known".
        with_missing: whether values are missing, so that a level says so.
    """
    labels = {canonical(value): label for value, label in plan.labels.items()}
    others = sorted(set(values) - labels.keys(), key=_order(values))
    levels = [Level(code=value, label=labels.get(value, value)) for value in (*labels, *others)]
    return _dimension(plan, levels, ordered=plan.ordered, with_missing=with_missing)


def plain(number: float) -> str:
    """Return a bound as machines read it: "25", "2.5"."""
    return str(int(number)) if number == int(number) else repr(float(number))


def shown(number: float) -> str:
    """Return a bound in Dutch notation. Below ten thousand without a point, as it may be a year."""
    if abs(number) >= 10_000:
        return str(format_decimal(number, locale="nl"))
    return plain(number).replace(".", ",")


def _order(values: Sequence[str]) -> Callable[[str], tuple[float, str]]:
    """Sort numbers as numbers when all values are, else everything as text."""
    numbers = all(_NUMBER.fullmatch(value) for value in values)
    return lambda value: (float(value.replace(",", ".")) if numbers else 0.0, value)


def _dimension(plan: TableFactor, levels: list[Level], *, ordered: bool, with_missing: bool) -> Dimension:
    spoken = [_spoken(plan, level, place, len(levels)) for place, level in enumerate(levels)]
    if with_missing:
        level = Level(code=MISSING, label=MISSING, missing=True)
        phrase = _own_phrase(plan, level) or f"van wie bij {_lowered(plan.title)} niets bekend is"
        spoken.append(level.model_copy(update={"phrase": phrase}))
    return Dimension(
        name=plan.name,
        title=plan.title,
        ordered=ordered,
        levels=tuple(spoken),
        below=plan.below,
        from_=plan.from_,
    )


def _spoken(plan: TableFactor, level: Level, place: int, levels: int) -> Level:
    """Give a level its phrase; a class that `below` and `from` can say needs none."""
    own = _own_phrase(plan, level)
    if own:
        return level.model_copy(update={"phrase": own})
    if plan.bins and levels > 1:
        needed = [plan.from_] if place == levels - 1 else [plan.below] if place == 0 else [plan.below, plan.from_]
        if all(needed):
            return level
    return level.model_copy(update={"phrase": f"met {_lowered(plan.title)}: {level.label}"})


def _own_phrase(plan: TableFactor, level: Level) -> str:
    phrases = {canonical(value): phrase for value, phrase in plan.phrases.items()}
    return phrases.get(level.code) or phrases.get(level.label, "")


def _lowered(title: str) -> str:
    """A title inside a sentence loses its capital, unless it is an abbreviation."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
