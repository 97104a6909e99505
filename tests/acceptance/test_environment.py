"""Laying the environment: a Python that is too old is told in plain words, and nothing is left behind."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.house import ROOT

# A stand-in for an interpreter: it answers what the script asks, and nothing else.
STAND_IN = """#!/bin/sh
case "$*" in
    --version) echo "Python {version}" ;;
    *version_info*) exit {too_old} ;;
    *ensurepip*) exit {lacks_venv} ;;
    *) exit 9 ;;
esac
"""


def _lay(path: Path, folder: Path, asked: str = "") -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(ROOT / "tools" / "environment.sh"), str(folder), asked]
    return subprocess.run(command, env={"PATH": str(path)}, capture_output=True, text=True, check=False)


def _stand_in(path: Path, version: str, *, too_old: int = 0, lacks_venv: int = 0) -> Path:
    path.mkdir()
    program = path / "python3"
    program.write_text(STAND_IN.format(version=version, too_old=too_old, lacks_venv=lacks_venv), encoding="utf-8")
    program.chmod(0o755)
    return path


def test_a_python_that_is_too_old_is_told(tmp_path: Path) -> None:
    result = _lay(_stand_in(tmp_path / "bin", "3.9.2", too_old=1), tmp_path / "venv")
    assert result.returncode == 1
    assert "Python 3.11 of nieuwer" in result.stderr
    assert "Gevonden: Python 3.9.2" in result.stderr
    assert "needs Python 3.11 or newer" in result.stderr
    assert not (tmp_path / "venv").exists()


def test_no_python_at_all_is_told(tmp_path: Path) -> None:
    result = _lay(tmp_path, tmp_path / "venv")
    assert result.returncode == 1
    assert "geen Python" in result.stderr


def test_a_python_without_venv_is_told(tmp_path: Path) -> None:
    result = _lay(_stand_in(tmp_path / "bin", "3.11.2", lacks_venv=1), tmp_path / "venv")
    assert result.returncode == 1
    assert "apt-get install python3-venv" in result.stderr
    assert not (tmp_path / "venv").exists()


def test_a_python_that_was_asked_for_is_the_one_that_is_judged(tmp_path: Path) -> None:
    result = _lay(_stand_in(tmp_path / "bin", "3.12.1"), tmp_path / "venv", asked="python2.7")
    assert result.returncode == 1
    assert "python2.7" in result.stderr


def test_an_environment_that_is_there_already_is_left_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(os.path.realpath(sys.executable))
    mine = folder / "mine"
    mine.write_text("mine", encoding="utf-8")
    assert _lay(tmp_path, folder).returncode == 0
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (folder / "pyvenv.cfg").exists()
