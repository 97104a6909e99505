"""Origin on registers, with the command: refused, then compared inside the room while nothing of it leaves."""

import csv
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from smartstart.release.keys import load_public_key
from smartstart.release.reader import read_release
from tests.support.command import smartstart
from tests.support.rooms import small_study

pytestmark = pytest.mark.slow
LEVELS = ("zelf_en_ouders_nl", "ouder_buitenland", "zelf_buitenland", "onbekend")
LEAVE = """
[[withheld]]
name = "herkomst"
use = "compare"
reason = "Zien of een gevonden groep vooral uit kinderen van één soort bestaat."
approved_by = "J. de Vries, privacyfunctionaris"
date = 2026-03-02

[[analyses]]"""


def _study() -> str:
    """Return a small study on registers: few reference dates and factors, one of which is the origin of the child."""
    text = small_study()
    text = re.sub(r"reference_dates = .*", "reference_dates = [2019-01-01, 2020-01-01, 2021-01-01]", text)
    text = re.sub(r"factors = \[.*?\]", 'factors = ["gezin", "werk_moeder", "herkomst"]', text, flags=re.DOTALL)
    text = re.sub(r"\[\[question\.hunches\]\].*?\n\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^(place|map_bounds) = .*\n", "", text, flags=re.MULTILINE)
    return text.replace("max_conditions = 4", "max_conditions = 2")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("herkomst")
    (folder / "zonder.toml").write_text(_study(), encoding="utf-8")
    (folder / "vergelijk.toml").write_text(_study().replace("[[analyses]]", LEAVE, 1), encoding="utf-8")
    for name in ("kamer", "goedkeuring"):
        assert smartstart("keys", "new", "--out", folder / "sleutels", "--name", name).returncode == 0
    assert smartstart("ledger", "new", folder / "grootboek.jsonl").returncode == 0
    return folder


@pytest.fixture(scope="module")
def compared(room: Path, small_twin: Path) -> Path:
    """Return what an approved run leaves behind."""
    study, keys, out = room / "vergelijk.toml", room / "sleutels", room / "uit"
    leave = ("--as", "J. de Vries, privacyfunctionaris", "--until", "2199-12-31", "--key", keys / "goedkeuring.key")
    assert smartstart("approve", study, *leave).returncode == 0
    signing = (
        "--key",
        keys / "kamer.key",
        "--approver",
        keys / "goedkeuring.pub",
        "--ledger",
        room / "grootboek.jsonl",
    )
    done = smartstart("run", study, "--data", small_twin, "--out", out, *signing)
    assert done.returncode == 0, done.stderr
    return out


def test_without_a_reason_it_is_refused(room: Path, small_twin: Path) -> None:
    done = smartstart("run", room / "zonder.toml", "--data", small_twin, "--out", room / "zonder", "--draft")
    assert done.returncode == 3
    assert "'herkomst' gaat over herkomst" in done.stderr
    assert "[[withheld]]" in done.stderr
    assert not (room / "zonder").exists()


def test_the_researcher_sees_its_share_of_every_finding_beside_everybody(compared: Path) -> None:
    with (compared / "inside" / "overlap.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["characteristic"] for row in rows} == {"herkomst"}
    findings = {row["finding"] for row in rows}
    assert "g1" in findings
    for finding in findings:
        mine = [row for row in rows if row["finding"] == finding]
        assert tuple(row["level"] for row in mine) == LEVELS
        for share in ("share_of_group", "share_of_everybody"):
            assert sum(float(row[share]) for row in mine) == pytest.approx(1)
    # The twin gives a quarter of its families a country of birth abroad (twin/sql/files/gbapersoontab.sql).
    everybody = {row["level"]: float(row["share_of_everybody"]) for row in rows}
    assert 0.15 < 1 - everybody["zelf_en_ouders_nl"] < 0.3


def test_nothing_of_it_leaves(room: Path, compared: Path) -> None:
    release = read_release(compared / "release.zip", [load_public_key(room / "sleutels" / "kamer.pub")])
    used = {condition.factor for s in release.contents.statements for condition in s.predicate.conditions}
    assert "gezin" in used
    words = ("herkomst", "buitenland", "zelf_en_ouders_nl", "één soort")
    for path in sorted((compared / "release").rglob("*")):
        text = path.read_bytes().decode("utf-8", errors="replace").lower() if path.is_file() else ""
        assert not [word for word in words if word in text], path.name


def test_as_a_condition_it_may_describe_a_group(room: Path, small_twin: Path) -> None:
    text = (room / "vergelijk.toml").read_text("utf-8")
    hunch = (
        '[[question.hunches]]\ntext = "Kinderen die in het buitenland geboren zijn, lopen minder risico."\n'
        'conditions = { herkomst = ["zelf_buitenland"] }\ndirection = "lager"\ndate = 2026-03-09\n\n[data]\n'
    )
    text = text.replace('use = "compare"', 'use = "condition"').replace("[data]\n", hunch, 1)
    (room / "voorwaarde.toml").write_text(text, encoding="utf-8")
    out = room / "voorwaarde"
    done = smartstart("run", room / "voorwaarde.toml", "--data", small_twin, "--out", out, "--draft")
    assert done.returncode == 0, done.stderr
    statements = json.loads((out / "concept" / "release" / "statements.json").read_text("utf-8"))
    assert '"zelf_buitenland"' in json.dumps(statements)
    assert not (out / "concept" / "inside" / "overlap.csv").exists()


def test_a_file_without_the_columns_is_told_before_any_row_is_read(
    room: Path, small_twin: Path, tmp_path: Path
) -> None:
    data = tmp_path / "gegevens"
    for source in sorted(small_twin.rglob("*")):
        target = data / source.relative_to(small_twin)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source)
    for path in data.rglob("GBAPERSOON*.parquet"):
        table = pq.read_table(path)
        path.unlink()
        pq.write_table(table.drop_columns(["GBAGEBOORTELAND"]), path)
    done = smartstart("check", room / "vergelijk.toml", "--data", data)
    assert done.returncode == 4
    assert "De kolom GBAGEBOORTELAND (geboorteland) ontbreekt" in done.stderr + done.stdout
