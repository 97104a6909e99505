"""The whole country, invented: how long, how large, and how much memory."""

import multiprocessing
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from smartstart.vault.twin import write_twin

NAME = "national_twin"
KIND = "trial"
TITLE = "The national twin: 18 million invented persons in the register layouts"
FULL_SIZE_ONLY = "it takes a quarter of an hour and seven gigabytes; a small twin of several blocks stands in the tests"

SEED = 1
MINUTES, GIGABYTES = 20.0, 12.0


def run(_scale: float) -> dict[str, Any]:
    """Write it once, in a process of its own. The scale plays no part."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            size, peak, processor = pool.apply(_write, (Path(folder) / "twin",))
        minutes = (time.monotonic() - began) / 60
    return {
        "passed": minutes < MINUTES and size < GIGABYTES,
        "bar": f"under {MINUTES:.0f} minutes and {GIGABYTES:.0f} GB, on two cores",
        "seeds": [SEED],
        "minutes": round(minutes, 1),
        "processor_minutes": round(processor / 60, 1),
        "gigabytes_on_disk": round(size, 2),
        "gigabytes_of_memory": round(peak, 2),
    }


def _write(out: Path) -> tuple[float, float, float]:
    report = write_twin(out, size="national", seed=SEED, threads=2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return report.bytes / 1024**3, peak, time.process_time()
