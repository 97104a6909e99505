"""The heaviest page: a map of five hundred areas with real borders."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.workspace.places import answer_of

NAME = "map_page"
KIND = "trial"
TITLE = "A map of 500 areas: bytes over the wire, first paint, server time"
REQUESTS, VISITS = 100, 7
BYTES, PAINT, SERVER, QUERIES = 120_000, 500, 60, 12


def run(scale: float) -> dict[str, Any]:
    """Make a municipality of 500 buurten, ask its map on the server, and open it in a browser without any memory.

    The number of areas does not go down with the scale: the bytes are the bar. Nothing is timed below full size.
    """
    requests, visits = max(round(REQUESTS * scale), 20), max(round(VISITS * scale), 1)
    with tempfile.TemporaryDirectory() as home:
        found = answer_of("benchmarks.workspace.map_page", str(requests), str(visits), home=Path(home))
    costs = found["server"].values()
    light = found["wire_bytes"] <= BYTES and all(cost["queries"] <= QUERIES for cost in costs)
    quick = found["first_paint_ms"] < PAINT and all(cost["median_ms"] < SERVER for cost in costs)
    return {
        "passed": light and (quick or scale < 1),
        "bar": f"at most {BYTES:,} bytes in all (page, style, letters, script), first paint under {PAINT} ms, "
        f"median server time warm under {SERVER} ms, at most {QUERIES} queries",
        "seeds": [],
        **found,
    }
