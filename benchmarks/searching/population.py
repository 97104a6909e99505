"""An invented population: 20 factors with 63 levels, an outcome of 1 %, and a few groups with a raised risk."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

LEVELS = (2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 6)
OUTCOME = "uitkomst"
HOUSEHOLD = "huishouden"
RISK = 0.01


def names() -> list[str]:
    """Return the names of the factors."""
    return [f"factor_{number:02d}" for number in range(len(LEVELS))]


def write(path: Path, rows: int, seed: int) -> None:
    """Write a population to a Parquet file: codes as small integers, the outcome as 0 and 1."""
    random = np.random.default_rng(seed)
    shared = random.random(rows, dtype=np.float32)
    codes = [_codes(random, number, levels, shared) for number, levels in enumerate(LEVELS)]
    risk = np.exp(
        1.0 * (codes[0] == 1) * (codes[6] == 0)
        + 0.9 * (codes[9] == 2)
        + 0.6 * (codes[15] == 1) * (codes[19] == 2)
        + 0.5 * shared
    )
    event = random.random(rows) < risk * (RISK / risk.mean())
    household = random.integers(0, rows // 2, rows, dtype=np.int32)
    columns = {**dict(zip(names(), codes, strict=True)), HOUSEHOLD: household, OUTCOME: event.astype(np.uint8)}
    pq.write_table(pa.table(columns), path)


def _codes(random: np.random.Generator, number: int, levels: int, shared: np.ndarray) -> np.ndarray:
    """Return the levels of one factor; every third factor goes together with the others of its kind."""
    own = random.random(shared.size, dtype=np.float32)
    if number % 3 == 0:
        own = np.where(random.random(shared.size, dtype=np.float32) < 0.3, shared, own)
    shares = random.dirichlet(np.full(levels, 2.0))
    return np.searchsorted(np.cumsum(shares)[:-1], own).astype(np.uint8)
