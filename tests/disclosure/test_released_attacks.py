"""The attackers on released files: each succeeds where its protection is absent, and learns nothing where it is there.

A release without a protection is written without the gate. Every claim of every attack is held against the true rows.
"""

import datetime as dt
import math
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.attack.assault import METHODS
from smartstart.attack.evidence import Measure
from smartstart.attack.reading import Known
from smartstart.disclosure.candidates import ModelCandidate, Submission
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import Policy, Threshold, load_policy
from smartstart.release.contents import Counted, Predicate, ReleaseContents, Statistic
from tests.support.attack_worlds import Trial, attacked, contents, gated, number, ungated
from tests.support.gate_world import (
    EVERYBODY,
    World,
    decide,
    dimension,
    exact_policy,
    model,
    predicate,
    rate,
    remember,
    submit,
)

CBS = load_policy("cbs-ra")


def _wijken(*codes: str) -> World:
    return World(dimension("wijk", *codes))


def _gate(world: World, asked: Submission, policy: Policy | None = None) -> Callable[[], list[ReleaseContents]]:
    return lambda: [gated(world, decide(world, asked, policy or exact_policy()))]


def _gate_of_dates(world: World, asked: Submission) -> Callable[[], list[ReleaseContents]]:
    days = tuple(dt.date(2020 + n, 1, 1) for n in range(asked.repeats))
    return lambda: [contents(world, decide(world, asked, exact_policy()).statements, reference_dates=days)]


def _rounding() -> Trial:
    world = _wijken("a", "b").add(6, wijk="a").add(94, wijk="b")
    asked = submit(*world.sizes(a=predicate(wijk="a")))
    return Trial("rounding", [world], [ungated(world, asked, base=5)], _gate(world, asked, CBS))


def _all_but_three() -> Trial:
    world = _wijken("a", "b").add(100, events=97, wijk="a").add(100, wijk="b")
    asked = submit(*world.with_events(a=predicate(wijk="a")))
    return Trial("complement", [world], [ungated(world, asked)], _gate(world, asked))


def _all_minus_nearly_all() -> Trial:
    world = _wijken("a", "b").add(295, wijk="a").add(5, wijk="b")
    asked = submit(*world.sizes(alle=EVERYBODY, a=predicate(wijk="a")))
    return Trial("complement", [world], [ungated(world, asked)], _gate(world, asked))


def _persons_minus_rows_over_dates() -> Trial:
    """Three dates: 330 rows of wijk a are of 110 persons or more, and all three wijken that were asked have 117."""
    world = _wijken("a", "b", "c", "d").add(110, wijk="a").add(4, wijk="b").add(3, wijk="c").add(600, wijk="d")
    world.rows += [row for row in world.rows if row.levels["wijk"] == "a"] * 2
    persons = world.count("abc/persons", predicate(wijk="a|b|c"), Counted.PERSONS)
    asked = submit(persons, *world.sizes(a=predicate(wijk="a")), repeats=3)
    return Trial("complement", [world], [ungated(world, asked)], _gate_of_dates(world, asked))


def _came_and_went() -> Trial:
    """Three dates: 150 children of wijk a, of whom four were there only twice, are 446 rows and not 450."""
    world = _wijken("a", "b").add(150, wijk="a").add(200, wijk="b")
    world.rows += world.rows + world.rows[4:]
    a = predicate(wijk="a")
    asked = submit(world.count("a/persons", a, Counted.PERSONS), *world.sizes(a=a), repeats=3)
    return Trial("coming_and_going", [world], [ungated(world, asked)], _gate_of_dates(world, asked))


def _in_both_wijken() -> Trial:
    """Three dates: 150 children of wijk a and 153 of wijk b are 300 in all, so three of them moved."""
    world = _wijken("a", "b").add(150, wijk="a").add(150, wijk="b")
    once, moved = world.rows, [replace(row, levels={"wijk": "b"}) for row in world.rows[:3]]
    world.rows = once + once + moved + once[3:]
    groups = {"alle": EVERYBODY, "a": predicate(wijk="a"), "b": predicate(wijk="b")}
    persons = (world.count(f"{name}/persons", group, Counted.PERSONS) for name, group in groups.items())
    asked = submit(*persons, repeats=3)
    return Trial("in_several", [world], [ungated(world, asked)], _gate_of_dates(world, asked))


