"""Two regressions of one group, in two releases: what the one rounds away, the other must not give back.

The attacker knows how far the other factors move each estimate, and tries every number of events.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.disclosure import deciding
from smartstart.disclosure.candidates import Evidence, ModelCandidate
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import load_policy
from smartstart.disclosure.precision import at_precision
from smartstart.disclosure.rules import second_model
from tests.support.gate_world import EVERYBODY, World, decide, dimension, model, predicate, remember, shown, submit

POLICY = load_policy("cbs-ra")
A, B = predicate(wijk="a"), predicate(wijk="b")
_ROWS, _EVENTS, _OTHERS = 300, 60, 50
_TIMES = {"naast leeftijd": 1.39, "naast inkomen": 1.57, "naast beide": 1.77, "naast gezin": 1.25}


def _world() -> World:
    rows = World(dimension("wijk", "a", "b"))
    return rows.add(_ROWS, events=_EVENTS, wijk="a").add(_ROWS, events=_OTHERS, wijk="b")


def _estimate(method: str, measure: str = "adjusted_relative_risk", events: int = _EVENTS) -> ModelCandidate:
    mine, theirs = (Evidence(_ROWS, _ROWS, _ROWS, n, n, n) for n in (events, _OTHERS))
    value = _TIMES[method] * events / _OTHERS
    limits = {"value": value, "lower": value / 1.5, "upper": value * 1.5, "predicate": A}
    asked = model(f"a/{measure}", mine, theirs, measure=measure, **limits)
    return replace(asked, statement=asked.statement.model_copy(update={"method": method, "reference": B}))


def _released(book: Ledger) -> dict[str, float]:
    """What is shown of each model, one release after the other."""
    world, seen = _world(), {}
    for day, method in enumerate(_TIMES, start=1):
        asked = submit(*world.sizes(alle=EVERYBODY, a=A), models=(_estimate(method),))
        judged = decide(world, asked, POLICY, book)
        remember(book, judged, day)
        found = shown(judged).get("a/adjusted_relative_risk")
        if found is not None:
            seen[method] = found
    return seen


def _fitting(seen: dict[str, float]) -> list[int]:
    """The numbers of events in wijk a for which every estimate would be shown as it was."""
    return [
        events
        for events in range(30, 100)
        if all(
            at_precision(_estimate(method, events=events), POLICY.estimate.value).interval.value == value
            for method, value in seen.items()
        )
    ]


def test_the_second_model_of_a_group_stays_inside(tmp_path: Path) -> None:
    seen = _released(Ledger(tmp_path / "grootboek.jsonl"))
    assert len(seen) == 1
    assert len(_fitting(seen)) >= POLICY.estimate.value


def test_without_the_rule_a_row_of_models_gives_the_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tuple(rule for rule in deciding.RULES if rule.name != second_model.RULE.name)
    monkeypatch.setattr(deciding, "RULES", rules)
    seen = _released(Ledger(tmp_path / "grootboek.jsonl"))
    assert len(seen) == len(_TIMES)
    assert len(_fitting(seen)) < POLICY.estimate.value


def test_the_same_model_is_shown_again_in_just_that_way(tmp_path: Path) -> None:
    book, world = Ledger(tmp_path / "grootboek.jsonl"), _world()
    both = (_estimate("naast leeftijd"), _estimate("naast leeftijd", "adjusted_odds_ratio"))
    asked = submit(*world.sizes(alle=EVERYBODY, a=A), models=both)
    first = decide(world, asked, POLICY, book)
    remember(book, first)
    assert {"a/adjusted_relative_risk", "a/adjusted_odds_ratio"} <= set(shown(first))
    assert shown(decide(world, asked, POLICY, book)) == shown(first)
