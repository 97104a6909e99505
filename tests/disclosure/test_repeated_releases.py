"""What several releases tell together, and what ratios tell about the counts under them."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.disclosure import derived, gate, ledger
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.ledger import Head, Ledger, Memory
from smartstart.disclosure.policy import Threshold, load_policy
from smartstart.disclosure.rounding import Shown
from smartstart.release.contents import Counted, Statistic
from tests.support.gate_world import (
    EVERYBODY,
    World,
    decide,
    dimension,
    predicate,
    rate,
    remember,
    shown,
    submit,
)

_FIVE = Threshold(value=5, status="own", source="test: what is kept is easiest to see when it is rounded")
_ROUNDED = load_policy("cbs-ra").model_copy(update={"rounding": _FIVE})


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "grootboek.jsonl")


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that does not look at earlier counts; the line it was judged at stays right."""
    real = Ledger.memory
    monkeypatch.setattr(Ledger, "memory", lambda self: Memory(real(self).head, {}, {}))


def _world(b: int = 5) -> World:
    return World(dimension("wijk", "a", "b", "c")).add(60, wijk="a").add(b, wijk="b").add(40, wijk="c")


def _everybody_then_nearly_everybody(book: Ledger) -> bool:
    world = _world()
    first = decide(world, submit(*world.sizes(alle=EVERYBODY)), ledger=book)
    remember(book, first)
    second = decide(world, submit(*world.sizes(ac=predicate(wijk="a|c"))), ledger=book)
    seen = shown(first) | shown(second)
    return {"alle/size", "ac/size"} <= set(seen) and seen["alle/size"] - seen["ac/size"] < 10


def test_a_difference_with_an_earlier_release_is_withheld(book: Ledger) -> None:
    assert not _everybody_then_nearly_everybody(book)


@pytest.mark.usefixtures("forgetful")
def test_without_memory_the_difference_is_seen(book: Ledger) -> None:
    assert _everybody_then_nearly_everybody(book)


def test_a_factor_that_is_gone_now_is_not_forgotten(book: Ledger) -> None:
    """The first study knew schools; the second does not, and asks for everybody in the same population."""
    first = World(dimension("school", "x", "y")).add(100, school="x").add(4, school="y")
    remember(book, decide(first, submit(*first.sizes(x=predicate(school="x"))), ledger=book))
    second = World(dimension("wijk", "a", "b")).add(60, wijk="a").add(44, wijk="b")
    asked = submit(*second.sizes(alle=EVERYBODY, a=predicate(wijk="a")))
    assert shown(decide(second, asked, ledger=book)) == {"a/size": 60}


def _part_by_part(book: Ledger) -> bool:
    world = _world()
    seen: dict[str, float] = {}
    for day, names in enumerate((("alle", "a"), ("c",)), start=1):
        groups = {name: EVERYBODY if name == "alle" else predicate(wijk=name) for name in names}
        judged = decide(world, submit(*world.sizes(**groups)), ledger=book)
        remember(book, judged, day)
        seen |= shown(judged)
    return {"alle/size", "a/size", "c/size"} <= set(seen)


def test_parts_given_one_by_one_are_withheld_before_the_last_is_known(book: Ledger) -> None:
    assert not _part_by_part(book)


@pytest.mark.usefixtures("forgetful")
def test_without_memory_the_last_part_is_known(book: Ledger) -> None:
    assert _part_by_part(book)


def test_recounted_earlier_groups_make_the_comparison_exact(book: Ledger) -> None:
    """Without a recount a rounded earlier count could be just too near; with it, it is known not to be."""
    policy = _ROUNDED
    world = World(dimension("wijk", "a", "b")).add(60, wijk="a").add(11, wijk="b")
    remember(book, decide(world, submit(*world.sizes(alle=EVERYBODY)), policy, book))
    asked = submit(*world.sizes(a=predicate(wijk="a")))
    assert "a/size" not in shown(decide(world, asked, policy, book))
    exact = submit(*asked.counts, known=world.known(book.groups("kinderen-1")))
    assert shown(decide(world, exact, policy, book)) == {"a/size": 60}


