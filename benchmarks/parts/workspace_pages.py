"""How long the pages of a full workspace take on the server, and how many queries they ask."""

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
RELEASES, STATEMENTS, REQUESTS = 200, 500, 200
MILLISECONDS = 100  # for 95 of 100 requests
QUERIES = 30
_MODULE = "benchmarks.workspace.pages"


def run(scale: float) -> dict[str, Any]:
    """Fill a workplace on SQLite and one on PostgreSQL, ask every kind of page, and keep the slowest twentieth."""
    sizes = [str(round(RELEASES * scale)), str(STATEMENTS), str(max(round(REQUESTS * scale), 20))]
    found = {"sqlite": _on_sqlite(sizes)}
    if binaries() is not None or os.environ.get("CI"):
        found["postgresql"] = _on_postgresql(sizes)
    pages = [page for measured in found.values() for page in measured["pages"].values()]
    return {
        "passed": all(page["most_queries"] <= QUERIES for page in pages)
        # a small run stands in the tests, and no test is timed
        and (scale < 1 or all(page["p95_ms"] < MILLISECONDS for page in pages)),
        "bar": f"95 of 100 requests for every kind of page under {MILLISECONDS} ms on the server, "
        f"each with at most {QUERIES} queries",
        "seeds": [SEED],
        "databases": sorted(found),
        **{f"{name}_releases": measured["releases"] for name, measured in found.items()},
        **{f"{name}_statements": measured["statements"] for name, measured in found.items()},
        **{f"{name}_fill_seconds": measured["fill_seconds"] for name, measured in found.items()},
        **{f"{name} {kind}": page for name, measured in found.items() for kind, page in measured["pages"].items()},
    }


def _on_sqlite(sizes: list[str]) -> Any:
    with tempfile.TemporaryDirectory() as home:
        return answer_of(_MODULE, *sizes, home=Path(home))


def _on_postgresql(sizes: list[str]) -> Any:
    with tempfile.TemporaryDirectory() as home, running_postgres() as database:
        return answer_of(_MODULE, *sizes, home=Path(home), database=database)
