"""The test by permutation: what is drawn, what is counted, and what it costs a finding to have been looked for."""

import numpy as np
import pytest

from smartstart.statistics import westfall_young
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.exhaustive import every_group
from smartstart.vault.insight.searching.measures import Measure, Scale
from smartstart.vault.insight.searching.packing import pack
from smartstart.vault.insight.searching.permutation import tried
from smartstart.vault.insight.searching.shuffling import Shuffle
from tests.support.subgroups import both_kernels


def _population(seed, rows=900, planted=0.0):
    random = np.random.default_rng(seed)
    household = random.integers(0, rows // 2, rows)
    codes = [random.integers(0, 2 + number % 2, rows) for number in range(4)]
    risk = 0.05 + planted * (codes[0] == 1) * (codes[2] == 0)
    event = random.random(rows) < risk
    masks = [(number, c == level) for number, c in enumerate(codes) for level in range(c.max() + 1)]
    factor = np.array([number for number, _ in masks], dtype=np.int64)
    return Board.of(factor, pack(np.array([mask for _, mask in masks])), event), household, event


def test_a_draw_moves_whole_households_to_households_of_their_size():
    _, household, event = _population(1)
    size = np.bincount(household)[household]
    random, seen = np.random.default_rng(2), set()
    shuffle = Shuffle.of(household, event)
    for _ in range(20):
        drawn = np.zeros(event.size, dtype=np.bool_)
        rows = shuffle.draw(random)
        drawn[rows] = True
        assert drawn.sum() == rows.size == event.sum()
        seen.add(drawn.tobytes())
        for wanted in np.unique(size):
            assert _patterns(household, drawn, size == wanted) == _patterns(household, event, size == wanted)
    assert len(seen) == 20


def _patterns(household, event, chosen):
    """Return the outcomes of each chosen household in order of its rows, households in no order."""
    found: dict[int, list[bool]] = {}
    for home, happened in zip(household[chosen].tolist(), event[chosen].tolist(), strict=True):
        found.setdefault(home, []).append(happened)
    return sorted(found.values())


def test_every_place_is_as_likely():
    household, event = np.arange(6), np.array([True, False, False, True, False, False])
    shuffle, random = Shuffle.of(household, event), np.random.default_rng(3)
    numbers = np.bincount(np.concatenate([shuffle.draw(random) for _ in range(6_000)]), minlength=6)
    # 2,000 each expected; five standard errors of sqrt(6000 / 3 * 2 / 3) = 37.
    assert numbers == pytest.approx(np.full(6, 2_000), abs=5 * 37)


def test_a_household_of_a_size_of_its_own_and_nobody_at_all():
    shuffle = Shuffle.of(np.array([4, 4, 7]), np.array([True, False, False]))
    assert shuffle.draw(np.random.default_rng(0)).tolist() == [0]
    assert Shuffle.of(np.arange(3), np.zeros(3, dtype=np.bool_)).draw(np.random.default_rng(0)).size == 0


@pytest.mark.parametrize("kernel", both_kernels())
def test_p_values_are_those_of_westfall_and_young_over_all_groups(kernel):
    board, household, event = _population(4, planted=0.05)
    scale = Scale(Measure.CHI_SQUARE, False, board.rows, board.events, 0.0)
    chance = tried(
        board, Shuffle.of(household, event), scale, deepest=3, min_rows=30, permutations=60, seed=9, kernel=kernel()
    )
    random, shuffle = np.random.default_rng(9), Shuffle.of(household, event)
    groups = every_group(Board.of(board.factor, board.every, np.ones(board.rows, dtype=np.bool_)), 3, 30, 1, kernel())
    assert chance.groups == len(groups)

    def scores(outcome):
        masks = [np.unpackbits(board.extent(items).view(np.uint8), count=board.rows) for items in groups.items]
        return scale.scores(groups.rows, np.array([int(mask @ outcome.astype(int)) for mask in masks]))

    permuted = []
    for _ in range(60):
        outcome = np.zeros(board.rows, dtype=np.bool_)
        outcome[shuffle.draw(random)] = True
        permuted.append(scores(outcome))
    observed = scores(event)
    expected = westfall_young(observed, np.array(permuted), step_down=False)
    assert chance.adjusted(observed) == pytest.approx(expected, abs=1e-12)


def test_without_any_effect_the_best_group_seldom_looks_real():
    """120 populations without any effect: at 10 % about 12 are expected; 23 is beyond 3.3 standard errors of 3.3."""
    false = 0
    for seed in range(120):
        board, household, event = _population(1_000 + seed, rows=400)
        scale = Scale(Measure.CHI_SQUARE, False, board.rows, board.events, 0.0)
        groups = every_group(board, 2, 20, 1)
        best = scale.scores(groups.rows, groups.events).max()
        chance = tried(board, Shuffle.of(household, event), scale, deepest=2, min_rows=20, permutations=39, seed=seed)
        false += bool(chance.adjusted(np.array([best]))[0] <= 0.1)
    assert 1 <= false <= 23


def test_what_was_planted_holds():
    board, household, event = _population(5, rows=3_000, planted=0.15)
    scale = Scale(Measure.CHI_SQUARE, False, board.rows, board.events, 0.0)
    groups = every_group(board, 2, 30, 1)
    chance = tried(board, Shuffle.of(household, event), scale, deepest=2, min_rows=30, permutations=99, seed=1)
    assert chance.adjusted(scale.scores(groups.rows, groups.events)).min() == pytest.approx(0.01)


def test_nothing_large_enough_is_nothing_tried():
    board, household, event = _population(6)
    scale = Scale(Measure.CHI_SQUARE, False, board.rows, board.events, 0.0)
    chance = tried(board, Shuffle.of(household, event), scale, deepest=2, min_rows=5_000, permutations=5, seed=1)
    assert chance.groups == 0
