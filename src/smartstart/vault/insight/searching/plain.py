"""The kernel without compiled code: numpy's counting of bits, a whole row of items at a time. The same answers."""

import numpy as np

from smartstart.vault.insight.searching.formulas import score, stands_out
from smartstart.vault.insight.searching.measures import Floats
from smartstart.vault.insight.searching.packing import Integers, Words, count
from smartstart.vault.insight.searching.trail import DONE, FULL, TOO_MANY, Best, Found, Query, Trail

_BLOCK = 4096  # words of each item that are looked at together


def level_counts(bits: Words, prefixes: Integers, starts: Integers, added: Integers) -> Integers:
    """Return the rows of each prefix with one item added; see `kernels.Kernel`."""
    counts = np.zeros(added.size, dtype=np.int64)
    for first in range(0, bits.shape[1], _BLOCK):
        block = bits[:, first : first + _BLOCK]
        for group, prefix in enumerate(prefixes):
            mine = slice(starts[group], starts[group + 1])
            rows = np.bitwise_and.reduce(block[prefix], axis=0, initial=~np.uint64(0))
            counts[mine] += count(block[added[mine]] & rows)
    return counts


def narrowed(bits: Words, mask: Words, items: Integers, room: Words) -> Words:  # noqa: ARG001
    """Return the items within a mask; see `kernels.Kernel`. Packing anew would cost more here than it saves."""
    return bits & mask


def walk(
    factor: Integers, every: Words, positive: Words, multipliers: Words, reach: Floats, query: Query,
    trail: Trail, best: Best, found: Found, most_looks: int,
) -> int:  # fmt: skip
    """Go on with the search until it is done, what was found has no more room, or too much was looked at."""
    steps = _Steps(factor, every, positive, multipliers, reach, query, trail, best, found)
    while trail.level[0] >= 0:
        level = int(trail.level[0])
        if trail.kids[level] < 0:
            if found.number[0] + factor.size > found.rows.size:
                return FULL
            if trail.looks[0] > most_looks:
                return TOO_MANY
            kept = steps.fill(level)
            trail.kids[level] = 0 if level + 1 == trail.item.shape[0] else kept
            trail.at[level] = 0
        elif trail.at[level] >= trail.kids[level]:
            trail.level[0] -= 1
        else:
            this = int(trail.at[level])
            trail.at[level] += 1
            if reach[steps.hits(level, this)] >= steps.bar():
                trail.kids[level + 1] = -1
                trail.level[0] = level + 1
    return DONE