def _families_with_both() -> Trial:
    """At one date: four of the families with a boy have a girl as well."""
    world = World(dimension("kind", "jongen", "meisje")).add(104, kind="jongen").add(100, kind="meisje")
    world.rows[104:108] = [replace(row, household=n) for n, row in enumerate(world.rows[104:108])]
    groups = {"alle": EVERYBODY, "jongen": predicate(kind="jongen"), "meisje": predicate(kind="meisje")}
    families = (world.count(f"{name}/families", group, Counted.HOUSEHOLDS) for name, group in groups.items())
    asked = submit(*families)
    return Trial("in_several", [world], [ungated(world, asked)], _gate(world, asked))


def _runs_of_ages() -> Trial:
    world = World(dimension("leeftijd", "0-11", "12-17", "18"), dimension("wijk", "a", "b"))
    for wijk in "ab":
        world.add(100, leeftijd="0-11", wijk=wijk).add(60, leeftijd="12-17", wijk=wijk).add(4, leeftijd="18", wijk=wijk)
    groups = {"jong": predicate(leeftijd="0-11|12-17", wijk="a"), "ouder": predicate(wijk="a")}
    groups |= {"jong-b": predicate(leeftijd="0-11|12-17", wijk="b"), "rest": predicate(leeftijd="12-17|18", wijk="b")}
    groups |= {"allen-b": predicate(wijk="b")}
    asked = submit(*world.sizes(**groups))
    return Trial("classes", [world], [ungated(world, asked)], _gate(world, asked))


def _overlapping_ages() -> Trial:
    """0-15 and 12-20 share the ages 12 to 15; with the total, their number follows. No two of the three are nested."""
    world = World(dimension("leeftijd", "0-11", "12-15", "16-20"))
    world.add(100, leeftijd="0-11").add(5, leeftijd="12-15").add(80, leeftijd="16-20")
    groups = {"jong": predicate(leeftijd="0-11|12-15"), "ouder": predicate(leeftijd="12-15|16-20"), "alle": EVERYBODY}
    asked = submit(*world.sizes(**groups))
    return Trial("classes", [world], [ungated(world, asked)], _gate(world, asked))


def _nearly_everybody() -> Trial:
    world = _wijken("a", "b").add(300, events=285, wijk="a").add(300, wijk="b")
    asked = submit(*world.with_events(a=predicate(wijk="a")), sensitive=("uitkomst",))
    return Trial("group_share", [world], [ungated(world, asked)], _gate(world, asked))


def _rate_of_exact_counts() -> Trial:
    """Size 20 and events 10, both rounded, leave six to twelve without; 550 per 1,000 can only be 11 of 20."""
    world = _wijken("a", "b").add(20, events=11, wijk="a").add(100, wijk="b")
    a = predicate(wijk="a")
    asked = submit(*world.with_events(a=a), ratios=(rate("a/rate", a),))
    return Trial("ratios", [world], [ungated(world, asked, base=5)], _gate(world, asked, CBS))


def _number_per_date() -> Trial:
    """Nine children at one date are shown as 10, which is 8 to 12; so many per date is nine."""
    world = _wijken("a", "b").add(9, wijk="a").add(100, wijk="b")
    a = predicate(wijk="a")
    ratios = (rate("a/per-date", a, Statistic.PER_DATE, of=("a/size",)),)
    asked = submit(*world.sizes(a=a), ratios=ratios)
    return Trial("per_date", [world], [ungated(world, asked, base=5)], _gate(world, asked, CBS))


def _expected_among_few() -> Trial:
    """The size of wijk b is withheld; two expected there at 250 per 1,000 are eight children."""
    world = _wijken("a", "b").add(292, events=73, wijk="a").add(8, events=2, wijk="b")
    b, everybody = predicate(wijk="b"), world.evidence(EVERYBODY)
    shown_as = {"value": 2.0, "lower": 1.6, "upper": 2.4}
    number_ = model("b/expected", world.evidence(b), everybody, predicate=b, measure="expected", **shown_as)
    asked = submit(*world.with_events(alle=EVERYBODY), *world.sizes(b=b), models=(_on_everybody(number_),))
    absent = ungated(world, asked, hide=["test/b/size"], models={"test/b/expected": {"precision": "stappen van 0,1"}})
    return Trial("expected", [world], [absent], _gate(world, asked))


