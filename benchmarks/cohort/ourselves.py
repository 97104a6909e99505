"""Runs in a process of its own, so that its time and memory are its own: our cohort from normalised registers."""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.cohort.registers import bundled
from smartstart.vault.cohort import build_cohort
from smartstart.vault.engines import DuckEngine


def main() -> None:
    question = json.load(sys.stdin)
    _, plan = bundled()
    began = time.process_time()
    with tempfile.TemporaryDirectory() as spill, DuckEngine(Path(spill), threads=1) as engine:
        for file in sorted(Path(question["registers"]).glob("*.parquet")):
            engine.run(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{file}')")
        table = build_cohort(engine, plan).table
        spent = time.process_time() - began
    pq.write_table(table, question["out"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": spent, "peak_mb": peak, "rows": table.num_rows}))


if __name__ == "__main__":
    main()
