"""Thousands of groups at once, from sums over households, give what one group at a time does."""

from dataclasses import fields, replace

import numpy as np
import pytest

from smartstart.statistics import ClusterSums, clustered_ratio
from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.searching import kernels
from smartstart.vault.insight.searching.packing import pack
from tests.support.small_cohorts import random_cohort

KERNELS = [kernel for kernel in (kernels.PLAIN, kernels.compiled()) if kernel]


@pytest.fixture(params=[None, 2, 7, 300], ids=["as drawn", "two each", "seven each", "crowds"])
def drawn(request):
    """A sample with households of several rows, and groups of every size, nobody and everybody among them."""
    cohort = random_cohort(request.param or 1, rows=900)
    if request.param:
        homes = np.random.default_rng(1).permutation(np.arange(cohort.rows) // request.param)
        cohort = replace(cohort, household=homes.astype(np.int32))
    sample = Sample.of(cohort, np.ones(cohort.rows, bool))
    rng = np.random.default_rng(3)
    return sample, rng.random((80, cohort.rows)) < np.linspace(0, 1, 80)[:, np.newaxis]


def by_hand(sample, group, among):
    """Rows and events per household, of a group and of the others, with a plain loop over rows."""
    totals = np.zeros((4, sample.clusters))
    for row in np.flatnonzero(among):
        at = 0 if group[row] else 2
        totals[at, sample.cluster[row]] += 1
        totals[at + 1, sample.cluster[row]] += sample.event[row]
    return totals


def numbers(ratio, place=()):
    return [float(getattr(ratio, field.name)[place]) for field in fields(ratio)]


def same(one, other):
    assert one == pytest.approx(other, rel=1e-9, abs=1e-12, nan_ok=True)


def test_many_against_all_others_are_as_one_by_one(drawn):
    sample, groups = drawn
    everybody = np.ones(groups.shape[1], bool)
    together = sample.ratios(pack(groups))
    for place, group in enumerate(groups):
        same(numbers(together, place), numbers(clustered_ratio(*by_hand(sample, group, everybody))))


def test_many_against_the_others_of_some_and_the_other_way_round(drawn):
    sample, groups = drawn
    among = np.random.default_rng(9).random(groups.shape[1]) < 0.5
    inside = groups & among
    together, low = (sample.ratios(pack(inside), pack(among), low) for low in (False, True))
    for place, group in enumerate(inside):
        totals = by_hand(sample, group, among)
        same(numbers(together, place), numbers(clustered_ratio(*totals)))
        same(numbers(low, place), numbers(clustered_ratio(*totals[2:], *totals[:2])))


@pytest.mark.parametrize("kernel", KERNELS, ids=lambda kernel: kernel.name)
def test_every_kernel_counts_households_as_a_plain_loop_does(drawn, kernel):
    sample, groups = drawn
    everybody = np.ones(groups.shape[1], bool)
    members, events = sample.all_members, sample.all_events
    rows = (sample.happened, sample.starts)
    sums = kernel.sums(pack(groups), *rows, members, events)
    for group, found in zip(groups, sums, strict=True):
        n, e, others, their_events = by_hand(sample, group, everybody)
        assert (kernel.totals(pack(group), *rows) == [n, e]).all()
        all_n, all_e = n + others, e + their_events
        one_by_one = [e, n, e * e, e * n, n * n, e * all_e, e * all_n, n * all_e, n * all_n]
        assert found.tolist() == [part.sum() for part in one_by_one]
        within = ClusterSums.within(members, events, found[np.newaxis])
        assert (within.products[0] == ClusterSums.of(n, e, others, their_events).products).all()


def test_many_estimates_are_those_of_one_at_a_time(drawn):
    sample, groups = drawn
    some = list(groups[10:70:20])
    assert sample.estimates(some) == [sample.estimate(group) for group in some]
    assert sample.estimates([]) == []
