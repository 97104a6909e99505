"""The searches that no peer does in a sensible time: sharp groups, deep ones, millions of rows, and permutations."""

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.searching import population
from benchmarks.searching.running import median, ourselves

NAME = "subgroup_deep"
KIND = "bench"
TITLE = "Sharp and deep groups, 3.4 million rows, and a thousand permutations"
FULL_SIZE_ONLY = "what it measures is speed on millions of rows, and numba must be installed"
SEED, RUNS = 90_200, 5
SMALL, LARGE = 1_000_000, 3_400_000
_BEST = {"kind": "best", "places": 20, "min_rows": 2_000}
# Name of the figure, rows, job, and the bar in processor seconds.
JOBS: tuple[tuple[str, int, dict[str, Any], float], ...] = (
    ("limit_depth_4", SMALL, {**_BEST, "measure": "LIMIT", "depth": 4}, 0.5),
    ("limit_depth_5", SMALL, {**_BEST, "measure": "LIMIT", "depth": 5}, 2.0),
    ("permutations_1000_depth_3", SMALL,
     {"kind": "permutations", "depth": 3, "min_rows": 2_000, "permutations": 1_000, "seed": SEED}, 10.0),
    ("large_pruned_depth_4", LARGE, {**_BEST, "measure": "ACCURACY", "depth": 4}, 0.3),
    ("large_exhaustive_depth_4", LARGE, {"kind": "every", "depth": 4, "min_rows": 2_000}, 3.0),
)  # fmt: skip


def run(scale: float) -> dict[str, Any]:
    """Do every job five times, each time in a process of its own."""
    seconds: dict[str, list[float]] = {name: [] for name, *_ in JOBS}
    groups: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in (SMALL, LARGE):
            path = Path(folder) / f"{rows}.parquet"
            population.write(path, round(rows * scale), SEED)
            mine = [(name, job) for name, size, job, _ in JOBS if size == rows]
            for _ in range(RUNS):
                answers = ourselves(path, "numba", [job for _, job in mine])["answers"]
                for (name, _), answer in zip(mine, answers, strict=True):
                    seconds[name].append(answer["seconds"])
                    groups |= {f"{name}_groups": answer["groups"]} if "groups" in answer else {}
    medians = {name: median(values) for name, values in seconds.items()}
    return {
        "passed": all(medians[name] <= bar for name, _, _, bar in JOBS),
        "bar": ", ".join(f"{name} within {bar} s" for name, _, _, bar in JOBS),
        "seeds": [SEED],
        **{f"{name}_seconds": value for name, value in medians.items()},
        **groups,
    }
