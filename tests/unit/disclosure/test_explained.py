"""A population that bears out earlier and present numbers: against every population of a few small counts."""

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import sparse

from smartstart.disclosure.atoms.problem import Sums
from smartstart.disclosure.joint import explained as explaining
from smartstart.disclosure.joint.explained import ANEW, explained

_MOST = 7


def _sums(rows: list[tuple[list[float], float, float]], unknowns: int) -> Sums:
    weights = np.array([weight for weight, _, _ in rows]).reshape(len(rows), unknowns)
    lower, upper = (np.array([row[place] for row in rows]) for place in (1, 2))
    return Sums(sparse.csr_array(weights), lower, upper)


def _fits(sums: Sums, counts: NDArray[np.int64]) -> bool:
    value = sums.weights @ counts
    return bool(((value >= sums.lower) & (value <= sums.upper)).all())


def test_what_bears_everything_out_stays() -> None:
    background = _sums([([1, 1], 5, 5)], 2)
    asked = _sums([([1, 0], 9, 9)], 2)  # whatever is asked: it is about the present rows
    found = explained(np.array([2, 3]), background, asked, np.ones(1))
    assert found.truth.tolist() == [2, 3]
    assert not found.contradicting.any()


def test_a_number_that_shows_a_change_contradicts() -> None:
    background = _sums([([1, 1], 119, 119)], 2)
    asked = _sums([([1, 0], 55, 64), ([0, 1], 45, 54)], 2)  # 118 at most
    found = explained(np.array([64, 54]), background, asked, np.array([1.0, 2.0]))
    assert found.contradicting.tolist() == [True, False]  # the cheaper one
    assert found.truth.sum() == 119


def test_what_is_withheld_anyway_contradicts_nothing() -> None:
    background = _sums([([1, 1], 119, 119)], 2)
    asked = _sums([([1, 0], 55, 64), ([0, 1], 45, 54)], 2)
    found = explained(np.array([64, 54]), background, asked, np.array([0.0, 1.0]))
    assert not found.contradicting.any()


def test_before_a_count_that_moved_by_enough_what_was_told_gives_way() -> None:
    background = _sums([([1, 0], 10, 10)], 2)
    asked = _sums([([1, 0], 25, 25)], 2)
    found = explained(np.array([25, 3]), background, asked, np.array([ANEW]))
    assert not found.contradicting.any()
    assert found.truth.tolist() == [25, 3]
    assert (found.background.lower[0], found.background.upper[0]) == (10, 25)


@pytest.mark.parametrize("small", [2_000, 0], ids=["small", "as if large"])
@pytest.mark.parametrize("seed", range(40))
def test_nothing_contradicts_if_and_only_if_some_population_fits_all(
    seed: int, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explaining, "_SMALL", small)
    chance = np.random.default_rng(seed)
    unknowns = int(chance.integers(2, 5))
    before = chance.integers(0, _MOST, unknowns)
    truth = np.maximum(before + chance.integers(-1, 2, unknowns), 0)

    def told(counts: NDArray[np.int64], several: int) -> Sums:
        weights = chance.integers(0, 2, (several, unknowns)).astype(np.float64)
        value, width = weights @ counts, chance.integers(0, 2, several)
        return Sums(sparse.csr_array(weights), value - width, value + width)

    background, asked = told(before, 3), told(truth, 3)
    found = explained(truth, background, asked, np.ones(3))
    everyone = (np.array(counts) for counts in product(range(_MOST + 3), repeat=unknowns))
    possible = any(_fits(background, one) and _fits(asked, one) for one in everyone)
    if _fits(background, truth):
        assert found.truth.tolist() == truth.tolist()
    else:
        assert found.contradicting.any() != possible
        assert _fits(background, found.truth)
        kept = np.flatnonzero(~found.contradicting)
        assert _fits(Sums(sparse.csr_array(asked.weights[kept]), asked.lower[kept], asked.upper[kept]), found.truth)


def test_in_a_large_question_few_counts_move(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand groups in twenty areas; of each area the earlier total is one or two off, of the whole as well."""
    chance = np.random.default_rng(5)
    truth = chance.integers(3, 40, 2_100)
    areas = sparse.csr_array((np.ones(truth.size), (np.arange(truth.size) % 20, np.arange(truth.size))))
    before = areas @ truth + chance.integers(-2, 3, 20)
    weights = sparse.csr_array(sparse.vstack([areas, np.ones((1, truth.size))]))
    limits = np.append(before, before.sum())
    monkeypatch.setattr(explaining, "_FOREMOST", 60)
    found = explained(truth, Sums(weights, limits, limits), Sums(areas, before - 5, before + 5), np.ones(20))
    assert (weights @ found.truth == limits).all()
    assert np.abs(found.truth - truth).sum() == np.abs(before - areas @ truth).sum()
    assert not found.contradicting.any()