def test_a_rerun_decides_the_same(book: Ledger) -> None:
    world = World(dimension("wijk", "a", "b", "c", "d"), dimension("ouder", "een", "twee"))
    for wijk, (een, twee) in {"a": (60, 40), "b": (30, 12), "c": (15, 11), "d": (6, 20)}.items():
        world.add(een, events=een // 3, wijk=wijk, ouder="een").add(twee, events=twee // 4, wijk=wijk, ouder="twee")
    groups = {"alle": EVERYBODY, "een": predicate(ouder="een"), "twee": predicate(ouder="twee")}
    groups |= {f"wijk-{code}": predicate(wijk=code) for code in "abcd"}
    groups |= {f"een-{code}": predicate(wijk=code, ouder="een") for code in "abcd"}
    asked = submit(*world.with_events(**groups))
    first = decide(world, asked, _ROUNDED, book)
    assert 0 < first.outline.released < first.outline.asked
    remember(book, first)
    again = decide(world, asked, _ROUNDED, book)
    assert again.statements == first.statements


@pytest.mark.parametrize("moved", range(-11, 12))
def test_a_cell_keeps_its_value_while_it_moves_little(book: Ledger, moved: int) -> None:
    policy = _ROUNDED
    before = World(dimension("wijk", "a", "b")).add(101, wijk="a").add(100, wijk="b")
    remember(book, decide(before, submit(*before.sizes(a=predicate(wijk="a"))), policy, book))
    after = World(dimension("wijk", "a", "b")).add(100 + moved, wijk="a").add(100, wijk="b")
    judged = decide(after, submit(*after.sizes(a=predicate(wijk="a"))), policy, book)
    (statement,) = judged.statements
    assert statement.value == 100
    assert statement.lower is not None
    assert statement.upper is not None
    assert statement.lower <= 100 + moved <= statement.upper


@pytest.mark.parametrize("moved", [-30, -12, 12, 30])
def test_a_cell_that_moved_much_shows_its_new_value(book: Ledger, moved: int) -> None:
    policy = _ROUNDED
    before = World(dimension("wijk", "a", "b")).add(100, wijk="a").add(100, wijk="b")
    remember(book, decide(before, submit(*before.sizes(a=predicate(wijk="a"))), policy, book))
    after = World(dimension("wijk", "a", "b")).add(100 + moved, wijk="a").add(100, wijk="b")
    value = shown(decide(after, submit(*after.sizes(a=predicate(wijk="a"))), policy, book))["a/size"]
    assert abs(value - (100 + moved)) <= 2


def test_limits_do_not_point_at_the_cell_that_moved(book: Ledger) -> None:
    policy = _ROUNDED
    groups = {code: predicate(wijk=code) for code in "ab"}
    before = World(dimension("wijk", "a", "b")).add(100, wijk="a").add(200, wijk="b")
    remember(book, decide(before, submit(*before.sizes(**groups)), policy, book))
    after = World(dimension("wijk", "a", "b")).add(105, wijk="a").add(200, wijk="b")
    judged = decide(after, submit(*after.sizes(**groups)), policy, book)
    widths = {(s.upper or 0) - (s.lower or 0) for s in judged.statements}
    assert widths == {22.0}


def test_the_same_cell_in_other_words_keeps_its_value(book: Ledger) -> None:
    policy = _ROUNDED
    world = World(dimension("wijk", "a", "b", "c")).add(101, wijk="a").add(50, wijk="b").add(50, wijk="c")
    remember(book, decide(world, submit(*world.sizes(x=predicate(wijk="a|b"))), policy, book))
    other = World(world.dimensions[0]).add(104, wijk="a").add(50, wijk="b").add(50, wijk="c")
    asked = submit(*other.sizes(anders=predicate(wijk="b|a"), alle=predicate(wijk="c|b|a")))
    found = shown(decide(other, asked, policy, book))
    assert found["anders/size"] == 150
    assert found["alle/size"] == 200  # 204, to a ten: beside other new numbers it would tell how far the old ones moved


def _possible_events(size: float, events: float, per_1000: float) -> set[int]:
    """Which numbers of events fit a rounded size, rounded events and a rate with one decimal."""
    sizes = range(int(size) - 2, int(size) + 3)
    hits = range(int(events) - 2, int(events) + 3)
    fits = itertools.product(sizes, hits)
    return {hit for n, hit in fits if abs(1000 * hit / n - per_1000) <= 0.05 + 1e-9}


def _ratio_world() -> tuple[World, gate.Submission]:
    world = World(dimension("wijk", "a", "b")).add(131, events=33, wijk="a").add(200, wijk="b")
    group = predicate(wijk="a")
    return world, submit(*world.with_events(a=group), ratios=(rate("a/rate", group),))


def test_a_rate_tells_no_more_than_the_counts_it_is_made_of() -> None:
    world, asked = _ratio_world()
    v = shown(decide(world, asked, _ROUNDED))
    assert v["a/rate"] == pytest.approx(1000 * v["a/events"] / v["a/size"], abs=0.05)
    exact = 1000 * 33 / 131
    assert abs(v["a/rate"] - exact) > 0.05


def test_a_rate_from_exact_counts_would_tell_the_events(monkeypatch: pytest.MonkeyPatch) -> None:
    world, asked = _ratio_world()
    exact = {"test/a/size": Shown(131, 131, 131), "test/a/events": Shown(33, 33, 33)}

    def leaking(candidate: derived.RatioCandidate, sources: derived.Sources) -> derived.Interval | None:
        return derived.ratio(Statistic.RATE, [exact[i] for i in candidate.statement.of], sources.decimals)

    monkeypatch.setattr(gate, "derived_value", leaking)
    v = shown(decide(world, asked, _ROUNDED))
    assert _possible_events(v["a/size"], v["a/events"], v["a/rate"]) == {33}


def test_a_split_tried_again_does_not_give_a_second_estimate(book: Ledger) -> None:
    from tests.support.gate_world import model

    world, _ = _ratio_world()
    group = world.evidence(predicate(wijk="a"))
    seen = []
    for day, value in enumerate((2.0, 2.3, 1.8), start=1):
        asked = submit(models=(model("a/rr", group, group, value=value),))
        judged = decide(world, asked, ledger=book)
        remember(book, judged, day)
        seen.append(shown(judged)["a/rr"])
    assert seen == [2.0, 2.0, 2.0]


def test_no_ledger_means_no_memory() -> None:
    world = _world()
    judged = decide(world, submit(world.count("a/persons", predicate(wijk="a"), Counted.PERSONS)))
    assert judged.judged_at == Head()
    assert not judged.remembered


@pytest.mark.parametrize(("repeats", "stays"), [(1, True), (5, False)])
@pytest.mark.parametrize("counted", [Counted.ROWS, Counted.EVENTS, Counted.PERSONS])
def test_rows_of_an_unknown_earlier_group_may_be_few_persons(
    book: Ledger, repeats: int, stays: bool, counted: Counted
) -> None:
    """40 rows between an earlier count and this one can be eight children at five dates; 40 persons are 40."""
    world = World(dimension("wijk", "a", "b")).add(200, events=100, wijk="a").add(40, events=30, wijk="b")
    remember(book, decide(world, submit(world.count("alle/n", EVERYBODY, counted)), ledger=book))
    asked = submit(world.count("a/n", predicate(wijk="a"), counted), repeats=repeats)
    assert ("a/n" in shown(decide(world, asked, ledger=book))) is (stays or counted is Counted.PERSONS)


def test_a_kept_estimate_keeps_the_words_for_its_step(book: Ledger) -> None:
    from tests.support.gate_world import model

    world, _ = _ratio_world()
    many, few = world.evidence(EVERYBODY), world.evidence(predicate(wijk="a"))
    policy = _ROUNDED
    words = []
    for day, group in enumerate((replace(few, events=12, event_persons=12, event_households=12), many), start=1):
        judged = decide(world, submit(models=(model("a/rr", group, group),)), policy, book)
        remember(book, judged, day)
        words += [s.precision for s in judged.statements]
    assert words == ["stappen van 1", "stappen van 1"]


def _kept_world(a: int, b: int) -> World:
    return World(dimension("wijk", "a", "b", "c")).add(a, wijk="a").add(b, wijk="b").add(80, wijk="c")


def _counts_of(world: World, book: Ledger, *names: str) -> Judged:
    asked = submit(*world.sizes(**{name: predicate(wijk=name) for name in names}))
    return decide(world, asked, _ROUNDED, book)


def test_what_is_kept_from_before_is_marked_on_every_kept_cell(book: Ledger) -> None:
    """The cell that moved and the one that did not look the same; the one that is new has no mark."""
    remember(book, _counts_of(_kept_world(100, 200), book, "a", "b"))
    judged = _counts_of(_kept_world(105, 200), book, "a", "b", "c")
    assert {s.id: (s.kept, (s.upper or 0) - (s.lower or 0)) for s in judged.statements} == {
        "test/a/size": (True, 22.0),
        "test/b/size": (True, 22.0),
        "test/c/size": (False, 9.0),  # new beside kept ones: to a ten
    }


def test_what_did_not_move_is_not_marked(book: Ledger) -> None:
    remember(book, _counts_of(_kept_world(100, 200), book, "a", "b"))
    assert not any(s.kept for s in _counts_of(_kept_world(101, 199), book, "a", "b").statements)


def test_what_surely_moved_shows_its_new_value_without_a_mark(book: Ledger) -> None:
    remember(book, _counts_of(_kept_world(100, 200), book, "a", "b"))
    judged = _counts_of(_kept_world(112, 205), book, "a", "b")
    assert {s.id: (s.value, s.kept) for s in judged.statements} == {
        "test/a/size": (110.0, False),
        "test/b/size": (200.0, True),
    }


def test_a_rerun_on_the_newer_delivery_decides_the_same(book: Ledger) -> None:
    """A run that was stopped after its line must end in the same bytes, marks and limits included."""
    remember(book, _counts_of(_kept_world(100, 200), book, "a", "b"))
    first = _counts_of(_kept_world(105, 200), book, "a", "b", "c")
    remember(book, first, 2)
    again = _counts_of(_kept_world(105, 200), book, "a", "b", "c")
    assert again.statements == first.statements
    remember(book, again, 2)
    assert len(book.entries()) == 2


def test_a_ladder_of_small_steps_stays_within_what_was_said(book: Ledger) -> None:
    """Nine more each year: the value stays, then jumps; the limits hold the exact count every time."""
    seen = []
    for year, a in enumerate(range(100, 160, 9), start=1):
        judged = _counts_of(_kept_world(a, 200), book, "a", "b")
        remember(book, judged, year)
        (mine,) = (s for s in judged.statements if s.id == "test/a/size")
        assert (mine.lower or 0) <= a <= (mine.upper or 0)
        seen.append(mine.value)
    assert seen == [100, 100, 120, 120, 135, 135, 155]


def test_an_old_line_without_a_step_still_reads() -> None:
    old = {"id": "a", "room": "r", "unit": "u", "population": "p", "period": "q", "predicate": {"conditions": []}}
    old |= {"reference": {"conditions": []}, "measure": "relative_risk", "method": "m", "kind": "model"}
    old |= {"value": 2.0, "lower": 1.0, "upper": 3.0}
    assert ledger.ShownModel.model_validate(old).precision == ""
