"""Rows and persons of one group tell how many came or went, or were there more than once: not where the rule is on."""

import datetime as dt
from collections.abc import Sequence

import pytest

from smartstart.attack.assault import METHODS, Outcome
from smartstart.attack.evidence import Group, Learned, Measure
from smartstart.attack.methods import coming_and_going, complement
from smartstart.disclosure import deciding
from smartstart.disclosure.atoms import sums as atom_sums
from smartstart.disclosure.policy import Policy, load_policy
from smartstart.disclosure.rules import persons_left
from smartstart.release.contents import Counted, ReleaseContents
from tests.support.attack_worlds import Trial, attacked, contents, number, ungated
from tests.support.gate_world import EVERYBODY, World, decide, dimension, exact_policy, predicate, submit
from tests.support.random_releases import draw_releases

DATES = tuple(dt.date(2020 + n, 1, 1) for n in range(3))
STRICT = load_policy("strict")  # rounds to five
SEEDS = (9, 12)  # of crowds at two or three dates, of which few in some group came or went


@pytest.fixture
def without_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "RULES", tuple(r for r in deciding.RULES if r.name != persons_left.RULE.name))


def _world(missing: Sequence[int]) -> World:
    """110 children of wijk a at three dates, except that some missed one date, or two; of wijk b 200 at all dates."""
    world = World(dimension("wijk", "a", "b")).add(110, wijk="a").add(200, wijk="b")
    once = world.rows
    world.rows = [row for n in range(3) for i, row in enumerate(once) if i >= len(missing) or missing[i] <= n]
    return world


def _again(times: Sequence[int]) -> World:
    """110 children of wijk a at one date each, but some at so many; 200 of wijk b at all dates."""
    world = World(dimension("wijk", "a", "b")).add(110, wijk="a").add(200, wijk="b")
    once = world.rows
    there = [*times, *([1] * (110 - len(times))), *([len(DATES)] * 200)]
    world.rows = [row for n in range(len(DATES)) for i, row in enumerate(once) if there[i] > n]
    return world


def _learned(world: World, policy: Policy) -> Outcome:
    a = predicate(wijk="a")
    asked = submit(world.count("a/persons", a, Counted.PERSONS), *world.sizes(a=a), repeats=3)
    release = contents(world, decide(world, asked, policy).statements, reference_dates=DATES)
    return attacked([release], Trial(coming_and_going.NAME, [world], [release]))


AGAIN = pytest.mark.parametrize(
    ("times", "bounds"),
    [
        pytest.param([2, 2, 2], (2, 3), id="three were there twice"),
        pytest.param([3, 3, 3, 3], (4, 8), id="four at all dates"),
    ],
)
MISSING = pytest.mark.parametrize(
    ("missing", "bounds"),
    [
        pytest.param([1], (1, 1), id="one child missed one date"),
        pytest.param([1] * 9, (5, 9), id="nine missed one"),
        pytest.param([2] * 4, (4, 8), id="four missed two"),
        pytest.param([1] * 5 + [2], (4, 7), id="five missed one and one missed two"),
    ],
)


@MISSING
@pytest.mark.usefixtures("without_the_rule")
def test_without_the_rule_it_is_learned_how_many_came_or_went(missing: list[int], bounds: tuple[int, int]) -> None:
    world = _world(missing)
    found = _learned(world, exact_policy())
    [one] = found.learned
    assert (one.attack, one.measure, (one.lower, one.upper)) == (coming_and_going.NAME, Measure.PARTLY, bounds)
    assert one.statements == ("v1#test/a/persons", "v1#test/a/size")
    assert number(world, one.group, one.measure) == len(missing)
    assert found.wrong == ()


@MISSING
def test_with_the_rule_nothing_is_learned(missing: list[int], bounds: tuple[int, int]) -> None:
    assert bounds
    assert _learned(_world(missing), exact_policy()).learned == ()


@AGAIN
@pytest.mark.usefixtures("without_the_rule")
def test_without_the_rule_it_is_learned_how_many_were_there_more_than_once(
    times: list[int], bounds: tuple[int, int]
) -> None:
    world = _again(times)
    found = _learned(world, exact_policy())
    [one] = found.learned
    assert (one.measure, (one.lower, one.upper)) == (Measure.REPEATED, bounds)
    assert number(world, one.group, one.measure) == len(times)
    assert found.wrong == ()


@AGAIN
def test_with_the_rule_nobody_learns_how_many_were_there_more_than_once(
    times: list[int], bounds: tuple[int, int]
) -> None:
    assert bounds
    assert _learned(_again(times), exact_policy()).learned == ()


def _two_deliveries() -> tuple[list[World], list[ReleaseContents]]:
    """The persons of wijk a, and a year later its rows: all were there at all dates, but two of them are gone."""
    now = World(dimension("wijk", "a", "b")).add(110, wijk="a").add(200, wijk="b")
    now.rows = now.rows[2:] * 3
    worlds, a = [_world([]), now], predicate(wijk="a")
    first = ungated(worlds[0], submit(worlds[0].count("a/persons", a, Counted.PERSONS), repeats=3))
    return worlds, [first, ungated(now, submit(*now.sizes(a=a), repeats=3))]


