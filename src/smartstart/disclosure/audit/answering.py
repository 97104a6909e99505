"""The questions about one block, in an order that needs few of them.

A part whose evidence is wide enough is never asked about; a part that is proven too narrow is not asked about again.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from scipy import sparse

from smartstart.disclosure.audit.asked import DOWN, UP, Asked, snapped
from smartstart.disclosure.audit.corners import Corners
from smartstart.disclosure.audit.effort import Effort, Unanswered
from smartstart.disclosure.audit.enclosure import enclosed
from smartstart.disclosure.audit.evidence import Evidence, Need
from smartstart.disclosure.audit.pushing import push_evenly, push_many
from smartstart.disclosure.audit.shifted import TOLERANCE, Shifted
from smartstart.disclosure.audit.solver import Answer

_CLEARLY = 0.01  # of a person: far more than what the solver may be off by


def answer(system: Shifted, parts: sparse.csr_array, need: Need, effort: Effort) -> Evidence:
    """Return what can be known of each part, as far as it is needed.

    A part of which a question gets no trustworthy answer stays open, and the rest is asked about all the same.
    """
    if not system.sums.shape[0]:
        return _without_sums(system, parts)
    return _Inquiry(Asked(system, parts, need, effort)).evidence()


def _without_sums(system: Shifted, parts: sparse.csr_array) -> Evidence:
    """Return what is known where no sum is: every atom moves by itself, between whole limits."""
    down, up = enclosed(system, parts)
    known = np.ones(parts.shape[0], dtype=np.bool_)
    return Evidence(down, up, down.copy(), up.copy(), down.copy(), up.copy(), known)


class _Inquiry:
    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._corners = Corners(asked)
        self._spent = False

    def evidence(self) -> Evidence:
        asked = self._asked
        if not asked.need.exact:
            self._try(partial(push_many, asked))
            self._try(partial(push_evenly, asked))
        # In a large block the search for whole counts can take for ever; what is not proven there does not pass.
        for ask in (self._linear, self._at_corners, self._whole) if asked.small else (self._linear,):
            for part in np.flatnonzero(~asked.done()).tolist():
                if not asked.done_with(part) and not self._spent:
                    self._try(partial(ask, part))
        if asked.done().all():
            asked.known.refusal = None  # what got no answer was not needed
        asked.known.questions = asked.questions
        return asked.known

    def _try(self, ask: Callable[[], None]) -> None:
        """Ask; without a trustworthy answer nothing more is known than before."""
        try:
            ask()
        except Unanswered as unanswered:
            self._asked.known.refusal = unanswered.refusal
            self._spent = unanswered.last

    def _linear(self, part: int) -> None:
        """Work out the limits over all numbers; in a small block with a table of whole counts at each, if one is near.

        What is not whole would not be so in the answers to the questions that follow either.
        """
        asked = self._asked
        for side in (UP, DOWN):
            if not asked.reached(part, side):
                found = self._limit(part, side)
                if asked.small:
                    self._corners.look(part, side, found)
            if asked.done_with(part):
                return
        asked.known.linear[part] = True

    def _limit(self, part: int, side: float) -> Answer:
        """Ask how far a part can move to one side, over all numbers."""
        asked = self._asked
        found = asked.solver().most(asked.objective(part, side))
        asked.see(found)
        limit = snapped(found.most)
        if side < 0:
            asked.known.down[part] = -limit
            return found
        asked.known.up[part] = limit
        if not asked.need.exact and limit < asked.need.reach[part]:
            self._prove_others(part, found)
        return found

    def _prove_others(self, part: int, found: Answer) -> None:
        """Use what proves that a part is small for the other parts within the same small sum.

        The proof limits a weighted sum of atoms. A part of atoms that weigh one or more in it is what that sum can be
        less the least of all else: as far below as its own atoms can move down further than those of the asked part.
        """
        if found.multipliers is None:
            return
        asked, covers = self._asked, self._asked.system.sums.T @ found.multipliers
        within = np.asarray(asked.parts @ (covers < 1 - TOLERANCE).astype(np.float64)).ravel() == 0
        down = asked.parts @ asked.system.down
        limit = found.most - down[part] + down + _CLEARLY
        small = within & (np.floor(limit + TOLERANCE) < asked.need.reach) & ~asked.done()
        asked.known.up[small] = np.minimum(asked.known.up[small], limit[small])

    def _at_corners(self, part: int) -> None:
        """Look for tables of whole counts at both limits."""
        for side in (UP, DOWN):
            self._corners.look(part, side)
            if self._asked.done_with(part):
                return

    def _whole(self, part: int) -> None:
        """Work out the limits over whole counts, as far as they are needed."""
        asked, known = self._asked, self._asked.known
        for side in (UP, DOWN):
            wanted = asked.wanted(part, side)
            if np.isfinite(wanted) and not asked.done_with(part):
                found = asked.solver().most_whole(asked.objective(part, side), wanted)
                asked.see(found)
                limit = min(asked.limit(part, side), snapped(found.most))
                if side > 0:
                    known.up[part] = limit
                else:
                    known.down[part] = -limit
