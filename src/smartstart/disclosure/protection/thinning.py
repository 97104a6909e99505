"""Show again what need not be withheld, the dearest first.

For every target tables are kept in which it moves far enough. Only targets whose table no longer fits once a statement
is shown again are asked about. Where that is so of many, the new tables are ones in which little moves, of which few no
longer fit the next time.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.protection.blocks import Block, Known, blocks, known
from smartstart.disclosure.protection.crossing import crossed
from smartstart.disclosure.protection.effort import Effort
from smartstart.disclosure.protection.levels import Floats
from smartstart.disclosure.protection.outsider import Outsider
from smartstart.disclosure.protection.relations import SLACK, Net, Numbers, row_of
from smartstart.disclosure.protection.sparing import Sparing

_TOGETHER = 6  # questions about all open targets of a block at once, before single ones
_FEW = 4
_CROSSED = 16  # tables on each side, of those found last
_MANY = 40  # targets of which the table no longer fits: from then on it pays to let little move
_LITTLE = 0.01  # what moving a cell costs that stays withheld whatever is shown again; other cells cost up to one more

Table = tuple[Floats, Floats]  # how far each cell of a block moves, and each of its targets


def thinned(net: Net, withheld: NDArray[np.bool_], among: NDArray[np.bool_], effort: Effort) -> NDArray[np.bool_]:
    """Return a safe choice within this safe one: showing any one statement more of those asked would not be safe.

    Args:
        among: shape (statements,), which may be shown again.

    Raises:
        GateRefusal: the solver fails, or the effort is used up.
    """
    withheld = withheld.copy()
    extra = np.flatnonzero(withheld & among & ~net.withheld)
    if not extra.size:
        return withheld
    now = known(net, withheld)
    dear = _dear(net, extra)
    parts = [_Part(net, now, block, dear[block.cells], effort) for block in blocks(net, now, loose=True)]
    for statement in extra[np.lexsort((extra, -net.cost[extra]))].tolist():
        withheld[statement] = False
        then, cells = known(net, withheld), net.cell[net.statement == statement]
        touched = [part for part in parts if np.isin(cells, part.block.cells).any()]
        withheld[statement] = not all(part.holds(then) for part in touched)
        if not withheld[statement]:
            for part in touched:
                part.keep(then)
    return withheld


def _dear(net: Net, extra: Numbers) -> Floats:
    """Return what it costs to move each cell, shape (cells,): the most where a dear statement may be shown again."""
    dear = np.full(net.cells, _LITTLE)
    asked = np.isin(net.statement, extra)
    most = max(float(net.cost[extra].max()), _LITTLE)
    np.maximum.at(dear, net.cell[asked], _LITTLE + net.cost[net.statement[asked]] / most)
    return dear


class _Part:
    """One block: its tables, and how far each target moves in them."""

    def __init__(self, net: Net, now: Known, block: Block, dear: Floats, effort: Effort) -> None:
        self.block = block
        self._net, self._dear, self._effort = net, dear, effort
        self._sums = sparse.csr_array(net.targets[block.targets][:, block.cells])
        levels = net.levels
        self._up, self._down, self._width = (x[block.targets] for x in (levels.up, levels.down, levels.width))
        self._outsider = Outsider(net, now, block, effort)
        self._now = self._limits(now)
        self._sparing: Sparing | None = None
        self._found: list[Table] = []
        self._tables = np.zeros((1, block.cells.size))
        self._moved = np.zeros((1, block.targets.size))
        self._failed = np.zeros(block.targets.size, np.int64)  # what failed often is asked about first
        if block.cells.size:
            self._settle(self._now)

    def holds(self, then: Known) -> bool:
        """Tell whether every target still moves far enough when this is what is known."""
        limits = self._limits(then)
        self._limit(limits)
        safe = self._settle(limits, until_one_fails=True)
        self._limit(self._now)
        return safe

    def keep(self, then: Known) -> None:
        """Go on from what is known now."""
        self._now = self._limits(then)
        self._limit(self._now)
        fit = self._fitting(self._now)
        self._tables, self._moved = self._tables[fit], self._moved[fit]

    def _limit(self, limits: tuple[Floats, Floats]) -> None:
        self._outsider.limit(*limits)
        if self._sparing is not None:
            self._sparing.limit(*limits)

    def _limits(self, now: Known) -> tuple[Floats, Floats]:
        return now.lower[self.block.cells], now.upper[self.block.cells]

    def _fitting(self, limits: tuple[Floats, Floats]) -> NDArray[np.bool_]:
        outside = (self._tables < limits[0] - SLACK) | (self._tables > limits[1] + SLACK)
        return np.asarray(~outside.any(axis=1), np.bool_)

    def _settle(self, limits: tuple[Floats, Floats], *, until_one_fails: bool = False) -> bool:
        moved = self._moved[self._fitting(limits)]
        self._high, self._low = moved.max(axis=0), -moved.min(axis=0)
        if until_one_fails:
            self._crossed(limits)
        else:
            self._together()
        made = len(self._found)
        if until_one_fails and self._sparing is None and (~self._settled()).sum() > _MANY:
            self._sparing = Sparing(self._net, self.block, self._dear, limits, self._effort)
        order = np.argsort(-self._failed, kind="stable").tolist()
        for target in order:
            if not self._settled()[target] and not self._single(target) and until_one_fails:
                self._failed[target] += 1
                # What was crossed tells nothing that the tables it was made of do not tell.
                self._gather(self._found[made:])
                return False
        self._gather(self._found)
        return True

    def _gather(self, found: list[Table]) -> None:
        """Add what was found to the tables, all at once: each time they are copied."""
        if found:
            self._tables = np.vstack([self._tables, *(table for table, _ in found)])
            self._moved = np.vstack([self._moved, *(moved for _, moved in found)])
        self._found = []

    def _crossed(self, limits: tuple[Floats, Floats]) -> None:
        """Cross tables in which one cell moves up with tables in which it moves down, so that it does not move."""
        tables, moved = crossed(self._tables, self._moved, limits, _CROSSED)
        while tables.shape[0]:
            up, down = np.minimum(moved, self._up), np.minimum(-moved, self._down)
            up, down = up - np.minimum(self._high, self._up), down - np.minimum(self._low, self._down)
            gain = np.maximum(up, 0.0).sum(axis=1) + np.maximum(down, 0.0).sum(axis=1)
            best = int(gain.argmax())
            if gain[best] <= SLACK:
                break
            self._take(tables[best], moved[best])

    def _take(self, moves: Floats, moved: Floats) -> None:
        np.maximum(self._high, moved, out=self._high)
        np.maximum(self._low, -moved, out=self._low)
        self._found.append((moves, moved))

    def _settled(self) -> NDArray[np.bool_]:
        settled: NDArray[np.bool_] = (self._high >= self._up - SLACK) & (self._low >= self._down - SLACK)
        settled &= self._high + self._low >= self._width - SLACK
        return settled

    def _together(self) -> None:
        for side in (1.0, -1.0) * (_TOGETHER // 2):
            wanted = ~self._settled()
            if wanted.sum() > _FEW:
                self._ask(side * np.asarray(self._sums[np.flatnonzero(wanted)].sum(axis=0)).ravel())

    def _single(self, target: int) -> bool:
        row = row_of(self._sums, target)
        for side, enough in self._wanted(target):
            moves = None if self._sparing is None else self._sparing.table(target, side, enough)
            if moves is None:
                self._ask(side * row, enough)
            else:
                self._take(moves, self._sums @ moves)
        return bool(self._settled()[target])

    def _wanted(self, target: int) -> Iterator[tuple[float, float]]:
        """Yield how far the target must move yet, up and then down, as long as it may still be settled."""
        up = max(self._up[target], self._width[target] - self._low[target])
        if self._high[target] < up - SLACK:
            yield 1.0, float(up)
        down = max(self._down[target], self._width[target] - self._high[target])
        if self._high[target] >= self._up[target] - SLACK and self._low[target] < down - SLACK:
            yield -1.0, float(down)

    def _ask(self, objective: Floats, enough: float = -np.inf) -> None:
        moves = self._outsider.most(objective, enough).moves
        self._take(moves, self._sums @ moves)
