"""A characteristic that is there to compare: in the room beside every finding, and nowhere outside it."""

import csv
from pathlib import Path

import pytest
import statsmodels.api as sm

from smartstart.vault.run import Result, places
from smartstart.vocabulary.errors import UsageError
from tests.support.rooms import Room

STUDY = (Path(__file__).parent / "studies" / "fair.toml").read_text("utf-8")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("fair")
    (folder / "gegevens").mkdir()
    sm.datasets.fair.load_pandas().data.to_csv(folder / "gegevens" / "fair.csv", index=False)
    room = Room(folder, folder / "gegevens")
    compared = STUDY.replace('use = "condition"', 'use = "compare"')
    room.write(compared.replace('kind = "risk_groups"', 'kind = "risk_groups"\nshow = 2'))
    return room.run()


def test_the_researcher_sees_how_each_finding_overlaps_with_it(result: Result) -> None:
    with (result.inside / "overlap.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    findings = {row["finding"] for row in rows}
    assert {s.subject for s in result.contents.statements if s.role == "rr" and s.subject != "h1"} <= findings
    assert {row["characteristic"] for row in rows} == {"geloof"}
    shares = [float(row["share_of_group"]) for row in rows if row["finding"] == min(findings)]
    assert sum(shares) == pytest.approx(1)
    assert "overlap.csv" in (result.inside / "LEESMIJ.txt").read_text("utf-8")


def test_the_same_study_may_run_again_into_the_same_folder(result: Result) -> None:
    """Every file that a run leaves is known as ours; what is not would stop the next one."""
    out = result.inside.parent
    assert places.prepared(out, out.parent / "gegevens", draft=False) == out
    (result.inside / "notities.txt").write_text("van de onderzoeker", "utf-8")
    with pytest.raises(UsageError, match="niet van Smart Start"):
        places.prepared(out, out.parent / "gegevens", draft=False)
    (result.inside / "notities.txt").unlink()


def test_it_describes_no_group_and_none_of_it_leaves(result: Result) -> None:
    named = {c.factor for s in result.contents.statements for c in s.predicate.conditions}
    assert "cijfer" in named
    assert "geloof" not in named
    assert not (result.paths.folder / "overlap.csv").exists()
    assert not [s.id for s in result.contents.statements if "overlap" in s.id]
