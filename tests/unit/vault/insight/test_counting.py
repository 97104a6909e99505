"""Counting level by level: compiled code against plain numpy at odd sizes, and what is left of a complete factor."""

import numpy as np
import pytest

from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.exhaustive import levels
from smartstart.vault.insight.searching.packing import pack, words_for
from tests.support.subgroups import both_kernels

# Below, at and above the 96 words that are looked at together, and a last word that is not full.
ROWS = [1, 63, 64, 65, 95 * 64, 96 * 64 - 1, 96 * 64, 96 * 64 + 1, 193 * 64 + 7]


def drawn(rows):
    """Nobody, everybody, and shares in between, over some rows."""
    shares = np.array([0, 1, 0.5, 0.9, 0.1, 0.01, 0.7])
    return np.random.default_rng(rows).random((shares.size, rows)) < shares[:, np.newaxis]


@pytest.mark.parametrize("kernel", both_kernels())
@pytest.mark.parametrize("rows", ROWS)
def test_counts_are_those_of_masks_that_are_not_packed(kernel, rows):
    """Among the groups: one of nobody, two that begin alike, and one to which nothing is added."""
    masks = drawn(rows)
    prefixes, added = np.array([[2, 3], [2, 0], [2, 3], [1, 4], [6, 2]]), np.array([4, 0, 1, 5, 3, 2, 6, 0, 5])
    starts = np.array([0, 3, 4, 4, 8, 9])
    group = np.repeat(np.arange(5), np.diff(starts))
    expected = (masks[prefixes[group]].all(axis=1) & masks[added]).sum(axis=1)
    assert kernel().level_counts(pack(masks), prefixes, starts, added).tolist() == expected.tolist()


@pytest.mark.parametrize("kernel", both_kernels())
def test_nothing_to_count(kernel):
    nothing = np.empty(0, dtype=np.int64)
    counts = kernel().level_counts(pack(drawn(70)), np.empty((0, 2), dtype=np.int64), np.zeros(1, np.int64), nothing)
    assert counts.tolist() == []


def test_masks_that_do_not_stand_one_after_the_other_are_refused():
    numba = pytest.importorskip("numba", reason="there is no compiled kernel without numba")
    bits = np.zeros((3, 8), dtype=np.uint64)[:, ::2]
    one, starts = np.zeros((1, 1), dtype=np.int64), np.array([0, 1])
    with pytest.raises(numba.core.errors.TypingError, match="packed masks must be words"):
        kernels.compiled().level_counts(bits, one, starts, np.array([1]))


def codes(rows):
    random = np.random.default_rng(31)
    return [random.integers(0, number, rows) for number in (2, 3, 4, 3)]


def board_of(masks, factor, rows):
    return Board.of(np.array(factor), pack(np.array(masks)), np.random.default_rng(32).random(rows) < 0.2)


FACTORS = {
    "every row has one level": lambda level, number: [level == value for value in range(number)],
    "some rows have none": lambda level, number: [level == value for value in range(number - 1)],
    "some rows have two": lambda level, number: [level <= value for value in range(number)],
    "one level twice, another never": lambda level, number: [level == max(value, 1) for value in range(number)],
}


@pytest.mark.parametrize("kernel", both_kernels())
@pytest.mark.parametrize("shape", FACTORS)
def test_rows_of_every_level_are_exact_whatever_a_factor_leaves_over(kernel, shape):
    rows = 700
    masks, factor = [], []
    for number, level in enumerate(codes(rows)):
        mine = FACTORS[shape](level, int(level.max()) + 1)
        masks, factor = [*masks, *mine], [*factor, *[number] * len(mine)]
    board = board_of(masks, factor, rows)
    seen = 0
    for _, table in levels(board, 3, 5, 1, kernel()):
        for items, counted in zip(table.items, table.rows, strict=True):
            assert np.array(masks)[items].all(axis=0).sum() == counted
            seen += 1
    assert seen > 50


@pytest.mark.parametrize("shape", ["every row has one level", "some rows have two"])
def test_only_what_a_complete_factor_leaves_over_is_not_counted(shape):
    """How many words are looked at tells it: of each complete factor one item less."""
    rows, asked = 700, []

    def spy(bits, prefixes, starts, added):
        if bits.shape[1] == words_for(rows) and not prefixes.size:
            asked.append(added.size)
        return kernels.PLAIN.level_counts(bits, prefixes, starts, added)

    masks = [mask for level in codes(rows) for mask in FACTORS[shape](level, int(level.max()) + 1)]
    factor = np.repeat(np.arange(4), [2, 3, 4, 3])
    board = board_of(masks, factor, rows)
    plain = kernels.PLAIN
    levels(board, 1, 1, 1, kernels.Kernel("spy", spy, plain.narrowed, plain.totals, plain.sums, plain.walk))
    assert asked[-1] == (12 - 4 if shape == "every row has one level" else 12)
