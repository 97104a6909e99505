"""Groups that nobody asked for and that follow from those that are shown: none of fewer than ten persons.

A difference of nested groups is judged by the rule `difference`; what two groups share, or only one of them has, by
the joint audit (`atoms.targets`). Each attack succeeds when what answers it is off.
"""

from collections.abc import Callable

import pytest

from smartstart.disclosure import deciding, joint
from smartstart.disclosure.policy import load_policy
from smartstart.release.contents import Predicate
from tests.support.gate_world import EVERYBODY, World, decide, dimension, predicate, shown, submit

Values = dict[str, float]
Learns = Callable[[Values], float | None]


def _runs() -> tuple[World, dict[str, Predicate], Learns]:
    """Two runs of ages that share one small age, and the run around both."""
    world = World(dimension("leeftijd", "0-11", "12", "13-18", "19"))
    world.add(100, leeftijd="0-11").add(6, leeftijd="12").add(80, leeftijd="13-18").add(60, leeftijd="19")
    groups = {
        "jong": predicate(leeftijd="0-11|12"),
        "ouder": predicate(leeftijd="12|13-18"),
        "beide": predicate(leeftijd="0-11|12|13-18"),
    }
    return world, groups, lambda v: v["jong/size"] + v["ouder/size"] - v["beide/size"] if len(v) == 3 else None


def _risk_groups() -> tuple[World, dict[str, Predicate], Learns]:
    """Two risk groups; the one with its neighbours, and everybody, tell what they share."""
    world = World(dimension("gezin", "een", "twee"), dimension("werk", "ja", "nee"))
    world.add(7, gezin="een", werk="nee").add(90, gezin="een", werk="ja")
    world.add(80, gezin="twee", werk="nee").add(120, gezin="twee", werk="ja")
    groups = {
        "alle": EVERYBODY,
        "een": predicate(gezin="een"),
        "nee": predicate(werk="nee"),
        "geen": predicate(gezin="twee", werk="ja"),
    }

    def learns(v: Values) -> float | None:
        return v["een/size"] + v["nee/size"] + v["geen/size"] - v["alle/size"] if len(v) == 4 else None

    return world, groups, learns


def _parent_minus_group() -> tuple[World, dict[str, Predicate], Learns]:
    world = World(dimension("wijk", "a", "b")).add(200, wijk="a").add(8, wijk="b")
    groups = {"alle": EVERYBODY, "a": predicate(wijk="a")}
    return world, groups, lambda v: v["alle/size"] - v["a/size"] if len(v) == 2 else None


IMPLIED = {
    "overlap of two runs": (_runs(), 6),
    "what two risk groups share": (_risk_groups(), 7),
    "parent minus group": (_parent_minus_group(), 8),
}


@pytest.mark.parametrize(("attack", "small"), IMPLIED.values(), ids=IMPLIED.keys())
def test_an_implied_group_stays_unknown(
    attack: tuple[World, dict[str, Predicate], Learns], small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, groups, learns = attack
    asked = submit(*world.sizes(**groups))
    assert learns(shown(decide(world, asked, load_policy("cbs-ra")))) is None
    monkeypatch.setattr(joint, "judge", lambda *_: ())
    others = tuple(r for r in deciding.RULES if r.name not in ("difference", "partition"))
    monkeypatch.setattr(deciding, "RULES", others)
    assert learns(shown(decide(world, asked, load_policy("cbs-ra")))) == small


@pytest.mark.parametrize("name", ["overlap of two runs", "what two risk groups share"])
def test_the_rules_alone_do_not_see_what_groups_share(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the audit that answers these: without it they come out, whatever the rules say."""
    (world, groups, learns), small = IMPLIED[name]
    monkeypatch.setattr(joint, "judge", lambda *_: ())
    found = learns(shown(decide(world, submit(*world.sizes(**groups)), load_policy("cbs-ra"))))
    assert found == small
