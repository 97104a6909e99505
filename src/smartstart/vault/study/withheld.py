"""Which characteristics describe no group, unless a study gives a reason and a name; and which never do.

Origin, nationality, religion, politics and the like are special in law (GDPR article 9), or so near to it that a group
described by them is discrimination before it is a finding; a decision about persons may not rest on them (article 22).
A study that needs one says why and who approved, and whether it is only there to compare (which findings overlap with
it) or is a condition like any other. That somebody sought or got help is never a condition: help comes to where
something is wrong, so it would be told as a cause of what it answers. It may be an outcome.

A characteristic is known by its words: of its name, its title, its column and its values; see `characteristics`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from smartstart.vault.study.characteristics import meaning_of, meaning_of_value
from smartstart.vault.study.help import is_help
from smartstart.vault.study.parts import Line, Part, Slug, Text

_EXPECTED = '[[withheld]] met name, use ("compare" of "condition"), reason, approved_by en date'


class Withheld(Part):
    """By whose leave a study has a characteristic that is withheld as a condition.

    Attributes:
        name: of the factor.
        use: "compare", only to see which findings overlap with it; "condition", to describe groups with as well.
    """

    name: Slug
    use: Literal["compare", "condition"] = "compare"
    reason: Text
    approved_by: Line
    date: dt.date


@dataclass(frozen=True, slots=True)
class Named:
    """A factor as a study names it.

    Attributes:
        words: all that it is called: name, title, column.
        where: the field of the study that names it.
        values: what its values are called, and the values themselves; their words stand beside its name.
    """

    name: str
    words: tuple[str, ...]
    where: tuple[str | int, ...]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfair:
    """What is wrong, where, what was expected and how to mend it, in Dutch."""

    what: str
    where: tuple[str | int, ...]
    expected: str
    mend: str


def unfair(
    factors: Iterable[Named], conditions: Iterable[tuple[str, tuple[str | int, ...]]], leave: Iterable[Withheld]
) -> Iterator[Unfair]:
    """Yield every mistake against the fairness of a study.

    Args:
        factors: all that the study loads.
        conditions: names of factors that an analysis or hunch uses, each with its field.
        leave: what the study gives reasons for.
    """
    known = tuple(factors)
    given = {one.name: one for one in leave}
    for factor in known:
        if is_help(factor.name, " ".join(factor.words)):
            yield _help(factor)
        elif factor.name not in given:
            yield from _special(factor)
    names = {factor.name for factor in known}
    for number, one in enumerate(given.values()):
        if one.name not in names:
            yield Unfair(
                f"Bij 'withheld' staat '{one.name}', maar de studie laadt die factor niet.",
                ("withheld", number, "name"),
                ", ".join(sorted(names)),
                "haal dit deel weg, of zet de factor bij de factoren",
            )
    for name, where in conditions:
        if name in given and given[name].use == "compare":
            yield Unfair(
                f"De factor '{name}' is er alleen om mee te vergelijken, en wordt hier toch gebruikt.",
                where,
                "een factor die groepen mag beschrijven",
                'kies een andere factor, of laat goedkeuren dat deze groepen beschrijft: use = "condition"',
            )


def unfair_area(column: str) -> Iterator[Unfair]:
    """Yield the mistake of figures "per area" of which the areas are no places but origins, beliefs and the like."""
    if meaning := meaning_of((column,)):
        yield Unfair(
            f"De kolom met gebieden gaat over {meaning}. Cijfers per gebied zijn er alleen voor plaatsen.",
            ("data", "area"),
            "een kolom met gemeenten, wijken, buurten of andere plaatsen",
            "kies een kolom met plaatsen, of laat 'area' weg",
        )


def _special(factor: Named) -> Iterator[Unfair]:
    """Yield the mistake of a factor that names a special characteristic: itself, or in a value."""
    if meaning := meaning_of(factor.words):
        what, where = f"De factor '{factor.name}' gaat over {meaning}.", factor.where
    else:
        found = ((meaning_of_value(value), value) for value in factor.values)
        meaning, value = next((one for one in found if one[0]), ("", ""))
        what = f"De waarde '{value}' van de factor '{factor.name}' gaat over {meaning}."
        where = (*factor.where[:-1], "labels")
    if meaning:
        yield Unfair(
            f"{what} Daarmee beschrijven we geen groepen zonder reden en akkoord.",
            where,
            _EXPECTED,
            "haal de factor weg, of schrijf op waarom hij nodig is en wie dat goedkeurde; gaat het over iets anders, "
            "zeg dat dan in andere woorden",
        )


def _help(factor: Named) -> Unfair:
    return Unfair(
        f"De factor '{factor.name}' gaat over hulp. Hulp komt waar al iets aan de hand is. Als kenmerk van een "
        "groep lijkt het dan alsof de hulp de oorzaak is.",
        factor.where,
        "een omstandigheid van vóór de hulp",
        "haal de factor weg; als uitkomst mag hulp wel",
    )
