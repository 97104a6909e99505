"""Claims looked up in the exact counts that stayed inside: nobody only where whole and parts leave no row."""

import csv
import json
from pathlib import Path

import pytest

from smartstart.attack import report
from smartstart.attack.assault import METHODS, Outcome, Tried
from smartstart.attack.evidence import Group, Learned, Measure, World
from smartstart.attack.reading import worlds
from smartstart.attack.truth import about_nobody, read_inside
from smartstart.vocabulary.errors import DataError
from tests.support.attack_worlds import ungated
from tests.support.gate_world import EVERYBODY, dimension, predicate, submit
from tests.support.gate_world import World as Rows

_A = (("wijk", frozenset({"a"})),)


def _released(b: int) -> World:
    rows = Rows(dimension("wijk", "a", "b")).add(60, wijk="a").add(b, wijk="b")
    [one] = worlds([("v1", ungated(rows, submit(*rows.sizes(alle=EVERYBODY, a=predicate(wijk="a")))))])
    return one


def _inside(folder: Path, world: World, wrong: int = 0) -> Path:
    with (folder / "checker.csv").open("w", encoding="utf-8", newline="") as file:
        names = ["uitspraak", "rijen", "personen", "huishoudens", "keer_gebeurd", "getoond", "gehouden"]
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(names)
        for name, (_, value) in world.counts.items():
            writer.writerow([name.removeprefix("v1#"), *[value + wrong] * 4, value, "nee"])
    return folder


def _claim(world: World, group: Group, lower: int = 0) -> Learned:
    return Learned(METHODS[0].name, world.population, group, Measure.ROWS, lower, 8, ("v1#a/size",))


@pytest.mark.parametrize(("b", "nobody"), [(0, True), (4, False), (60, False)])
@pytest.mark.parametrize("group", [Group((), (_A,)), Group((("wijk", frozenset({"b"})),))], ids=["rest", "wijk"])
def test_a_group_is_empty_when_the_whole_is_the_sum_of_the_others(
    tmp_path: Path, b: int, nobody: bool, group: Group
) -> None:
    world = _released(b)
    claim = _claim(world, group)
    found = about_nobody([claim], [world], read_inside([_inside(tmp_path, world)]))
    assert (claim in found) is nobody


def test_what_cannot_be_shown_empty_counts_as_somebody(tmp_path: Path) -> None:
    world = _released(0)
    claims = [_claim(world, Group(_A)), _claim(world, Group((), (_A,)), lower=1), _claim(world, Group((), (_A,), "x"))]
    assert not about_nobody(claims, [world], read_inside([_inside(tmp_path, world)]))


def test_the_table_of_another_run_is_refused(tmp_path: Path) -> None:
    world = _released(0)
    with pytest.raises(DataError, match="horen niet bij deze vrijgave"):
        about_nobody([], [world], read_inside([_inside(tmp_path, world, wrong=9)]))


def test_a_folder_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="niet te lezen"):
        read_inside([tmp_path])


def test_the_report_says_what_was_looked_up(tmp_path: Path) -> None:
    world = _released(0)
    claims = (_claim(world, Group((), (_A,))), _claim(world, Group(_A), lower=2))
    outcome = Outcome((world,), (Tried(METHODS[0], claims, 2, 0, contradiction=False),))
    nobody = about_nobody(claims, [world], read_inside([_inside(tmp_path, world)]))
    text = "\n".join(report.lines(outcome, nobody))
    assert "- zeker over iemand: 1 keer." in text
    assert "- nagezocht, over niemand: 1 keer." in text
    assert "misschien" not in text
    assert "om het terug te trekken" in text
    [attacked] = json.loads(report.as_json(outcome, nobody))["attacks"]
    assert [one["is_nobody"] for one in attacked["learned"]] == [True, False]
