"""What the environment may say stands in one list, in the guide, and nowhere else."""

import re
from pathlib import Path

import pytest

from smartstart.site.settings import environment
from smartstart.vocabulary.errors import UsageError
from tests.support.house import ROOT

READ = re.compile(r"(?:env\.\w+|flag)\(\s*\"([A-Z_]+)\"")


def test_every_variable_that_is_read_is_declared_and_the_other_way_round() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src/smartstart/site").rglob("*.py")]
    assert {name for text in sources for name in READ.findall(text)} == set(environment.VARIABLES)


def test_the_guide_lists_every_variable() -> None:
    guide = (ROOT / "docs/how-to/run-the-workspace.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*) \|$", guide, flags=re.MULTILINE))
    assert rows == {name: " | ".join(told) for name, told in environment.VARIABLES.items()}


@pytest.mark.parametrize(("given", "meant"), [("1", True), ("ja", True), ("TRUE", True), ("0", False), ("nee", False)])
def test_yes_and_no(monkeypatch: pytest.MonkeyPatch, given: str, meant: bool) -> None:
    monkeypatch.setenv("SMARTSTART_TRY", given)
    assert environment.flag("SMARTSTART_TRY", default=not meant) is meant


def test_neither_yes_nor_no_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTSTART_TRY", "zeker")
    with pytest.raises(UsageError, match="SMARTSTART_TRY"):
        environment.flag("SMARTSTART_TRY", default=False)
    monkeypatch.delenv("SMARTSTART_TRY")
    assert environment.flag("SMARTSTART_TRY", default=True)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgres://u:p@db.voorbeeld.nl:5433/naam", "db.voorbeeld.nl", 5433),
        ("postgresql://u@%2Frun%2Fpostgresql/naam", "/run/postgresql", ""),
    ],
)
def test_a_database_on_a_server(monkeypatch: pytest.MonkeyPatch, url: str, host: str, port: object) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    found = environment.database()
    assert (found["HOST"], found["PORT"], found["NAME"]) == (host, port, "naam")
    assert found["CONN_HEALTH_CHECKS"] is True


def test_without_a_server_a_file_in_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert environment.database()["NAME"] == environment.HOME / "werkplek.sqlite3"


@pytest.mark.parametrize("url", ["mysql://u@h/n", "sqlite:///x", "een bestand.sqlite3"])
def test_a_database_that_we_do_not_know(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(UsageError, match="DATABASE_URL"):
        environment.database()


def test_the_secret_of_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "HOME", tmp_path)
    (tmp_path / environment.SECRET_FILE).write_text("uit-het-bestand\n")
    monkeypatch.setenv("SMARTSTART_SECRET_KEY", "uit-de-omgeving")
    assert environment.secret() == "uit-de-omgeving"
    monkeypatch.delenv("SMARTSTART_SECRET_KEY")
    assert environment.secret() == "uit-het-bestand"
    monkeypatch.setattr(environment, "PRODUCTION", True)
    assert environment.secret() == "", "in production a file is no secret"
