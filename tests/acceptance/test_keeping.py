"""Copies of a workplace: from one database to the other and back, and a restore that is killed."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.support.house import ROOT
from tests.support.postgres import need_postgres, running_postgres

# Each step is a process of its own, as it would be on the machine of a municipality.
_OPEN = """
import sys, time
from pathlib import Path
from smartstart.site import workplace
workplace.opened(Path(sys.argv[1]))
from smartstart.site.keeping import backup, restore, restoring
from smartstart.vocabulary.errors import UsageError
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.people.actions.municipalities import add_municipality
from tests.support.one_of_each import fill
SYSTEM, files = Actor(NOBODY, "opdracht", system=True), [Path(name) for name in sys.argv[2:]]
"""
_FILL_AND_COPY = """
fill()
backup(actor=SYSTEM, target=files[0])
"""
_PUT_BACK_AND_COPY = """
restore(actor=SYSTEM, source=files[0])
backup(actor=SYSTEM, target=files[1])
try:
    restore(actor=SYSTEM, source=files[0])
except UsageError:
    print("in use")
"""
_GO_ON_AND_COPY = """
add_municipality(actor=SYSTEM, code="GM9999", name="Later", region="Later")
backup(actor=SYSTEM, target=files[1])
"""
# Stands still in the middle of the restore, so that it can be killed there.
_STAND_STILL = """
put_back, count = restoring._put_back, 0
def slowly(*arguments):
    global count
    count += 1
    put_back(*arguments)
    if count == 12:
        print("halfway", flush=True)
        time.sleep(600)
restoring._put_back = slowly
restore(actor=SYSTEM, source=files[0], replace=True)
"""
_COPY_PUT_BACK_AND_COPY = """
backup(actor=SYSTEM, target=files[1])
restore(actor=SYSTEM, source=files[0], replace=True)
backup(actor=SYSTEM, target=files[2])
"""


def _environment(database: str) -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("SMARTSTART_", "DJANGO_"))}
    mine["PYTHONPATH"] = os.pathsep.join(filter(None, (mine.get("PYTHONPATH"), str(ROOT))))
    return {**mine, "DATABASE_URL": database}


def _begin(program: str, home: Path, *files: Path, database: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _OPEN + program, str(home), *map(str, files)]
    return subprocess.Popen(
        command, env=_environment(database), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _do(program: str, home: Path, *files: Path, database: str = "") -> str:
    running = _begin(program, home, *files, database=database)
    told, mistakes = running.communicate()
    assert running.returncode == 0, mistakes[-2000:]
    return told


def _rows(path: Path) -> dict[str, list[str]]:
    """Return the rows of each table; the lines on backups and restores themselves are left out."""
    with zipfile.ZipFile(path) as archive:
        tables = json.loads(archive.read("inhoud.json"))["tables"]
        rows = {table["model"]: archive.read(table["member"]).decode().splitlines() for table in tables}
    return {
        model: sorted(json.dumps(json.loads(line), sort_keys=True) for line in lines if '"werkplek"' not in line)
        for model, lines in rows.items()
    }


def test_from_sqlite_to_postgresql_and_back(tmp_path: Path) -> None:
    need_postgres()
    first, there, back = (tmp_path / f"{name}.zip" for name in ("eerst", "daar", "terug"))
    _do(_FILL_AND_COPY, tmp_path / "een", first)
    with running_postgres() as url:
        assert _do(_PUT_BACK_AND_COPY, tmp_path / "twee", first, there, database=url) == "in use\n"
    _do(_PUT_BACK_AND_COPY, tmp_path / "drie", there, back)
    assert _rows(first) == _rows(there) == _rows(back)
    assert all(len(rows) > 1 for rows in _rows(back).values())


def test_a_restore_that_is_killed_leaves_the_old_state(tmp_path: Path) -> None:
    home = tmp_path / "werkplek"
    copy, before, after, back = (tmp_path / f"{name}.zip" for name in ("kopie", "voor", "na", "terug"))
    _do(_FILL_AND_COPY + _GO_ON_AND_COPY, home, copy, before)
    with _begin(_STAND_STILL, home, copy) as restoring:
        assert restoring.stdout is not None
        assert restoring.stdout.readline() == "halfway\n"
        restoring.send_signal(signal.SIGKILL)
    _do(_COPY_PUT_BACK_AND_COPY, home, copy, after, back)
    assert _rows(after) == _rows(before) != _rows(copy)
    assert _rows(back) == _rows(copy)
