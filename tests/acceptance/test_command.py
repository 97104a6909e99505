"""The command as a user types it: one clear message, the right exit code, nothing lost, nothing half written.

A process of its own takes seconds to start, so only what needs one has one: the help, a whole run, and an interruption.
"""

import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from smartstart.release.keys import load_private_key
from smartstart.vault.study.approval import Approval
from tests.support.command import Done, smartstart
from tests.support.rooms import BUNDLED, small_study

pytestmark = pytest.mark.slow
SMARTSTART = [sys.executable, "-c", "from smartstart.cli import main; main()"]


def started(*words: object) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SMARTSTART_")}
    return subprocess.run([*SMARTSTART, *map(str, words)], capture_output=True, text=True, env=clean, timeout=300)


def refused(done: Done, code: int) -> str:
    assert done.returncode == code, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "vraag.toml"
    path.write_text(small_study(), encoding="utf-8")
    return path


@pytest.fixture
def damaged(small_twin: Path, tmp_path: Path) -> Path:
    """A copy of the twin that a test may spoil."""
    copy = tmp_path / "gegevens"
    shutil.copytree(small_twin, copy)
    return copy


def the(folder: Path, pattern: str) -> Path:
    return next(path for path in sorted(folder.rglob("*"), reverse=True) if path.match(pattern))


def test_without_words_it_tells_what_it_can_do() -> None:
    done = started("--help")
    assert done.returncode == 0
    for word in ("run", "check", "approve", "twin", "verify", "subset", "demo", "keys", "ledger", "open-data"):
        assert word in done.stdout


@pytest.mark.parametrize("words", [("run",), ("rn",), ("run", "x.toml", "--datta", "y"), ("twin", "--size", "huge")])
def test_a_command_it_does_not_understand(words: tuple[str, ...]) -> None:
    assert refused(smartstart(*words), 2)


def test_a_study_with_an_unknown_factor_gets_the_nearest_name(study: Path, small_twin: Path) -> None:
    study.write_text(study.read_text("utf-8").replace('"werk_moeder",', '"werk_moder",'), encoding="utf-8")
    message = refused(smartstart("check", study, "--data", small_twin), 3)
    assert "werk_moder" in message
    assert "werk_moeder" in message


def test_a_hunch_about_a_level_that_is_not_there(study: Path, small_twin: Path) -> None:
    study.write_text(study.read_text("utf-8").replace('geslacht = ["jongen"]', 'geslacht = ["jongens"]'), "utf-8")
    assert "'jongens'" in refused(smartstart("check", study, "--data", small_twin), 3)


def test_without_approval_nothing_runs(study: Path, small_twin: Path, tmp_path: Path) -> None:
    words = ("--data", small_twin, "--out", tmp_path / "uit", "--ledger", tmp_path / "g.jsonl")
    message = refused(smartstart("run", study, *words), 6)
    assert "goedgekeurd" in message
    assert "--draft" in message
    assert not (tmp_path / "uit").exists()


def test_a_missing_year_is_named(study: Path, damaged: Path, tmp_path: Path) -> None:
    for path in damaged.rglob("INHA2020*"):
        path.unlink()
    for words in (("check",), ("run", "--draft", "--out", tmp_path / "uit")):
        message = refused(smartstart(words[0], study, "--data", damaged, *words[1:]), 4)
        assert "INHATAB" in message
        assert "2020" in message


def test_a_missing_folder_is_named(study: Path, tmp_path: Path) -> None:
    assert "nergens" in refused(smartstart("check", study, "--data", tmp_path / "nergens"), 4)


@pytest.mark.parametrize("pattern", ["GBAPERSOON2023TABV2.parquet", "JGDHULP2020BUSV2.parquet"])
def test_a_damaged_file_keeps_earlier_results(study: Path, damaged: Path, tmp_path: Path, pattern: str) -> None:
    out = tmp_path / "uit"
    earlier = out / "concept" / "release" / "report.html"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("eerder", encoding="utf-8")
    path = the(damaged, pattern)
    path.write_bytes(path.read_bytes()[:5000])
    message = refused(smartstart("run", study, "--data", damaged, "--out", out, "--draft"), 4)
    assert pattern in message
    assert earlier.read_text("utf-8") == "eerder"
    assert sorted(entry.name for entry in earlier.parent.parent.iterdir()) == ["release"]


