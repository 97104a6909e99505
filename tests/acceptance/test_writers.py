"""Five who write at once in one SQLite file: no write is lost, and nobody is told that the database is locked."""

import json
import os
import subprocess
import sys
from pathlib import Path

WRITERS, DEEDS = 5, 40
_PROGRAM = """
import json, sys
from pathlib import Path
from smartstart.site import workplace
workplace.opened(Path(sys.argv[1]))
from smartstart.web.accounts.made import Conflict
from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.people.actions import municipalities
from smartstart.workspace.pilots.models import Pilot
from smartstart.workspace.pilots.rules import Light
from smartstart.workspace.pilots import actions
SYSTEM = Actor(NOBODY, "opdracht", system=True)
"""
_START = (
    _PROGRAM
    + """
import datetime as dt
from smartstart.workspace.pilots.models import Phase
here = municipalities.add_municipality(actor=SYSTEM, code="GM9901", name="Duinwaarde", region="Invenda")
actions.start_pilot(
    actor=SYSTEM, municipality=here.pk, phase=Phase.objects.first(), light=Light.GREEN, on=dt.date(2026, 11, 2),
    reason="begin", title="Een vraag", leader="L. Eider",
)
"""
)
_WRITE = (
    _PROGRAM
    + """
met = 0
for deed in range(int(sys.argv[2])):
    code = f"GM{int(sys.argv[3]) * 100 + deed:04}"
    municipalities.add_municipality(actor=SYSTEM, code=code, name=code, region="Invenda")
    while True:
        pilot = Pilot.objects.get()
        try:
            actions.change_pilot(actor=SYSTEM, pilot=pilot, seen_version=pilot.version, next_action=sys.argv[3])
            break
        except Conflict:
            met += 1
print(json.dumps(met))
"""
)
_COUNT = (
    _PROGRAM
    + """
from smartstart.web.audit.models import AuditLine
print(json.dumps([Municipality.objects.count(), Pilot.objects.get().version, AuditLine.objects.count()]))
"""
)


def _environment() -> dict[str, str]:
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("SMARTSTART_", "DJANGO_"))}
    mine.pop("DATABASE_URL", None)
    return mine


def _begin(program: str, home: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, str(home), *map(str, arguments)]
    return subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _ended(running: subprocess.Popen[str]) -> str:
    told, mistakes = running.communicate()
    assert running.returncode == 0, mistakes[-2000:]
    return told


def test_five_writers_lose_nothing(tmp_path: Path) -> None:
    _ended(_begin(_START, tmp_path))
    writing = [_begin(_WRITE, tmp_path, DEEDS, number) for number in range(WRITERS)]
    met = sum(json.loads(_ended(one)) for one in writing)
    places, version, lines = json.loads(_ended(_begin(_COUNT, tmp_path)))
    done = WRITERS * DEEDS
    assert places == 1 + done
    assert version == 1 + done, "every change of the one pilot is the next version"
    assert lines == 2 + 2 * done, "every deed has its line, and none that was not done"
    assert met > 0, "they really wrote at the same time"