def test_between_two_deliveries_nothing_follows() -> None:
    """110 children then and 324 rows now are no six times that somebody missed a date: nobody did, and two left."""
    worlds, releases = _two_deliveries()
    found = attacked(releases, Trial(coming_and_going.NAME, worlds, releases))
    assert _of_this_attack(found.learned) == []
    assert found.wrong == ()


def test_of_several_releases_each_is_read_by_itself() -> None:
    """Both numbers again in the second release, of those who are there now, of whom one missed a date."""
    worlds, [first, _] = _two_deliveries()
    worlds[1].rows = worlds[1].rows[1:]
    a = predicate(wijk="a")
    asked = submit(worlds[1].count("a/persons", a, Counted.PERSONS), *worlds[1].sizes(a=a), repeats=3)
    releases = [first, ungated(worlds[1], asked)]
    found = attacked(releases, Trial(coming_and_going.NAME, worlds, releases))
    [one] = _of_this_attack(found.learned)
    assert (one.lower, one.upper, one.statements) == (1, 1, ("v2#test/a/persons", "v2#test/a/size"))


@pytest.mark.parametrize("missing", [[], [1] * 10, [2] * 5], ids=["nobody", "ten dates", "ten dates of five children"])
def test_nothing_below_ten_is_claimed_where_the_rule_shows_both(missing: list[int]) -> None:
    found = _learned(_world(missing), exact_policy())
    [tried] = [one for one in found.tried if one.method.name == coming_and_going.NAME]
    assert len(found.worlds[0].facts) == 2
    assert tried.looked_at == 1
    assert found.learned == ()


@pytest.mark.usefixtures("without_the_rule")
def test_rounded_numbers_bound_it_more_widely() -> None:
    """110 children are 108 to 112, and 329 rows are 328 to 332: of 336 at most, at least 328."""
    found = _learned(_world([1]), STRICT)
    [one] = _of_this_attack(found.learned)
    assert (one.lower, one.upper) == (0, 8)
    assert found.wrong == ()


def test_rows_that_were_not_shown_may_follow_from_those_of_others() -> None:
    """Everybody is wijk a and wijk b: 310 children less four dates are 926 rows, and those of both were shown."""
    world = _world([2, 2])
    persons = world.count("alle/persons", EVERYBODY, Counted.PERSONS)
    asked = submit(persons, *world.sizes(a=predicate(wijk="a"), b=predicate(wijk="b")), repeats=3)
    release = ungated(world, asked)
    found = attacked([release], Trial(coming_and_going.NAME, [world], [release]), threshold=1)
    assert found.wrong == ()
    [one] = _of_this_attack(found.learned)
    assert (one.group, one.lower, one.upper) == (Group(()), 2, 4)
    assert set(one.statements) == {"v1#test/alle/persons", "v1#test/a/size", "v1#test/b/size"}


def test_at_one_date_nobody_comes_or_goes() -> None:
    world = World(dimension("wijk", "a", "b")).add(110, wijk="a").add(200, wijk="b")
    a = predicate(wijk="a")
    release = ungated(world, submit(world.count("a/persons", a, Counted.PERSONS), *world.sizes(a=a)))
    found = attacked([release], Trial(coming_and_going.NAME, [world], [release]))
    [tried] = [one for one in found.tried if one.method.name == coming_and_going.NAME]
    assert tried.looked_at == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_of_random_crowds_the_rule_hides_what_is_learned_without_it(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = draw_releases(seed)
    assert drawn.attacked(drawn.through_the_gate()).leaks == ()
    monkeypatch.setattr(deciding, "RULES", tuple(r for r in deciding.RULES if r.name != persons_left.RULE.name))
    found = drawn.attacked(drawn.through_the_gate())
    assert _of_this_attack(found.leaks)
    assert found.false == ()


def _of_this_attack(claims: Sequence[Learned]) -> list[Learned]:
    assert coming_and_going.NAME in {method.name for method in METHODS}
    return [one for one in claims if one.attack == coming_and_going.NAME]


def _at_the_first_date() -> tuple[World, ReleaseContents]:
    """Of wijk a and b together the persons at the first date, of wijk a the rows; seven live in wijk b."""
    world = World(dimension("wijk", "a", "b", "c"), dimension("peildatum", *(day.isoformat() for day in DATES)))
    for day, others in zip((level.code for level in world.dimensions[1].levels), (7, 40, 40), strict=True):
        world.add(200, wijk="a", peildatum=day).add(others, wijk="b", peildatum=day)
    both, one = (predicate(wijk=wijk, peildatum=DATES[0].isoformat()) for wijk in ("a|b", "a"))
    asked = submit(world.count("beide/persons", both, Counted.PERSONS), *world.sizes(a=one), repeats=len(DATES))
    return world, contents(world, decide(world, asked).statements, reference_dates=DATES)


def test_rows_at_one_date_beside_persons_at_that_date_are_persons(monkeypatch: pytest.MonkeyPatch) -> None:
    world, release = _at_the_first_date()
    assert attacked([release], Trial(complement.NAME, [world], [release])).learned == ()
    for module in (persons_left, atom_sums):
        monkeypatch.setattr(module, "dates_of", lambda _group, dates: dates)
    world, release = _at_the_first_date()
    [one] = attacked([release], Trial(complement.NAME, [world], [release])).learned
    assert (one.attack, one.lower, one.upper) == (complement.NAME, 7, 7)
