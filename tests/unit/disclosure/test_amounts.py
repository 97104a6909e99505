"""Sums, means and quantiles before the gate: who stands out, what cannot be judged, and what is shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from smartstart.disclosure import door
from smartstart.disclosure.amounts import stands_out
from smartstart.disclosure.candidates import AmountCandidate, Contributions, Contributor
from smartstart.disclosure.gate import Judged
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.policy import Threshold, load_policy
from smartstart.presentation.insight.rows import reason
from smartstart.presentation.report.book import Book
from smartstart.release.consistency import problems
from smartstart.release.contents import AmountStatistic, Counted, State
from smartstart.release.keys import PrivateKey
from smartstart.release.reader import read_release
from smartstart.release.tables import statements_csv
from tests.support.gate_world import (
    EVERYBODY,
    World,
    amount,
    contributions,
    decide,
    dimension,
    facts,
    predicate,
    render,
    sheet,
    shown,
    submit,
)

POLICY = load_policy("cbs-ra")
QUANTILE = AmountStatistic.QUANTILE


def _world() -> World:
    return World(dimension("wijk", "a", "b")).add(100, wijk="a").add(100, wijk="b")


def _judged(*asked: AmountCandidate, ledger: Ledger | None = None) -> Judged:
    world = _world()
    groups = {"alle": EVERYBODY, "a": predicate(wijk="a"), "b": predicate(wijk="b")}
    return decide(world, submit(*world.sizes(**groups), amounts=asked), POLICY, ledger)


def _reason(asked: AmountCandidate) -> str:
    return next((j.reason for j in _judged(asked).judgements if j.id == asked.statement.id), "")


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ([10.0] * 10, ""),
        ([10.0] * 9, "minder dan 10 bijdragers"),
        ([50.0, *[1.0] * 50], "één bijdrager"),
        ([49.0, *[1.0] * 51], ""),
        ([46.0, 44.0, *[1.0] * 10], "twee bijdragers"),
        ([0.0] * 20, "niemand"),
    ],
)
def test_who_stands_out_at_the_thresholds(parts: list[float], word: str) -> None:
    found = stands_out(POLICY, contributions(parts))
    assert found.startswith(word)
    assert bool(found) is bool(word)


def test_the_second_cannot_estimate_the_largest() -> None:
    """At p = 10 the rule on the two largest already asks more, so a policy with a larger p shows this one alone."""
    by = contributions([45.0, 43.0, *[1.2] * 10])
    assert not stands_out(POLICY, by)
    wider = POLICY.model_copy(update={"p_percent": Threshold(value=30, status="own", source="a test")})
    assert "op een na grootste" in stands_out(wider, by)


def test_groups_that_pass_pass_together() -> None:
    """What the rule on remainders rests on, tried on many pairs of groups on the edge of each threshold."""
    edges = [
        contributions([49.0, *[1.0] * 51]),
        contributions([44.0, 45.0, *[1.1] * 11]),
        contributions([1.0] * 10),
        contributions([490.0, *[10.0] * 52]),
    ]
    for one in edges:
        for other in edges:
            first, second = sorted([one.largest, one.second, other.largest, other.second])[:-3:-1]
            both = Contributions(one.number + other.number, one.total + other.total, first, second)
            assert not stands_out(POLICY, one) + stands_out(POLICY, other) + stands_out(POLICY, both)


def test_an_amount_is_shown_with_two_digits_and_its_limits() -> None:
    parts = [float(n) for n in range(1, 101)]
    a = predicate(wijk="a")
    asked = (
        amount("a/sum", a, parts),
        amount("a/mean", a, parts, AmountStatistic.MEAN),
        amount("a/median", a, parts, QUANTILE, 0.5),
        amount("a/p90", a, parts, QUANTILE, 0.9),
    )
    found = {s.id: s for s in _judged(*asked).statements}
    total = found["test/a/sum"]
    assert (total.value, total.lower, total.upper) == (5100.0, 5050.0, 5150.0)  # 5,050
    assert found["test/a/mean"].value == 51.0
    assert (found["test/a/median"].value, found["test/a/p90"].value) == (51.0, 91.0)


_BAD = {
    "a group that is not declared": (lambda c: _with(c, predicate=predicate(school="x")), "school"),
    "no count": (lambda c: _with(c, of=()), "verwijst niet"),
    "a count of something else": (lambda c: _with(c, of=("test/b/size",)), "andere groep"),
    "a share on a sum": (lambda c: _with(c, share=0.5), "kwantiel"),
    "a quantile without a share": (lambda c: _with(c, statistic=QUANTILE), "kwantiel"),
    "no persons": (lambda c: replace(c, by={Contributor.FAMILY: contributions([10.0] * 50)}), "hoeveel personen"),
    "more persons than there are": (lambda c: _by(c, number=101), "meer personen"),
    "a negative contribution": (lambda c: _by(c, second=-1.0), "negatief"),
    "a number that is not whole": (lambda c: _by(c, number=10.5), "geen heel getal"),
    "a number below nought": (lambda c: _by(c, number=-1), "negatief"),
    "a second above the first": (lambda c: _by(c, second=11.0), "spreken elkaar tegen"),
    "two that are more than all": (lambda c: _by(c, largest=600.0, second=500.0), "spreken elkaar tegen"),
    "a second of one": (lambda c: _by(c, number=1), "spreken elkaar tegen"),
    "endless": (lambda c: replace(c, value=float("nan")), "geen getal"),
    "another total": (lambda c: replace(c, value=999.0), "niet het totaal"),
    "two totals": (lambda c: replace(c, by={**c.by, Contributor.FAMILY: contributions([9.0] * 50)}), "ander totaal"),
}


def _with(asked: AmountCandidate, **changes: object) -> AmountCandidate:
    return replace(asked, statement=asked.statement.model_copy(update=changes))


def _by(asked: AmountCandidate, **changes: object) -> AmountCandidate:
    return replace(asked, by={Contributor.PERSON: replace(asked.by[Contributor.PERSON], **changes)})


@pytest.mark.parametrize(("change", "word"), _BAD.values(), ids=_BAD.keys())
def test_what_cannot_be_judged_is_refused_with_one_reason(change: object, word: str) -> None:
    asked = amount("a/sum", predicate(wijk="a"), [10.0] * 100)
    assert _reason(asked) == ""
    bad = change(asked)  # type: ignore[operator]
    judged = _judged(bad)
    assert [j.rule for j in judged.judgements] == ["modelled"]
    assert word in judged.judgements[0].reason
    assert set(shown(judged)) == {"alle/size", "a/size", "b/size"}


def test_parts_that_are_all_there_is_may_stand_beside_the_whole() -> None:
    wijken = {code: predicate(wijk=code) for code in "ab"}
    asked = [amount(f"{code}/sum", group, [10.0] * 100) for code, group in wijken.items()]
    whole = amount("alle/sum", EVERYBODY, [10.0] * 200)
    assert {"alle/sum", "a/sum", "b/sum"} <= set(shown(_judged(whole, *asked)))


def test_a_household_that_the_part_does_not_name_stops_the_part() -> None:
    by = {Contributor.PERSON: contributions([10.0] * 200), Contributor.HOUSEHOLD: contributions([20.0] * 100)}
    whole = amount("alle/sum", EVERYBODY, [10.0] * 200, by=by)
    found = shown(_judged(whole, amount("a/sum", predicate(wijk="a"), [10.0] * 100)))
    assert "alle/sum" in found
    assert "a/sum" not in found


def _release(asked: tuple[AmountCandidate, ...], folder: Path, key: PrivateKey, day: str) -> door.ReleasePaths:
    ledger = Ledger(folder / "grootboek.jsonl")
    judged = _judged(*asked, ledger=ledger)
    return door.release(
        judged, sheet(*_world().dimensions), facts(), folder / day, key=key, render=render, ledger=ledger
    )


def test_an_amount_leaves_once_and_the_same_again(tmp_path: Path) -> None:
    key, a, b = PrivateKey.generate(), predicate(wijk="a"), predicate(wijk="b")
    first = (amount("a/sum", a, [10.0] * 100),)
    paths = _release(first, tmp_path, key, "1")
    read = read_release(paths.folder, [key.public_key()])
    assert next(s for s in read.contents.statements if s.id == "test/a/sum").value == 1000.0
    again = _judged(*first, amount("b/sum", b, [10.0] * 100), ledger=Ledger(tmp_path / "grootboek.jsonl"))
    assert "a/sum" in shown(again)
    assert "b/sum" not in shown(again)
    moved = _judged(amount("a/sum", a, [12.0] * 100), ledger=Ledger(tmp_path / "grootboek.jsonl"))
    assert "a/sum" not in shown(moved)


def test_a_reader_refuses_an_extreme_and_an_amount_without_its_count() -> None:
    judged = _judged(amount("a/median", predicate(wijk="a"), [float(n) for n in range(100)], QUANTILE, 0.5))
    page = sheet(*_world().dimensions)
    median = next(s for s in judged.statements if s.id == "test/a/median")
    others = tuple(s for s in judged.statements if s.id != median.id)

    def said(**changes: object) -> str:
        statements = sorted((*others, median.model_copy(update=changes)), key=lambda s: s.id)
        return " ".join(text for where, text in problems(page, tuple(statements), judged.outline) if where == median.id)

    assert said() == ""
    assert "laagste of hoogste" in said(share=1.0)
    assert "kwantiel" in said(share=None)
    assert "telling van zijn groep" in said(of=())
    assert "die er niet is" in said(of=("test/c/size",))
    hidden = next(s for s in others if s.id == "test/a/size")
    others = tuple(
        s.model_copy(update={"state": State.WITHHELD, "value": None, "lower": None, "upper": None})
        if s is hidden
        else s
        for s in others
    )
    assert "niet getoond" in said()


def test_pages_and_tables_can_show_an_amount() -> None:
    parts = [float(n) for n in range(100)]
    asked = (amount("a/sum", predicate(wijk="a"), parts), amount("a/p50", predicate(wijk="a"), parts, QUANTILE, 0.5))
    judged = _judged(*asked)
    contents = door.contents_of(judged, sheet(*_world().dimensions), facts())
    told = {s.id: reason(Book(contents), s) for s in judged.statements}
    assert told["test/a/sum"].row.unit == "som van inkomen"
    assert "5.000" in told["test/a/sum"].row.value.text
    lines = statements_csv(judged.statements).decode()
    assert ",quantile 0.5,,test/a/size,inkomen,,2 significant digits," in lines


def test_a_count_of_events_is_no_size() -> None:
    world = World(dimension("wijk", "a", "b")).add(100, events=30, wijk="a").add(100, events=30, wijk="b")
    count = world.count("a/size", predicate(wijk="a"), Counted.EVENTS)
    judged = decide(world, submit(count, amounts=(amount("a/sum", predicate(wijk="a"), [10.0] * 30),)), POLICY)
    assert set(shown(judged)) == {"a/size"}
