"""Attacks on sums, means and quantiles: each succeeds where nobody judged the amounts, and not through the gate."""

import random
from collections.abc import Sequence

import pytest

from smartstart.attack.assault import Outcome, assault
from smartstart.attack.evidence import Measure
from smartstart.attack.reading import worlds
from smartstart.disclosure.candidates import AmountCandidate
from smartstart.release.contents import AmountStatistic, Predicate, ReleaseContents, State
from tests.support.attack_worlds import contents, gated
from tests.support.gate_world import EVERYBODY, World, amount, decide, dimension, exact_policy, predicate, submit
from tests.support.unprotected import unprotected

SUM, MEAN, QUANTILE = AmountStatistic.SUM, AmountStatistic.MEAN, AmountStatistic.QUANTILE


def _world() -> tuple[World, dict[str, list[float]]]:
    """Sixty families in wijk a and three in wijk b, with incomes that are alike; in wijk c one has nearly all."""
    chance = random.Random(3)  # noqa: S311
    world = World(dimension("wijk", "a", "b", "c")).add(60, wijk="a").add(3, wijk="b").add(12, wijk="c")
    alike = [round(chance.uniform(20_000, 40_000), 2) for _ in range(75)]
    return world, {"a": alike[:60], "b": alike[60:63], "c": [*(n / 10 for n in alike[63:74]), 900_000.0]}


def _releases(world: World, groups: dict[str, Predicate], amounts: Sequence[AmountCandidate]) -> list[ReleaseContents]:
    """Return the release without the gate and with it."""
    asked = submit(*world.sizes(**groups), amounts=tuple(amounts))
    judged = decide(world, asked, exact_policy())
    return [contents(world, unprotected(asked, 1)), gated(world, judged)]


def _attacked(release: ReleaseContents) -> Outcome:
    return assault(worlds([("v1", release)]))


def _amounts_learned(release: ReleaseContents) -> list[tuple[float, float]]:
    return [(o.lower, o.upper) for o in _attacked(release).learned if o.measure is Measure.AMOUNT]


@pytest.mark.parametrize("kind", [SUM, MEAN])
def test_a_total_minus_a_part_is_what_three_families_have(kind: AmountStatistic) -> None:
    world, parts = _world()
    groups = {"ab": predicate(wijk="a|b"), "a": predicate(wijk="a")}
    both = {"ab": parts["a"] + parts["b"], "a": parts["a"]}
    asked = [amount(f"{name}/{kind.value}", groups[name], both[name], kind) for name in groups]
    absent, present = _releases(world, groups, asked)
    ((lower, upper),) = _amounts_learned(absent)
    assert lower <= sum(parts["b"]) <= upper
    assert _attacked(present).learned == ()


def test_a_quantile_and_a_total_tell_what_the_one_above_it_has() -> None:
    world, parts = _world()
    group = {"c": predicate(wijk="c")}
    asked = [amount("c/sum", group["c"], parts["c"]), amount("c/p90", group["c"], parts["c"], QUANTILE, 0.9)]
    absent, present = _releases(world, group, asked)
    ((lower, upper),) = _amounts_learned(absent)
    assert lower <= 900_000 <= upper
    assert _attacked(present).learned == ()


def test_a_sum_and_a_mean_tell_a_rounded_number() -> None:
    """Nine families are shown as 10, which is 8 to 12; their income together and on average tells nine."""
    world = World(dimension("wijk", "a", "b")).add(9, wijk="a").add(100, wijk="b")
    group, parts = predicate(wijk="a"), [30_000.0 + 100 * i for i in range(9)]
    asked = submit(
        *world.sizes(a=group, alle=EVERYBODY),
        amounts=(amount("a/sum", group, parts), amount("a/mean", group, parts, MEAN)),
    )
    told = {a.statement.id: {"value": a.value} for a in asked.amounts}
    told["test/a/size"] = {"value": 10.0, "lower": 8.0, "upper": 12.0, "rounded_to": 5}
    asked_for = [s for s in unprotected(asked, 5) if s.id in told]
    whole = [s.model_copy(update={"state": State.SHOWN, **told[s.id]}) for s in asked_for]
    outcome = assault(worlds([("v1", contents(world, whole))], threshold=1))
    assert ("amounts", Measure.ROWS, 9, 9) in {(o.attack, o.measure, o.lower, o.upper) for o in outcome.learned}
    present = gated(world, decide(world, asked, exact_policy("strict")))
    assert _attacked(present).learned == ()
