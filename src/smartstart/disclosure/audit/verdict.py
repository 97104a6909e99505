"""May this leave? Every target must stay unknown enough, for every outsider.

Who knows which groups are not empty knows more than who does not: all tables that are possible for the first are
possible for the second, so every interval of the first lies within that of the second. What withstands the first
withstands both; only what does not is asked about again, to say whom it fails.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.inquiry import Inquiry, Work
from smartstart.disclosure.audit.system import Attacker, System, Targets

_DEFAULT = Effort()


@dataclass(frozen=True, slots=True, eq=False)
class Audit:
    """The outcome.

    Attributes:
        passes: shape (targets,), whether the target stays unknown enough for both outsiders.
        failing: each target that does not, with each outsider whom it fails.
        questions: how many questions the solver answered.
        solved, cached: blocks worked out now, and blocks whose answer was known.
    """

    passes: NDArray[np.bool_]
    failing: tuple[tuple[int, Attacker], ...]
    questions: int
    solved: int
    cached: int


def audit(system: System, targets: Targets, *, effort: Effort = _DEFAULT, cache: Cache | None = None) -> Audit:
    """Judge every target under both outsiders; what is not proven to pass does not pass.

    Raises:
        GateRefusal: the tables contradict each other, the solver fails, or the effort is used up.
    """
    store, work = Cache() if cache is None else cache, Work()
    passes = _passes(system, targets, Attacker.E, effort, store, work)
    failed = np.flatnonzero(~passes)
    for_both = np.ones(failed.size, dtype=np.bool_)
    if failed.size and (system.least(Attacker.E) > system.least(Attacker.N)).any():
        some = Targets(sparse.csr_array(targets.sums[failed]), targets.width[failed], targets.reach[failed])
        for_both = ~_passes(system, some, Attacker.N, effort, store, work)
    failing = [(int(target), Attacker.E) for target in failed]
    failing += [(int(target), Attacker.N) for target in failed[for_both]]
    return Audit(passes, tuple(sorted(failing)), work.questions, work.solved, work.cached)


def _passes(
    system: System, targets: Targets, attacker: Attacker, effort: Effort, cache: Cache, work: Work
) -> NDArray[np.bool_]:
    inquiry = Inquiry(system, targets, attacker, effort, cache, work)
    return inquiry.decided().meets(inquiry.need)
