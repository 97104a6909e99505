"""The joint audit: how long for small and large releases, after one added statement, and beside tau-ARGUS' audit."""

import itertools
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.disclosure import population, tauargus
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker, System, Targets
from smartstart.disclosure.audit.verdict import Audit, audit

NAME = "joint_audit"
KIND = "bench"
TITLE = "The joint audit: 5,000 and 50,000 cells, one added statement, and beside tau-ARGUS' own audit"
FULL_SIZE_ONLY = "it needs the peer's environment, whose audit alone takes minutes; smaller tables stand in the tests"
SMALL, LARGE, ADDED, TIMES = 2.0, 30.0, 2.0, 50.0

Timed = tuple[float, float]  # processor seconds, wall seconds


def run(_scale: float) -> dict[str, Any]:
    """Time our audits, and the peer's in the same run. The scale plays no part.

    Raises:
        PeerAbsentError: the peer is not there; the message says how to get it.
    """
    small, large = population.by_household_and_age(), population.large()
    figures: dict[str, Any] = {}
    times = {}
    for name, table, repeats in (("5,439 cells", small, 5), ("51,100 cells", large, 1)):
        system, targets = population.system(table, ~table.sensitive), population.targets(table)
        found, spent = _median(lambda s=system, t=targets: audit(s, t), repeats)  # type: ignore[misc]
        times[name] = spent
        figures[name] = _told(found, spent)
    figures["51,100 cells, one statement more"], times["added"] = _added(large)
    figures["beside tau-ARGUS"], ratio = _beside(small)
    return {
        "passed": times["5,439 cells"][0] < SMALL
        and times["51,100 cells"][0] < LARGE
        and times["added"][0] < ADDED
        and ratio >= TIMES,
        "bar": f"processor seconds, one thread, both outsiders: 5,000 cells under {SMALL:.0f}, 50,000 under "
        f"{LARGE:.0f}; after one added statement under {ADDED:.0f}; {TIMES:.0f} times faster than "
        "the peer's audit of its own table, for the verdict and for the intervals of all that it withheld",
        "seeds": [population.SEED],
        **figures,
    }


def _added(table: population.Table) -> tuple[dict[str, Any], Timed]:
    """Audit a release; then again with one statement more: the number of two hidden cells of one wijk together."""
    targets = population.targets(table)
    system = population.system(table, ~table.sensitive)
    cache = Cache()
    audit(system, targets, cache=cache)
    wijk = table.cell_codes[:, 0]
    hidden: list[int] = np.flatnonzero(table.sensitive & (wijk == max(wijk[table.sensitive]))).tolist()
    pair = next(
        [first, second]
        for first, second in itertools.combinations(hidden, 2)
        if table.cells[[first, second]].sum(axis=0).max() == 1 and _sum(table, [first, second]) >= population.THRESHOLD
    )
    group = sparse.csr_array(table.cells[pair].sum(axis=0).reshape(1, -1))
    value = group @ table.truth.astype(np.float64)
    more = System(
        sparse.csr_array(sparse.vstack([system.sums, group])),
        np.append(system.lower, value),
        np.append(system.upper, value),
        system.truth,
        system.most,
    )
    found, spent = _median(lambda: audit(more, targets, cache=cache), 1)
    return _told(found, spent), spent


def _sum(table: population.Table, cells: list[int]) -> int:
    return int((table.cells[cells] @ table.truth).sum())


def _beside(table: population.Table) -> tuple[dict[str, Any], float]:
    """Let the peer protect and audit; then work out every interval of the same withheld cells ourselves."""
    peer = tauargus.protected(table, audit=True)
    withheld = ~peer.shown
    need = np.full(int(withheld.sum()), float(population.THRESHOLD))
    targets = Targets(sparse.csr_array(table.cells[withheld]), need, need)
    system = population.system(table, peer.shown)
    judged, verdict = _median(lambda: audit(system, population.targets(table)), 5)
    _, intervals = _median(lambda: limits(system, targets, Attacker.E), 5)
    figures = {
        "withheld": int(withheld.sum()),
        "peer_audited": peer.audited,
        "peer_audit_seconds": _seconds(peer.audit_seconds),
        "our_verdict_seconds": _seconds(verdict),
        "our_verdict_fails": int((~judged.passes).sum()),
        "our_intervals_of_all_withheld_seconds": _seconds(intervals),
        "times_faster_verdict": round(peer.audit_seconds[0] / verdict[0], 1),
        "times_faster_all_intervals": round(peer.audit_seconds[0] / intervals[0], 1),
    }
    return figures, peer.audit_seconds[0] / max(verdict[0], intervals[0])


def _median(work: Callable[[], Any], repeats: int) -> tuple[Any, Timed]:
    spent: list[Timed] = []
    for _ in range(repeats):
        began, wall = time.process_time(), time.monotonic()
        found = work()
        spent.append((time.process_time() - began, time.monotonic() - wall))
    return found, (statistics.median(one for one, _ in spent), statistics.median(one for _, one in spent))


def _told(found: Audit, spent: Timed) -> dict[str, Any]:
    failing: NDArray[np.bool_] = ~found.passes
    return {
        "sensitive": found.passes.size,
        "failing": int(failing.sum()),
        "questions": found.questions,
        "blocks_solved": found.solved,
        "blocks_cached": found.cached,
        **_seconds(spent),
    }


def _seconds(spent: Timed) -> dict[str, float]:
    return {"processor": round(spent[0], 2), "wall": round(spent[1], 2)}
