"""Odd studies on rows of one's own: one clear message or "too little to say", never a traceback or half a result."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.support.own_table import own_table, question, study_on

TOO_LITTLE = "te weinig om iets te zeggen"
MORE = [
    {"kind": "regression", "link": "log", "factors": {"alfa": "0", "beta": "0"}},
    {"kind": "reinforcing", "margin": 5, "pairs": [{"first": {"alfa": ["1"]}, "second": {"beta": ["2"]}}]},
]


def _asked(**changes: object) -> dict[str, object]:
    """Return the question, with every kind of analysis and every extra of the search."""
    asked = question(**changes)
    asked["analyses"][0] |= {"low": True, "thresholds": True}
    return asked | {"analyses": [*asked["analyses"], *MORE]}


def _run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> tuple[int, str]:
    """Run the question of a folder to a draft, as the command does; return its exit code and all that it said."""
    words = ["run", "vraag.toml", "--data", "gegevens", "--out", "uit", "--draft"]
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["smartstart", *words])
    from smartstart.cli import main

    with pytest.raises(SystemExit) as ended:
        main()
    told = "".join(capfd.readouterr())
    assert "Traceback" not in told
    return int(ended.value.code or 0), told


def _written(folder: Path) -> list[str]:
    """Return what stands in the folder of the draft, its working folder left out: a killed run cannot clear it."""
    draft = folder / "uit" / "concept"
    return sorted(entry.name for entry in draft.glob("[!.]*")) if draft.exists() else []


Change = Callable[[pd.DataFrame], pd.DataFrame]
# What is odd, what of the table changes, the exit code and the words that the command has to say.
ODD: dict[str, tuple[Change, int, tuple[str, ...]]] = {
    "one factor the same everywhere": (lambda t: t.assign(beta=1), 0, ("alfa: ja",)),
    "every factor the same everywhere": (
        lambda t: t.assign(alfa=1, beta=1, leeftijd=3),
        4,
        (TOO_LITTLE, "alfa, beta, leeftijd", "heeft overal dezelfde waarde"),
    ),
    "no factor known anywhere": (
        lambda t: t.assign(alfa=np.nan, beta=np.nan, leeftijd=np.nan),
        4,
        (TOO_LITTLE, "nergens bekend"),
    ),
    "one factor known nowhere": (lambda t: t.assign(alfa=np.nan), 0, ("Kinderen met beta",)),
    "an outcome that nobody has": (lambda t: t.assign(uitkomst=0), 4, ("Geen enkele rij heeft de uitkomst '1'",)),
    "an outcome that everybody has": (lambda t: t.assign(uitkomst=1), 0, (TOO_LITTLE,)),
    "an outcome that is known of nobody": (lambda t: t.assign(uitkomst=np.nan), 4, ("Geen enkele rij heeft",)),
    "one household": (lambda t: t.assign(gezin=7), 0, (TOO_LITTLE,)),
    "one person": (lambda t: t.assign(gezin=7, persoon=7), 0, (TOO_LITTLE,)),
    "one row": (lambda t: t.assign(uitkomst=1).head(1), 4, (TOO_LITTLE,)),
}


@pytest.mark.parametrize("odd", ODD)
def test_one_clear_message_or_too_little_to_say(
    odd: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    change, code, words = ODD[odd]
    study_on(tmp_path, _asked(), change(own_table()))
    ended, told = _run(capfd, monkeypatch, tmp_path)
    assert ended == code, told
    assert not [word for word in words if word not in told], told
    assert _written(tmp_path) == ([] if code else ["inside", "release", "release.zip"])


def test_ten_thousand_values_of_which_one_has_a_word(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first value without a word stops the run, and is not told; ten thousand words are too many for a study."""
    table = own_table(10_000).assign(beta=np.arange(10_000))
    study_on(tmp_path, question(beta={"labels": {"0": "nul"}}), table)
    code, told = _run(capfd, monkeypatch, tmp_path)
    assert code == 4
    assert "beta" in told
    assert "9999" not in told
    assert _written(tmp_path) == []


def test_names_in_other_letters(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = own_table().rename(columns={"alfa": "álfa Ж 漢"})
    table["álfa Ж 漢"] = np.where(table["álfa Ж 漢"] == 1, "ja🙂", "né")
    labels = {"né": "né 漢", "ja🙂": "ja 🙂"}
    asked = question(alfa={"column": "álfa Ж 漢", "title": "Älfa Ж", "labels": labels}, file="tâbel Ж 漢.csv")
    study_on(tmp_path, asked, table)
    code, told = _run(capfd, monkeypatch, tmp_path)
    assert code == 0, told
    assert "älfa Ж: ja 🙂" in told
    assert "älfa Ж" in (tmp_path / "uit" / "concept" / "release" / "report.html").read_text("utf-8")


@pytest.mark.parametrize("day", ["10000-01-01", "9999-12-31"])
def test_a_reference_date_past_the_calendar(
    day: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    study_on(tmp_path, question(), own_table())
    path = tmp_path / "vraag.toml"
    path.write_text(path.read_text("utf-8").replace("2020-01-01", day), encoding="utf-8")
    code, told = _run(capfd, monkeypatch, tmp_path)
    assert code == 3
    assert "regel" in told
    assert "datum" in told
    assert not (tmp_path / "uit").exists()


def test_a_run_that_was_killed_is_run_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed as soon as its folder for rows is there: what it left is cleared, and the result is that of one run."""
    study_on(tmp_path, question(), own_table(40_000))
    assert _run(capfd, monkeypatch, tmp_path)[0] == 0
    draft = tmp_path / "uit" / "concept"
    once = (draft / "release.zip").read_bytes()
    shutil.rmtree(draft)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SMARTSTART_")}
    command = [sys.executable, "-c", "from smartstart.cli import main; main()"]
    words = ["run", "vraag.toml", "--data", "gegevens", "--out", "uit", "--draft"]
    started = subprocess.Popen(
        [*command, *words], cwd=tmp_path, env=clean, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    for _ in range(600):
        if (draft / ".werk").exists() or started.poll() is not None:
            break
        time.sleep(0.1)
    started.send_signal(signal.SIGKILL)
    started.communicate(timeout=60)
    assert started.returncode == -signal.SIGKILL
    assert list(draft.iterdir()), "nothing was left to clear"
    assert _written(tmp_path) == []
    assert _run(capfd, monkeypatch, tmp_path)[0] == 0
    assert (draft / "release.zip").read_bytes() == once
    assert not (draft / ".werk").exists()
