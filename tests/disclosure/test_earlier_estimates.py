"""What an earlier estimate tells beside its own release, when it is not asked again.

Wijken a and b have 65 events together. A smoothed, adjusted or observed/expected value that says that a has about 60 of
them gives away that b has fewer than ten, once that total is shown: also when the value was shown a release ago.
"""

from pathlib import Path
from typing import Any

import pytest

from smartstart.disclosure import recording
from smartstart.disclosure.candidates import ModelCandidate
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.ledger import Ledger, ShownModel
from smartstart.disclosure.policy import load_policy
from tests.support.gate_world import EVERYBODY, World, decide, dimension, model, predicate, remember, shown, submit

A, AB = predicate(wijk="a"), predicate(wijk="a|b")
POLICY = load_policy("cbs-ra")
TELLING: dict[str, dict[str, Any]] = {
    "adjusted_relative_risk": {"value": 2.2, "lower": 1.7, "upper": 2.9},
    "adjusted_odds_ratio": {"value": 2.6, "lower": 2.0, "upper": 3.3},
    "adjusted_risk_per_1000": {"value": 170.0, "lower": 140.0, "upper": 210.0},
    "adjusted_ratio": {"value": 4.0, "lower": 3.0, "upper": 5.0, "expected": 15.0},
    "smoothed": {"value": 190.0, "lower": 150.0, "upper": 240.0, "own": 0.9},
    "smoothed in a class": {"value": 190.0, "lower": 150.0, "upper": 240.0, "own": 0.9, "classes": (180.0, 200.0)},
}


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "grootboek.jsonl")


def _world() -> World:
    world = World(dimension("wijk", "a", "b", "c"))
    return world.add(300, events=60, wijk="a").add(300, events=5, wijk="b").add(300, events=55, wijk="c")


def _estimate(world: World, name: str, **more: Any) -> ModelCandidate:
    """The estimate of wijk a beside all others."""
    settings = {"predicate": A, "measure": name.partition(" ")[0], **TELLING[name], **more}
    return model("a/x", world.evidence(A), world.evidence(predicate(wijk="b|c")), **settings)


def _one_after_the_other(book: Ledger, name: str) -> tuple[Judged, Judged]:
    world = _world()
    first = decide(world, submit(*world.sizes(a=A), models=(_estimate(world, name),)), POLICY, book)
    remember(book, first)
    return first, decide(world, submit(*world.with_events(ab=AB), *world.sizes(alle=EVERYBODY)), POLICY, book)


@pytest.mark.parametrize("name", sorted(TELLING))
def test_an_estimate_of_an_earlier_release_is_reckoned_with(
    name: str, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _one_after_the_other(book, name)
    assert "a/x" in shown(first)
    assert "ab/events" not in shown(second)
    monkeypatch.setattr(recording, "kept_limits", lambda *_: None)
    book = Ledger(book.path.with_name("vergeetachtig.jsonl"))
    first, second = _one_after_the_other(book, name)
    assert "a/x" in shown(first)
    assert "ab/events" in shown(second)


def _record(judged: Judged) -> ShownModel:
    (found,) = (one for one in judged.shown if isinstance(one, ShownModel))
    return found


def test_what_the_ledger_keeps_holds_the_truth_and_no_exact_count(book: Ledger) -> None:
    """Wijk a has 60 events, 200 of every 1,000; five numbers of events at least fit what is kept."""
    true = {"adjusted_ratio": 60.0, "smoothed": 200.0, "smoothed in a class": 200.0, "adjusted_risk_per_1000": 200.0}
    wide = {"adjusted_ratio": POLICY.estimate.value - 1}
    for name, exact in true.items():
        first, _ = _one_after_the_other(Ledger(book.path.with_name(f"{name}.jsonl")), name)
        kept = _record(first).own
        assert kept is not None
        assert kept[0] <= exact <= kept[1]
        assert kept[1] - kept[0] >= wide.get(name, 1000 * (POLICY.estimate.value - 1) / 300)
        assert all(limit == round(limit, 1) for limit in kept)


def test_a_plain_estimate_needs_nothing_more(book: Ledger) -> None:
    world = _world()
    plain = model("a/x", world.evidence(A), world.evidence(EVERYBODY), predicate=A)
    assert _record(decide(world, submit(models=(plain,)), POLICY, book)).own is None


def test_a_line_from_before_is_read_and_tells_nothing(book: Ledger) -> None:
    first, _ = _one_after_the_other(book, "smoothed")
    old = _record(first).model_dump(mode="json")
    del old["own"]
    assert ShownModel.model_validate(old).own is None


def test_the_same_class_of_a_value_smoothed_otherwise_tells_what_both_tell(book: Ledger) -> None:
    """Smoothed more, the class leaves room enough; what it told when it was smoothed less is not forgotten."""
    world = _world()
    first = _estimate(world, "smoothed in a class")
    remember(book, decide(world, submit(*world.sizes(a=A), models=(first,)), POLICY, book))
    more = _estimate(world, "smoothed in a class", own=0.2)
    asked = submit(*world.with_events(ab=AB), *world.sizes(a=A), models=(more,))
    empty = Ledger(book.path.with_name("leeg.jsonl"))
    assert {"ab/events", "a/x"} <= set(shown(decide(world, asked, POLICY, empty)))
    assert "ab/events" not in shown(decide(world, asked, POLICY, book))
