"""Questions about many parts at once, before single ones: one table that could be true can settle hundreds of parts."""

import numpy as np
from scipy import sparse

from smartstart.disclosure.audit.asked import Asked, Bools
from smartstart.disclosure.audit.shifted import Floats

_PUSHES = 6  # questions about many parts at once
_FEW = 8  # so few parts are asked about one by one


def push_many(asked: Asked) -> None:
    """Move all undecided parts at once, up and then down, for as long as that decides a good deal of them.

    Raises:
        Unanswered: the solver gives no trustworthy answer, or the effort is used up.
    """
    left = np.inf
    for push in range(_PUSHES):
        undecided = ~asked.done()
        count = int(undecided.sum())
        if count < _FEW or count > 0.8 * left:
            return
        left = count if push % 2 else left
        weights = undecided.astype(np.float64) * (-1.0 if push % 2 else 1.0)
        asked.see(asked.solver().most(weights @ asked.parts))


def push_evenly(asked: Asked) -> None:
    """Move all undecided parts up at once, none further than it needs, for as long as that decides several.

    A corner of the set of possible tables moves few atoms far. With a cap on each atom it has to move many a little,
    which decides hundreds of parts with one question.

    Raises:
        Unanswered: the solver gives no trustworthy answer, or the effort is used up.
    """
    if (~asked.done()).sum() < _FEW:
        return
    model, system = asked.solver(), asked.system
    left = np.inf
    try:
        while True:
            undecided = ~asked.done()
            if not undecided.any() or left - undecided.sum() < _FEW:
                break
            left = undecided.sum()
            model.limit(system.down, np.minimum(system.up, _caps(asked, undecided)))
            asked.see(model.most(undecided.astype(np.float64) @ asked.parts, afresh=True))
    finally:
        model.limit(system.down, system.up)


def _caps(asked: Asked, undecided: Bools) -> Floats:
    """Return how far each atom needs to move up, for the undecided parts that are that atom alone."""
    need = np.maximum(asked.need.reach, asked.need.width)[undecided] + asked.need.margin
    parts = sparse.csr_array(asked.parts[np.flatnonzero(undecided)])
    caps = np.full(asked.system.up.size, np.inf)
    caps[parts.indices] = need.max()
    alone = np.diff(parts.indptr) == 1
    np.minimum.at(caps, parts.indices[parts.indptr[:-1][alone]], need[alone])
    return caps
