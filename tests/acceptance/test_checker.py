"""The checker's file of a whole run: beside the release, complete, and not in it."""

import csv

import pytest

from smartstart.release.reader import read_release
from smartstart.vault.run import Result
from tests.support.rooms import KEY, SmallRun

pytestmark = pytest.mark.slow


@pytest.fixture
def result(small_run: SmallRun) -> Result:
    return small_run.result


def test_every_statement_is_in_the_checkers_file_and_none_of_it_leaves(result: Result) -> None:
    release = read_release(result.paths.archive, [KEY.public_key()])
    page = (result.inside / "checker.html").read_text(encoding="utf-8")
    with (result.inside / "checker.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["uitspraak"]: row for row in csv.DictReader(file, delimiter=";")}
    assert set(rows) == {statement.id for statement in release.contents.statements}
    assert all(f"<code>{one}</code>" in page for one in rows)
    assert release.manifest.study_fingerprint in page
    assert release.manifest.policy in page
    assert not {path.name for path in result.inside.iterdir()} & {path.name for path in result.paths.folder.iterdir()}
    assert (result.inside / "checker.html").stat().st_mode & 0o077 == 0


def test_what_is_withheld_for_being_small_stays_unknown_to_both_outsiders(result: Result) -> None:
    with (result.inside / "checker.csv").open(encoding="utf-8", newline="") as file:
        small = [row for row in csv.DictReader(file, delimiter=";") if row["nodig_onbekend"]]
    assert small
    for row in small:
        needed = float(row["nodig_onbekend"])
        for who in ("onwetend", "kent_lege_groepen"):
            upper = float("inf") if row[f"{who}_tot"] == "onbegrensd" else float(row[f"{who}_tot"])
            assert upper >= needed, row["uitspraak"]
            assert upper - float(row[f"{who}_van"]) >= needed, row["uitspraak"]
