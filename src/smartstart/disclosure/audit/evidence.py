"""What is asked about the parts of a block, and what is known of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.audit.shifted import TOLERANCE, Floats
from smartstart.vocabulary.errors import GateRefusal

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """What must be known of each part, seen from the truth; shape (parts,) each.

    Attributes:
        width: the least width of its interval; minus infinity where nobody asks about the part.
        reach: how far up it must be able to move.
        exact: whether the limits themselves are asked for, not only whether the needs are met.
        margin: an interval over all numbers that is so much wider than it needs to be is wide enough over whole
            counts too.
    """

    width: Floats
    reach: Floats
    exact: bool
    margin: float

    def of(self, part: int) -> "Need":
        """Return what must be known of one part."""
        one = slice(part, part + 1)
        return Need(self.width[one], self.reach[one], self.exact, self.margin)


@dataclass(slots=True, eq=False)
class Evidence:
    """What is known of each part, seen from the truth; shape (parts,) each.

    Attributes:
        seen_down, seen_up: the lowest and highest in any table of whole counts that could be true.
        far_down, far_up: the lowest and highest in any table over all numbers that could be true.
        down, up: proven limits: no table that could be true goes beyond them.
        linear: whether `down` and `up` are reached, over all numbers.
        questions: how many were put to the solver.
        refusal: why some question got no trustworthy answer, if any did not; what it was about is not proven then.
    """

    seen_down: Floats
    seen_up: Floats
    far_down: Floats
    far_up: Floats
    down: Floats
    up: Floats
    linear: Bools
    questions: int = 0
    refusal: GateRefusal | None = None

    def of(self, part: int) -> "Evidence":
        """Return what is known of one part."""
        one = slice(part, part + 1)
        return Evidence(
            self.seen_down[one],
            self.seen_up[one],
            self.far_down[one],
            self.far_up[one],
            self.down[one],
            self.up[one],
            self.linear[one],
        )

    def meets(self, need: Need) -> Bools:
        """Tell which parts are proven to meet the need."""
        enough: Bools = (self.seen_up >= need.reach) & (self.seen_up - self.seen_down >= need.width)
        with np.errstate(invalid="ignore"):
            wide = self.linear & (self.up - self.down >= need.width + need.margin) & (self.up >= need.reach)
        far: Bools = (self.far_up - self.far_down >= need.width + need.margin) & (self.far_up >= need.reach)
        return enough | wide | far

    def misses(self, need: Need) -> Bools:
        """Tell which parts are proven not to meet the need."""
        up, down = np.floor(self.up + TOLERANCE), np.ceil(self.down - TOLERANCE)
        return (up < need.reach) | (up - down < need.width)

    def narrowed(self, other: "Evidence") -> "Evidence":
        """Return what both together tell."""
        return Evidence(
            np.minimum(self.seen_down, other.seen_down),
            np.maximum(self.seen_up, other.seen_up),
            np.minimum(self.far_down, other.far_down),
            np.maximum(self.far_up, other.far_up),
            np.maximum(self.down, other.down),
            np.minimum(self.up, other.up),
            self.linear | other.linear,
            refusal=self.refusal or other.refusal,
        )

    def whole(self) -> Bools:
        """Tell which limits are those over whole counts."""
        return (self.seen_up >= np.floor(self.up + TOLERANCE)) & (self.seen_down <= np.ceil(self.down - TOLERANCE))
