"""The questions about one block, in an order that needs few of them.

Every solution is a table that could be true: it is evidence about all parts at once. The truth is the first. A part
whose evidence is wide enough is never asked about; a part that is proven too narrow is not asked about again.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.effort import Effort, Unanswered
from smartstart.disclosure.audit.enclosure import enclosed, unlimited
from smartstart.disclosure.audit.evidence import Evidence, Need
from smartstart.disclosure.audit.shifted import TOLERANCE, Floats, Shifted
from smartstart.disclosure.audit.solver import Answer, Model

Bools = NDArray[np.bool_]
_PUSHES = 6  # questions about many parts at once, before single ones
_FEW = 8  # so few parts are asked about one by one
_CORNERS = 40  # tries to find a table of whole counts cheaply, each way; the search tree costs a hundred of them
_SEED = 7
_CLEARLY = 0.01  # of a person: far more than what the solver may be off by


def answer(system: Shifted, parts: sparse.csr_array, need: Need, effort: Effort) -> Evidence:
    """Return what can be known of each part, as far as it is needed.

    A part of which a question gets no trustworthy answer stays open, and the rest is asked about all the same.
    """
    if not system.sums.shape[0]:
        return _without_sums(system, parts)
    return _Inquiry(system, parts, need, effort).evidence()


def _without_sums(system: Shifted, parts: sparse.csr_array) -> Evidence:
    """Return what is known where no sum is: every atom moves by itself, between whole limits."""
    down, up = enclosed(system, parts)
    known = np.ones(parts.shape[0], dtype=np.bool_)
    return Evidence(down, up, down.copy(), up.copy(), down.copy(), up.copy(), known)


class _Inquiry:
    def __init__(self, system: Shifted, parts: sparse.csr_array, need: Need, effort: Effort) -> None:
        self._parts, self._need = parts, need
        self._system, self._effort = system, effort
        self._model: Model | None = None
        self._spent = False
        self._chance = np.random.default_rng(_SEED)
        nought = np.zeros(parts.shape[0])
        down, up = enclosed(system, parts)
        seen = [nought.copy() for _ in range(4)]
        unknown = np.zeros(parts.shape[0], dtype=np.bool_)
        self._known = Evidence(seen[0], seen[1], seen[2], seen[3], down, up, unknown)
        endless = parts @ unlimited(system).astype(np.float64) > 0
        self._known.seen_up[endless] = self._known.far_up[endless] = np.inf

    def evidence(self) -> Evidence:
        if not self._need.exact:
            self._try(self._push_many)
            self._try(self._push_evenly)
        # In a large block the search for whole counts can take for ever; what is not proven there does not pass.
        small = self._system.up.size <= self._effort.small
        for ask in (self._linear, self._corners, self._whole) if small else (self._linear,):
            for part in np.flatnonzero(~self._done()).tolist():
                if not self._done_with(part) and not self._spent:
                    self._try(partial(ask, part))
        if self._done().all():
            self._known.refusal = None  # what got no answer was not needed
        self._known.questions = 0 if self._model is None else self._model.questions
        return self._known

    def _try(self, ask: Callable[[], None]) -> None:
        """Ask; without a trustworthy answer nothing more is known than before."""
        try:
            ask()
        except Unanswered as unanswered:
            self._known.refusal = unanswered.refusal
            self._spent = unanswered.last

    def _done(self) -> Bools:
        """Tell of every part whether enough is known."""
        return _enough(self._known, self._need)

    def _done_with(self, part: int) -> bool:
        """Tell of one part whether enough is known."""
        return bool(_enough(self._known.of(part), self._need.of(part))[0])

    def _push_many(self) -> None:
        """Move all undecided parts at once, up and then down, for as long as that decides a good deal of them."""
        left = np.inf
        for push in range(_PUSHES):
            undecided = ~self._done()
            count = int(undecided.sum())
            if count < _FEW or count > 0.8 * left:
                return
            left = count if push % 2 else left
            weights = undecided.astype(np.float64) * (-1.0 if push % 2 else 1.0)
            self._see(self._solver().most(weights @ self._parts))

    def _push_evenly(self) -> None:
        """Move all undecided parts up at once, none further than it needs, for as long as that decides several.

        A corner of the set of possible tables moves few atoms far. With a cap on each atom it has to move many a
        little, which decides hundreds of parts with one question.
        """
        if (~self._done()).sum() < _FEW:
            return
        model = self._solver()
        left = np.inf
        try:
            while True:
                undecided = ~self._done()
                if not undecided.any() or left - undecided.sum() < _FEW:
                    break
                left = undecided.sum()
                model.limit(np.minimum(self._system.up, self._caps(undecided)))
                self._see(model.most(undecided.astype(np.float64) @ self._parts, afresh=True))
        finally:
            model.limit(self._system.up)

    def _caps(self, undecided: Bools) -> Floats:
        """Return how far each atom needs to move up, for the undecided parts that are that atom alone."""
        need = np.maximum(self._need.reach, self._need.width)[undecided] + self._need.margin
        parts = sparse.csr_array(self._parts[np.flatnonzero(undecided)])
        caps = np.full(self._system.up.size, np.inf)
        caps[parts.indices] = need.max()
        alone = np.diff(parts.indptr) == 1
        np.minimum.at(caps, parts.indices[parts.indptr[:-1][alone]], need[alone])
        return caps

    def _linear(self, part: int) -> None:
        """Work out the limits over all numbers."""
        known, objective = self._known, self._objective(part)
        if known.far_up[part] < known.up[part] - TOLERANCE:
            found = self._solver().most(objective)
            known.up[part] = _snapped(self._see(found))
            if found.multipliers is not None and not self._need.exact and known.up[part] < self._need.reach[part]:
                self._prove_others(part, found.most, self._system.sums.T @ found.multipliers)
        if self._done_with(part):
            return
        if known.down[part] < known.far_down[part] - TOLERANCE:
            known.down[part] = -_snapped(self._see(self._solver().most(-objective)))
        known.linear[part] = True

    def _prove_others(self, part: int, most: float, covers: Floats) -> None:
        """Use what proves that a part is small for the other parts within the same small sum.

        The proof limits a weighted sum of atoms. A part of atoms that weigh one or more in it is what that sum can be
        less the least of all else: as far below as its own atoms can move down further than those of the asked part.
        """
        known, outside = self._known, (covers < 1 - TOLERANCE).astype(np.float64)
        within = np.asarray(self._parts @ outside).ravel() == 0
        down = self._parts @ self._system.down
        limit = most - down[part] + down + _CLEARLY
        small = within & (np.floor(limit + TOLERANCE) < self._need.reach) & ~self._done()
        known.up[small] = np.minimum(known.up[small], limit[small])

    def _corners(self, part: int) -> None:
        """Look for tables of whole counts at the limits.

        Most corners of the set of possible tables are whole. From one that is not, a slight preference for or against
        each atom that is not whole leads to a corner nearby.
        """
        for sign in (1.0, -1.0):
            objective = sign * self._objective(part)
            for _ in range(_CORNERS):
                if not np.isfinite(self._wanted(part, sign)):
                    break
                found = self._solver().most(objective)
                self._see(found)
                if self._done_with(part):
                    return
                if found.moves is None or found.whole:
                    break
                loose = np.flatnonzero(np.abs(found.moves - np.rint(found.moves)) > TOLERANCE)
                objective[loose] += self._chance.integers(-100, 101, loose.size) / 1000.0 / objective.size

    def _whole(self, part: int) -> None:
        """Work out the limits over whole counts, as far as they are needed."""
        known, objective = self._known, self._objective(part)
        wanted = self._wanted(part, 1.0)
        if np.isfinite(wanted):
            known.up[part] = min(known.up[part], _snapped(self._see(self._solver().most_whole(objective, wanted))))
        wanted = self._wanted(part, -1.0)
        if np.isfinite(wanted) and not self._done_with(part):
            below = -_snapped(self._see(self._solver().most_whole(-objective, wanted)))
            known.down[part] = max(known.down[part], below)

    def _wanted(self, part: int, sign: float) -> float:
        """Return how far up (down) a table of whole counts must be found yet; infinite when none need be."""
        known, need = self._known, self._need
        seen, other = known.seen_up[part], -known.seen_down[part]
        limit, reach = np.floor(known.up[part] + TOLERANCE), need.reach[part]
        if sign < 0:
            seen, other = other, seen
            limit, reach = np.floor(-known.down[part] + TOLERANCE), -np.inf
        if seen >= limit:
            return np.inf
        return float(limit if need.exact else min(limit, max(reach, need.width[part] - other)))

    def _objective(self, part: int) -> Floats:
        weights: Floats = self._parts[[part]].toarray().ravel()
        return weights

    def _solver(self) -> Model:
        if self._model is None:
            self._model = Model(self._system, self._effort)
        return self._model

    def _see(self, found: Answer) -> float:
        """Take a table that could be true as evidence about all parts; return the most that was asked for."""
        if found.moves is not None:
            value = self._parts @ found.moves
            known = self._known
            np.maximum(known.far_up, value, out=known.far_up)
            np.minimum(known.far_down, value, out=known.far_down)
            if found.whole:
                np.maximum(known.seen_up, value, out=known.seen_up)
                np.minimum(known.seen_down, value, out=known.seen_down)
        return found.most


def _enough(known: Evidence, need: Need) -> Bools:
    if not need.exact:
        return known.meets(need) | known.misses(need)
    with np.errstate(invalid="ignore"):
        wide = known.linear & (known.up - known.down >= need.width + need.margin)
    return known.whole() | wide | np.isneginf(need.width)


def _snapped(value: float) -> float:
    """Return the whole number that a limit is, but for the solver's tolerance."""
    if np.isinf(value):
        return value
    nearest = float(np.rint(value))
    return nearest if abs(value - nearest) <= TOLERANCE else value