def _smoothed_below_everybody() -> Trial:
    """Forty children of whom three: smoothed 104 per 1,000, where everybody has 173; their own risk is not above it."""
    world = _wijken("a", "b").add(40, events=3, wijk="a").add(260, events=49, wijk="b")
    a = predicate(wijk="a")
    more = {"value": 104.0, "lower": 80.0, "upper": 140.0, "own": 0.7}
    risk = model("a/smooth", world.evidence(a), world.evidence(EVERYBODY), predicate=a, measure="smoothed", **more)
    asked = submit(*world.with_events(alle=EVERYBODY, a=a), models=(_on_everybody(risk),))
    absent = ungated(world, asked, hide=["test/a/events"], models={"test/a/smooth": {"precision": "stappen van 1"}})
    return Trial("smoothed", [world], [absent], _gate(world, asked))


def _fewer_than_expected() -> Trial:
    """Forty children of whom three, where 6.9 were expected: 0.43 times as many."""
    world = _wijken("a", "b").add(40, events=3, wijk="a").add(260, events=49, wijk="b")
    a, everybody = predicate(wijk="a"), world.evidence(EVERYBODY)
    mean = 40 * everybody.events / everybody.rows
    ratio = {"measure": "adjusted_ratio", "expected": mean, "value": 3 / mean, "lower": 0.2, "upper": 0.9}
    number_ = {"measure": "expected", "value": mean, "lower": 6.0, "upper": 8.0}
    made = [
        model(f"a/{n}", world.evidence(a), everybody, predicate=a, **m) for n, m in (("oe", ratio), ("exp", number_))
    ]
    asked = submit(*world.with_events(alle=EVERYBODY, a=a), models=tuple(_on_everybody(m) for m in made))
    steps = {"test/a/oe": {"precision": "stappen van 0,01"}, "test/a/exp": {"precision": "stappen van 0,1"}}
    return Trial(
        "smoothed", [world], [ungated(world, asked, hide=["test/a/events"], models=steps)], _gate(world, asked)
    )


def _on_everybody(estimate: ModelCandidate, method: str = "op alle rijen") -> ModelCandidate:
    return ModelCandidate(
        statement=estimate.statement.model_copy(update={"method": method}),
        value=estimate.value,
        lower=estimate.lower,
        upper=estimate.upper,
        group=estimate.group,
        reference=estimate.reference,
        residual_df=estimate.residual_df,
    )


def _risk_of_hidden_events() -> Trial:
    """Some 40 children, events withheld, and a risk of 200 per 1,000 in steps of 1: eight events."""
    world = _wijken("a", "b").add(40, events=8, wijk="a").add(200, events=30, wijk="b")
    a = predicate(wijk="a")
    risk = model(
        "a/risk",
        world.evidence(a),
        world.evidence(a),
        predicate=a,
        measure="risk_per_1000",
        value=200.0,
        lower=105.0,
        upper=348.0,
    )
    asked = submit(*world.with_events(a=a), models=(_on_everybody(risk),))
    absent = ungated(
        world, asked, base=5, hide=["test/a/events"], models={"test/a/risk": {"precision": "stappen van 1"}}
    )
    return Trial("models", [world], [absent], _gate(world, asked, CBS))


def _katz(events: int, rows: int, others_events: int, others: int) -> dict[str, float]:
    value = (events / rows) / (others_events / others)
    spread = math.exp(1.959964 * math.sqrt(1 / events - 1 / rows + 1 / others_events - 1 / others))
    return {name: round(v, 2) for name, v in (("value", value), ("lower", value / spread), ("upper", value * spread))}


def _relative_risk_with_limits() -> Trial:
    """Neither size nor events of wijk a are shown; a relative risk with limits in two decimals tells both."""
    world = _wijken("a", "b").add(63, events=9, wijk="a").add(2937, events=131, wijk="b")
    a, b = predicate(wijk="a"), predicate(wijk="b")
    exact = _katz(9, 63, 131, 2937)
    estimate = model("a/rr", world.evidence(a), world.evidence(b), predicate=a, **exact)
    asked = submit(*world.with_events(alle=EVERYBODY), models=(_on_everybody(estimate),))
    absent = ungated(world, asked, models={"test/a/rr": {"precision": "2 decimalen"}})
    return Trial("intervals", [world], [absent], _gate(world, asked))


def _known_total() -> Trial:
    world = _wijken("a", "b").add(295, wijk="a").add(5, wijk="b")
    sizes = world.sizes(a=predicate(wijk="a"))
    outside = submit(*sizes, extra_predicates=(EVERYBODY,), known=world.known([EVERYBODY]))
    known = Known(EVERYBODY, Measure.ROWS, 300, 300, "bekend.csv, regel 2")
    return Trial("open_figures", [world], [ungated(world, submit(*sizes))], _gate(world, outside), known=[known])


