"""From a system to what is known of each target: shift, reduce, split, ask each block, and add up.

Blocks have nothing to do with each other, so the limits of a target are the sums of the limits of its parts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smartstart.disclosure.audit.answering import answer
from smartstart.disclosure.audit.blocks import Block, blocks
from smartstart.disclosure.audit.cache import Cache, key_of
from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.evidence import Evidence, Need
from smartstart.disclosure.audit.reduction import reduced
from smartstart.disclosure.audit.shifted import Floats, shifted
from smartstart.disclosure.audit.system import Attacker, System, Targets

_MARGIN = 10.0


@dataclass(slots=True)
class Work:
    """What was done.

    Attributes:
        questions: how many the solver answered.
        solved, cached: blocks that were worked out, and blocks whose answer was known already.
    """

    questions: int = 0
    solved: int = 0
    cached: int = 0


class Inquiry:
    """The questions about one system and one attacker.

    Args:
        effort: the most work per block.
        cache: answers of before.
        work: counts what is done.

    Raises:
        GateRefusal: the tables contradict each other.
    """

    def __init__(
        self, system: System, targets: Targets, attacker: Attacker, effort: Effort, cache: Cache, work: Work
    ) -> None:
        self._effort, self._cache, self._work = effort, cache, work
        self.truth: Floats = targets.sums @ system.truth.astype(np.float64)
        smaller, sums, _ = reduced(shifted(system, attacker), targets.sums)
        # Few sums over many atoms leave room to make counts whole; in a small system whole counts can be far apart.
        margin = _MARGIN if smaller.up.size <= effort.small else 1.0
        self.need = Need(targets.width, targets.reach - self.truth, exact=False, margin=margin)
        self._blocks = list(blocks(smaller, sums))

    def decided(self) -> Evidence:
        """Return what is known of each target, enough to tell whether it meets its need.

        Of a question that gets no trustworthy answer, what it is about stays open: neither met nor missed.
        """
        every = np.ones(self.truth.size, dtype=np.bool_)
        found = [self._asked(block, every, exact=False) for block in self._blocks]
        known = self._added(found)
        # A target that lies in several blocks can need the limits themselves of its parts; in one block all was asked.
        open_still = ~(known.meets(self.need) | known.misses(self.need)) & (self._blocks_held() > 1)
        if open_still.any():
            for place, block in enumerate(self._blocks):
                if open_still[block.target].any():
                    found[place] = found[place].narrowed(self._asked(block, open_still, exact=True))
            known = self._added(found)
        return known

    def limits(self) -> Evidence:
        """Return the limits of each target, over whole counts where they are narrow.

        Raises:
            GateRefusal: the solver fails, or the effort is used up.
        """
        every = np.ones(self.truth.size, dtype=np.bool_)
        known = self._added([self._asked(block, every, exact=True) for block in self._blocks])
        if known.refusal is not None:
            raise known.refusal
        return known

    def _blocks_held(self) -> NDArray[np.int64]:
        """Return in how many blocks each target lies, shape (targets,)."""
        held = np.zeros(self.truth.size, np.int64)
        for block in self._blocks:
            held[block.target] += 1
        return held

    def _asked(self, block: Block, wanted: NDArray[np.bool_], *, exact: bool) -> Evidence:
        need = self._part_need(block, wanted, exact=exact)
        key = key_of(block, need)
        known = self._cache.get(key)
        if known is not None:
            self._work.cached += 1
            return known
        known = answer(block.system, block.parts, need, self._effort)
        self._cache.put(key, known)
        self._work.solved += 1
        self._work.questions += known.questions
        return known

    def _part_need(self, block: Block, wanted: NDArray[np.bool_], *, exact: bool) -> Need:
        """Return the strictest need of the targets that hold a part; none for parts that nobody wants."""
        width, reach = np.full(block.parts.shape[0], -np.inf), np.full(block.parts.shape[0], -np.inf)
        asks = wanted[block.target]
        np.maximum.at(width, block.part[asks], self.need.width[block.target[asks]])
        if not exact:
            np.maximum.at(reach, block.part[asks], self.need.reach[block.target[asks]])
        return Need(width, reach, exact, self.need.margin)

    def _added(self, found: list[Evidence]) -> Evidence:
        size = self.truth.size
        none = [np.zeros(size) for _ in range(6)]
        total = Evidence(none[0], none[1], none[2], none[3], none[4], none[5], np.ones(size, dtype=np.bool_))
        for block, known in zip(self._blocks, found, strict=True):
            for name in ("seen_down", "seen_up", "far_down", "far_up", "down", "up"):
                getattr(total, name)[block.target] += getattr(known, name)[block.part]
            total.linear[block.target] &= known.linear[block.part]
            total.refusal = total.refusal or known.refusal
        return total
