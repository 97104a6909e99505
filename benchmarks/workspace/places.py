"""A workplace of its own for a trial: a folder, a database, and processes that know no other."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.support.workspace_settings"
_SECRET = "only-for-trials-" + "x" * 50


def environment(home: Path, database: str = "") -> dict[str, str]:
    """Return the environment of a process that works in this folder, with SQLite unless a server is named."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("SMARTSTART_", "DJANGO_"))}
    own = {"SMARTSTART_HOME": str(home), "SMARTSTART_SECRET_KEY": _SECRET, "DJANGO_SETTINGS_MODULE": SETTINGS}
    return {**mine, **own, "DATABASE_URL": database}


def answer_of(module: str, *arguments: str, home: Path, database: str = "") -> Any:
    """Run a module in that workplace, and return the JSON on its last line; before it may stand lines of the log.

    Raises:
        subprocess.CalledProcessError: it failed; its own words stand on the error stream.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(home, database),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
