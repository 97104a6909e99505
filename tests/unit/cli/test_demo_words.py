"""What the demo tells a newcomer to type works as it is typed."""

import sys
from pathlib import Path

import pytest

from smartstart.cli.demo_workplace import typed


def test_the_command_is_told_with_its_place_where_it_is_not_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "elsewhere"))
    assert typed() == str(Path("bin") / "smartstart")
    command = tmp_path / "bin" / "smartstart"
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent))
    assert typed() == "smartstart"
