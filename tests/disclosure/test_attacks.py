"""Attackers against the gate: they read released values only. Each succeeds when its rule is off and fails when on."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from smartstart.disclosure import deciding, joint
from smartstart.disclosure.candidates import Contributor, CountCandidate, Evidence, Nesting, Partition, Submission
from smartstart.disclosure.policy import Policy, load_policy
from smartstart.disclosure.rules import other_dates
from smartstart.release.contents import AmountStatistic, Counted, Dimension
from tests.support.gate_world import (
    EVERYBODY,
    World,
    amount,
    contributions,
    count_statement,
    decide,
    dimension,
    model,
    predicate,
    shown,
    submit,
)

Values = dict[str, float]


@dataclass(frozen=True)
class Attack:
    """A world, what is asked of it, and what an outsider computes: True when something small was learned."""

    rule: str
    world: World
    asked: Submission
    learns: Callable[[Values], bool]
    policy: Policy | None = None


def _wijken(*codes: str) -> Dimension:
    return dimension("wijk", *codes)


def _small_group() -> Attack:
    world = World(_wijken("a", "b")).add(6, wijk="a").add(94, wijk="b")
    return Attack("persons", world, submit(*world.sizes(a=predicate(wijk="a"))), lambda v: v.get("a/size", 99) < 10)


def _one_person_at_many_dates() -> Attack:
    world = World(_wijken("a", "b")).add(6, wijk="a").add(94, wijk="b")
    world.rows += [r for r in world.rows if r.levels["wijk"] == "a"] * 4
    asked = submit(*world.sizes(a=predicate(wijk="a")))
    return Attack("persons", world, asked, lambda v: v.get("a/size") == 30)


def _few_events() -> Attack:
    world = World(_wijken("a", "b")).add(100, events=7, wijk="a").add(100, wijk="b")
    asked = submit(*world.with_events(a=predicate(wijk="a")))
    return Attack("events", world, asked, lambda v: v.get("a/events", 99) < 10)


def _all_but_three() -> Attack:
    world = World(_wijken("a", "b")).add(100, events=97, wijk="a").add(100, wijk="b")
    asked = submit(*world.with_events(a=predicate(wijk="a")))

    def learns(v: Values) -> bool:
        return "a/events" in v and v["a/size"] - v["a/events"] < 10

    return Attack("complement", world, asked, learns)


def _three_families() -> Attack:
    world = World(_wijken("a", "b")).add(12, families=3, wijk="a").add(100, wijk="b")
    return Attack("households", world, submit(*world.sizes(a=predicate(wijk="a"))), lambda v: "a/size" in v)


def _three_families_with_events() -> Attack:
    world = World(_wijken("a", "b")).add(12, events=12, families=3, wijk="a").add(100, wijk="a").add(9, wijk="b")
    asked = submit(world.count("a/events", predicate(wijk="a"), Counted.EVENTS))
    return Attack("households", world, asked, lambda v: "a/events" in v)


def _nearly_everybody() -> Attack:
    world = World(_wijken("a", "b")).add(300, events=285, wijk="a").add(300, wijk="b")
    asked = submit(*world.with_events(a=predicate(wijk="a")), sensitive=("uitkomst",))

    def learns(v: Values) -> bool:
        return "a/events" in v and v["a/events"] / v["a/size"] > 0.9

    return Attack("group_share", world, asked, learns)


def _nearly_everybody_on_assistance() -> Attack:
    world = World(_wijken("a", "b"), dimension("inkomen", "bijstand", "ander"))
    world.add(285, wijk="a", inkomen="bijstand").add(15, wijk="a", inkomen="ander").add(300, wijk="b", inkomen="ander")
    counts = world.sizes(a=predicate(wijk="a"), b=predicate(wijk="a", inkomen="bijstand"))

    def learns(v: Values) -> bool:
        return {"a/size", "b/size"} <= set(v) and v["b/size"] / v["a/size"] > 0.9

    return Attack("group_share", world, submit(*counts, sensitive=("inkomen:bijstand",)), learns)


def _estimate_on_few(rule: str = "models", **more: object) -> Attack:
    world = World(_wijken("a", "b")).add(300, events=50, wijk="a").add(300, events=60, wijk="b")
    group, reference = world.evidence(predicate(wijk="a")), world.evidence(predicate(wijk="b"))
    small = {name: value for name, value in more.items() if hasattr(group, name)}
    rest = {name: value for name, value in more.items() if name not in small}
    asked = submit(models=(model("a/rr", replace(group, **small), reference, **rest),))
    return Attack(rule, world, asked, lambda v: "a/rr" in v)


def _smaller_than_its_step() -> Attack:
    world = World(_wijken("a", "b")).add(300, events=10, wijk="a").add(300, events=24, wijk="b")
    group, reference = world.evidence(predicate(wijk="a")), world.evidence(predicate(wijk="b"))
    asked = submit(models=(model("a/rr", group, reference, value=0.417, lower=0.2, upper=0.86),))
    return Attack("coarse", world, asked, lambda v: "a/rr" in v, load_policy("cbs-ra"))


def _estimate_of_a_withheld_group() -> Attack:
    """The count of wijk b falls because everybody minus b is a small group; its estimate must not say it again."""
    world = World(_wijken("a", "b")).add(5, wijk="a").add(295, events=60, wijk="b")
    b = predicate(wijk="b")
    estimate = model("b/rr", world.evidence(b), world.evidence(b), predicate=predicate(wijk="b"))
    asked = submit(*world.sizes(alle=EVERYBODY, b=b), models=(estimate,))
    return Attack("hidden_counts", world, asked, lambda v: "b/rr" in v and "b/size" not in v)


def _assistance_in_a_group_nobody_counted() -> Attack:
    world = World(_wijken("a", "b"), dimension("inkomen", "bijstand", "ander"))
    world.add(285, wijk="a", inkomen="bijstand").add(15, wijk="a", inkomen="ander").add(300, wijk="b", inkomen="ander")
    asked = submit(*world.sizes(b=predicate(wijk="a", inkomen="bijstand")), sensitive=("inkomen",))
    return Attack("group_share", world, asked, lambda v: v.get("b/size", 0) > 0.9 * 300)


def _saturated() -> Attack:
    world = World(_wijken("a", "b")).add(300, events=285, wijk="a").add(300, events=60, wijk="b")
    group, reference = world.evidence(predicate(wijk="a")), world.evidence(predicate(wijk="b"))
    asked = submit(models=(model("a/rr", group, reference, saturated=True),))
    return Attack("models", world, asked, lambda v: "a/rr" in v)


def _half_beside_whole() -> Attack:
    world = World(_wijken("a", "b")).add(40, wijk="a").add(300, wijk="b")
    group = predicate(wijk="a")
    half = world.evidence(group, world.rows[:34])
    world.held = set(range(34))
    statement = count_statement("a/half", group, Counted.ROWS)
    asked = submit(*world.sizes(a=group), CountCandidate(statement, half, half=True))

    def learns(v: Values) -> bool:
        return {"a/size", "a/half"} <= set(v) and 0 < v["a/size"] - v["a/half"] < 10

    return Attack("halves", world, asked, learns)


def _differs_by(one: str, other: str) -> Callable[[Values], bool]:
    return lambda v: {one, other} <= set(v) and 0 < abs(v[one] - v[other]) < 10


def _all_minus_nearly_all() -> Attack:
    world = World(_wijken("a", "b")).add(295, wijk="a").add(5, wijk="b")
    asked = submit(*world.sizes(alle=EVERYBODY, a=predicate(wijk="a")))
    return Attack("difference", world, asked, _differs_by("alle/size", "a/size"))


def _runs_of_ages() -> Attack:
    world = World(dimension("leeftijd", "0-11", "12-17", "18"))
    world.add(100, leeftijd="0-11").add(60, leeftijd="12-17").add(4, leeftijd="18")
    groups = {"jong": predicate(leeftijd="0-11|12-17"), "ouder": predicate(leeftijd="0-11|12-17|18")}
    return Attack("difference", world, submit(*world.sizes(**groups)), _differs_by("jong/size", "ouder/size"))


def _events_of_nested_groups() -> Attack:
    world = World(_wijken("a", "b")).add(200, events=40, wijk="a").add(200, events=4, wijk="b")
    asked = submit(*world.with_events(alle=EVERYBODY, a=predicate(wijk="a")))
    return Attack("difference", world, asked, _differs_by("alle/events", "a/events"))


def _steps_of_a_drop_off() -> Attack:
    world = World(_wijken("a", "b")).add(200, wijk="a").add(100, wijk="b")
    everybody = world.evidence(EVERYBODY)
    before = replace(everybody, rows=304, persons=304, households=304)
    first = CountCandidate(count_statement("stap/left", EVERYBODY, Counted.ROWS, population="vooraf"), before)
    asked = submit(*world.sizes(alle=EVERYBODY), first, nestings=(Nesting("test/alle/size", "test/stap/left"),))
    return Attack("difference", world, asked, _differs_by("alle/size", "stap/left"))


def _steps_around_a_withheld_step() -> Attack:
    """Three steps, 304, 300 and 300: the middle one falls, and the last one still lies too near to the first."""
    world = World(_wijken("a", "b")).add(200, wijk="a").add(100, wijk="b")
    everybody = world.evidence(EVERYBODY)
    steps = []
    for name, number, weight in (("eerst", 304, 9), ("tussen", 300, 5)):
        evidence = replace(everybody, rows=number, persons=number, households=number)
        statement = count_statement(f"{name}/left", EVERYBODY, Counted.ROWS, population=name)
        steps.append(CountCandidate(statement, evidence, weight=weight))
    nestings = (Nesting("test/alle/size", "test/tussen/left"), Nesting("test/tussen/left", "test/eerst/left"))
    asked = submit(*world.sizes(alle=EVERYBODY), *steps, nestings=nestings)
    return Attack("difference", world, asked, _differs_by("alle/size", "eerst/left"))


def _group_everybody_knows() -> Attack:
    world = World(_wijken("a", "b")).add(295, wijk="a").add(5, wijk="b")
    asked = submit(*world.sizes(a=predicate(wijk="a")), extra_predicates=(EVERYBODY,), known=world.known([EVERYBODY]))
    return Attack("difference", world, asked, lambda v: 0 < 300 - v.get("a/size", 0) < 10)


def _gemeente_of_two_wijken() -> World:
    world = World(_wijken("a", "b", "c"), dimension("gemeente", "x", "y"))
    world.add(110, wijk="a", gemeente="x").add(3, wijk="b", gemeente="x").add(300, wijk="c", gemeente="y")
    world.rows += [r for r in world.rows if r.levels["wijk"] == "a"] * 2
    return world


def _persons_of_a_gemeente_and_its_wijk() -> Attack:
    """That the wijk lies in the gemeente follows from their codes, and not from the conditions."""
    world, names = _gemeente_of_two_wijken(), {"x/persons": predicate(gemeente="x"), "a/persons": predicate(wijk="a")}
    counts = [world.count(name, group, Counted.PERSONS) for name, group in names.items()]
    return Attack("persons_left", world, submit(*counts, repeats=3), _differs_by("x/persons", "a/persons"))


def _persons_beside_rows_over_dates() -> Attack:
    """Three dates: 330 rows are of 110 persons or more, and in the gemeente are 113."""
    world = _gemeente_of_two_wijken()
    persons = world.count("x/persons", predicate(gemeente="x"), Counted.PERSONS)
    asked = submit(persons, *world.sizes(a=predicate(wijk="a")), repeats=3)

    def learns(v: Values) -> bool:
        return {"x/persons", "a/size"} <= set(v) and 0 < v["x/persons"] - v["a/size"] / 3 < 10

    return Attack("persons_left", world, asked, learns)


def _persons_who_came_twice() -> Attack:
    """Three dates, 113 rows of 110 persons."""
    world = World(_wijken("a", "b")).add(110, wijk="a").add(200, wijk="b")
    world.rows += world.rows[:3]
    asked = submit(
        world.count("a/persons", predicate(wijk="a"), Counted.PERSONS),
        *world.sizes(a=predicate(wijk="a")),
        repeats=3,
    )
    return Attack("persons_left", world, asked, _differs_by("a/size", "a/persons"))


def _in_two_wijken() -> Attack:
    """Of all who are there at three dates, four moved from one wijk to the other; many others are there once."""
    world = World(_wijken("a", "b")).add(110, wijk="a").add(200, wijk="b").add(60, wijk="a").add(60, wijk="b")
    moved = [replace(row, levels={"wijk": "b"}) for row in world.rows[:4]]
    world.rows += [*world.rows[:310], *moved, *world.rows[4:310]]
    names = {"a/persons": predicate(wijk="a"), "b/persons": predicate(wijk="b"), "alle/persons": EVERYBODY}
    asked = submit(*(world.count(name, group, Counted.PERSONS) for name, group in names.items()), repeats=3)

    def learns(v: Values) -> bool:
        return set(names) <= set(v) and 0 < v["a/persons"] + v["b/persons"] - v["alle/persons"] < 10

    return Attack("several_parts", world, asked, learns)


def _one_hole() -> Attack:
    world = World(_wijken("a", "b", "c")).add(60, wijk="a").add(32, wijk="b").add(8, wijk="c")
    asked = submit(*world.sizes(alle=EVERYBODY, **{c: predicate(wijk=c) for c in "abc"}))

    def learns(v: Values) -> bool:
        return {"alle/size", "a/size", "b/size"} <= set(v) and v["alle/size"] - v["a/size"] - v["b/size"] == 8

    return Attack("partition", world, asked, learns)


def _two_holes_that_are_small_together() -> Attack:
    world = World(_wijken("a", "b", "c", "d")).add(60, wijk="a").add(32, wijk="b").add(4, wijk="c").add(4, wijk="d")
    asked = submit(*world.sizes(alle=EVERYBODY, **{c: predicate(wijk=c) for c in "abcd"}))

    def learns(v: Values) -> bool:
        return {"alle/size", "a/size", "b/size"} <= set(v) and v["alle/size"] - v["a/size"] - v["b/size"] < 10

    return Attack("partition", world, asked, learns)


def _a_level_nobody_asked_for() -> Attack:
    world = World(_wijken("a", "b", "c")).add(60, wijk="a").add(34, wijk="b").add(6, wijk="c")
    asked = submit(*world.sizes(alle=EVERYBODY, **{c: predicate(wijk=c) for c in "ab"}))

    def learns(v: Values) -> bool:
        return {"alle/size", "a/size", "b/size"} <= set(v) and v["alle/size"] - v["a/size"] - v["b/size"] < 10

    return Attack("partition", world, asked, learns)


def _events_in_one_hole() -> Attack:
    world = World(_wijken("a", "b", "c"))
    world.add(100, events=40, wijk="a").add(90, events=30, wijk="b").add(80, events=20, families=4, wijk="c")
    asked = submit(*world.with_events(alle=EVERYBODY, **{c: predicate(wijk=c) for c in "abc"}))

    def learns(v: Values) -> bool:
        parts = {"alle/events", "a/events", "b/events"}
        return "c/events" not in v and parts <= set(v)

    return Attack("partition", world, asked, learns)


def _declared_parts() -> Attack:
    world = World(_wijken("a", "b"), dimension("school", "x", "y"))
    world.add(60, wijk="a", school="x").add(52, wijk="b", school="y").add(8, wijk="a", school="y")
    groups = {
        "alle": EVERYBODY,
        "p": predicate(school="x"),
        "q": predicate(wijk="b"),
        "r": predicate(wijk="a", school="y"),
    }
    declared = Partition("test/alle/size", ("test/p/size", "test/q/size", "test/r/size"))

    def learns(v: Values) -> bool:
        return {"alle/size", "p/size", "q/size"} <= set(v) and v["alle/size"] - v["p/size"] - v["q/size"] == 8

    return Attack("partition", world, submit(*world.sizes(**groups), partitions=(declared,)), learns)


def _one_large_income(*parts: float, **more: object) -> Attack:
    """Whoever knows who is rich knows that the total is mostly hers."""
    world = World(_wijken("a", "b")).add(100, wijk="a").add(100, wijk="b")
    a = predicate(wijk="a")
    asked = submit(*world.sizes(a=a), amounts=(amount("a/sum", a, parts or [600.0, *[4.0] * 99], **more),))
    return Attack("amounts", world, asked, lambda v: "a/sum" in v)


def _one_rich_household() -> Attack:
    """No person stands out; a family of forty that lives together does."""
    by = {Contributor.PERSON: contributions([10.0] * 100), Contributor.HOUSEHOLD: contributions([550.0, *[9.0] * 50])}
    return _one_large_income(*[10.0] * 100, by=by)


def _a_mean_is_a_sum() -> Attack:
    attack = _one_large_income(statistic=AmountStatistic.MEAN)
    return replace(attack, learns=lambda v: v.get("a/sum", 0.0) * v["a/size"] < 2 * 600 and "a/sum" in v)


def _total_minus_part() -> Attack:
    world = World(_wijken("a", "b")).add(200, wijk="a").add(100, wijk="b")
    a, all_parts = predicate(wijk="a"), [5000.0, *[40.0] * 99, *[50.0] * 200]
    asked = (amount("alle/sum", EVERYBODY, all_parts), amount("a/sum", a, [50.0] * 200))

    def learns(v: Values) -> bool:
        return {"alle/sum", "a/sum"} <= set(v) and v["alle/sum"] - v["a/sum"] < 2 * 5000

    return Attack("remainders", world, submit(*world.sizes(alle=EVERYBODY, a=a), amounts=asked), learns)


def _amounts_of_groups_that_overlap() -> Attack:
    world = World(_wijken("a", "b"), dimension("werk", "ja", "nee"))
    for wijk in "ab":
        world.add(60, wijk=wijk, werk="ja").add(60, wijk=wijk, werk="nee")
    groups = {"a": predicate(wijk="a"), "werk": predicate(werk="ja")}
    asked = tuple(amount(f"{name}/sum", group, [10.0] * 120) for name, group in groups.items())
    return Attack(
        "remainders", world, submit(*world.sizes(**groups), amounts=asked), lambda v: {"a/sum", "werk/sum"} <= set(v)
    )


def _quantiles(rule: str, *shares: float) -> Attack:
    world = World(_wijken("a", "b")).add(100, wijk="a").add(100, wijk="b")
    a, parts = predicate(wijk="a"), [float(n) for n in range(100)]
    asked = tuple(amount(f"a/q{i}", a, parts, AmountStatistic.QUANTILE, s) for i, s in enumerate(shares))
    names = {f"a/q{i}" for i in range(len(shares))}
    return Attack(rule, world, submit(*world.sizes(a=a), amounts=asked), lambda v: names <= set(v))


def _sum_and_mean_of_a_withheld_group() -> Attack:
    """The size of wijk b falls, because everybody minus b is a small group; sum by mean is that size."""
    world = World(_wijken("a", "b")).add(5, wijk="a").add(295, wijk="b")
    b, parts = predicate(wijk="b"), [20.0] * 295
    asked = (amount("b/sum", b, parts), amount("b/mean", b, parts, AmountStatistic.MEAN))

    def learns(v: Values) -> bool:
        return {"b/sum", "b/mean"} <= set(v) and "b/size" not in v and 285 < v["b/sum"] / v["b/mean"] < 305

    return Attack("hidden_counts", world, submit(*world.sizes(alle=EVERYBODY, b=b), amounts=asked), learns)


def _expected_number_tells_a_withheld_reference() -> Attack:
    """Expected over size is the risk of the reference; its number of events falls, as only seven others remain."""
    world = World(_wijken("a", "b", "c"))
    world.add(200, events=30, wijk="a").add(200, events=20, wijk="b").add(200, events=7, wijk="c")
    ab = predicate(wijk="a|b")
    estimate = model(
        "ab/exp",
        world.evidence(predicate(wijk="a")),
        world.evidence(ab),
        measure="expected",
        value=25.0,
        lower=18.0,
        upper=33.0,
        predicate=predicate(wijk="a"),
    )
    estimate = replace(estimate, statement=estimate.statement.model_copy(update={"reference": ab}))
    asked = submit(*world.with_events(alle=EVERYBODY, ab=ab), *world.sizes(a=predicate(wijk="a")), models=(estimate,))
    return Attack("hidden_counts", world, asked, lambda v: "ab/exp" in v and "ab/events" not in v)


def _coefficient(**more: object) -> Attack:
    world = World(_wijken("a", "b")).add(300, events=50, wijk="a").add(300, events=60, wijk="b")
    group, reference = world.evidence(predicate(wijk="a")), world.evidence(predicate(wijk="b"))
    settings = {"levels": (group, reference), "value": 0.9, "lower": 0.3, "upper": 1.5, **more}
    asked = submit(models=(model("a/coef", group, reference, measure="coefficient", **settings),))
    return Attack("models", world, asked, lambda v: "a/coef" in v)


def _small_level() -> Attack:
    few = Evidence(300, 300, 300, 9, 9, 9)
    return _coefficient(levels=(Evidence(300, 300, 300, 50, 50, 50), few), upper=3.0)


def _the_other_half() -> Attack:
    """Of 25 events 18 are in the half that the estimate is made on: the other half has seven."""
    world = World(_wijken("a", "b")).add(400, events=25, wijk="a").add(400, events=60, wijk="b")
    a = predicate(wijk="a")
    half = Evidence(200, 200, 200, 18, 18, 18)
    estimate = model("a/rr", half, world.evidence(predicate(wijk="b")), half=True, predicate=a)
    return Attack(
        "models", world, submit(*world.with_events(a=a), models=(estimate,)), lambda v: {"a/rr", "a/events"} <= set(v)
    )


def _class_narrower_than_its_step() -> Attack:
    world = World(_wijken("a", "b")).add(300, events=60, wijk="a").add(300, events=60, wijk="b")
    group, settings = world.evidence(predicate(wijk="a")), {"value": 201.0, "lower": 150.0, "upper": 260.0}
    settings |= {"classes": (100.0, 200.0, 210.0, 300.0), "measure": "smoothed"}
    asked = submit(models=(model("a/klasse", group, group, **settings),))
    return Attack("coarse", world, asked, lambda v: v.get("a/klasse") == 205.0, load_policy("cbs-ra"))


ATTACKS = {
    "one large income": _one_large_income(),
    "two large incomes": _one_large_income(480.0, 470.0, *[1.0] * 50),
    "an income of nine": _one_large_income(*[10.0] * 9),
    "one rich household": _one_rich_household(),
    "a mean is a sum": _a_mean_is_a_sum(),
    "total minus part": _total_minus_part(),
    "amounts of groups that overlap": _amounts_of_groups_that_overlap(),
    "five above the 95th percentile": _quantiles("quantiles", 0.95),
    "five between two quantiles": _quantiles("quantiles", 0.5, 0.55),
    "highest value": _quantiles("extremes", 1.0),
    "lowest value": _quantiles("extremes", 0.0),
    "sum and mean of a withheld group": _sum_and_mean_of_a_withheld_group(),
    "expected number of a withheld reference": _expected_number_tells_a_withheld_reference(),
    "a small level of a model": _small_level(),
    "coefficient without its levels": _coefficient(levels=()),
    "coefficient of a saturated model": _coefficient(saturated=True),
    "the half on which was sought": _the_other_half(),
    "class narrower than its step": _class_narrower_than_its_step(),
    "small group": _small_group(),
    "one person at many dates": _one_person_at_many_dates(),
    "few events": _few_events(),
    "all but three": _all_but_three(),
    "three families": _three_families(),
    "three families with events": _three_families_with_events(),
    "nearly everybody": _nearly_everybody(),
    "nearly everybody on assistance": _nearly_everybody_on_assistance(),
    "estimate with few degrees of freedom": _estimate_on_few(residual_df=9),
    "estimate on few persons": _estimate_on_few(persons=9, event_persons=9, rows=300),
    "estimate on few events": _estimate_on_few(events=9, event_persons=9, event_households=9),
    "estimate on few without": _estimate_on_few(events=291, event_persons=291, event_households=291),
    "estimate on few households": _estimate_on_few(households=4, event_households=4),
    "saturated estimate": _saturated(),
    "estimate smaller than its step": _smaller_than_its_step(),
    "estimate of a withheld group": _estimate_of_a_withheld_group(),
    "assistance in a group nobody counted": _assistance_in_a_group_nobody_counted(),
    "half beside whole": _half_beside_whole(),
    "all minus nearly all": _all_minus_nearly_all(),
    "runs of ages": _runs_of_ages(),
    "events of nested groups": _events_of_nested_groups(),
    "steps of a drop-off": _steps_of_a_drop_off(),
    "steps around a withheld step": _steps_around_a_withheld_step(),
    "group everybody knows": _group_everybody_knows(),
    "persons of a gemeente and its wijk": _persons_of_a_gemeente_and_its_wijk(),
    "persons beside rows over dates": _persons_beside_rows_over_dates(),
    "persons who came twice": _persons_who_came_twice(),
    "persons in two wijken": _in_two_wijken(),
    "one hole": _one_hole(),
    "two small holes": _two_holes_that_are_small_together(),
    "a level nobody asked for": _a_level_nobody_asked_for(),
    "events in one hole": _events_in_one_hole(),
    "declared parts": _declared_parts(),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_the_attacker_learns_nothing(attack: Attack) -> None:
    assert not attack.learns(shown(decide(attack.world, attack.asked, attack.policy)))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_without_its_rule_the_attack_succeeds(attack: Attack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "RULES", tuple(rule for rule in deciding.RULES if rule.name != attack.rule))
    monkeypatch.setattr(joint, "judge", lambda *_: ())  # the audit would find it too
    assert attack.learns(shown(decide(attack.world, attack.asked, attack.policy)))


def test_every_rule_has_an_attack() -> None:
    elsewhere = {other_dates.RULE.name}  # over several releases: in test_other_dates
    assert {rule.name for rule in deciding.RULES} == {attack.rule for attack in ATTACKS.values()} | elsewhere
