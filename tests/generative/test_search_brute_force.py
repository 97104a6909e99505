"""The search finds what plain Python finds that looks at every conjunction: same groups, counts and scores."""

import numpy as np
import pytest

from smartstart.vault.insight.searching.best import Wish, best
from smartstart.vault.insight.searching.board import Board
from smartstart.vault.insight.searching.exhaustive import every_group
from smartstart.vault.insight.searching.groups import order
from smartstart.vault.insight.searching.measures import Measure, Scale
from smartstart.vault.insight.searching.packing import pack
from tests.support.subgroups import both_kernels, by_hand, conjunctions, draw

SEEDS = range(7_000, 7_080)
# Our formula and the plain one round differently; scores here are below 1e6.
ROUNDING = 1e-9


def _wish(seed, measure, low):
    random = np.random.default_rng(seed)
    return Wish(
        measure=measure,
        places=int(random.choice([1, 3, 20, 500])),
        deepest=int(random.integers(1, 6)),
        min_rows=int(random.choice([1, 2, 5, 20])),
        min_events=int(random.choice([0, 1, 3])),
        low=low,
        z=float(random.choice([0.0, 1.96, 5.0])),
    )


def _as_lists(groups):
    names = [tuple(int(item) for item in row if item >= 0) for row in groups.items]
    return list(zip(names, groups.rows.tolist(), groups.events.tolist(), strict=True))


@pytest.mark.parametrize("kernel", both_kernels())
@pytest.mark.parametrize("low", [False, True], ids=["raised", "low"])
@pytest.mark.parametrize("measure", list(Measure))
def test_the_best_groups_are_those_of_plain_python(kernel, measure, low):
    for seed in SEEDS:
        small, wish = draw(seed), _wish(seed, measure, low)
        groups, scores = best(small.board, wish, kernel())
        expected = by_hand(small, wish)
        assert _as_lists(groups) == [group[:3] for group in expected], (seed, wish)
        assert scores == pytest.approx([group[3] for group in expected], rel=ROUNDING, abs=ROUNDING), (seed, wish)


@pytest.mark.parametrize("kernel", both_kernels())
def test_every_group_is_what_plain_python_lists(kernel):
    for seed in SEEDS:
        small, wish = draw(seed), _wish(seed, Measure.ACCURACY, False)
        floor = max(wish.min_events, 1)
        groups = every_group(small.board, wish.deepest, wish.min_rows, floor, kernel())
        expected = [
            (items, len(extent), len(extent & small.event))
            for items, extent in conjunctions(small, wish.deepest)
            if len(extent) >= wish.min_rows and len(extent & small.event) >= floor
        ]
        assert _as_lists(groups) == sorted(expected, key=lambda group: (len(group[0]), group[0])), (seed, wish)


@pytest.mark.parametrize("kernel", both_kernels())
@pytest.mark.parametrize("low", [False, True], ids=["raised", "low"])
@pytest.mark.parametrize("measure", list(Measure))
def test_pruned_equals_exhaustive_on_tables_too_large_for_plain_python(kernel, measure, low):
    for seed in range(7_200, 7_204):
        board, rows = _larger(seed)
        wish = Wish(measure, 40, 4, rows // 200, 1, low)
        groups, scores = best(board, wish, kernel())
        everything = every_group(board, wish.deepest, wish.min_rows, wish.min_events, kernel())
        scale = Scale(measure, low, board.rows, board.events, wish.z)
        everything = everything.where(scale.difference(everything.rows, everything.events) > 0)
        weights = scale.scores(everything.rows, everything.events)
        first = order(everything, weights)[: wish.places]
        assert _as_lists(groups) == _as_lists(everything.where(first)), seed
        assert scores.tolist() == weights[first].tolist()


def _larger(seed):
    """Return a board of some thousand rows in many words, so that counting is given up half-way."""
    random = np.random.default_rng(seed)
    rows = 70_000
    codes = [random.integers(0, levels, rows) for levels in (2, 2, 3, 3, 4, 4, 5)]
    event = random.random(rows) < 0.01 * (1 + 2 * (codes[0] == 1) * (codes[3] == 2) + (codes[5] == 1))
    masks = [(number, c == level) for number, c in enumerate(codes) for level in range(c.max() + 1)]
    factor = np.array([number for number, _ in masks], dtype=np.int64)
    return Board.of(factor, pack(np.array([mask for _, mask in masks])), event), rows