def _table() -> tuple[World, dict[str, Predicate]]:
    world = World(dimension("wijk", "a", "b", "c"), dimension("ouder", "x", "y", "z"))
    sizes = {"a": (4, 3, 60), "b": (30, 40, 50), "c": (45, 35, 25)}
    groups = {"alle": EVERYBODY} | {f"w-{w}": predicate(wijk=w) for w in sizes}
    groups |= {f"o-{o}": predicate(ouder=o) for o in "xyz"}
    for wijk, row in sizes.items():
        for ouder, size in zip("xyz", row, strict=True):
            world.add(size, wijk=wijk, ouder=ouder)
            groups[f"{wijk}{ouder}"] = predicate(wijk=wijk, ouder=ouder)
    return world, groups


def _holes_in_a_table() -> Trial:
    """Only the two small cells are withheld: together they are seven, so each is seven at most."""
    world, groups = _table()
    asked = submit(*world.sizes(**groups))
    absent = ungated(world, asked, hide=["test/ax/size", "test/ay/size"])
    return Trial("arithmetic", [world], [absent], _gate(world, asked))


def _three_linked_tables() -> Trial:
    """Three two-way tables of one population; every cell and every difference is large. Together they tell how many are
    in the first cell *or* in its opposite: seven."""
    dimensions = [dimension(name, "j", "n") for name in ("werk", "huur", "stad")]
    world = World(*dimensions)
    for number_, levels in enumerate((w, h, s) for w in "jn" for h in "jn" for s in "jn"):
        size = {0: 4, 7: 3}.get(number_, 40)
        world.add(size, **dict(zip(("werk", "huur", "stad"), levels, strict=True)))
    groups = {}
    for one, other in (("werk", "huur"), ("werk", "stad"), ("huur", "stad")):
        groups |= {f"{one}-{p}-{other}-{q}": predicate(**{one: p, other: q}) for p in "jn" for q in "jn"}
    asked = submit(*world.sizes(**groups))
    return Trial("linked", [world], [ungated(world, asked)], _gate(world, asked))


def _rings() -> Trial:
    """Two rings of three wijken, each pair of a ring shown rounded to 3. In whole numbers a ring takes a half more than
    it would otherwise; two rings leave nine for the last wijk instead of ten."""
    world = _wijken(*"abcdefg")
    for wijk in "abcdef":
        world.add(30, wijk=wijk)
    world.add(6, wijk="g")
    pairs = ("a|b", "b|c", "a|c", "d|e", "e|f", "d|f")
    groups = {"alle": EVERYBODY} | {pair.replace("|", ""): predicate(wijk=pair) for pair in pairs}
    asked = submit(*world.sizes(**groups))
    three = Threshold(value=3, status="own", source="test: pairs rounded to 3 leave halves")
    policy = CBS.model_copy(update={"rounding": three})
    return Trial("integers", [world], [ungated(world, asked, base=3)], _gate(world, asked, policy))


def _two_values() -> Trial:
    before, after = _wijken("a", "b").add(101, wijk="a").add(90, wijk="b"), _wijken("a", "b")
    after.add(103, wijk="a").add(90, wijk="b")
    return _two_releases("repeated", before, after, {"a": predicate(wijk="a")}, base=5)


def _one_child_more() -> Trial:
    """The child is in the twenty that no table shows; everybody is one more, and wijk a is what it was."""
    before = _wijken("a", "b").add(280, wijk="a").add(20, wijk="b")
    after = _wijken("a", "b").add(280, wijk="a").add(21, wijk="b")
    return _two_releases("shifts", before, after, {"alle": EVERYBODY, "a": predicate(wijk="a")}, base=1)


def _two_releases(attack: str, before: World, after: World, groups: dict[str, Predicate], base: int) -> Trial:
    asked = [submit(*world.sizes(**groups)) for world in (before, after)]
    absent = [ungated(world, one, base=base) for world, one in zip((before, after), asked, strict=True)]

    def present() -> list[ReleaseContents]:
        return _remembered([before, after], asked)

    return Trial(attack, [before, after], absent, present)


