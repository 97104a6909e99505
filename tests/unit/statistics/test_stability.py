"""Stability over bootstraps: against sets, and at the edges."""

import numpy as np
import pytest

from smartstart.statistics.stability import jaccard, nearest_overlap, selection_share, summarise_stability


def packed(rows):
    return np.packbits(np.asarray(rows, dtype=bool), axis=1)


@pytest.mark.parametrize("units", [1, 8, 61])
def test_overlap_equals_that_of_sets(units):
    rng = np.random.default_rng(units)
    groups, others = rng.random((5, units)) < 0.4, rng.random((4, units)) < 0.5
    ours = jaccard(packed(groups), packed(others))
    for row, group in enumerate(groups):
        for column, other in enumerate(others):
            mine, theirs = set(np.flatnonzero(group)), set(np.flatnonzero(other))
            expected = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
            assert ours[row, column] == pytest.approx(expected)


def test_the_same_people_under_another_description_are_the_same_group():
    rows = np.random.default_rng(1).random((3, 100)) < 0.3
    assert nearest_overlap(packed(rows), packed(rows[::-1])).tolist() == [1.0, 1.0, 1.0]


def test_nothing_found_and_nobody_in_it_overlap_with_nothing():
    rows = np.random.default_rng(1).random((3, 100)) < 0.3
    assert nearest_overlap(packed(rows), packed(np.zeros((0, 100)))).tolist() == [0.0, 0.0, 0.0]
    assert jaccard(packed(np.zeros((1, 100))), packed(np.zeros((1, 100)))).tolist() == [[0.0]]


def test_share_and_mean():
    found = summarise_stability([[1.0, 0.2], [0.8, 0.0], [0.79, 1.0], [0.9, 0.0]], enough=0.8)
    assert found.share.tolist() == [0.75, 0.25]
    assert found.overlap == pytest.approx([0.8725, 0.3])
    assert selection_share([[True, False], [True, True]]).tolist() == [1.0, 0.5]


def test_a_group_that_is_there_comes_back_and_noise_does_not():
    """The search here: the column with the highest share of events; bootstraps are of households of two."""
    rng = np.random.default_rng(4)
    columns = rng.random((20, 2000)) < 0.2
    for event, steady in ((rng.random(2000) < 0.1 + 0.2 * columns[3], True), (rng.random(2000) < 0.1, False)):
        nearest = []
        for _ in range(100):
            weight = np.repeat(rng.multinomial(1000, np.full(1000, 0.001)), 2)
            rate = (columns * event) @ weight / (columns @ weight)
            nearest.append(nearest_overlap(packed(columns[3:4]), packed(columns[[np.argmax(rate)]])))
        assert (summarise_stability(nearest).share[0] > 0.95) == steady


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: summarise_stability(np.zeros((0, 2))), "at least one bootstrap"),
        (lambda: summarise_stability([[1.2]]), "between 0 and 1"),
        (lambda: summarise_stability([[np.nan]]), "between 0 and 1"),
        (lambda: summarise_stability([[1.0]], enough=0), "enough"),
        (lambda: selection_share(np.zeros((0, 2))), "at least one bootstrap"),
        (lambda: jaccard(packed(np.ones((1, 9))), packed(np.ones((1, 7)))), "same units"),
        (lambda: jaccard(np.ones((1, 9), bool), np.ones((1, 9), bool)), "packbits"),
    ],
)
def test_impossible_questions_are_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
