"""Runs in a process of its own, so that its time and memory are its own: our search on a Parquet file. JSON in and out.

Search plus packing starts at the codes as they come from the file; "first call" is the compilation, when there is any.
"""

import json
import os
import resource
import sys
import time
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.searching.population import HOUSEHOLD, LEVELS, OUTCOME, names
from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.best import Wish, best
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.exhaustive import every_group
from smartstart.vault.insight.searching.groups import Groups
from smartstart.vault.insight.searching.measures import Measure, Scale
from smartstart.vault.insight.searching.packing import pack
from smartstart.vault.insight.searching.permutation import tried
from smartstart.vault.insight.searching.shuffling import Shuffle


def main() -> None:
    question = json.load(sys.stdin)
    pa.set_cpu_count(1)
    kernel = kernels.PLAIN if question["kernel"] == "numpy" else kernels.compiled()
    if kernel is None:
        raise SystemExit("numba is not installed: install smartstart[fast]")
    first_call = _first_call(kernel)
    whole = time.process_time()
    codes, event = _read(question["path"])
    reading = time.process_time() - whole
    answers = [_answer(job, codes, event, kernel, question["path"]) for job in question["jobs"]]
    print(
        json.dumps(
            {
                "first_call_seconds": first_call,
                "reading_seconds": reading,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "rows": int(event.size),
                "events": int(event.sum()),
                "answers": answers,
            }
        )
    )


def _first_call(kernel: kernels.Kernel) -> float:
    """Return the processor seconds of a search of nothing much: what is left is compilation."""
    started = time.process_time()
    board = Board.of(np.arange(2), pack(np.arange(128).reshape(2, 64) % 3 == 0), np.arange(64) % 4 == 0)
    best(board, Wish(Measure.ACCURACY, 1, 2, 1), kernel)
    spent = time.process_time() - started
    every_group(board, 2, 1, 1, kernel)
    return spent


def _read(path: str) -> tuple[list[np.ndarray], np.ndarray]:
    """Read one column at a time: at no moment there are two of everything."""
    pa.set_memory_pool(pa.system_memory_pool())
    with pq.ParquetFile(path, memory_map=True, pre_buffer=False) as file:
        columns = [
            np.concatenate([file.read_row_group(group, [name], use_threads=False)[name].to_numpy()
                            for group in range(file.num_row_groups)])
            for name in [*names(), OUTCOME]
        ]  # fmt: skip
    return columns[:-1], columns[-1] > 0


def _board(codes: list[np.ndarray], event: np.ndarray) -> Board:
    every = np.empty((sum(LEVELS), -(-event.size // 64)), dtype=np.uint64)
    item = 0
    for mine, levels in zip(codes, LEVELS, strict=True):
        for level in range(levels):
            every[item] = pack(mine == level)
            item += 1
    return Board.of(np.repeat(np.arange(len(LEVELS)), LEVELS), every, event)


def _answer(
    job: dict[str, Any], codes: list[np.ndarray], event: np.ndarray, kernel: kernels.Kernel, path: str
) -> dict[str, Any]:
    """Do one job: "best", "every" or "permutations"."""
    started = time.process_time()
    board = _board(codes, event)
    packed = time.process_time() - started
    answer: dict[str, Any] = {"packing_seconds": packed}
    if job["kind"] == "best":
        wish = Wish(Measure[job["measure"]], job["places"], job["depth"], job["min_rows"])
        groups, _ = best(board, wish, kernel)
        answer["found"] = _described(groups)
    elif job["kind"] == "every":
        answer["groups"] = len(every_group(board, job["depth"], job["min_rows"], 1, kernel))
    else:
        household = pq.read_table(path, columns=[HOUSEHOLD]).column(HOUSEHOLD).to_numpy()
        started = time.process_time()
        scale = Scale(Measure.CHI_SQUARE, False, board.rows, board.events, 0.0)
        limits = {"deepest": job["depth"], "min_rows": job["min_rows"], "permutations": job["permutations"]}
        chance = tried(board, Shuffle.of(household, event), scale, **limits, seed=job["seed"], kernel=kernel)
        answer["groups"] = chance.groups
    return {**answer, "seconds": time.process_time() - started}


def _described(groups: Groups) -> list[Any]:
    """Return groups as the peer does: conditions, rows, events."""
    flat = [[name, level] for name, levels in zip(names(), LEVELS, strict=True) for level in range(levels)]
    numbers = zip(groups.items.tolist(), groups.rows.tolist(), groups.events.tolist(), strict=True)
    return [[sorted(flat[item] for item in row if item >= 0), rows, events] for row, rows, events in numbers]


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
