"""A regression shows no counts of its levels; what it told of them, a later release must reckon with all the same.

Wijken a and b have 65 events together. That wijk a has about 60 of them gives away that b has fewer than ten.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import load_policy
from tests.support.gate_world import EVERYBODY, World, decide, dimension, model, predicate, remember, shown, submit

A, C, AB = predicate(wijk="a"), predicate(wijk="c"), predicate(wijk="a|b")
POLICY = load_policy("cbs-ra")


def _both(book: Ledger) -> tuple[dict[str, float], dict[str, float]]:
    """What two releases show: first only the regression of wijk a beside wijk c, then the events of a and b."""
    world = World(dimension("wijk", "a", "b", "c"))
    world.add(300, events=60, wijk="a").add(300, events=5, wijk="b").add(300, events=55, wijk="c")
    limits = {"value": 1.3, "lower": 1.0, "upper": 1.7, "predicate": A}
    asked = model("a/x", world.evidence(A), world.evidence(C), measure="adjusted_relative_risk", **limits)
    asked = replace(asked, statement=asked.statement.model_copy(update={"reference": C}))
    first = decide(world, submit(*world.with_events(alle=EVERYBODY), models=(asked,)), POLICY, book)
    remember(book, first)
    second = decide(world, submit(*world.with_events(ab=AB), *world.sizes(alle=EVERYBODY)), POLICY, book)
    return shown(first), shown(second)


def test_what_a_regression_told_of_a_level_is_reckoned_with(tmp_path: Path) -> None:
    first, second = _both(Ledger(tmp_path / "grootboek.jsonl"))
    assert "a/x" in first
    assert "ab/events" not in second


def test_without_its_levels_the_rest_is_given_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Ledger.groups

    def counted(self: Ledger, population: str) -> tuple[object, ...]:
        return tuple(group for group in real(self, population) if group not in (A, C))

    monkeypatch.setattr(Ledger, "groups", counted)
    first, second = _both(Ledger(tmp_path / "grootboek.jsonl"))
    assert "a/x" in first
    assert "ab/events" in second
