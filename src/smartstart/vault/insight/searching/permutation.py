"""Westfall and Young's test by permutation (1993, "Resampling-based multiple testing") over everything searched.

How large groups are does not depend on the outcome, so that is counted once. Each permutation draws the outcomes anew
among households, counts the events of all groups, and keeps the highest score. A group whose score few permutations
reach holds against all that was looked at, near-duplicates included, without the price of Bonferroni.
"""

from dataclasses import dataclass

import numpy as np

from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.exhaustive import Level, levels
from smartstart.vault.insight.searching.measures import Floats, Scale
from smartstart.vault.insight.searching.packing import Integers, Words, pack, unpack
from smartstart.vault.insight.searching.shuffling import Shuffle

_CHUNK = 1 << 16  # rows that are turned at a time; whole words


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """What chance alone brings about.

    Attributes:
        highest: shape (permutations,), the highest score of all groups in each, rising.
        groups: how many groups were looked at in each.
    """

    highest: Floats
    groups: int

    def adjusted(self, scores: Floats) -> Floats:
        """Return p-values for groups with these scores, corrected for everything that was searched, shape (groups,)."""
        reached = self.highest.size - np.searchsorted(self.highest, scores, side="left")
        p: Floats = (reached + 1) / (self.highest.size + 1)
        return p


def tried(
    board: Board,
    shuffle: Shuffle,
    scale: Scale,
    *,
    deepest: int,
    min_rows: int,
    permutations: int,
    seed: int,
    min_events: int = 0,
    kernel: kernels.Kernel | None = None,
) -> Tried:
    """Return the highest scores of all groups of at least `min_rows` rows under permuted outcomes.

    A group that would not be looked at in a permutation, for want of events there, does not count in it: a search
    that never shows two events in a small family should not be compared with one that does.

    Args:
        board: items over the searched rows.
        shuffle: the outcomes of the same rows.
        scale: the measure, as in the search.
        deepest: most conditions. min_rows: at least 1.
        permutations: how many; 999 give p-values in thousandths.
        seed: of the draws.
        min_events: as in the search.
        kernel: who counts; the fastest there is unless said.
    """
    family = levels(board, deepest, min_rows, 0, kernel)
    rows = np.concatenate([table.rows for _, table in family])
    highest = np.full(permutations, -np.inf)
    if rows.size:
        turned, random = _turned(board), np.random.default_rng(seed)
        count = (kernel or kernels.kernel()).level_counts
        for number in range(permutations):
            positive = _positive(turned, shuffle.draw(random), board.items)
            events = np.concatenate([_events(count, positive, level) for level, _ in family])
            enough = events >= min_events
            highest[number] = scale.scores(rows[enough], events[enough]).max(initial=-np.inf)
    return Tried(np.sort(highest), int(rows.size))


def _events(count: kernels.Count, positive: Words, level: Level) -> Integers:
    return count(positive, level.prefixes, level.starts, level.added)


def _turned(board: Board) -> Words:
    """Return the items that each row satisfies, packed, shape (rows, words for the items): rows are drawn from it."""
    wide = -(-board.items // 64) * 64
    pieces = []
    for first in range(0, board.rows, _CHUNK):
        size = min(_CHUNK, board.rows - first)
        masks = np.zeros((wide, size), dtype=np.bool_)
        for item, bits in enumerate(board.every):
            masks[item] = unpack(bits[first // 64 : (first + size + 63) // 64], size)
        pieces.append(np.ascontiguousarray(np.packbits(masks.T, axis=1)).view(np.uint64))
    return np.concatenate(pieces)


def _positive(turned: Words, chosen: Integers, items: int) -> Words:
    """Return the items over the chosen rows, packed, shape (items, words for them)."""
    satisfied = np.unpackbits(turned[chosen].view(np.uint8), axis=1)[:, :items]
    return pack(np.ascontiguousarray(satisfied.T).view(np.bool_))
