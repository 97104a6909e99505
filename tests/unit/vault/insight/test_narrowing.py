"""Masks packed anew over fewer rows: against plain numpy, and where a search goes on with them halfway."""

import numpy as np
import pytest

from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.best import Wish, best
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.measures import Measure, Scale
from smartstart.vault.insight.searching.packing import pack, unpack, words_for
from smartstart.vault.insight.searching.trail import DONE, Best, Found, Query, Trail, multipliers

numba = pytest.importorskip("numba", reason="there is no compiled kernel without numba")
COMPILED = kernels.compiled()
ROWS = 40_000  # more words than are looked at between two times of giving up
LEVELS = (2, 3, 2, 4, 3, 2, 3, 2)


@pytest.fixture(scope="module")
def board():
    """Eight factors with 21 levels; the first two together raise the risk, and so does a sharp third."""
    rng = np.random.default_rng(11)
    codes = [rng.integers(0, levels, ROWS) for levels in LEVELS]
    risk = 0.02 + 0.03 * ((codes[0] == 1) & (codes[1] == 2)) + 0.06 * ((codes[3] == 0) & (codes[4] == 1))
    every = pack(
        np.array([mine == level for mine, levels in zip(codes, LEVELS, strict=True) for level in range(levels)])
    )
    return Board.of(np.repeat(np.arange(len(LEVELS)), LEVELS), every, rng.random(ROWS) < risk)


def masks(rng, rows):
    """Nobody, everybody, and shares in between, over some rows."""
    return rng.random((9, rows)) < np.array([0, 1, 0.5, 0.9, 0.1, 0.01, 0.99, 0.3, 0.7])[:, np.newaxis]


@pytest.mark.parametrize("rows", [1, 63, 64, 65, 640, 1_000])
def test_packed_anew_are_the_rows_of_the_mask(rows):
    """Rows may change places within a word, all items alike: so pairs of items share as many as before."""
    drawn = masks(np.random.default_rng(rows), rows)
    bits = pack(drawn)
    for mask, kept in zip(bits, drawn, strict=True):
        few = COMPILED.narrowed(bits, mask, np.arange(len(bits)), np.full(bits.size + len(bits), 7, dtype=np.uint64))
        assert few.shape[1] == kept.sum() // 64 + 1
        got = np.array([unpack(item, few.shape[1] * 64) for item in few])
        assert (got.astype(int) @ got.T.astype(int) == (drawn & kept).astype(int) @ (drawn & kept).T.astype(int)).all()


def test_with_and_without_the_instruction_are_the_same():
    from smartstart.vault.insight.searching import compiled_narrowing as narrowing

    six_steps, chosen = narrowing.in_six_steps, narrowing.pushed_together

    @numba.njit
    def both(word, mask):
        return six_steps(word, mask), chosen(word, mask)

    rng = np.random.default_rng(5)
    words = rng.integers(0, 2**64, (300, 2), dtype=np.uint64)
    words[:3] = [(0, 0), (2**64 - 1, 2**64 - 1), (2**63, 2**63 + 1)]
    for word, mask in words:
        places = [place for place in range(64) if int(mask) >> place & 1]
        by_hand = sum((int(word) >> place & 1) << at for at, place in enumerate(places))
        assert both(word, mask) == (by_hand, by_hand)


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("low", [False, True])
def test_a_search_that_packs_anew_finds_what_the_plain_one_does(board, measure, low):
    wish = Wish(measure, 15, 4, 30, 3, low)
    (ours, scores), (plain, theirs) = best(board, wish, COMPILED), best(board, wish, kernels.PLAIN)
    assert ours.items.tolist() == plain.items.tolist()
    assert (ours.rows.tolist(), ours.events.tolist()) == (plain.rows.tolist(), plain.events.tolist())
    assert scores == pytest.approx(theirs)


def test_this_search_does_pack_anew(board):
    """It is stopped whenever what was found fills its room; the trail then says on how many words it is."""
    scale = Scale(Measure.LIMIT, True, board.rows, board.events, 1.96)
    trail, top, found = Trail.start(board, 4), Best.of(500, board.events), Found.of(board.items + 1, 4)
    words = set()
    status = -1
    while status != DONE:
        fixed = (board.factor, board.every, board.positive, multipliers(board.positive.shape[1]))
        status = COMPILED.walk(*fixed, scale.reach(30), Query.of(scale, 30, 3), trail, top, found, 10**9)
        found.number[0] = 0
        words.add(int(trail.apart[0]))
    assert words - {0}
    assert max(words) <= words_for(ROWS)
