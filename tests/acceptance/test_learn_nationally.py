"""Learn on the larger population, count locally: a study of everybody, told for one municipality through the gate."""

import json
from pathlib import Path

import pytest

from smartstart.release.contents import Condition, Statement
from smartstart.vault.run import Result
from tests.support.rooms import Room, small_study

pytestmark = pytest.mark.slow
OWN, OTHER = "GM9902", "GM9901"
OWN_ONLY = Condition(factor="gemeente", levels=(OWN,))


@pytest.fixture(scope="module")
def result(small_twin: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    room = Room(tmp_path_factory.mktemp("national"), small_twin)
    lines = small_study().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(("areas = ", "place = ", "map_bounds = ")))
    room.write(kept.replace("[release]", f'local = ["{OWN}"]\n\n[release]'))
    return room.run()


def _statements(result: Result, analysis: str) -> list[Statement]:
    return [s for s in result.contents.statements if isinstance(s, Statement) and s.analysis == analysis]


def _sizes(result: Result, analysis: str) -> dict[str, float]:
    return {s.subject: s.value for s in _statements(result, analysis) if s.role == "size" and s.value is not None}


def test_groups_are_found_among_everybody(result: Result) -> None:
    everywhere = _sizes(result, "risk_groups")
    here = {subject.removeprefix(f"{OWN.lower()}-"): size for subject, size in _sizes(result, "local").items()}
    told_twice = everywhere.keys() & here.keys()
    assert told_twice
    assert all(here[finding] < everywhere[finding] for finding in told_twice)


def test_only_the_own_municipality_is_counted(result: Result) -> None:
    everything = [s for s in result.contents.statements if isinstance(s, Statement)]
    named = {condition for s in everything for condition in s.predicate.conditions if condition.factor == "gemeente"}
    assert named == {OWN_ONLY}
    assert all(OWN_ONLY in s.predicate.conditions for s in _statements(result, "local"))


def test_the_report_tells_of_the_own_municipality_by_name(result: Result, small_twin: Path) -> None:
    [borders] = sorted((small_twin / "open").glob("gemeenten_*.geojson"))
    towns = {
        town["properties"]["statcode"]: town["properties"]["statnaam"]
        for town in json.loads(borders.read_bytes())["features"]
    }
    report = (result.paths.folder / "report.html").read_text(encoding="utf-8")
    assert towns[OWN] in report
    assert not [word for code, name in towns.items() if code != OWN for word in (code, name) if word in report]
