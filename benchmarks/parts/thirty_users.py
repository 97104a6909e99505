"""Thirty users at once for two minutes on PostgreSQL, with the server that `smartstart serve` starts."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.workspace.places import answer_of
from tests.support.postgres import running_postgres

NAME = "thirty_users"
KIND = "trial"
TITLE = "Thirty users at once for two minutes on PostgreSQL: no error"
SECONDS = 120.0


def run(scale: float) -> dict[str, Any]:
    """Let thirty users read and write at once; every answer must be a page, and every write must be kept."""
    seconds = max(SECONDS * scale, 6.0)
    with running_postgres(quick=scale < 1) as database, tempfile.TemporaryDirectory() as home:
        found = answer_of("benchmarks.workspace.thirty", str(seconds), home=Path(home), database=database)
    good = set(found["statuses"]) <= {"200", "302"}
    return {
        "passed": good and found["broken"] == 0 and found["written"] == found["kept"] > 0,
        "bar": "no answer but a page, no broken connection, every write kept",
        "seeds": [20261122],
        **found,
    }