def test_an_unknown_code_is_named_with_its_column(study: Path, damaged: Path, tmp_path: Path) -> None:
    path = the(damaged, "INHA2019TABV2.parquet")
    table = pq.read_table(path)
    column = next(name for name in table.column_names if name.upper() == "INHEHALGR")
    values = table.column(column).to_pylist()
    values[7] = "7"
    place = table.column_names.index(column)
    pq.write_table(table.set_column(place, column, pa.array(values, table.schema.field(column).type)), path)
    message = refused(smartstart("run", study, "--data", damaged, "--out", tmp_path / "uit", "--draft"), 4)
    for word in ("INHEHALGR", "'7'", "rij 8"):
        assert word in message


def test_an_area_where_nobody_lives(study: Path, small_twin: Path, tmp_path: Path) -> None:
    study.write_text(study.read_text("utf-8").replace('"GM9901", "GM9902"', '"GM9909"'), encoding="utf-8")
    message = refused(smartstart("run", study, "--data", small_twin, "--out", tmp_path / "uit", "--draft"), 4)
    assert "GM9909" in message or "gebied" in message


def test_too_few_people_for_any_statement(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "studies" / "fair.toml").read_text("utf-8")
    (tmp_path / "fair.toml").write_text(text, encoding="utf-8")
    (tmp_path / "fair.csv").write_text(
        "rate_marriage,age,yrs_married,children,religious,educ,occupation,occupation_husb,affairs\n"
        + "".join(f"{1 + i % 5},22,2.5,0,{1 + i % 4},14,3,3,{i % 2}\n" for i in range(8)),
        encoding="utf-8",
    )
    done = smartstart("run", tmp_path / "fair.toml", "--data", tmp_path, "--out", tmp_path / "uit", "--draft")
    assert "laat niets door" in refused(done, 5)
    assert sorted(entry.name for entry in (tmp_path / "uit" / "concept").iterdir()) == ["geweigerd"]


def test_without_a_ledger_nothing_is_released(study: Path, small_twin: Path, tmp_path: Path) -> None:
    words = ("--data", small_twin, "--out", tmp_path / "uit")
    assert "--ledger" in refused(smartstart("run", study, *words), 2)


def test_a_broken_ledger_stops_a_release(study: Path, small_twin: Path, tmp_path: Path) -> None:
    smartstart("keys", "new", "--out", tmp_path, "--name", "k")
    key, public = tmp_path / "k.key", tmp_path / "k.pub"
    assert (
        smartstart("approve", study, "--as", "J. Jansen, jurist", "--until", "2099-01-01", "--key", key).returncode == 0
    )
    book = tmp_path / "grootboek.jsonl"
    assert smartstart("ledger", "new", book).returncode == 0
    refused(smartstart("ledger", "new", book), 2)
    book.write_text('{"number": 1}\n', encoding="utf-8")
    words = ("--data", small_twin, "--out", tmp_path / "uit", "--key", key, "--approver", public, "--ledger", book)
    assert "grootboek" in refused(smartstart("run", study, *words), 6)
    assert not (tmp_path / "uit" / "release").exists()


