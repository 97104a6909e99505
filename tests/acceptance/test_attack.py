"""The releases of whole runs under `smartstart attack`: nobody outside learns of a small group from them."""

import subprocess
import sys
from pathlib import Path

import pytest

from smartstart.attack.assault import METHODS
from smartstart.release.keys import public_pem
from smartstart.vault.run import Result
from tests.support.rooms import KEY, Room, small_study

pytestmark = pytest.mark.slow
SMARTSTART = [sys.executable, "-c", "from smartstart.cli import main; main()"]


@pytest.fixture(scope="module")
def room(small_twin: Path, tmp_path_factory: pytest.TempPathFactory) -> Room:
    made = Room(tmp_path_factory.mktemp("room"), small_twin)
    made.write(small_study())
    return made


@pytest.fixture(scope="module")
def first(room: Room) -> Result:
    """The demo's study on the small invented region."""
    return room.run(threads=2)


@pytest.fixture(scope="module")
def second(room: Room, first: Result) -> Result:
    """Another question about the same children, in the same room: other groups are searched for, and shown."""
    text = small_study().replace("min_size = 100", "min_size = 150")
    assert text != small_study()
    room.write(text)
    return room.run("later", ledger=room.folder / "uit" / "grootboek.jsonl")


def _attack(folder: Path, *releases: Path) -> subprocess.CompletedProcess[str]:
    key = folder / "maker.pub"
    key.write_bytes(public_pem(KEY.public_key()))
    words = ["attack", *map(str, releases), "--key", str(key)]
    return subprocess.run([*SMARTSTART, *words], capture_output=True, text=True, timeout=600)


def test_of_the_demos_release_nothing_is_learned(first: Result, tmp_path: Path) -> None:
    done = _attack(tmp_path, first.paths.archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Geleerd: niets." in done.stdout
    assert done.stdout.count(": niets") >= len(METHODS)
    assert "spreken elkaar tegen" not in done.stdout


def test_of_two_releases_about_the_same_children_nothing_is_learned(
    first: Result, second: Result, tmp_path: Path
) -> None:
    assert first.contents.statements != second.contents.statements
    done = _attack(tmp_path, first.paths.folder, second.paths.archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "uit v1 en v2" in done.stdout
