"""What the attackers conclude, against brute force: every population of a small size is tried."""

import itertools

import numpy as np
import pytest
from scipy import sparse

from smartstart.attack.propagation import EmptyError, narrowed
from smartstart.attack.reach import ContradictionError, Unknowns, below

_MOST = 4  # of each unknown
_UNKNOWNS = 5
_ALL = np.array(list(itertools.product(range(_MOST + 1), repeat=_UNKNOWNS)))
_GOAL = 4.0


def _system(seed: int) -> tuple[Unknowns, sparse.csr_array, np.ndarray]:
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, _MOST + 1, _UNKNOWNS)
    sums = chance.integers(0, 2, (3, _UNKNOWNS))
    exact = sums @ truth
    slack = chance.integers(0, 2, (2, 3))
    lower, upper = (exact - slack[0]).astype(float), (exact + slack[1]).astype(float)
    unknowns = Unknowns(
        np.zeros(_UNKNOWNS), np.full(_UNKNOWNS, float(_MOST)), sparse.csr_array(sums.astype(float)), lower, upper
    )
    targets = np.vstack([np.eye(_UNKNOWNS), chance.integers(0, 2, (4, _UNKNOWNS))])
    seen = _ALL @ sums.T
    fitting = _ALL[((seen >= lower) & (seen <= upper)).all(axis=1)]
    return unknowns, sparse.csr_array(targets), fitting


@pytest.mark.parametrize("seed", range(60))
def test_over_whole_numbers_every_bound_is_the_true_one(seed: int) -> None:
    unknowns, targets, fitting = _system(seed)
    answer = below(unknowns, targets, np.full(targets.shape[0], _GOAL), whole=True)
    values = fitting @ targets.toarray().T
    expected = {(t, int(v.min()), int(v.max())) for t, v in enumerate(values.T) if v.max() < _GOAL and targets[[t]].nnz}
    found = {(s.target, s.lower, s.upper) for s in answer.short}
    assert found == expected
    assert answer.undecided == 0


@pytest.mark.parametrize("seed", range(60))
def test_linear_bounds_hold_for_every_population(seed: int) -> None:
    unknowns, targets, fitting = _system(seed)
    values = fitting @ targets.toarray().T
    for short in below(unknowns, targets, np.full(targets.shape[0], _GOAL)).short:
        assert short.lower <= values[:, short.target].min()
        assert values[:, short.target].max() <= short.upper < _GOAL


@pytest.mark.parametrize("seed", range(60))
def test_narrowed_limits_hold_for_every_population(seed: int) -> None:
    """Parts minus their whole are nought: the whole is an unknown of its own."""
    chance = np.random.default_rng(seed)
    parts = chance.integers(0, 2, (2, _UNKNOWNS))
    truth = chance.integers(0, _MOST + 1, _UNKNOWNS)
    wholes = parts @ truth
    sums = sparse.csr_array(np.hstack([parts, -np.eye(2)]).astype(float))
    upper = np.concatenate([np.full(_UNKNOWNS, float(_MOST)), wholes.astype(float)])
    lower = np.concatenate([np.zeros(_UNKNOWNS), wholes.astype(float)])
    least, most = narrowed(sums, lower, upper)
    fitting = _ALL[(wholes == _ALL @ parts.T).all(axis=1)]
    assert (least[:_UNKNOWNS] <= fitting.min(axis=0)).all()
    assert (most[:_UNKNOWNS] >= fitting.max(axis=0)).all()
    single = [row for row in parts if row.sum() == 1]
    assert all(most[:_UNKNOWNS][row == 1] == (row @ truth) for row in single)


def test_numbers_that_no_population_has_are_told() -> None:
    sums = sparse.csr_array(np.array([[1.0, 1.0], [1.0, 1.0]]))
    unknowns = Unknowns(np.zeros(2), np.full(2, np.inf), sums, np.array([5.0, 7.0]), np.array([5.0, 7.0]))
    with pytest.raises(ContradictionError):
        below(unknowns, sparse.csr_array(np.eye(2)), np.full(2, 3.0))
    part = sparse.csr_array(np.array([[1.0, -1.0]]))
    with pytest.raises(EmptyError):
        narrowed(part, np.array([6.0, 0.0]), np.array([9.0, 5.0]))
