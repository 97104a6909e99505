"""How long the pages of a full workspace take on the server, and how many queries they ask.

Two times are written down: by the clock, and the time that processors worked (of the server's own process and, on
PostgreSQL, of the process of the database that answers it). On a machine that does nothing else they are nearly one;
on a busy one the clock counts the work of others too.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.workspace.pages import SEED
from benchmarks.workspace.places import answer_of
from tests.support.postgres import binaries, running_postgres

NAME = "workspace_pages"
KIND = "trial"
TITLE = "A workspace with 100,000 statements in 200 releases: server time and queries of its pages"
RELEASES, STATEMENTS, REQUESTS = 200, 500, 100
MILLISECONDS = 100  # for 95 of 100 requests
QUERIES = 16
_MODULE = "benchmarks.workspace.pages"


def run(scale: float) -> dict[str, Any]:
    """Fill a workplace on SQLite, put its copy on PostgreSQL, ask every kind of page, keep the slowest twentieth."""
    sizes = (str(round(RELEASES * scale)), str(STATEMENTS))
    requests = str(max(round(REQUESTS * scale), 20))
    with tempfile.TemporaryDirectory() as folder:
        home, copy = Path(folder) / "home", str(Path(folder) / "copy.zip")
        home.mkdir()
        filled = answer_of(_MODULE, "fill", *sizes, copy, home=home)
        adviser = str(filled.pop("adviser"))
        found = {"sqlite": answer_of(_MODULE, "ask", requests, adviser, home=home)}
        if binaries() is not None or os.environ.get("CI"):
            with tempfile.TemporaryDirectory() as other, running_postgres() as database:
                asked = ("ask", requests, adviser, copy)
                found["postgresql"] = answer_of(_MODULE, *asked, home=Path(other), database=database)
    pages = [page for measured in found.values() for page in measured.values()]
    return {
        "passed": all(page["most_queries"] <= QUERIES for page in pages)
        # a small run stands in the tests, and no test is timed
        and (scale < 1 or all(page["p95_ms"] < MILLISECONDS for page in pages)),
        "bar": f"95 of 100 requests for every kind of page under {MILLISECONDS} ms on the server by the clock, "
        f"each with at most {QUERIES} queries",
        "seeds": [SEED],
        "databases": sorted(found),
        **filled,
        "requests_for_every_kind": int(requests),
        "slowest_p95_ms": max(page["p95_ms"] for page in pages),
        "slowest_p95_processor_ms": max(page["p95_processor_ms"] for page in pages),
        **{f"{name} {kind}": page for name, measured in found.items() for kind, page in measured.items()},
    }
