"""All attacks, one after another: those that sharpen what is known first, then those that combine it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from smartstart.attack.evidence import Found, Learned, World
from smartstart.attack.methods import (
    amounts,
    arithmetic,
    classes,
    coming_and_going,
    complement,
    expected,
    group_share,
    in_several,
    integers,
    intervals,
    linked,
    models,
    open_figures,
    per_date,
    ratios,
    repeated,
    rounding,
    shifts,
    smoothed,
)


@dataclass(frozen=True, slots=True)
class Method:
    """One attack.

    Attributes:
        title: what it tries, in Dutch.
        over_releases: looks at what differs between releases; the others take the releases together.
        apart: looks at each release by itself, as who was there may have changed before the next one.
    """

    name: str
    title: str
    run: Callable[[World], Found]
    over_releases: bool = False
    apart: bool = False


METHODS: tuple[Method, ...] = (
    Method(rounding.NAME, "welke hele getallen bij een afgerond getal passen", rounding.run),
    Method(repeated.NAME, "dezelfde telling in twee vrijgaven", repeated.run, over_releases=True),
    Method(shifts.NAME, "wie erbij kwam of wegging tussen twee vrijgaven", shifts.run, over_releases=True),
    Method(ratios.NAME, "een verhouding terugrekenen naar aantallen", ratios.run),
    Method(per_date.NAME, "een aantal per peildatum terugrekenen naar het totaal", per_date.run),
    Method(expected.NAME, "een verwacht aantal terugrekenen naar de groep", expected.run),
    Method(amounts.NAME, "wat een paar mensen inbrengen in een bedrag", amounts.run),
    Method(models.NAME, "een schatting terugrekenen naar aantallen", models.run),
    Method(intervals.NAME, "de grenzen van een schatting terugrekenen naar aantallen", intervals.run),
    Method(smoothed.NAME, "een gladgestreken waarde of verhouding terugrekenen naar aantallen", smoothed.run),
    Method(complement.NAME, "de rest: allen min een deel, en groep min gebeurtenissen", complement.run),
    Method(
        coming_and_going.NAME,
        "wie niet op elke peildatum meetelde, of op meer dan één",
        coming_and_going.run,
        apart=True,
    ),
    Method(
        in_several.NAME,
        "wie in meer dan één deel van een groep voorkomt, of in geen enkel deel",
        in_several.run,
        apart=True,
    ),
    Method(open_figures.NAME, "cijfers die een buitenstaander al kent", open_figures.run),
    Method(classes.NAME, "klassen die elkaar overlappen", classes.run),
    Method(group_share.NAME, "een kenmerk dat voor (bijna) de hele groep geldt", group_share.run),
    Method(arithmetic.NAME, "rekenen met rijen, kolommen en totalen", arithmetic.run),
    Method(linked.NAME, "tabellen over dezelfde personen naast elkaar", linked.run),
    Method(integers.NAME, "redeneren met hele getallen", integers.run),
)


@dataclass(frozen=True, slots=True)
class Tried:
    """How one attack went, over all worlds.

    Attributes:
        looked_at: numbers that it tried; undecided: those it could not settle within its limit of work.
        contradiction: somewhere the numbers fitted no population, so that nothing could be concluded.
    """

    method: Method
    learned: tuple[Learned, ...]
    looked_at: int
    undecided: int
    contradiction: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all attacks learned.

    Attributes:
        wrong: claims that are not so, where the truth was given.
    """

    worlds: tuple[World, ...]
    tried: tuple[Tried, ...]
    wrong: tuple[Learned, ...] = ()

    @property
    def learned(self) -> tuple[Learned, ...]:
        """Return what was learned, attack by attack."""
        return tuple(one for tried in self.tried for one in tried.learned)


def assault(
    worlds: Sequence[World],
    truth: Callable[[Learned], bool] | None = None,
    methods: Iterable[Method] = METHODS,
) -> Outcome:
    """Try every attack on every world.

    Args:
        worlds: as `reading.worlds` makes them.
        truth: says whether a bound that is claimed is right; claims that are not are set apart, in `Outcome.wrong`.
    """
    views = [list(_views(world)) for world in worlds]
    tried = []
    several = tuple(methods)
    for turn, method in enumerate(several):
        found = []
        for number, world in enumerate(worlds):
            if method.over_releases:
                found.append(method.run(world))
                continue
            if method.apart:
                found += [method.run(one) for one in _apart(world, views[number], several[:turn])]
                continue
            for place, view in enumerate(views[number]):
                one = method.run(view)
                views[number][place] = view.sharpened(one.sharper)
                found.append(one)
        tried.append(_together(method, found))
    wrong = tuple(one for t in tried for one in t.learned if truth is not None and not truth(one))
    return Outcome(tuple(worlds), tuple(tried), wrong)


def _views(world: World) -> Iterable[World]:
    """Return the world, or, where the persons changed between releases, each release by itself.

    They changed where two values of one cell say so, or where all numbers together fit no persons at all.
    """
    several = len(world.releases) > 1
    changed = several and (bool(world.moved) or arithmetic.run(world).contradiction)
    return (world.only(n) for n in range(len(world.releases))) if changed else (world,)


def _apart(world: World, views: Sequence[World], before: Sequence[Method]) -> Iterable[World]:
    """Return each release by itself, with what the attacks before made of it alone."""
    if all(len(view.releases) == 1 for view in views):
        yield from views
        return
    for number in range(len(world.releases)):
        alone = world.only(number)
        for method in before:
            if not method.over_releases and not method.apart:
                alone = alone.sharpened(method.run(alone).sharper)
        yield alone


def _together(method: Method, found: Sequence[Found]) -> Tried:
    learned = {(o.population, o.group, o.measure, o.lower, o.upper, o.between): o for f in found for o in f.learned}
    return Tried(
        method,
        tuple(learned.values()),
        sum(f.looked_at for f in found),
        sum(f.undecided for f in found),
        any(f.contradiction for f in found),
    )
