"""A table of whole counts at a limit, found by linear questions: each costs a small part of what a search tree costs.

Most corners of the set of possible tables are whole. From one that is not, a slight preference for or against each
atom that is not whole leads to a corner nearby. It pays to do so at once: the next question starts from the corner that
this one ended at, and what is not whole there, often far from what is asked about, would stay so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from smartstart.disclosure.audit.asked import Asked
from smartstart.disclosure.audit.shifted import TOLERANCE
from smartstart.disclosure.audit.solver import Answer

_TRIES = 40  # each way; the search tree costs a hundred of them
_SLIGHT = 0.1  # of the weight of what is asked about, over all atoms together
_SEED = 7


class Corners:
    """Looks for tables of whole counts at the limits of parts of one block."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._chance = np.random.default_rng(_SEED)

    def look(self, part: int, side: float, found: Answer | None = None) -> None:
        """Look for a table of whole counts in which the part moves as far to this side as is wanted.

        Args:
            found: the answer to the question how far it moves, where that was the last one asked.

        Raises:
            Unanswered: the solver gives no trustworthy answer, or the effort is used up.
        """
        asked = self._asked
        whole = np.floor(asked.limit(part, side) + TOLERANCE)
        fraction = np.isfinite(whole) and asked.limit(part, side) - whole > TOLERANCE
        if not fraction:
            self._near(part, side, found)
        elif asked.atoms(part)[1].tolist() == [1.0]:
            with self._kept(part, side, float(whole)):
                self._near(part, side, None)

    @contextmanager
    def _kept(self, part: int, side: float, whole: float) -> Iterator[None]:
        """Keep a part that is one atom within a whole number: at a limit that is none, no corner can be whole."""
        model, system = self._asked.solver(), self._asked.system
        down, up, atom = system.down.copy(), system.up.copy(), self._asked.atoms(part)[0]
        (up if side > 0 else down)[atom] = side * whole
        model.limit(down, up)
        try:
            yield
        finally:
            model.limit(system.down, system.up)

    def _near(self, part: int, side: float, found: Answer | None) -> None:
        """Go from corner to corner until one is whole."""
        asked, objective = self._asked, self._asked.objective(part, side)
        for _ in range(_TRIES):
            if not np.isfinite(asked.wanted(part, side)):
                return
            if found is None:
                found = asked.solver().most(objective)
                asked.see(found)
            if found.moves is None or found.whole:
                return
            loose = np.flatnonzero(np.abs(found.moves - np.rint(found.moves)) > TOLERANCE)
            objective[loose] += _SLIGHT * self._chance.integers(-100, 101, loose.size) / 100.0 / objective.size
            found = None