class _Steps:
    """The steps of one walk; what they mean is told in `compiled_walk`."""

    def __init__(
        self, factor: Integers, every: Words, positive: Words, multipliers: Words, reach: Floats, query: Query,
        trail: Trail, best: Best, found: Found,
    ) -> None:  # fmt: skip
        self.factor, self.every, self.positive, self.multipliers = factor, every, positive, multipliers
        self.reach, self.query, self.trail, self.best, self.found = reach, query, trail, best, found

    def bar(self) -> float:
        """Return what a group must reach to matter: the k-th score so far, a rounding error below it."""
        if self.best.filled[0] < self.best.score.size:
            return -np.inf
        lowest = float(self.best.score[self.best.lowest[0]])
        return lowest - 1e-9 * (1 + abs(lowest))

    def hits(self, level: int, place: int | slice | Integers) -> Integers:
        """Return the hits of what stands at a level."""
        events: Integers = self.trail.events[level, place]
        return self.trail.rows[level, place] - events if self.query.low else events

    def fill(self, level: int) -> int:
        """Look at all groups with one item more than the one that is gone below; return how many are kept."""
        items = self._candidates(level)
        if items.size and level:
            self._below(self.positive, self.trail.positive, level)
        self.trail.looks[0] += items.size
        positives = self.positive[items] & self.trail.positive[level]
        events = count(positives)
        good = events >= self.query.min_events
        if not self.query.low:
            good &= self.reach[events] >= self.bar()
        # Most events first: what is found early says sooner what is not worth a look.
        ordered = np.flatnonzero(good)[np.argsort(-events[good], kind="stable")]
        items, events, positives = items[ordered], events[ordered], positives[ordered]
        if items.size and level:
            self._below(self.every, self.trail.every, level)
        return self._look(level, items, events, positives)

    def _candidates(self, level: int) -> Integers:
        if level == 0:
            return np.arange(self.factor.size, dtype=np.int64)
        this = self.trail.at[level - 1] - 1
        beside = slice(this + 1, self.trail.kids[level - 1])
        items = self.trail.item[level - 1, beside]
        good = self.factor[items] != self.factor[self.trail.item[level - 1, this]]
        good &= self.reach[self.hits(level - 1, beside)] >= self.bar()
        chosen: Integers = items[good]
        return chosen

    def _below(self, bits: Words, stack: Words, level: int) -> None:
        item = self.trail.item[level - 1, self.trail.at[level - 1] - 1]
        np.bitwise_and(stack[level - 1], bits[item], out=stack[level])

    def _look(self, level: int, items: Integers, events: Integers, positives: Words) -> int:
        trail, query, kept = self.trail, self.query, 0
        whole = query.all_events if level == 0 else trail.events[level - 1, trail.at[level - 1] - 1]
        for item, happened, positive in zip(items, events, positives, strict=True):
            if not query.low and self.reach[happened] < self.bar():
                continue
            most = self._most_rows(int(happened))
            rows = self._rows(level, item, most)
            trail.item[level, kept], trail.rows[level, kept], trail.events[level, kept] = item, rows, happened
            if rows < query.min_rows or self.reach[self.hits(level, kept)] < self.bar():
                continue
            # An idle condition is idle in everything below, too.
            if happened == whole and not (trail.every[level] & ~self.every[item]).any():
                continue
            if rows <= most:
                self._weigh(level, kept, positive)
            kept += 1
        return kept

    def _rows(self, level: int, item: int, most: int) -> int:
        total = 0
        for first in range(0, self.every.shape[1], _BLOCK):
            block = slice(first, first + _BLOCK)
            both = self.trail.every[level, block] & self.every[item, block]
            total += int(np.bitwise_count(both).sum(dtype=np.uint32))
            if total > most:
                break
        return total

    def _most_rows(self, events: int) -> int:
        query, best, bar = self.query, self.best, self.bar()
        if query.low:
            return query.all_rows
        if best.at_bar[events] != bar:
            best.at_bar[events] = bar
            best.most_rows[events] = max(self._most_that_matter(events, bar), query.min_rows)
        return int(best.most_rows[events])

    def _most_that_matter(self, events: int, bar: float) -> int:
        high = self.query.all_rows - (self.query.all_events - events)
        if self.query.measure == 0:  # it falls by the same amount with every row
            return int((events * self.query.all_rows - bar) // self.query.all_events) if bar > -np.inf else high
        low = max(self.query.min_rows, events) - 1
        if score(self.query, high, events) >= bar:
            return high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if score(self.query, middle, events) >= bar else (low, middle)
        return low

    def _weigh(self, level: int, place: int, positive: Words) -> None:
        rows, events = int(self.trail.rows[level, place]), int(self.trail.events[level, place])
        weight = score(self.query, rows, events)
        if not stands_out(self.query, rows, events) or weight < self.bar():
            return
        trace = (positive * self.multipliers).sum(dtype=np.uint64)
        row = int(self.found.number[0])
        self.found.number[0] += 1
        above = [self.trail.item[upper, self.trail.at[upper] - 1] for upper in range(level)]
        self.found.items[row] = -1
        self.found.items[row, : level + 1] = [*above, self.trail.item[level, place]]
        self.found.rows[row], self.found.events[row], self.found.trace[row] = rows, events, trace
        self._offer(weight, row)

    def _offer(self, weight: float, row: int) -> None:
        best, found = self.best, self.found
        full = best.filled[0] == best.score.size
        if full and weight <= best.score[best.lowest[0]]:
            return
        alike = (best.rows == found.rows[row]) & (best.events == found.events[row]) & (best.trace == found.trace[row])
        if alike[: best.filled[0]].any():
            return
        place = int(best.lowest[0] if full else best.filled[0])
        best.filled[0] += not full
        best.score[place], best.trace[place] = weight, found.trace[row]
        best.rows[place], best.events[place] = found.rows[row], found.events[row]
        best.lowest[0] = np.argmin(best.score[: best.filled[0]])
