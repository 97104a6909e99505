"""What is asked about one block, and what is known of its parts by now."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.enclosure import enclosed, unlimited
from smartstart.disclosure.audit.evidence import Evidence, Need
from smartstart.disclosure.audit.shifted import TOLERANCE, Floats, Shifted
from smartstart.disclosure.audit.solver import Answer, Model

Bools = NDArray[np.bool_]
UP, DOWN = 1.0, -1.0


class Asked:
    """The parts of one block, what must be known of them, and the solver.

    Every solution is a table that could be true: it is evidence about all parts at once. The truth is the first.

    Attributes:
        system, parts, need, effort: as they were given.
        known: what is known of the parts.
    """

    def __init__(self, system: Shifted, parts: sparse.csr_array, need: Need, effort: Effort) -> None:
        self.system, self.parts, self.need, self.effort = system, parts, need, effort
        self._model: Model | None = None
        nought = np.zeros(parts.shape[0])
        down, up = enclosed(system, parts)
        seen = [nought.copy() for _ in range(4)]
        unknown = np.zeros(parts.shape[0], dtype=np.bool_)
        self.known = Evidence(seen[0], seen[1], seen[2], seen[3], down, up, unknown)
        endless = parts @ unlimited(system).astype(np.float64) > 0
        self.known.seen_up[endless] = self.known.far_up[endless] = np.inf

    @property
    def small(self) -> bool:
        """Whether whole counts are searched for; in a large block that can take for ever."""
        return bool(self.system.up.size <= self.effort.small)

    @property
    def questions(self) -> int:
        """How many were put to the solver."""
        return 0 if self._model is None else self._model.questions

    def solver(self) -> Model:
        """Return the model of the block, made when it is first needed."""
        if self._model is None:
            self._model = Model(self.system, self.effort)
        return self._model

    def done(self) -> Bools:
        """Tell of every part whether enough is known."""
        return _enough(self.known, self.need)

    def done_with(self, part: int) -> bool:
        """Tell of one part whether enough is known."""
        return bool(_enough(self.known.of(part), self.need.of(part))[0])

    def atoms(self, part: int) -> tuple[NDArray[np.int32], Floats]:
        """Return the atoms of a part, and the weight of each."""
        held = slice(self.parts.indptr[part], self.parts.indptr[part + 1])
        return self.parts.indices[held], self.parts.data[held]

    def objective(self, part: int, side: float) -> Floats:
        """Return the weights, shape (atoms,), with which the part is the most it can be: far up, or far down."""
        weights = np.zeros(self.system.up.size)
        atoms, held = self.atoms(part)
        weights[atoms] = side * held
        return weights

    def limit(self, part: int, side: float) -> float:
        """Return how far the part can move to this side at the most, as far as is proven."""
        return float(self.known.up[part] if side > 0 else -self.known.down[part])

    def reached(self, part: int, side: float) -> bool:
        """Tell whether a table over all numbers is known that reaches that limit."""
        far = self.known.far_up[part] if side > 0 else -self.known.far_down[part]
        return bool(far >= self.limit(part, side) - TOLERANCE)

    def wanted(self, part: int, side: float) -> float:
        """Return how far up (down) a table of whole counts must be found yet; infinite when none need be."""
        known, need = self.known, self.need
        seen, other = known.seen_up[part], -known.seen_down[part]
        limit, reach = np.floor(self.limit(part, side) + TOLERANCE), need.reach[part]
        if side < 0:
            seen, other = other, seen
            reach = -np.inf
        if seen >= limit:
            return np.inf
        return float(limit if need.exact else min(limit, max(reach, need.width[part] - other)))

    def see(self, found: Answer) -> None:
        """Take a table that could be true as evidence about all parts."""
        if found.moves is None:
            return
        value = self.parts @ found.moves
        known = self.known
        np.maximum(known.far_up, value, out=known.far_up)
        np.minimum(known.far_down, value, out=known.far_down)
        if found.whole:
            np.maximum(known.seen_up, value, out=known.seen_up)
            np.minimum(known.seen_down, value, out=known.seen_down)


def snapped(value: float) -> float:
    """Return the whole number that a limit is, but for the solver's tolerance."""
    if np.isinf(value):
        return value
    nearest = float(np.rint(value))
    return nearest if abs(value - nearest) <= TOLERANCE else value


def _enough(known: Evidence, need: Need) -> Bools:
    if not need.exact:
        return known.meets(need) | known.misses(need)
    with np.errstate(invalid="ignore"):
        wide = known.linear & (known.up - known.down >= need.width + need.margin)
    return known.whole() | wide | np.isneginf(need.width)