@pytest.mark.parametrize(
    ("seconds", "how"), [(0.6, signal.SIGINT), (1.5, signal.SIGTERM), (2.5, signal.SIGINT), (4.0, signal.SIGINT)]
)
def test_an_interrupted_run_leaves_nothing_half(
    study: Path, small_twin: Path, tmp_path: Path, seconds: float, how: signal.Signals
) -> None:
    out = tmp_path / "uit"
    running = subprocess.Popen(
        [*SMARTSTART, "run", str(study), "--data", str(small_twin), "--out", str(out), "--draft"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    time.sleep(seconds)
    running.send_signal(how)
    _, message = running.communicate(timeout=120)
    assert "Traceback" not in message
    left = sorted(entry.name for entry in (out / "concept").iterdir()) if (out / "concept").exists() else []
    if running.returncode == 0:  # it was done before the signal came
        assert left == ["inside", "release", "release.zip"]
    else:
        assert running.returncode == 130, message
        assert "Gestopt" in message
        assert left == []


def test_results_do_not_replace_what_is_not_ours(study: Path, small_twin: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "uit" / "concept" / "release" / "proefschrift.docx"
    thesis.parent.mkdir(parents=True)
    thesis.write_text("af", encoding="utf-8")
    done = smartstart("run", study, "--data", small_twin, "--out", tmp_path / "uit", "--draft")
    assert "niet van Smart Start" in refused(done, 2)
    assert thesis.read_text("utf-8") == "af"


def test_results_do_not_come_among_the_data(study: Path, damaged: Path) -> None:
    refused(smartstart("run", study, "--data", damaged, "--out", damaged, "--draft"), 2)
    assert not (damaged / "concept").exists()


@pytest.mark.parametrize("place", ["vraag.toml", "vraag.toml/onder"])
def test_a_place_that_is_a_file(study: Path, small_twin: Path, tmp_path: Path, place: str) -> None:
    refused(smartstart("run", study, "--data", small_twin, "--out", tmp_path / place, "--draft"), 4)


def test_invented_data_under_a_real_name(study: Path, small_twin: Path, tmp_path: Path) -> None:
    study.write_text(study.read_text("utf-8").replace('origin = "invented"', 'origin = "real"'), encoding="utf-8")
    message = refused(smartstart("run", study, "--data", small_twin, "--out", tmp_path / "uit", "--draft"), 3)
    assert "verzonnen" in message


def test_a_sensitive_name_that_protects_nothing(study: Path, small_twin: Path) -> None:
    text = study.read_text("utf-8")
    study.write_text(text.replace('sensitive = ["uit', 'sensitive = ["godsdienst", "uit'), encoding="utf-8")
    message = refused(smartstart("check", study, "--data", small_twin), 3)
    assert "godsdienst" in message
    assert "regel" in message


@pytest.mark.parametrize("memory", ["veel", "0GB", "3"])
def test_a_memory_that_is_none(study: Path, small_twin: Path, tmp_path: Path, memory: str) -> None:
    words = ("--data", small_twin, "--out", tmp_path / "uit", "--draft", "--memory", memory)
    refused(smartstart("run", study, *words), 2)


@pytest.mark.parametrize("epoch", ["abc", "-5", "1e9"])
def test_a_day_that_is_none(study: Path, small_twin: Path, epoch: str) -> None:
    assert "SOURCE_DATE_EPOCH" in refused(smartstart("check", study, "--data", small_twin, SOURCE_DATE_EPOCH=epoch), 2)


def test_an_approval_ends_on_the_real_day(study: Path, small_twin: Path, tmp_path: Path) -> None:
    """A manifest can carry another day; an approval cannot be stretched with it."""
    smartstart("keys", "new", "--out", tmp_path, "--name", "k")
    key = tmp_path / "k.key"
    assert (
        smartstart("approve", study, "--as", "J. Jansen, jurist", "--until", "2099-01-01", "--key", key).returncode == 0
    )
    approval = tmp_path / "vraag.approval.json"
    signed = Approval.model_validate_json(approval.read_bytes()).model_copy(update={"until": dt.date(2020, 1, 1)})
    private = load_private_key(key)
    signed = signed.model_copy(update={"signature": private.sign(signed.signed_part()).hex()})
    approval.write_text(signed.model_dump_json(), encoding="utf-8")
    smartstart("ledger", "new", tmp_path / "g.jsonl")
    words = ("--data", small_twin, "--out", tmp_path / "uit", "--key", key, "--approver", tmp_path / "k.pub")
    done = smartstart("run", study, *words, "--ledger", tmp_path / "g.jsonl", SOURCE_DATE_EPOCH="1500000000")
    assert "verlopen" in refused(done, 6)


def test_the_bundled_studies_are_the_ones_of_the_demo() -> None:
    assert {path.stem for path in BUNDLED.glob("*.toml")} == {
        "uithuisplaatsing",
        "kleur-van-de-wijk",
        "kleur-verzonnen",
    }


def test_nothing_that_is_printed_holds_a_count_of_persons(study: Path, small_twin: Path, tmp_path: Path) -> None:
    """All numbers of persons that a run prints stand in its released sentence, and nowhere else."""
    done = started("run", study, "--data", small_twin, "--out", tmp_path / "uit", "--draft")
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert lines
    assert not [line for line in lines if "kinderen:" in line or "personen" in line]
