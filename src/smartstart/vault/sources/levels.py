"""Levels of a factor from the user's own table: classes of a number, or values with a label.

Levels are public, so they come from the study alone: no value of the data becomes a word, and which levels there are
says nothing of the data. First the classes or labels in the order of the study, then "otherwise" where the study asks
for it, then always "not known".
"""

import itertools
from collections.abc import Sequence

from babel.numbers import format_decimal

from smartstart.release.contents import Dimension, Level
from smartstart.vault.study.parts import canonical
from smartstart.vault.study.table import TableFactor

MISSING = "onbekend"
OTHER = "overig"


def missing_values(values: Sequence[str]) -> tuple[str, ...]:
    """Return what means "not known": what the study says, and always the empty value and our own word for it."""
    return tuple(dict.fromkeys(("", MISSING, *(canonical(value) for value in values))))


def labels_of(plan: TableFactor) -> dict[str, str]:
    """Return the labels of a factor by canonical value, in the order of the study."""
    return {canonical(value): label for value, label in plan.labels.items()}


def dimension_of(plan: TableFactor) -> Dimension:
    """Return the dimension of a factor; it follows from the study, whatever the data hold.

    Its levels: the classes ("tot 25", "25 tot 30", "30 of meer") or the labels, then `overig` where the study sets
    `other`, then `onbekend`. A level that no row has is a level all the same.
    """
    if plan.bins is None:
        known = [Level(code=value, label=label) for value, label in labels_of(plan).items()]
    else:
        known = _classes(plan.bins.edges)
    levels = [_spoken(plan, level, place, len(known)) for place, level in enumerate(known)]
    if plan.other:
        levels.append(_phrased(plan, Level(code=OTHER, label=OTHER), "met een andere waarde"))
    unknown = Level(code=MISSING, label=MISSING, missing=True)
    levels.append(_phrased(plan, unknown, f"van wie bij {_lowered(plan.title)} niets bekend is"))
    return Dimension(
        name=plan.name,
        title=plan.title,
        ordered=plan.ordered or plan.bins is not None,
        levels=tuple(levels),
        below=plan.below,
        from_=plan.from_,
    )


def _classes(edges: Sequence[float]) -> list[Level]:
    """Return the classes of a number. The first edge is the lowest value allowed, at each other a class starts."""
    bounds = [plain(edge) for edge in edges[1:]]
    if not bounds:
        return [Level(code=f"vanaf_{plain(edges[0])}", label=f"{shown(edges[0])} of meer", lower=plain(edges[0]))]
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
    return levels


def plain(number: float) -> str:
    """Return a bound as machines read it: "25", "2.5"."""
    return str(int(number)) if number == int(number) else repr(float(number))


def shown(number: float) -> str:
    """Return a bound in Dutch notation. Below ten thousand without a point, as it may be a year."""
    if abs(number) >= 10_000:
        return str(format_decimal(number, locale="nl"))
    return plain(number).replace(".", ",")


def _spoken(plan: TableFactor, level: Level, place: int, levels: int) -> Level:
    """Give a level its phrase; a class that `below` and `from` can say needs none."""
    if plan.bins and levels > 1 and not _own_phrase(plan, level):
        needed = [plan.from_] if place == levels - 1 else [plan.below] if place == 0 else [plan.below, plan.from_]
        if all(needed):
            return level
    return _phrased(plan, level, f"met {_lowered(plan.title)}: {level.label}")


def _phrased(plan: TableFactor, level: Level, otherwise: str) -> Level:
    """Give a level the phrase of the study, or else ours."""
    return level.model_copy(update={"phrase": _own_phrase(plan, level) or otherwise})


def _own_phrase(plan: TableFactor, level: Level) -> str:
    phrases = {canonical(value): phrase for value, phrase in plan.phrases.items()}
    return phrases.get(level.code) or phrases.get(level.label, "")


def _lowered(title: str) -> str:
    """A title inside a sentence loses its capital, unless it is an abbreviation."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
