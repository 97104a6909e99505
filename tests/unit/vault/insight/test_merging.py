"""The short list: near-duplicates become variants, idle conditions do not speak, broad sure groups get a place."""

from statistics import NormalDist

import numpy as np
import pytest

from smartstart.statistics import clustered_ratio
from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.items import items_of
from smartstart.vault.insight.merging import ALIKE, NOT_IDLE, best_parents, merged, p_against_parents
from smartstart.vault.insight.ranking import Ranked, ranked, scale_of
from smartstart.vault.insight.search import Quest, look
from tests.support.small_cohorts import cohort_of, random_cohort

ROWS = 6000


@pytest.fixture(scope="module")
def cohort():
    """Factor b matters only together with a; c is nearly b; d does nothing."""
    rng = np.random.default_rng(1)
    a, b, d = (rng.integers(0, 2, ROWS) for _ in range(3))
    c = np.where(rng.random(ROWS) < 0.03, 1 - b, b)
    event = rng.random(ROWS) < np.select([(a == 1) & (b == 1), a == 1], [0.4, 0.08], 0.05)
    return cohort_of({"a": (2, a), "b": (2, b), "c": (2, c), "d": (2, d)}, event)


def shortlist(cohort, most=20):
    sample = Sample.of(cohort, np.ones(cohort.rows, bool))
    items = items_of(cohort).drawn(sample.rows)
    groups = look(items, sample.event, Quest(4, 20, 5)).groups
    ranking = ranked(groups, items, sample, scale_of(sample, len(groups)))
    return items, sample, ranking, merged(ranking, items, items, sample, most)


def names(items, numbers):
    return {c.factor: c.levels[0] for c in items.predicate(numbers).conditions}


def test_the_group_that_matters_speaks_for_its_near_duplicate(cohort):
    items, _, _, (first, *_) = shortlist(cohort)
    assert names(items, first.items) == {"a": "1", "b": "1"}
    assert {"a": "1", "c": "1"} in [names(items, variant) for variant in first.variants]


def test_a_condition_that_does_nothing_is_in_no_description(cohort):
    items, sample, _, candidates = shortlist(cohort)
    for candidate in candidates:
        assert p_against_parents([candidate.items], [candidate.parent], items, sample)[0] < NOT_IDLE
    assert {"a": "1", "b": "1", "d": "1"} not in [names(items, c.items) for c in candidates[:1]]


def test_the_broad_sure_group_gets_a_place(cohort):
    items, _, _, candidates = shortlist(cohort)
    assert {"a": "1"} in [names(items, candidate.items) for candidate in candidates]


def test_no_two_candidates_are_alike_and_variants_are(cohort):
    items, _, _, candidates = shortlist(cohort)

    def likeness(one, other):
        mine, theirs = items.mask(one), items.mask(other)
        return (mine & theirs).sum() / (mine | theirs).sum()

    for number, candidate in enumerate(candidates):
        assert all(likeness(candidate.items, earlier.items) < ALIKE for earlier in candidates[:number])
        assert all(likeness(candidate.items, variant) >= ALIKE for variant in candidate.variants)


@pytest.mark.parametrize("most", [1, 2, 5])
def test_the_list_is_no_longer_than_asked(cohort, most):
    assert 1 <= len(shortlist(cohort, most)[3]) <= most


def test_the_best_parent_has_the_highest_rate(cohort):
    items, sample, _, _ = shortlist(cohort)
    both = tuple(n for n, c in enumerate(items.conditions) if (c.factor, c.levels) in {("a", ("1",)), ("b", ("1",))})
    best, everybody = best_parents([both, both[:1]], items, sample)
    assert names(items, best) == {"a": "1"}
    assert everybody == ()


def test_an_empty_ranking_gives_an_empty_list(cohort):
    sample = Sample.of(cohort, np.ones(cohort.rows, bool))
    items = items_of(cohort).drawn(sample.rows)
    assert merged(Ranked(np.empty((0, 4), np.int64), np.empty(0)), items, items, sample, 20) == []


@pytest.mark.parametrize("seed", range(6))
def test_the_ranking_is_that_of_the_clustered_limits(seed):
    """By hand: the clustered limit of every group at the level for all groups, highest first."""
    cohort = random_cohort(seed, rows=600)
    sample = Sample.of(cohort, np.ones(cohort.rows, bool))
    items = items_of(cohort).drawn(sample.rows)
    groups = look(items, sample.event, Quest(3, 10, 5)).groups
    ranking = ranked(groups, items, sample, scale_of(sample, len(groups)))
    steps = NormalDist().inv_cdf(1 - 0.025 / len(groups)) - NormalDist().inv_cdf(0.975)
    expected = {}
    for numbers in groups.items:
        members, events = sample.totals(items.mask(numbers))
        ratio = clustered_ratio(members, events, sample.all_members - members, sample.all_events - events)
        if ratio.lower > 1:
            expected[tuple(numbers)] = np.log(ratio.lower) - steps * ratio.log_error
    assert {tuple(row) for row in ranking.items} == set(expected)
    assert ranking.score == pytest.approx([expected[tuple(row)] for row in ranking.items], abs=1e-6)
    assert (np.diff(ranking.score) <= 0).all()
