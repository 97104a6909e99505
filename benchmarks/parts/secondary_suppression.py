"""How much more must be withheld so that small cells stay unknown: beside tau-ARGUS, on the same invented tables."""

import time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.disclosure import population, tauargus
from benchmarks.disclosure.population import THRESHOLD, Table
from smartstart.disclosure.atoms.problem import Problem, Sums
from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker, System, Targets
from smartstart.disclosure.audit.verdict import audit
from smartstart.disclosure.protection import Pattern, choose
from smartstart.disclosure.protection.levels import Levels

NAME = "secondary_suppression"
KIND = "bench"
TITLE = "Secondary suppression beside tau-ARGUS, and what the stricter promise costs"
FULL_SIZE_ONLY = "it needs the peer's environment; the figures are about these two tables"
_CLOSE = 1e-6


def run(_scale: float) -> dict[str, Any]:
    """Protect both tables at 30 per cent as the peer does, in the same run, and then at our own promise.

    Raises:
        PeerAbsentError: the peer is not there; the message says how to get it.
    """
    figures: dict[str, Any] = {}
    passed = True
    for table in (population.by_household(), population.by_household_and_age()):
        modular, optimal = _theirs(table, "MOD(1)"), _theirs(table, "OPT(1)")
        ours = _ours(table, share=True)
        passed &= ours["secondaries"] <= modular["secondaries"]
        passed &= ours["processor_seconds"] < optimal["processor_seconds"]
        strict = _ours(table, share=False)
        passed &= not (ours["targets_unmet"] or strict["targets_unmet"])
        figures |= {
            f"{table.name}: sensitive": int(table.sensitive.sum()),
            f"{table.name}: tau-ARGUS modular": modular,
            f"{table.name}: tau-ARGUS optimal": optimal,
            f"{table.name}: ours at {tauargus.RANGE} per cent": ours,
            f"{table.name}: ours, upper limit at least {THRESHOLD}": strict,
        }
    bar = (
        "at 30 per cent no more secondaries than tau-ARGUS' modular method, every target met as the audit sees it, "
        "in less processor time than its optimal method in the same run"
    )
    return {"passed": passed, "bar": bar, "seeds": [population.SEED], **figures}


def problem(table: Table) -> Problem:
    """Return the table as a problem: empty cells are shown, sensitive ones withheld, all others cost the same."""
    empty = table.counts == 0
    rest = np.flatnonzero(~empty)
    counts = table.counts[rest].astype(np.float64)
    sensitive = table.sensitive[rest]
    need = np.full(int(sensitive.sum()), float(THRESHOLD))
    cells = sparse.csr_array(table.cells)
    nought = np.zeros(int(empty.sum()))
    return Problem(
        truth=table.truth,
        asked=Sums(sparse.csr_array(cells[rest]), counts, counts),
        statement=np.arange(rest.size),
        cost=np.where(sensitive, 0.0, 1.0),
        withheld=sensitive,
        background=Sums(sparse.csr_array(cells[np.flatnonzero(empty)]), nought, nought),
        targets=Targets(sparse.csr_array(cells[rest[sensitive]]), need, need),
    )


def _theirs(table: Table, method: str) -> dict[str, Any]:
    peer = tauargus.protected(table, method, audit=False)
    extra = ~peer.shown & ~table.sensitive & (table.counts > 0)
    return {
        "secondaries": int(extra.sum()),
        "persons_in_them": int(table.counts[extra].sum()),
        "processor_seconds": round(peer.protect_seconds[0], 2),
    }


def _ours(table: Table, *, share: bool) -> dict[str, Any]:
    asked = problem(table)
    # At 30 per cent the outsider of the peer: cells may be empty. Else a cell of one person could never be protected.
    levels = Levels.share(asked.targets.sums, asked.truth, tauargus.RANGE / 100)
    floor = np.zeros_like(asked.truth)
    began = time.process_time()
    found = choose(asked, levels, floor) if share else choose(asked)
    spent = time.process_time() - began
    extra = found.withheld & ~asked.withheld
    counts = table.counts[table.counts > 0]
    return {
        "secondaries": int(extra.sum()),
        "persons_in_them": int(counts[extra].sum()),
        "every_choice_at_least": float(found.bound),
        "proven_least": found.optimal,
        "targets_unmet": int(_unmet(asked, found, levels if share else None).sum()),
        "processor_seconds": round(spent, 2),
    }


def _unmet(asked: Problem, found: Pattern, levels: Levels | None) -> NDArray[np.bool_]:
    """Return which targets are known too well, by the intervals of the audit: none of what chose is used."""
    told = ~found.withheld[asked.statement]
    system = System(
        sums=sparse.csr_array(sparse.vstack([asked.background.weights, asked.asked.weights[told]], format="csr")),
        lower=np.concatenate([asked.background.lower, asked.asked.lower[told]]),
        upper=np.concatenate([asked.background.upper, asked.asked.upper[told]]),
        truth=asked.truth,
        most=np.full(asked.truth.size, np.inf),
    )
    if levels is None:
        return ~audit(system, asked.targets).passes
    # The peer's promise is about all numbers, not about whole ones: a width of nought asks for just those limits.
    nought = np.zeros(levels.up.size)
    known = limits(system, Targets(asked.targets.sums, nought, nought), Attacker.N)
    value = asked.targets.sums @ asked.truth
    short = (known.upper < value + levels.up - _CLOSE) | (known.lower > value - levels.down + _CLOSE)
    return np.asarray(short, np.bool_)
