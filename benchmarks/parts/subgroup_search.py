"""The search for the best groups beside pysubgroup's exact Apriori, in the same run, in processor seconds."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.searching import population
from benchmarks.searching.running import first_of, median, ourselves, peer, same_groups

NAME = "subgroup_search"
KIND = "bench"
TITLE = "The best 20 groups of a million rows beside pysubgroup"
FULL_SIZE_ONLY = "what it compares is speed on a million rows, and the peer must be installed"
ROWS, SEED, PLACES, MIN_ROWS = 1_000_000, 90_100, 20, 2_000
DEPTHS = (3, 4)
RUNS = 5
TIMES = {"numba": 200, "numpy": 100}
FROM_FILE, MOST_MB, FIRST_CALL = 30, 400, 5


def run(scale: float) -> dict[str, Any]:
    """Search on both sides, five times, and compare times, groups and memory."""
    rows = round(ROWS * scale)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "population.parquet"
        population.write(path, rows, SEED)
        compilation = first_of(path)
        rounds = [_round(path) for _ in range(RUNS)]
    figures: dict[str, Any] = {"first_call_seconds": compilation}
    good = compilation <= FIRST_CALL
    for depth in DEPTHS:
        theirs = median([one["peer", depth]["search_seconds"] for one in rounds])
        figures[f"depth_{depth}_peer_seconds"] = theirs
        for kernel, times in TIMES.items():
            ours = median([one[kernel, depth]["answers"][0]["seconds"] for one in rounds])
            figures[f"depth_{depth}_{kernel}_seconds"] = ours
            figures[f"depth_{depth}_{kernel}_times_as_fast"] = round(theirs / ours)
            good &= theirs / ours >= times
        whole = [_from_file(one["numba", depth]) for one in rounds]
        ratio = median([one["peer", depth]["seconds"] for one in rounds]) / median(whole)
        figures[f"depth_{depth}_from_file_times_as_fast"] = round(ratio)
        good &= ratio >= FROM_FILE
    same = all(_same(one, kernel, depth) for one in rounds for kernel in TIMES for depth in DEPTHS)
    most = max(one[kernel, depth]["peak_mb"] for one in rounds for kernel in TIMES for depth in DEPTHS)
    return {
        "passed": bool(good and same and most <= MOST_MB),
        "bar": f"identical scores and groups at depth 3 and 4; {TIMES['numba']} times as fast (numpy alone "
        f"{TIMES['numpy']}), {FROM_FILE} times from file to findings; at most {MOST_MB} MB; compilation under "
        f"{FIRST_CALL} s",
        "seeds": [SEED],
        "rows": rows,
        "identical": same,
        "peak_mb": round(most),
        "peer_peak_mb": round(max(one["peer", depth]["peak_mb"] for one in rounds for depth in DEPTHS)),
        **figures,
    }


def _round(path: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """Search once on all sides, one after the other."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for depth in DEPTHS:
        job = {"kind": "best", "measure": "ACCURACY", "places": PLACES, "depth": depth, "min_rows": MIN_ROWS}
        found["peer", depth] = peer(path, depth, PLACES, MIN_ROWS)
        for kernel in TIMES:
            found[kernel, depth] = ourselves(path, kernel, [job])
    return found


def _from_file(ours: dict[str, Any]) -> float:
    return float(ours["reading_seconds"] + ours["answers"][0]["seconds"])


def _same(one: dict[tuple[str, int], dict[str, Any]], kernel: str, depth: int) -> bool:
    ours = one[kernel, depth]
    return same_groups(ours["answers"][0]["found"], one["peer", depth]["found"], ours["rows"], ours["events"])
