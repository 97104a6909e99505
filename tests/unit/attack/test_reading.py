"""What an outsider makes of released statements: the same persons together, other persons apart."""

import datetime as dt
from dataclasses import replace

import pytest

from smartstart.attack.assault import assault
from smartstart.attack.evidence import Fact, Measure
from smartstart.attack.places import Places
from smartstart.attack.reading import Known, worlds
from smartstart.attack.report import as_json, lines
from smartstart.release.contents import DropOffStep, OpenStatement, ReleaseContents
from smartstart.vocabulary.errors import UsageError
from tests.support.attack_worlds import ungated
from tests.support.gate_world import EVERYBODY, World, dimension, predicate, submit


def _world(a: int = 60, b: int = 40) -> World:
    return World(dimension("wijk", "a", "b")).add(a, wijk="a").add(b, wijk="b")


def _release(world: World, **groups: object) -> ReleaseContents:
    return ungated(world, submit(*world.sizes(**groups)))  # type: ignore[arg-type]


def _of(contents: ReleaseContents, population: str) -> ReleaseContents:
    moved = tuple(s.model_copy(update={"population": population}) for s in contents.statements)
    return replace(contents, statements=moved)


def test_no_release_is_a_mistake_of_the_user() -> None:
    with pytest.raises(UsageError, match="geen vrijgave"):
        worlds([])


def test_releases_about_the_same_persons_are_taken_together() -> None:
    first, second = _release(_world(), alle=EVERYBODY), _release(_world(), a=predicate(wijk="a"))
    (found,) = worlds([("v1", first), ("v2", second)])
    assert found.facts[(), Measure.ROWS] == Fact(100, 100, ("v1#test/alle/size",))
    assert found.facts[(("wijk", frozenset("a")),), Measure.ROWS] == Fact(60, 60, ("v2#test/a/size",))


def test_releases_about_other_persons_are_told_apart() -> None:
    """95 of these children and 100 of those are not five children."""
    one, other = _release(_world(), alle=EVERYBODY), _of(_release(_world(95), a=predicate(wijk="a")), "kinderen-2")
    outcome = assault(worlds([("v1", one), ("v2", other)]))
    assert [w.population for w in outcome.worlds] == ["kinderen-1", "kinderen-2"]
    assert outcome.learned == ()
    assert "2 verschillende onderzoeksgroepen" in "\n".join(lines(outcome))
    together = assault(worlds([("v1", one), ("v2", _of(other, "kinderen-1"))]))
    assert together.learned != ()


def test_the_same_name_in_two_releases_is_not_the_same_group() -> None:
    first, second = _release(_world(), g=predicate(wijk="a")), _release(_world(), g=predicate(wijk="b"))
    (found,) = worlds([("v1", first), ("v2", second)])
    assert {fact.lower for fact in found.facts.values()} == {60, 40}


def test_where_the_data_changed_each_release_is_attacked_by_itself() -> None:
    groups = {"alle": EVERYBODY, "a": predicate(wijk="a")}
    first, second = _release(_world(60, 40), **groups), _release(_world(90, 40), **groups)
    outcome = assault(worlds([("v1", first), ("v2", second)]))
    assert outcome.worlds[0].moved
    assert not any(t.contradiction for t in outcome.tried)
    assert outcome.learned == ()
    assert "veranderd" in "\n".join(lines(outcome))


def _with_steps(*left: int) -> ReleaseContents:
    contents = _release(_world(), alle=EVERYBODY)
    steps = tuple(DropOffStep(id=f"stap{n}", text=f"stap {n}") for n, _ in enumerate(left))
    base = contents.statements[0]
    counts = [
        base.model_copy(
            update={
                "id": f"drop_off/stap{n}/left",
                "analysis": "drop_off",
                "subject": f"stap{n}",
                "role": "left",
                "population": f"kinderen-1.stap{n}",
                **dict.fromkeys(("value", "lower", "upper"), float(number)),
            }
        )
        for n, number in enumerate(left)
    ]
    sheet = contents.sheet.model_copy(update={"drop_off": steps})
    return replace(contents, sheet=sheet, statements=(*counts, *contents.statements))


