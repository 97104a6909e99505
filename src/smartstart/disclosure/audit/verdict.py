"""May this leave? Every target must stay unknown enough, for every outsider.

Who knows which groups are not empty knows more than who does not: all tables that are possible for the first are
possible for the second, so every interval of the first lies within that of the second. What withstands the first
withstands both, so only the first is asked about.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.inquiry import Inquiry, Work
from smartstart.disclosure.audit.system import Attacker, System, Targets
from smartstart.vocabulary.errors import GateRefusal

_DEFAULT = Effort()


@dataclass(frozen=True, slots=True, eq=False)
class Audit:
    """The outcome.

    Attributes:
        passes: shape (targets,), whether the target stays unknown enough.
        questions: how many questions the solver answered.
        solved, cached: blocks worked out now, and blocks whose answer was known.
        refusal: why some question got no trustworthy answer, if any did not; what it was about does not pass.
    """

    passes: NDArray[np.bool_]
    questions: int
    solved: int
    cached: int
    refusal: GateRefusal | None = None


def audit(
    system: System,
    targets: Targets,
    attacker: Attacker = Attacker.E,
    *,
    effort: Effort = _DEFAULT,
    cache: Cache | None = None,
) -> Audit:
    """Judge every target; what is not proven to pass does not pass.

    Args:
        attacker: the outsider it must withstand; `E` means both.

    Raises:
        GateRefusal: the tables contradict each other.
    """
    work = Work()
    inquiry = Inquiry(system, targets, attacker, effort, Cache() if cache is None else cache, work)
    known = inquiry.decided()
    return Audit(known.meets(inquiry.need), work.questions, work.solved, work.cached, known.refusal)
