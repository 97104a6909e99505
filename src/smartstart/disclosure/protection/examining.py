"""Does a choice protect every target? If not: what else is needed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.protection.blocks import Block, Known, blocks, known
from smartstart.disclosure.protection.effort import Effort, known_already
from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.outsider import Answer, Outsider
from smartstart.disclosure.protection.proofs import Need, needed, reduced
from smartstart.disclosure.protection.relations import SLACK, Net, row_of
from smartstart.disclosure.protection.single import Singles

_LARGE = 2_000  # cells; the tables that were found for a block of this size are tried again under the next choice
_ENOUGH = 40  # sets from one block: choose again before all its targets were asked about
_FEW = 4  # targets that one question for many must settle, or each is asked about by itself


@dataclass(slots=True)
class _Seen:
    """How far each target of a block was seen to move, and whether it may still be asked about."""

    up: Floats
    down: Floats


class Examiner:
    """Examines one choice after another; what was found of a block is kept as long as the block stays the same."""

    def __init__(self, net: Net, effort: Effort) -> None:
        self._net, self._effort = net, effort
        self._found: dict[bytes, tuple[Need, ...]] = {}
        self._singles = Singles(net)
        self.witnesses: list[Floats] = []
        self.questions = 0

    def lacking(self, withheld: NDArray[np.bool_]) -> list[Need]:
        """Return what is needed besides; nothing: the choice protects.

        Raises:
            GateRefusal: a target stays known whatever is withheld, the solver fails, or the effort is used up.
        """
        now = known(self._net, withheld)
        if single := self._singles.lacking(now):
            return single
        return [need for block in blocks(self._net, now) for need in self._of(block, now, withheld)]

    def _of(self, block: Block, now: Known, withheld: NDArray[np.bool_]) -> tuple[Need, ...]:
        before = self._found.get(block.key)
        # A cell that two statements tell stays known when one is withheld: the sets of before are met, and say nothing.
        if before is None or any(bool(withheld[need.statements].any()) for need in before):
            before = tuple(_Inquest(self, self._net, now, block, self._effort).lacking())
            self._found[block.key] = before
        return before


class _Inquest:
    """All targets of one block."""

    def __init__(self, examiner: Examiner, net: Net, now: Known, block: Block, effort: Effort) -> None:
        self._net, self._now, self._block, self._examiner = net, now, block, examiner
        self._sums = sparse.csr_array(net.targets[block.targets][:, block.cells])
        self._ties = sparse.csr_array(net.relations[block.relations].T)
        self._outsider = Outsider(net, now, block, effort)
        levels = net.levels
        self._up, self._down, self._width = (x[block.targets] for x in (levels.up, levels.down, levels.width))
        size = block.targets.size
        self._seen = _Seen(np.zeros(size), np.zeros(size))

    def lacking(self) -> list[Need]:
        if self._block.targets.size > _FEW:
            self._remember()
            self._many(1.0)
            self._many(-1.0)
        found: list[Need] = []
        for target in range(self._block.targets.size):
            if not self._settled()[target]:
                found += self._asked(target)
            if len(found) >= _ENOUGH and self._large:
                break
        return found

    @property
    def _large(self) -> bool:
        return self._block.cells.size >= _LARGE

    def _remember(self) -> None:
        """Take what moved in tables that were found before, where they fit this choice too."""
        now = self._now
        for unknowns in self._examiner.witnesses if self._large else ():
            moves = np.concatenate([unknowns, self._net.sums @ unknowns])
            if (moves >= now.lower - SLACK).all() and (moves <= now.upper + SLACK).all():
                self._take(moves[self._block.cells])

    def _settled(self) -> NDArray[np.bool_]:
        seen = self._seen
        settled: NDArray[np.bool_] = (
            (seen.up >= self._up - SLACK)
            & (seen.down >= self._down - SLACK)
            & (seen.up + seen.down >= self._width - SLACK)
        )
        return settled

    def _many(self, side: float) -> None:
        """Ask for a table in which as many targets as possible move, until that settles only a few."""
        while True:
            open_still = ~self._settled()
            short = self._seen.up < np.maximum(self._up, self._width - self._seen.down) - SLACK
            if side < 0:
                short = self._seen.down < np.maximum(self._down, self._width - self._seen.up) - SLACK
            wanted = open_still & short
            if wanted.sum() <= _FEW:
                return
            objective = side * np.asarray(self._sums[np.flatnonzero(wanted)].sum(axis=0)).ravel()
            self._most(objective)
            settled = wanted & ~(~self._settled() & short)
            if settled.sum() <= _FEW:
                return

    def _asked(self, target: int) -> list[Need]:
        seen = self._seen
        up = self._limit(target, 1.0, max(self._up[target], self._width[target] - seen.down[target]))
        if up.most < self._up[target] - SLACK:
            return [self._needed([(1.0, up)], target, self._up[target] - up.most)]
        if self._settled()[target]:
            return []
        down = self._limit(target, -1.0, max(self._down[target], self._width[target] - up.most))
        if down.most < self._down[target] - SLACK:
            return [self._needed([(-1.0, down)], target, self._down[target] - down.most)]
        lacking = float(self._width[target] - up.most - down.most)
        if lacking > SLACK:
            return [self._needed([(1.0, up), (-1.0, down)], target, lacking)]
        return []

    def _limit(self, target: int, side: float, enough: float) -> Answer:
        objective = side * row_of(self._sums, target)
        return self._most(objective, float(enough))

    def _most(self, objective: Floats, enough: float = -np.inf) -> Answer:
        self._examiner.questions += 1
        answer = self._outsider.most(objective, enough)
        if self._take(answer.moves) and self._large:
            unknowns = np.zeros(self._net.cells)
            unknowns[self._block.cells] = answer.moves
            self._examiner.witnesses.append(unknowns[: self._net.unknowns])
        return answer

    def _take(self, moves: Floats) -> bool:
        """Take what moves in a table; return whether that settles a target."""
        moved, before = self._sums @ moves, int(self._settled().sum())
        np.maximum(self._seen.up, moved, out=self._seen.up)
        np.maximum(self._seen.down, -moved, out=self._seen.down)
        return int(self._settled().sum()) > before

    def _needed(self, answers: list[tuple[float, Answer]], target: int, lacking: float) -> Need:
        number = int(self._block.targets[target])
        row = row_of(self._net.targets, number)
        proofs = [reduced(self._ties, side * row, answer.multipliers) for side, answer in answers]
        found = needed(self._net, self._now, proofs, float(lacking))
        if not found.size:
            raise known_already()
        return Need(number, found)
