"""Kill an import at a random moment, look what is there, and take the same release in again; write JSON.

Usage: python -m benchmarks.workspace.killed KILLS STATEMENTS
"""

import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

SEED = 23
CODE = "GM9901"
_BEYOND = 1.5  # a later import may take longer than the first; some kills come just too late
_IMPORT = "benchmarks.workspace.one_import"


@dataclass(frozen=True)
class Held:
    """How much a workspace holds: what must be the same before and after, or one release more."""

    releases: int
    archives: int
    statements: int
    findings: int
    audit_lines: int


def main(kills: int, statements: int) -> dict[str, Any]:
    """Return what was found after so many kills."""
    django.setup()
    from django.core.management import call_command  # not before the set-up above

    call_command("migrate", verbosity=0)
    chance = random.Random(SEED)  # noqa: S311
    seconds = _seconds_of_one(statements)
    moments = [chance.uniform(0, _BEYOND * seconds) for _ in range(kills)]
    found = [_tried(number, statements, moment) for number, moment in enumerate(moments, start=1)]
    return {
        "kills": kills,
        "statements_in_a_release": statements,
        "seconds_of_an_import": round(seconds, 2),
        "killed_while": dict(sorted(Counter(trial["while"] for trial in found).items())),
        "whole_after_the_kill": sum(trial["state"] == "whole" for trial in found),
        "absent_after_the_kill": sum(trial["state"] == "absent" for trial in found),
        "half_after_the_kill": sum(trial["state"] == "half" for trial in found),
        "whole_after_the_next_import": sum(trial["next"] for trial in found),
    }


def _seconds_of_one(statements: int) -> float:
    """Take in a release undisturbed; return how long that takes from the word go."""
    from tests.support.importing import trusting
    from tests.support.people import town

    trusting(town("Lindedal", CODE))
    child = _started(_written(0, statements)[0])
    began = time.monotonic()
    _go(child)
    words, _ = child.communicate()
    if child.returncode or _last(words) != "done":
        raise RuntimeError("an import that nobody disturbs fails")
    return time.monotonic() - began


def _tried(number: int, statements: int, moment: float) -> dict[str, Any]:
    """Kill one import after so many seconds; return where it was, what is there, and whether the next one is whole."""
    from smartstart.web.accounts.models import Municipality
    from smartstart.web.accounts.rules.viewer import NOBODY, Actor
    from smartstart.workspace.insight.actions.taking_in import take_in

    path, each = _written(number, statements)
    before = _held()
    child = _started(path)
    _go(child)
    time.sleep(moment)
    child.kill()
    words, _ = child.communicate()
    after = _held()
    place = Municipality.objects.get(code=CODE)
    state = _state(before, after, each)
    take_in(actor=Actor(NOBODY, "opdracht", system=True), content=path.read_bytes(), municipality=place.pk, pilot=None)
    again = _held()
    lines = before.audit_lines + (2 if state == "whole" else 1)
    whole = again == _one_more(before, each, lines) and _sound(path)
    return {"while": _last(words), "state": state, "next": whole}


def _state(before: Held, after: Held, each: tuple[int, int]) -> str:
    if after == before:
        return "absent"
    return "whole" if after == _one_more(before, each, before.audit_lines + 1) else "half"


def _one_more(before: Held, each: tuple[int, int], audit_lines: int) -> Held:
    statements, findings = each
    return Held(
        before.releases + 1,
        before.archives + 1,
        before.statements + statements,
        before.findings + findings,
        audit_lines,
    )


def _held() -> Held:
    from smartstart.web.audit.models import AuditLine
    from smartstart.workspace.data.models import Release, ReleaseArchive, StatementRow
    from smartstart.workspace.insight.models import Finding

    kept = (Release, ReleaseArchive, StatementRow, Finding, AuditLine)
    return Held(*(model.objects.count() for model in kept))


def _sound(path: Path) -> bool:
    """Tell whether the newest release is this file, verified anew, and the database without a fault."""
    from django.db import connection

    from smartstart.release.reader import read_packed
    from smartstart.workspace.data.models import Release
    from smartstart.workspace.data.queries.releases import archive_of
    from tests.support.signed import KEY

    release = Release.objects.get(replaced_by=None)
    verified = read_packed(archive_of(release), [KEY.public_key()])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        (answer,) = cursor.fetchone()
    return answer == "ok" and verified.digest == release.manifest and archive_of(release) == path.read_bytes()


def _written(number: int, statements: int) -> tuple[Path, tuple[int, int]]:
    """Write a release of a day of its own; return it with how many statements and findings it has."""
    from tests.support.many_releases import FIRST_DAY, contents_like
    from tests.support.signed import signed_archive

    chance = random.Random(SEED)  # noqa: S311
    contents = contents_like(chance, CODE, statements, day=FIRST_DAY + dt.timedelta(days=number))
    path = Path(os.environ["SMARTSTART_HOME"]) / f"release-{number}.zip"
    path.write_bytes(signed_archive(contents, render=lambda _: "<!doctype html>"))
    return path, (len(contents.statements), len({s.id for s in contents.statements if s.id.endswith("/peel-1-size")}))


def _started(path: Path) -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-m", _IMPORT, str(path), CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if child.stdout is None or "ready\n" not in child.stdout:  # reads up to that line
        raise RuntimeError("the import does not start")
    return child


def _last(words: str) -> str:
    """Return what the import said last; between its words may stand lines of the log."""
    return next((line for line in reversed(words.splitlines()) if line in ("writing", "done")), "begun")


def _go(child: "subprocess.Popen[str]") -> None:
    if child.stdin is not None:
        child.stdin.write("go\n")
        child.stdin.flush()


if __name__ == "__main__":
    sys.stdout.write(f"\n{json.dumps(main(*map(int, sys.argv[1:])))}\n")
