"""A hundred thousand relative risks with Koopman limits, beside statsmodels one by one, equal to eight digits.

Called as a program it is the peer: tables in, limits and processor seconds out, both as JSON.
"""

import json
import math
import statistics
import subprocess
import sys
import time
import warnings
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smartstart.statistics import Intervals, koopman

NAME = "koopman_speed"
KIND = "bench"
TITLE = "100,000 relative risks with Koopman limits, beside statsmodels"
SEED = 1_984
GROUPS, SAMPLE, REPEATS = 100_000, 4_000, 5
POPULATION = 1_000_000
SECONDS, DIFFERENCE = 1.0, 1e-8


def run(scale: float) -> dict[str, Any]:
    """Time ours on all groups and the peer on a sample of them; compare every limit of the sample.

    The peer takes one table a call, so its time for all groups is that of the sample, scaled up. Speed counts at full
    size only.
    """
    groups, sample = max(round(GROUPS * scale), 1_000), max(round(SAMPLE * scale), 500)
    tables = draw(groups)
    koopman(*tables[:, :10])  # the first call also loads the library behind it
    ours, seconds = _median(tables)
    chosen = np.random.default_rng(SEED + 1).choice(groups, sample, replace=False)
    peer = _peer(tables[:, chosen])
    furthest = _furthest(ours, chosen, peer)
    peer_seconds = statistics.median(peer["seconds"]) * groups / sample
    return {
        "passed": furthest < DIFFERENCE and (seconds < SECONDS or scale < 1),
        "bar": f"{GROUPS:,} groups under {SECONDS:.0f} processor second, one thread, median of {REPEATS}; every limit "
        f"of the sample within {DIFFERENCE} of the peer, relative",
        "seeds": [SEED],
        "groups": groups,
        "groups_without_events": int((tables[0] == 0).sum()),
        "others_without_events": int((tables[2] == 0).sum()),
        "processor_seconds": round(seconds, 3),
        "peer": f"statsmodels {metadata.version('statsmodels')}, confint_proportions_2indep, one table a call",
        "peer_sample": sample,
        "peer_seconds_scaled_from_sample": round(peer_seconds, 2),
        "times_faster": round(peer_seconds / seconds, 1),
        "furthest_relative_difference": float(f"{furthest:.1e}")
        if furthest < math.inf
        else "a limit of infinity differs",
    }


def draw(groups: int) -> NDArray[np.int64]:
    """Return a, n1, b, n2 of groups in a population of a million with an outcome of one per cent, shape (4, groups).

    Three in four groups are as a search finds them; one in four is small, in a small place, where noughts are common.
    """
    rng = np.random.default_rng(SEED)
    small = np.arange(groups) % 4 == 0
    n1 = np.where(small, rng.integers(10, 400, groups), rng.integers(2_000, 100_000, groups))
    n2 = np.where(small, rng.integers(10, 400, groups), POPULATION - n1)
    risk = np.minimum(0.01 * rng.lognormal(0.0, 0.5, groups), 0.5)
    a, b = rng.binomial(n1, risk), rng.binomial(n2, 0.01)
    a[(a == 0) & (b == 0)] = 1  # no events at all: there is no ratio, with us nor with the peer
    return np.stack([a, n1, b, n2])


def _median(tables: NDArray[np.int64]) -> tuple[Intervals, float]:
    spent = []
    for _ in range(REPEATS):
        began = time.process_time()
        found = koopman(*tables)
        spent.append(time.process_time() - began)
    return found, statistics.median(spent)


def _furthest(ours: Intervals, chosen: NDArray[np.int64], peer: dict[str, Any]) -> float:
    """Return the largest relative difference of a limit; absolute where ours is 0 and theirs a rounding error."""
    furthest = 0.0
    for mine, theirs in ((ours.lower[chosen], peer["lower"]), (ours.upper[chosen], peer["upper"])):
        other = np.array(theirs, dtype=np.float64)
        finite = np.isfinite(mine)
        if not (mine[~finite] == other[~finite]).all():
            return math.inf
        scale = np.where(mine > 0, mine, 1.0)[finite]
        furthest = max(furthest, float((np.abs(other[finite] - mine[finite]) / scale).max(initial=0.0)))
    return furthest


def _peer(tables: NDArray[np.int64]) -> dict[str, Any]:
    command = [sys.executable, "-m", __name__]
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        command, input=json.dumps(tables.tolist()), capture_output=True, text=True, check=True, cwd=root
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _answer(tables: list[list[int]]) -> dict[str, Any]:
    from statsmodels.stats.proportion import confint_proportions_2indep

    rows = list(zip(*tables, strict=True))
    spent = []
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for _ in range(REPEATS):
            began = time.process_time()
            limits = [
                confint_proportions_2indep(*row, compare="ratio", method="score", correction=False) for row in rows
            ]
            spent.append(time.process_time() - began)
    lower, upper = (np.real(side).astype(float).tolist() for side in np.array(limits).T)
    return {"lower": lower, "upper": upper, "seconds": spent}


if __name__ == "__main__":
    json.dump(_answer(json.load(sys.stdin)), sys.stdout)
