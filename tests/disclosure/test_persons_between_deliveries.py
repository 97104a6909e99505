"""Persons shown before somebody came, beside new persons of a part: who was left then is not told now."""

from pathlib import Path

import pytest

from smartstart.attack.methods import complement
from smartstart.disclosure.ledger import Ledger
from smartstart.disclosure.rules import persons_left
from smartstart.release.contents import Counted, ReleaseContents
from tests.support.attack_worlds import Trial, attacked, gated
from tests.support.gate_world import POPULATION, World, decide, dimension, predicate, remember, submit

TWO, ONE = predicate(wijk="a|b"), predicate(wijk="a")


def _world(rest: int) -> World:
    """110 children of wijk a and `rest` of wijk b beside it, all there at three dates."""
    world = World(dimension("wijk", "a", "b", "c")).add(110, wijk="a").add(rest, wijk="b").add(500, wijk="c")
    world.rows *= 3
    return world


def _year_after_year(worlds: list[World], folder: Path) -> list[ReleaseContents]:
    """Release the persons of both wijken, and a year later those of the one."""
    book, made = Ledger(folder / "boek"), []
    for day, (world, group) in enumerate(zip(worlds, (TWO, ONE), strict=True), start=1):
        count = world.count(f"r{day}/persons", group, Counted.PERSONS)
        judged = decide(world, submit(count, repeats=3, known=world.known(book.groups(POPULATION))), ledger=book)
        remember(book, judged, day)
        made.append(gated(world, judged))
    return made


def test_where_only_the_present_counts_the_four_of_then_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persons_left, "_stays", lambda *_: False)
    worlds = [_world(4), _world(12)]
    releases = _year_after_year(worlds, tmp_path)
    [one] = attacked(releases, Trial(complement.NAME, worlds, releases)).learned
    assert (one.lower, one.upper) == (0, 9)


@pytest.mark.parametrize(("then", "now", "shown"), [(4, 12, 1), (4, 4, 1), (12, 4, 1), (12, 12, 2), (30, 35, 2)])
def test_few_of_then_and_few_of_now_both_stay_unknown(then: int, now: int, shown: int, tmp_path: Path) -> None:
    worlds = [_world(then), _world(now)]
    releases = _year_after_year(worlds, tmp_path)
    found = attacked(releases, Trial(complement.NAME, worlds, releases))
    assert found.learned == ()
    assert sum(len(facts) for facts in found.worlds[0].by_release) == shown
