"""Take in one release, and say where it is: "ready", then after a line on the input "begun", "writing" and "done".

Usage: python -m benchmarks.workspace.one_import ARCHIVE MUNICIPALITY
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django


def main(archive: Path, code: str) -> None:
    """Wait for a line, and take in the release as the command line does."""
    django.setup()
    from django.db import connection  # not before the set-up above

    from smartstart.web.accounts.models import Municipality
    from smartstart.web.accounts.rules.viewer import NOBODY, Actor
    from smartstart.workspace.insight.actions.taking_in import take_in

    content, place = archive.read_bytes(), Municipality.objects.get(code=code)
    said = {"ready"}
    _say("ready")
    sys.stdin.readline()
    _say("begun")

    def listen(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT") and "writing" not in said:
            said.add("writing")
            _say("writing")
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        take_in(actor=Actor(NOBODY, "opdracht", system=True), content=content, municipality=place.pk, pilot=None)
    _say("done")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
