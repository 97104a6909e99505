"""The verdict on the other half: who has too little there gets none, but still counts for Holm."""

import numpy as np
import pytest

from smartstart.vault.insight.confirming import Floor, judged
from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import items_of
from smartstart.vault.insight.merging import Candidate
from tests.support.small_cohorts import cohort_of

ROWS = 4000


@pytest.fixture(scope="module")
def halves():
    """Level 1 of a has the outcome in both halves, level 2 in the first half only, level 3 in neither."""
    rng = np.random.default_rng(4)
    a, first = rng.integers(0, 4, ROWS), np.arange(ROWS) < ROWS // 2
    rate = np.select([a == 1, (a == 2) & first, a == 0], [0.2, 0.2, 0.05], 0.0)
    cohort = cohort_of({"a": (4, a)}, rng.random(ROWS) < rate)
    return items_of(cohort), Sample.of(cohort, first), Sample.of(cohort, ~first)


def candidates(items, *levels):
    numbers = {condition.levels[0]: n for n, condition in enumerate(items.conditions)}
    return [Candidate((numbers[level],), items.extent((numbers[level],)), ()) for level in levels]


def test_a_group_that_holds_is_confirmed(halves):
    items, found, held_back = halves
    (verdict,) = judged(candidates(items, "1"), items, found, held_back, Floor(20, 10))
    assert verdict.confirmed
    assert verdict.p_adjusted == verdict.p_complement == verdict.p_parent
    assert verdict.found.events != verdict.estimated.events


def test_a_group_without_enough_on_the_other_half_has_no_verdict_but_counts(halves):
    items, found, held_back = halves
    alone = judged(candidates(items, "1"), items, found, held_back, Floor(20, 10))
    both = judged(candidates(items, "1", "2"), items, found, held_back, Floor(20, 10))
    assert [v.candidate.items for v in both] == [v.candidate.items for v in alone]
    assert both[0].p_adjusted == pytest.approx(2 * alone[0].p_adjusted)


def test_a_group_that_is_lower_is_never_confirmed(halves):
    items, found, held_back = halves
    (verdict,) = judged(candidates(items, "0"), items, found, held_back, Floor(20, 10))
    assert verdict.p_complement > 0.5
    assert not verdict.confirmed


def test_the_floor_is_on_rows_too(halves):
    items, found, held_back = halves
    assert judged(candidates(items, "1"), items, found, held_back, Floor(ROWS, 10)) == []


def test_no_candidates_give_no_verdicts(halves):
    items, found, held_back = halves
    assert judged([], items, found, held_back, Floor(20, 10)) == []


def test_an_undefined_estimate_is_no_verdict(halves):
    """Everybody of the other half in one household: nothing can be said about likeness."""
    items, found, held_back = halves
    home = np.zeros(held_back.event.size, np.int64)
    one = Sample.by_household(held_back.rows, held_back.event, home, held_back.person)
    assert judged(candidates(items, "1"), items, found, one, Floor(20, 10)) == []
