"""A study that asks for buurten and declares its ladder: what is shown, what is said of it, and what it gives away."""

from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from smartstart.attack.assault import assault
from smartstart.attack.evidence import Key, Measure
from smartstart.attack.reading import worlds
from smartstart.release.contents import Condition, Predicate, State, Statement
from smartstart.release.reader import read_release
from smartstart.vault.engines import DuckEngine
from smartstart.vault.run import Result
from smartstart.vault.run.opening import open_cohort
from smartstart.vault.study.reading import read_study
from tests.support.rooms import KEY, Room, small_study

pytestmark = pytest.mark.slow
LADDER = """place = "buurt"
ladder = ["wijk", "gemeente"]
most_merged = 0.6
map_bounds = [2, 3, 4, 5]
"""


@pytest.fixture(scope="module")
def room(small_twin: Path, tmp_path_factory: pytest.TempPathFactory) -> Room:
    made = Room(tmp_path_factory.mktemp("ladder"), small_twin)
    lines = small_study().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("place = ", "map_bounds = "))]
    made.write("".join(kept).replace("[release]", f"{LADDER}\n[release]"))
    return made


@pytest.fixture(scope="module")
def result(room: Room) -> Result:
    return room.run()


@pytest.fixture(scope="module")
def report(result: Result) -> str:
    return (result.paths.folder / "report.html").read_text(encoding="utf-8")


def _about(result: Result, analysis: str, role: str) -> list[Statement]:
    found = (s for s in result.contents.statements if isinstance(s, Statement))
    return [s for s in found if (s.analysis, s.role) == (analysis, role)]


def test_wijken_are_shown_instead_of_buurten_each_once_and_small_ones_together(result: Result) -> None:
    rates = _about(result, "places", "rate")
    conditions = [condition for rate in rates for condition in rate.predicate.conditions]
    assert {condition.factor for condition in conditions} == {"wijk"}
    codes = [code for condition in conditions for code in condition.levels]
    known = next(d for d in result.contents.sheet.dimensions if d.name == "wijk")
    assert sorted(codes) == sorted(level.code for level in known.levels if not level.missing)
    assert len(rates) < len(codes)  # neighbours went together
    assert all({code[:6] for code in c.levels} == {c.levels[0][:6]} for c in conditions)
    assert all(size.state is State.SHOWN for size in _about(result, "places", "size"))
    assert any(rate.state is State.SHOWN for rate in rates)


def test_the_report_says_what_was_done_and_draws_it_so(result: Result, report: str) -> None:
    assert "Te veel buurten zijn daar te klein voor. Daarom staan de cijfers er per wijk." in report
    assert "Te kleine wijken zijn samengevoegd met hun buren in dezelfde gemeente." in report
    assert "data-joined" in report
    assert "5 of meer" in report
    merged = next(s for s in _about(result, "places", "rate") if len(s.predicate.conditions[0].levels) > 1)
    assert f'data-statement="{merged.id}"' in report


def test_the_release_is_of_the_format_that_knows_it_and_can_be_read(result: Result) -> None:
    release = read_release(result.paths.archive, [KEY.public_key()])
    assert release.manifest.format == "smartstart-release/2"
    assert release.contents.sheet.map_bounds == (2, 3, 4, 5)


def test_nobody_outside_learns_of_a_small_group_from_it(room: Room, result: Result, tmp_path: Path) -> None:
    """Of an empty group one may learn that it is small: it harms nobody."""
    with DuckEngine(tmp_path) as engine:
        study = read_study(room.study)
        cohort = open_cohort(engine, study, room.data, tmp_path, lambda _: nullcontext(lambda _: None), {}).cohort

    def chosen(key: Key) -> NDArray[np.bool_]:
        conditions = tuple(Condition(factor=name, levels=tuple(sorted(levels))) for name, levels in key)
        return cohort.mask(Predicate(conditions=conditions))

    for one in assault(worlds([("v1", result.contents)])).learned:
        rows = chosen(one.group.inside)
        for key in one.group.outside:
            rows &= ~chosen(key)
        assert not (rows & (cohort.outcome.codes > 0) if one.measure is Measure.EVENTS else rows).any()