@pytest.mark.parametrize(("left", "learns"), [((300, 297, 100), True), ((300, 280, 100), False)])
def test_steps_of_a_drop_off_lie_within_each_other(left: tuple[int, ...], learns: bool) -> None:
    outcome = assault(worlds([("v1", _with_steps(*left))]))
    assert len(outcome.worlds) == 1
    assert bool(outcome.learned) is learns
    if learns:
        text = "\n".join(lines(outcome))
        assert "kinderen die afvielen bij de stap: stap 1: precies 3" in text


def test_a_known_number_about_nobody_is_refused() -> None:
    known = Known(predicate(school="x"), Measure.ROWS, 5, 5, "bekend.csv, regel 2")
    with pytest.raises(UsageError, match="bestaat") as problem:
        worlds([("v1", _release(_world(), alle=EVERYBODY))], [known])
    assert problem.value.where == "bekend.csv, regel 2"


@pytest.mark.parametrize(("dates", "learns"), [(1, True), (2, False)])
def test_an_open_figure_counts_where_rows_are_units(dates: int, learns: bool) -> None:
    """400 children live in the municipality; 395 of them in wijk WK990100. At two dates a row is not a child."""
    world = World(dimension("wijk", "WK990100", "WK990101"), dimension("gemeente", "GM9901"))
    for wijk, size in (("WK990100", 395), ("WK990101", 5)):
        world.add(size, wijk=wijk, gemeente="GM9901")
    contents = ungated(world, submit(*world.sizes(a=predicate(wijk="WK990100"))))
    figure = OpenStatement(
        id="open/kinderen", area="GM9901", indicator="kinderen", period="2020", value=400.0, unit="kinderen",
        reliability="telling", source="cbs",
    )  # fmt: skip
    days = tuple(dt.date(2020 + n, 1, 1) for n in range(dates))
    sheet = contents.sheet.model_copy(update={"reference_dates": days})
    made = replace(contents, sheet=sheet, statements=(*contents.statements, figure))
    outcome = assault(worlds([("v1", made)]))
    assert bool(outcome.learned) is learns
    assert {o.attack for o in outcome.learned} <= {"open_figures", "arithmetic", "linked", "integers"}


def test_areas_lie_in_each_other_by_their_codes() -> None:
    places = Places(
        [dimension("wijk", "WK990100", "WK990101", "onbekend"), dimension("buurt", "BU99010000", "BU99010001")]
    )
    assert places.key(predicate(wijk="WK990100")) == (
        ("buurt", frozenset({"BU99010000", "BU99010001", "rest WK990100"})),
    )
    assert places.key(predicate(wijk="WK990101")) == (("buurt", frozenset({"WK990101"})),)
    assert places.key(predicate(buurt="BU99010000")) == (("buurt", frozenset({"BU99010000"})),)


def test_a_wijk_without_its_buurten_is_a_part_too() -> None:
    world = World(dimension("wijk", "WK990100", "WK990101"), dimension("buurt", "BU99010000", "BU99010100"))
    world.add(100, wijk="WK990100", buurt="BU99010000").add(50, wijk="WK990101", buurt="BU99010100")
    world.add(4, wijk="WK990100", buurt="BU99010100")  # an address whose buurt is not among the wijk's own
    asked = submit(*world.sizes(w=predicate(wijk="WK990100"), b=predicate(buurt="BU99010000")))
    outcome = assault(worlds([("v1", ungated(world, asked))]))
    assert {(o.lower, o.upper) for o in outcome.learned} == {(4, 4)}


def test_the_json_holds_everything_that_was_learned() -> None:
    import json

    world = _world(60, 3)
    release = _release(world, alle=EVERYBODY, a=predicate(wijk="a"))
    found = json.loads(as_json(assault(worlds([("v1", release)]))))
    complement = next(a for a in found["attacks"] if a["attack"] == "complement")
    (one,) = complement["learned"]
    assert (one["lower"], one["upper"], one["measure"]) == (3, 3, "rows")
    assert one["but_not"] == [{"conditions": [{"factor": "wijk", "levels": ["a"]}]}]
    assert one["statements"] == ["v1#test/alle/size", "v1#test/a/size"]
    assert found["learned"] >= 1


def test_at_most_ten_per_attack_are_written_out() -> None:
    codes = [f"w{n}" for n in range(14)]
    world = World(dimension("wijk", *codes))
    for code in codes:
        world.add(5, wijk=code)
    outcome = assault(worlds([("v1", _release(world, **{c: predicate(wijk=c) for c in codes}))]))
    assert "en nog 4" in "\n".join(lines(outcome))
