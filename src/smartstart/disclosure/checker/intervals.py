"""What both outsiders can work out of every withheld count: asked of the audit, for a person to read.

Nothing hangs on it: the audit has judged before. A limit that cannot be worked out within the effort allowed is told as
such.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker, System, Targets
from smartstart.disclosure.candidates import CountCandidate
from smartstart.disclosure.joint import Answer
from smartstart.presentation.checker.facts import Limits, Outside
from smartstart.release.contents import Counted
from smartstart.vocabulary.errors import GateRefusal


def outside(
    answer: Answer, counts: Mapping[str, CountCandidate], least: Mapping[Counted, int], store: Cache
) -> dict[str, Outside]:
    """Return what outsiders can work out of the withheld counts of one population, by id.

    Args:
        counts: all counts that were asked, by id.
        least: below which number a count is too small, for each kind of count, in rows or rows with the outcome.
        store: what the audit answered before.
    """
    problem = answer.problem
    found: dict[str, Outside] = {}
    hidden = [
        (int(row), number)
        for number in np.flatnonzero(answer.withheld)
        if answer.ids[number][0] in counts
        for row in np.flatnonzero(problem.statement == number)[:1]
    ]
    if not hidden:
        return found
    candidates = [counts[answer.ids[number][0]] for _, number in hidden]
    needed = np.array([least[c.statement.counted or Counted.ROWS] for c in candidates], np.float64)
    sums = sparse.csr_array(problem.asked.weights[[row for row, _ in hidden]])
    targets, system = Targets(sums, needed, needed), problem.system(answer.withheld)
    blank, knowing = (_limits(system, targets, attacker, store) for attacker in (Attacker.N, Attacker.E))
    truth = np.asarray(sums @ problem.truth)
    for place, (_, number) in enumerate(hidden):
        small = 0 <= truth[place] < needed[place]
        told = Outside(int(needed[place]) if small else None, blank[place], knowing[place])
        found |= dict.fromkeys(answer.ids[number], told)
    return found


def _limits(system: System, targets: Targets, attacker: Attacker, store: Cache) -> Sequence[Limits | None]:
    try:
        known = limits(system, targets, attacker, cache=store)
    except GateRefusal:
        return [None] * targets.width.size
    return [
        Limits(float(low), float(high), bool(whole))
        for low, high, whole in zip(known.lower, known.upper, known.whole, strict=True)
    ]