def _remembered(behind: list[World], asked: list[Submission]) -> list[ReleaseContents]:
    """Return two releases of which the gate remembers the first when it judges the second."""
    import tempfile

    made = []
    with tempfile.TemporaryDirectory() as folder:
        book = Ledger(Path(folder) / "boek")
        for day, (world, one) in enumerate(zip(behind, asked, strict=True), start=1):
            judged = decide(world, one, CBS, book)
            remember(book, judged, day)
            made.append(gated(world, judged))
    return made


TRIALS = {
    "rounding": _rounding(),
    "all but three": _all_but_three(),
    "all minus nearly all": _all_minus_nearly_all(),
    "persons minus rows over dates": _persons_minus_rows_over_dates(),
    "came and went": _came_and_went(),
    "in both wijken": _in_both_wijken(),
    "families with both": _families_with_both(),
    "runs of ages": _runs_of_ages(),
    "overlapping ages": _overlapping_ages(),
    "nearly everybody": _nearly_everybody(),
    "rate of exact counts": _rate_of_exact_counts(),
    "number per date": _number_per_date(),
    "expected among few": _expected_among_few(),
    "smoothed below everybody": _smoothed_below_everybody(),
    "fewer than expected": _fewer_than_expected(),
    "risk of hidden events": _risk_of_hidden_events(),
    "relative risk with limits": _relative_risk_with_limits(),
    "known total": _known_total(),
    "holes in a table": _holes_in_a_table(),
    "three linked tables": _three_linked_tables(),
    "rings": _rings(),
    "two values": _two_values(),
    "one child more": _one_child_more(),
}


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS.keys())
def test_without_the_protection_the_attack_succeeds(trial: Trial) -> None:
    outcome = attacked(trial.absent, trial, threshold=1)
    tried = next(t for t in outcome.tried if t.method.name == trial.attack)
    assert tried.learned
    assert outcome.wrong == ()
    if trial.attack != "group_share" and len(trial.worlds) == 1:
        assert any(0 < number(trial.worlds[0], one.group, one.measure) < 10 for one in tried.learned)


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS.keys())
def test_through_the_gate_nothing_is_learned(trial: Trial) -> None:
    assert trial.present is not None
    assert attacked(trial.present(), trial).learned == ()


def test_every_attack_has_a_world_that_it_succeeds_in() -> None:
    apart = {"amounts"}  # in test_amount_attacks.py: rows have no amounts here
    assert {method.name for method in METHODS} == {trial.attack for trial in TRIALS.values()} | apart


def _random_release(seed: int) -> Trial:
    """A random table with holes, rounded or not; some of it can be worked out, most of it cannot."""
    chance = random.Random(seed)  # noqa: S311
    world = World(dimension("wijk", *"abcd"), dimension("ouder", *"xyz"), dimension("werk", *"jn"))
    groups = {"alle": EVERYBODY}
    for w in "abcd":
        groups[f"w-{w}"] = predicate(wijk=w)
        for o in "xyz":
            groups[f"{w}{o}"] = predicate(wijk=w, ouder=o)
            groups[f"o-{o}"] = predicate(ouder=o)
            for k in "jn":
                groups[f"{w}-{k}"] = predicate(wijk=w, werk=k)
                size = chance.choice([0, 1, 3, 6, 9, 12, 20, 40])
                world.add(size, events=chance.randint(0, size), wijk=w, ouder=o, werk=k)
    groups |= {"ab": predicate(wijk="a|b"), "bc": predicate(wijk="b|c"), "xy-j": predicate(ouder="x|y", werk="j")}
    asked = submit(*world.with_events(**groups))
    hide = [f"test/{name}/*" for name in groups if chance.random() < 0.4]
    return Trial("", [world], [ungated(world, asked, base=chance.choice([1, 3, 5]), hide=hide)])


def test_whatever_is_claimed_is_so() -> None:
    learned = 0
    for seed in range(5):
        trial = _random_release(seed)
        outcome = attacked(trial.absent, trial, threshold=1)
        assert outcome.wrong == ()
        assert not any(t.contradiction for t in outcome.tried)
        learned += len(outcome.learned)
    assert learned > 40


def test_the_threshold_of_a_policy_counts_as_known() -> None:
    """A rounded 10 was ten or more, for the gate shows nothing below it."""
    world = _wijken("a", "b").add(11, wijk="a").add(90, wijk="b")
    release = ungated(world, submit(*world.sizes(a=predicate(wijk="a"))), base=5)
    outcome = attacked([release], Trial("", [world], [release]))
    (fact,) = outcome.worlds[0].facts.values()
    assert (fact.lower, fact.upper) == (10, 12)
