"""Hostile files on the upload page: is each answered with a page that says what is wrong, and is nothing left of it?

`hostile_uploads` asks the door the same; here the whole web application and the database stand behind it.
"""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.workspace.hostile import SEED
from benchmarks.workspace.places import answer_of

NAME = "hostile_at_the_page"
KIND = "trial"
TITLE = "10,000 hostile files handed over on the upload page, by somebody who may"
UPLOADS = 10_000
MEGABYTES = 1_000


def run(scale: float) -> dict[str, Any]:
    """Hand the files over one by one to a workplace on SQLite, through the whole web application."""
    with tempfile.TemporaryDirectory() as home:
        found = answer_of("benchmarks.workspace.hostile", str(round(UPLOADS * scale)), home=Path(home))
    clean = ("other_releases_than_the_good_one", "rows_too_many_or_too_few")
    return {
        "passed": not found["answered_otherwise"]
        and not found["written_outside_the_database"]
        and not any(found[name] for name in clean)
        and found["peak_memory_mb"] < MEGABYTES,
        "bar": "every upload is refused with a page (400), or is the good release itself; no error, nothing written "
        f"outside the database, never more than {MEGABYTES} MB of memory",
        "seeds": [SEED],
        **found,
    }
