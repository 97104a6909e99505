"""The questions about one block, in an order that needs few of them.

Every solution is a table that could be true: it is evidence about all parts at once. The truth is the first. A part
whose evidence is wide enough is never asked about; a part that is proven too narrow is not asked about again.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.enclosure import enclosed
from smartstart.disclosure.audit.shifted import TOLERANCE, Floats, Shifted
from smartstart.disclosure.audit.solver import Answer, Model

Bools = NDArray[np.bool_]
_PUSHES = 6  # questions about many parts at once, before single ones
_FEW = 8  # so few parts are asked about one by one
_CORNERS = 4  # tries to find a table of whole counts cheaply, each way
_SEED = 7


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """What must be known of each part, seen from the truth; shape (parts,) each.

    Attributes:
        width: the least width of its interval; minus infinity where nobody asks about the part.
        reach: how far up it must be able to move.
        exact: whether the limits themselves are asked for, not only whether the needs are met.
    """

    width: Floats
    reach: Floats
    exact: bool


@dataclass(slots=True, eq=False)
class Evidence:
    """What is known of each part, seen from the truth; shape (parts,) each.

    Attributes:
        seen_down, seen_up: the lowest and highest in any table of whole counts that could be true.
        down, up: proven limits: no table that could be true goes beyond them.
        linear: whether `down` and `up` are reached, over all numbers.
        questions: how many were put to the solver.
    """

    seen_down: Floats
    seen_up: Floats
    down: Floats
    up: Floats
    linear: Bools
    questions: int = 0

    def meets(self, need: Need) -> Bools:
        """Tell which parts are proven to meet the need."""
        enough: Bools = (self.seen_up >= need.reach) & (self.seen_up - self.seen_down >= need.width)
        with np.errstate(invalid="ignore"):
            wide = self.linear & (self.up - self.down >= 2 * need.width) & (self.up >= need.reach)
        return enough | wide

    def misses(self, need: Need) -> Bools:
        """Tell which parts are proven not to meet the need."""
        up, down = np.floor(self.up + TOLERANCE), np.ceil(self.down - TOLERANCE)
        return (up < need.reach) | (up - down < need.width)

    def narrowed(self, other: "Evidence") -> "Evidence":
        """Return what both together tell."""
        return Evidence(
            np.minimum(self.seen_down, other.seen_down),
            np.maximum(self.seen_up, other.seen_up),
            np.maximum(self.down, other.down),
            np.minimum(self.up, other.up),
            self.linear | other.linear,
        )

    def whole(self) -> Bools:
        """Tell which limits are those over whole counts."""
        return (self.seen_up >= np.floor(self.up + TOLERANCE)) & (self.seen_down <= np.ceil(self.down - TOLERANCE))


def answer(system: Shifted, parts: sparse.csr_array, need: Need, effort: Effort) -> Evidence:
    """Return what can be known of each part, as far as it is needed.

    Raises:
        GateRefusal: the solver fails, or the effort is used up.
    """
    if not system.sums.shape[0]:
        return _without_sums(system, parts)
    return _Inquiry(system, parts, need, effort).evidence()


def _without_sums(system: Shifted, parts: sparse.csr_array) -> Evidence:
    """Return what is known where no sum is: every atom moves by itself, between whole limits."""
    down, up = enclosed(system, parts)
    return Evidence(down, up, down.copy(), up.copy(), np.ones(parts.shape[0], dtype=np.bool_))


class _Inquiry:
    def __init__(self, system: Shifted, parts: sparse.csr_array, need: Need, effort: Effort) -> None:
        self._parts, self._need = parts, need
        self._system, self._effort = system, effort
        self._model: Model | None = None
        self._chance = np.random.default_rng(_SEED)
        nought = np.zeros(parts.shape[0])
        down, up = enclosed(system, parts)
        self._known = Evidence(nought.copy(), nought.copy(), down, up, np.zeros(parts.shape[0], dtype=np.bool_))
        self._fraction_up = nought.copy()  # the highest and lowest seen over all numbers
        self._fraction_down = nought.copy()

    def evidence(self) -> Evidence:
        if not self._need.exact:
            self._push_many()
        for ask in (self._linear, self._corners, self._whole):
            for part in range(self._parts.shape[0]):
                if not self._done()[part]:
                    ask(part)
        self._known.questions = 0 if self._model is None else self._model.questions
        return self._known

    def _done(self) -> Bools:
        known, need = self._known, self._need
        if not need.exact:
            return known.meets(need) | known.misses(need)
        with np.errstate(invalid="ignore"):
            wide = known.linear & (known.up - known.down >= 2 * need.width)
        return known.whole() | wide | np.isneginf(need.width)

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

    def _linear(self, part: int) -> None:
        """Work out the limits over all numbers."""
        known, objective = self._known, self._objective(part)
        if known.up[part] - self._fraction_up[part] > TOLERANCE:
            known.up[part] = _snapped(self._see(self._solver().most(objective)))
        if self._done()[part]:
            return
        if self._fraction_down[part] - known.down[part] > TOLERANCE:
            known.down[part] = -_snapped(self._see(self._solver().most(-objective)))
        known.linear[part] = True

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
                if self._done()[part]:
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
        if np.isfinite(wanted) and not self._done()[part]:
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
            np.maximum(self._fraction_up, value, out=self._fraction_up)
            np.minimum(self._fraction_down, value, out=self._fraction_down)
            if found.whole:
                np.maximum(known.seen_up, value, out=known.seen_up)
                np.minimum(known.seen_down, value, out=known.seen_down)
        return found.most


def _snapped(value: float) -> float:
    """Return the whole number that a limit is, but for the solver's tolerance."""
    if np.isinf(value):
        return value
    nearest = float(np.rint(value))
    return nearest if abs(value - nearest) <= TOLERANCE else value
