"""The workplace as whoever runs the machine knows it: started, checked, stopped; nothing of it in this process."""

import os
import re
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAM = "from smartstart.cli import main; main()"
PRODUCTION = {
    "SMARTSTART_PRODUCTION": "1",
    "SMARTSTART_SECRET_KEY": secrets.token_urlsafe(48),
    "SMARTSTART_HOSTS": "werkplek.voorbeeld.nl",
    "SMARTSTART_BEHIND_PROXY": "1",
}
_PATIENCE = 300  # seconds; only for a machine that does much else


def _environment(home: Path, more: dict[str, str]) -> dict[str, str]:
    left = {name: value for name, value in os.environ.items() if not name.startswith(("SMARTSTART_", "DJANGO_"))}
    left.pop("DATABASE_URL", None)
    return {**left, "SMARTSTART_HOME": str(home), **more}


def _run(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(command, env=_environment(home, more), capture_output=True, text=True, check=False)


@contextmanager
def _serving(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", str(port), "--workers", "1"]
    running = subprocess.Popen(
        command, env=_environment(home, {}), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        _wait(port, running)
        yield running
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGINT)
        running.wait(_PATIENCE)


def _wait(port: int, running: subprocess.Popen[str]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            _get(port, "/gezond/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the workplace did not start")


def _get(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=_PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as problem:
        return problem.code, ""


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_from_an_empty_folder_to_pages_and_calmly_out(tmp_path: Path, port: int) -> None:
    home = tmp_path / "werkplek"
    with _serving(home, port) as running:
        status, page = _get(port, "/account/login/")
        assert status == 200
        style = re.search(r'href="(/static/look/look\.[^"]+\.css)"', page)
        assert style, "the style sheet is served under a name that changes with it"
        assert _get(port, style[1])[0] == 200
        assert _get(port, "/nergens/")[0] == 404
        second = _run(home, "serve", "--port", str(port))
        assert second.returncode == 2
        assert f"Poort {port} op 127.0.0.1 is al in gebruik." in second.stderr
        running.send_signal(signal.SIGINT)
        told, _ = running.communicate(timeout=_PATIENCE)
    assert running.returncode == 0
    assert "Deze werkplek is nog leeg" in told
    assert "De werkplek is gestopt." in told
    assert "Traceback" not in told
    assert (home / "geheim.txt").stat().st_mode & 0o077 == 0
    assert home.stat().st_mode & 0o077 == 0


def test_production_settings_are_clean_for_the_framework(tmp_path: Path) -> None:
    done = _run(tmp_path, "manage", "check", "--deploy", "--fail-level", "DEBUG", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_a_trial_is_not_fit_and_says_why(tmp_path: Path) -> None:
    done = _run(tmp_path, "serve", "--check")
    assert done.returncode == 2
    for part in ("SMARTSTART_PRODUCTION=1", "SMARTSTART_SECRET_KEY", "SMARTSTART_HOSTS", "SMARTSTART_SECOND_STEP=1"):
        assert part in done.stdout
    assert "nog niet bijgewerkt" in done.stdout, "looking changes nothing"
    assert "nog niet klaar" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [("SMARTSTART_PRODUCTION", "misschien"), ("DATABASE_URL", "mysql://x"), ("SMARTSTART_SECOND_STEP", "2")],
)
def test_a_variable_that_is_wrong_is_named(tmp_path: Path, variable: str, value: str) -> None:
    done = _run(tmp_path, "serve", **{variable: value})
    assert done.returncode == 2
    assert variable in done.stderr
    assert "Traceback" not in done.stderr


def test_production_asks_for_a_secret(tmp_path: Path) -> None:
    done = _run(tmp_path, "serve", **{**PRODUCTION, "SMARTSTART_SECRET_KEY": ""})
    assert done.returncode == 2
    assert "SMARTSTART_SECRET_KEY ontbreekt" in done.stderr
    assert not (tmp_path / "geheim.txt").exists()


def test_a_database_that_is_not_there_shows_no_password(tmp_path: Path, port: int) -> None:
    done = _run(tmp_path, "serve", DATABASE_URL=f"postgres://u:wachtwoord@127.0.0.1:{port}/naam")
    assert done.returncode == 4
    assert "antwoordt niet" in done.stderr
    assert "wachtwoord" not in done.stderr


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "werkplek.sqlite3").write_text("dit is geen database, maar een brief van duizend woorden" * 40)
    done = _run(tmp_path, "serve")
    assert done.returncode == 4
    assert "geen database" in done.stderr


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    assert _run(tmp_path, "manage", "migrate", "--verbosity", "0").returncode == 0
    later = "insert into django_migrations (app, name, applied) values ('web_audit', '9999_later', '2026-01-01')"
    add = f'from django.db import connection; connection.cursor().execute("{later}")'
    assert _run(tmp_path, "manage", "shell", "--verbosity", "0", "--command", add).returncode == 0
    done = _run(tmp_path, "serve")
    assert done.returncode == 4
    assert "nieuwere versie" in done.stderr


@pytest.mark.parametrize(
    "change", ["DROP TABLE workspace_insight_summary", "ALTER TABLE workspace_insight_finding DROP COLUMN certainty"]
)
def test_a_database_in_which_something_is_missing_is_not_served(tmp_path: Path, change: str) -> None:
    """Its pages would break one by one: a table that was changed by hand, or by a version that never came out."""
    assert _run(tmp_path, "manage", "migrate", "--verbosity", "0").returncode == 0
    with sqlite3.connect(tmp_path / "werkplek.sqlite3") as database:
        database.execute(change)
    database.close()
    done = _run(tmp_path, "serve")
    assert done.returncode == 4
    assert f"ontbreekt iets in: {change.split()[2]}" in " ".join(done.stderr.replace("│", " ").split())
    assert "een lege map" in done.stderr
