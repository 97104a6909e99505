"""What an outsider can work out of each target: its feasibility interval."""

import numpy as np

from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.inquiry import Inquiry, Work
from smartstart.disclosure.audit.shifted import TOLERANCE
from smartstart.disclosure.audit.system import Attacker, Limits, System, Targets

_DEFAULT = Effort()


def limits(
    system: System, targets: Targets, attacker: Attacker, *, effort: Effort = _DEFAULT, cache: Cache | None = None
) -> Limits:
    """Return the lowest and highest value of each target that fits everything this outsider knows.

    Linear limits are those over all numbers; where they lie less than twice the required width apart, they are worked
    out over whole counts, and `whole` says so. A limit within a millionth of a whole number is that number.

    Raises:
        GateRefusal: the tables contradict each other, the solver fails, or the effort is used up.
    """
    inquiry = Inquiry(system, targets, attacker, effort, Cache() if cache is None else cache, Work())
    known = inquiry.limits()
    whole = known.whole()
    up = np.where(whole, np.floor(known.up + TOLERANCE), known.up)
    down = np.where(whole, np.ceil(known.down - TOLERANCE), known.down)
    return Limits(inquiry.truth + down, inquiry.truth + up, whole)
