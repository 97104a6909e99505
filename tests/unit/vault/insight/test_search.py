"""The search is exhaustive and exact: compared with a plain enumeration on random cohorts."""

import itertools

import numpy as np
import pytest

from smartstart.release.contents import Dimension, Level
from smartstart.vault.coded import CodedFactor
from smartstart.vault.insight import search as searching
from smartstart.vault.insight.items import count, items_of, pack
from smartstart.vault.insight.search import Quest, look, require_room
from smartstart.vocabulary.errors import StudyError
from tests.support.small_cohorts import cohort_of, random_cohort


def brute_force(cohort, deepest, min_rows, min_events):
    """Every conjunction by itertools; per set of rows the fewest conditions, then the first by name."""
    items = items_of(cohort)
    event = cohort.outcome.codes == 1
    best = {}
    for depth in range(1, deepest + 1):
        for numbers in itertools.combinations(range(len(items.conditions)), depth):
            if len({items.conditions[n].factor for n in numbers}) < depth:
                continue
            mask = np.ones(cohort.rows, bool)
            for n in numbers:
                mask &= cohort.mask(items.predicate((n,)))
            rows, events = int(mask.sum()), int((mask & event).sum())
            if rows >= min_rows and events >= min_events and rows < cohort.rows:
                best.setdefault(mask.tobytes(), (numbers, rows, events))
    return set(best.values())


def found(cohort, deepest, min_rows, min_events):
    looked = look(items_of(cohort), cohort.outcome.codes == 1, Quest(deepest, min_rows, min_events))
    assert looked.complete
    groups = looked.groups
    return {
        (tuple(int(n) for n in numbers if n >= 0), int(rows), int(events))
        for numbers, rows, events in zip(groups.items, groups.rows, groups.events, strict=True)
    }


@pytest.mark.parametrize("seed", range(12))
def test_equals_a_plain_enumeration(seed):
    cohort = random_cohort(seed, rows=150 + 17 * seed)
    for deepest, min_rows, min_events in ((1, 1, 1), (2, 5, 2), (3, 3, 1), (4, 4, 2)):
        assert found(cohort, deepest, min_rows, min_events) == brute_force(cohort, deepest, min_rows, min_events)


@pytest.mark.parametrize("seed", range(4))
def test_twin_factors_give_one_description(seed):
    """Two factors that say the same: every extent is still described once, by the first name."""
    cohort = random_cohort(seed, rows=200, duplicate=True)
    assert found(cohort, 3, 3, 1) == brute_force(cohort, 3, 3, 1)


def test_a_condition_that_adds_nothing_is_left_out():
    """Everybody on assistance is without work: adding "no work" to it describes the same children."""
    rng = np.random.default_rng(1)
    idle = rng.integers(0, 2, 400)
    assistance = idle * rng.integers(0, 2, 400)
    cohort = cohort_of({"bijstand": (2, assistance), "werk": (2, idle)}, rng.integers(0, 2, 400))
    described = {tuple(c.factor for c in items_of(cohort).predicate(g[0]).conditions) for g in found(cohort, 2, 1, 1)}
    items = items_of(cohort)
    both = [
        g
        for g in found(cohort, 2, 1, 1)
        if {(c.factor, c.levels) for c in items.predicate(g[0]).conditions} == {("bijstand", ("1",)), ("werk", ("1",))}
    ]
    assert ("bijstand",) in described
    assert not both


def test_ordered_factors_give_runs_from_bottom_and_top_and_no_missing_level():
    rng = np.random.default_rng(2)
    levels = tuple(Level(code=c, label=c, missing=c == "?") for c in ("a", "b", "c", "d", "?"))
    factor = CodedFactor(Dimension(name="x", title="x", ordered=True, levels=levels), rng.integers(0, 5, 300))
    cohort = cohort_of({}, rng.integers(0, 2, 300), extra=(factor,))
    runs = {"".join(c.levels) for c in items_of(cohort).conditions}
    assert runs == {"a", "b", "c", "d", "ab", "abc", "bcd", "cd"}


def test_a_factor_withheld_as_condition_and_a_constant_one_give_no_items():
    rng = np.random.default_rng(3)
    cohort = cohort_of({"vast": (2, np.zeros(100, int)), "b": (2, rng.integers(0, 2, 100))}, rng.integers(0, 2, 100))
    hidden = CodedFactor(cohort.factor("b").dimension, cohort.factor("b").codes, withheld_as_condition=True)
    assert {c.factor for c in items_of(cohort).conditions} == {"b"}
    bare = cohort_of({"vast": (2, np.zeros(100, int))}, rng.integers(0, 2, 100), extra=(hidden,))
    assert items_of(bare).conditions == ()
    assert found(bare, 4, 1, 1) == set()


@pytest.mark.parametrize("rows", [1, 63, 64, 65, 513])
def test_packed_counts_are_exact_at_word_borders(rows):
    masks = np.random.default_rng(rows).random((3, rows)) < 0.5
    assert count(pack(masks)).tolist() == masks.sum(axis=1).tolist()
    assert count(pack(np.ones(rows, bool))) == rows


def test_too_many_combinations_are_refused_before_counting(monkeypatch):
    cohort = random_cohort(1, rows=100)
    monkeypatch.setattr(searching, "MOST_CONJUNCTIONS", 10)
    with pytest.raises(StudyError, match="te veel groepen"):
        require_room(items_of(cohort), 2, "kies minder factoren")
