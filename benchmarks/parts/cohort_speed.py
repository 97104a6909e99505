"""Our cohort beside a version written by hand in polars: the same rows, and what each costs in processor seconds."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq

from benchmarks.cohort.registers import bundled, normalised
from benchmarks.peers import ask

NAME = "cohort_speed"
KIND = "bench"
TITLE = "The cohort of five reference dates beside a hand-written polars version"
FULL_SIZE_ONLY = "what it compares is speed on a whole region, and the peer must be installed"
SEED, RUNS, MOST_TIMES = 1, 5, 1.3
_ROOT = Path(__file__).parents[2]
_PEER = _ROOT / "benchmarks" / "cohort" / "peer_polars.py"


def run(scale: float) -> dict[str, Any]:
    """Build it on both sides, one after the other, five times; compare every code of every row."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        registers = normalised(folder, "region" if scale >= 1 else "small", SEED)
        question = {**_plan(), "registers": str(registers)}
        ours, theirs = folder / "ours.parquet", folder / "theirs.parquet"
        rounds = [
            (_ourselves({**question, "out": str(ours)}), ask("polars", _PEER, {**question, "out": str(theirs)}))
            for _ in range(RUNS)
        ]
        different = _different(ours, theirs)
    mine, peers = (statistics.median(pair[side]["seconds"] for pair in rounds) for side in (0, 1))
    return {
        "passed": not different and mine / peers <= MOST_TIMES,
        "bar": f"the same codes in every row, in at most {MOST_TIMES} times the processor time of the polars version",
        "seeds": [SEED],
        "rows": rounds[0][0]["rows"],
        "columns_that_differ": different,
        "our_seconds": round(mine, 2),
        "peer_seconds": round(peers, 2),
        "times_the_peer": round(mine / peers, 2),
        "our_peak_mb": round(max(pair[0]["peak_mb"] for pair in rounds)),
        "peer_peak_mb": round(max(pair[1]["peak_mb"] for pair in rounds)),
    }


def _plan() -> dict[str, Any]:
    _, plan = bundled()
    return {
        "areas": [],
        "reference_dates": [day.isoformat() for day in plan.reference_dates],
        "lookback_months": plan.lookback_months,
        "window_months": plan.window_months,
    }


def _ourselves(question: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.cohort.ourselves"]
    text = json.dumps(question)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd=_ROOT)
    if done.returncode:
        raise RuntimeError(f"our cohort failed: {done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def _different(ours: Path, theirs: Path) -> list[str]:
    """Return the columns in which the two differ; both are ordered by reference date, then person."""
    mine, peers = pq.read_table(ours), pq.read_table(theirs)
    if mine.column_names != peers.column_names or mine.num_rows != peers.num_rows:
        return ["the rows or the columns themselves"]
    return [
        name
        for name in mine.column_names
        if not np.array_equal(mine.column(name).to_numpy(), peers.column(name).to_numpy())
    ]
