"""Expected numbers come from shown numbers only, hold every value that the rounding allows, and go with their parts."""

import itertools
import math

import pytest

from smartstart.disclosure.gate import Judged
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.rounding import Interval, Shown, expected, per_date
from smartstart.release.contents import Counted, ModelStatement, Predicate, Statistic, TableStatement
from tests.support.gate_world import EVERYBODY, World, decide, dimension, model, predicate, rate, shown, submit

HERE = predicate(gemeente="a", werk="nee")
GROUP = predicate(werk="nee")


def _world(here: int) -> World:
    world = World(dimension("gemeente", "a", "b"), dimension("werk", "ja", "nee"))
    world.add(here, events=min(here, 2), gemeente="a", werk="nee").add(300, events=20, gemeente="a", werk="ja")
    return world.add(500, events=30, gemeente="b", werk="nee").add(900, events=40, gemeente="b", werk="ja")


def _decide(here: int = 120, of: tuple[str, ...] = ("here/size", "g/risk"), **counts: Predicate) -> Judged:
    world = _world(here)
    inside, outside = world.evidence(GROUP), world.evidence(predicate(werk="ja"))
    risk = model(
        "g/risk", inside, outside, measure="risk_per_1000", value=51.6, lower=38.0, upper=66.0, predicate=GROUP
    )
    asked = submit(
        *world.sizes(here=HERE, g=GROUP, all=EVERYBODY, **counts),
        ratios=(
            rate("here/expected", HERE, Statistic.EXPECTED, of),
            rate("here/per-date", HERE, Statistic.PER_DATE, ("here/size",)),
        ),
        models=(risk,),
        repeats=5,
    )
    return decide(world, asked, load_policy("cbs-ra"))


def _statement(judged: Judged, name: str) -> TableStatement | ModelStatement:
    return next(s for s in judged.statements if s.id == f"test/{name}")


def test_an_expected_number_is_the_shown_size_at_the_shown_risk() -> None:
    judged = _decide()
    size, risk, likely = (_statement(judged, n) for n in ("here/size", "g/risk", "here/expected"))
    assert None not in (size.value, risk.value, likely.value)
    assert likely.value == math.floor(size.value * risk.value / 1000 + 0.5)  # type: ignore[operator]
    assert likely.lower == math.floor(size.lower * risk.lower / 1000)  # type: ignore[operator]
    assert likely.upper == math.ceil(size.upper * risk.upper / 1000)  # type: ignore[operator]
    assert shown(judged)["here/per-date"] == 24  # 120 rows at five dates


def test_it_is_withheld_with_the_size_it_rests_on() -> None:
    values = shown(_decide(here=8))
    assert "here/size" not in values
    assert not {"here/expected", "here/per-date"} & set(values)


@pytest.mark.parametrize(
    ("of", "counts"),
    [
        (("here/size",), {}),
        (("here/size", "g/size"), {}),
        (("g/risk", "here/size"), {}),
        (("all/size", "g/risk"), {}),  # people outside the group of the risk
        (("x/size", "g/risk"), {"x": predicate(gemeente="a")}),
    ],
)
def test_a_size_and_a_risk_that_do_not_belong_together_are_refused(
    of: tuple[str, ...], counts: dict[str, Predicate]
) -> None:
    judged = _decide(120, of, **counts)
    assert "here/expected" not in shown(judged)
    assert next(j.rule for j in judged.judgements if j.id == "test/here/expected") == "modelled"


def test_the_limits_hold_every_size_and_risk_that_the_shown_numbers_allow() -> None:
    for size, low in itertools.product(range(15, 400, 35), (0.0, 3.0, 40.0)):
        around, risk = Shown(size, size - 2, size + 2), Interval(low + 5, low, low + 25)
        found = expected(around, risk)
        every = [n * r / 1000 for n in range(size - 2, size + 3) for r in (low, low + 5, low + 12.5, low + 25)]
        assert found.lower <= min(every) <= max(every) <= found.upper
        assert found.lower <= found.value <= found.upper
        assert max(every) > found.upper - 1  # no wider than whole numbers ask
        spread = per_date(around, 5)
        assert spread.lower <= (size - 2) / 5 <= (size + 2) / 5 <= spread.upper


def test_rows_are_what_an_expectation_is_made_of() -> None:
    world = _world(120)
    count = world.count("here/persons", HERE, Counted.PERSONS)
    risk = model("g/risk", world.evidence(GROUP), world.evidence(GROUP), measure="risk_per_1000", predicate=GROUP)
    wrong = rate("here/expected", HERE, Statistic.EXPECTED, ("here/persons", "g/risk"))
    judged = decide(world, submit(count, ratios=(wrong,), models=(risk,)), load_policy("cbs-ra"))
    assert any(j.rule == "modelled" and j.id == "test/here/expected" for j in judged.judgements)
