"""Both sides on the same file, again and again, and what comes out as figures."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.peers import ask
from benchmarks.searching.population import OUTCOME, names

PEER = "pysubgroup"
_SCRIPT = Path(__file__).with_name("peer_pysubgroup.py")
_ROOT = Path(__file__).parents[2]


def ourselves(
    path: Path, kernel: str, jobs: list[dict[str, Any]], settings: dict[str, str] | None = None
) -> dict[str, Any]:
    """Let our search do some jobs in a process of its own.

    Raises:
        RuntimeError: it failed.
    """
    question = json.dumps({"path": str(path), "kernel": kernel, "jobs": jobs})
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.searching.ourselves"],
        input=question, capture_output=True, text=True, check=False, cwd=_ROOT, env={**os.environ, **(settings or {})},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"our search failed: {done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def peer(path: Path, depth: int, places: int, min_rows: int) -> dict[str, Any]:
    """Let the peer search; see `peer_pysubgroup` for what it says."""
    limits = {"depth": depth, "places": places, "min_rows": min_rows}
    answer: dict[str, Any] = ask(PEER, _SCRIPT, {"path": str(path), "factors": names(), "outcome": OUTCOME, **limits})
    return answer


def same_groups(ours: list[Any], theirs: list[Any], rows: int, events: int) -> bool:
    """Tell whether both found the same integer scores, and the same groups but for those that tie at the last score.

    Args:
        ours, theirs: conditions, rows and events of each group.
        rows, events: of everybody.
    """
    sides = [
        sorted(((rows * p - n * events, tuple(map(tuple, conditions))) for conditions, n, p in found), reverse=True)
        for found in (ours, theirs)
    ]
    if [score for score, _ in sides[0]] != [score for score, _ in sides[1]]:
        return False
    last = sides[0][-1][0] if sides[0] else 0
    surely = [{group for score, group in side if score > last} for side in sides]
    return surely[0] == surely[1]


def median(values: list[float]) -> float:
    """Return the median, to be written down."""
    return round(statistics.median(values), 4)


def first_of(path: Path) -> float:
    """Return the processor seconds of the first call with nothing kept from earlier: all is compiled anew."""
    with tempfile.TemporaryDirectory() as folder:
        return round(float(ourselves(path, "numba", [], {"NUMBA_CACHE_DIR": folder})["first_call_seconds"]), 2)
