"""The choice of what else to withhold: what it keeps, and how it refuses."""

from dataclasses import replace

import highspy
import numpy as np
import pytest
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem, Sums
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.protection import choose, mending
from smartstart.disclosure.protection.effort import Effort
from smartstart.disclosure.protection.levels import Levels
from smartstart.disclosure.protection.relations import net
from smartstart.vocabulary.errors import GateRefusal, UsageError

TRUTH = np.array([3, 20, 30, 40])  # two by two
GROUPS = np.array(
    [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1]],
    dtype=np.float64,
)
NOTHING = Sums(sparse.csr_array((0, 4)), np.zeros(0), np.zeros(0))


def problem(**changes: object) -> Problem:
    value = GROUPS @ TRUTH
    first = np.arange(8) == 0
    need = np.array([10.0])
    whole = Problem(
        truth=TRUTH,
        asked=Sums(sparse.csr_array(GROUPS), value, value),
        statement=np.arange(8),
        cost=np.array([0.0, 1, 1, 1, 10, 10, 10, 10]),
        withheld=first,
        background=NOTHING,
        targets=Targets(sparse.csr_array(GROUPS[:1]), need, need),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_a_square_protects_the_small_cell() -> None:
    found = choose(problem())
    assert np.flatnonzero(found.withheld).tolist() == [0, 1, 2, 3]
    assert (found.optimal, found.bound) == (True, 3.0)


def test_nothing_is_withheld_where_nothing_needs_it() -> None:
    none = Targets(sparse.csr_array((0, 4)), np.zeros(0), np.zeros(0))
    found = choose(problem(targets=none))
    assert np.flatnonzero(found.withheld).tolist() == [0]
    assert found.optimal


def test_a_statement_that_tells_several_sums_is_withheld_as_one() -> None:
    together = np.array([0, 1, 1, 1, 2, 3, 4, 5])
    found = choose(problem(statement=together, cost=np.array([0.0, 4, 10, 10, 10, 10]), withheld=np.arange(6) == 0))
    assert np.flatnonzero(found.withheld).tolist() == [0, 1]


def test_a_rounded_count_leaves_room_of_its_own() -> None:
    value = GROUPS @ TRUTH
    wide = Sums(sparse.csr_array(GROUPS), value - 8, value + 8)
    assert np.flatnonzero(choose(problem(asked=wide)).withheld).tolist() == [0]


def test_an_estimate_that_tells_too_much_goes() -> None:
    """Three times the small cell less a tenth of its neighbour: that says what the square hides."""
    room = np.r_[np.zeros(8), 0.5]
    weights = np.vstack([GROUPS, [3.0, -0.1, 0, 0]])
    value = weights @ TRUTH
    told = Sums(sparse.csr_array(weights), value - room, value + room)
    cost = np.array([0.0, 1, 1, 1, 10, 10, 10, 10, 1])
    found = choose(problem(asked=told, statement=np.arange(9), cost=cost, withheld=np.arange(9) == 0))
    assert np.flatnonzero(found.withheld).tolist() == [0, 1, 2, 3, 8]


def test_levels_to_both_sides_can_be_asked() -> None:
    levels = Levels.share(sparse.csr_array(GROUPS[:1]), TRUTH, 0.3)
    found = choose(problem(), levels, np.zeros(4, np.int64))
    assert np.flatnonzero(found.withheld).tolist() == [0, 1, 2, 3]


def test_what_is_known_already_is_refused() -> None:
    known = Sums(sparse.csr_array(GROUPS[:1]), np.array([3.0]), np.array([3.0]))
    with pytest.raises(GateRefusal, match="niet uitgegeven") as refusal:
        choose(problem(background=known))
    assert "blijft af te leiden" in str(refusal.value)


def test_what_follows_from_several_known_counts_is_refused() -> None:
    known = Sums(sparse.csr_array(GROUPS[[4, 1]]), np.array([23.0, 20.0]), np.array([23.0, 20.0]))
    with pytest.raises(GateRefusal, match="blijft af te leiden"):
        choose(problem(background=known))


def test_counts_that_contradict_each_other_are_refused() -> None:
    value = GROUPS @ TRUTH + 1
    with pytest.raises(GateRefusal, match="spreken elkaar tegen"):
        choose(problem(asked=Sums(sparse.csr_array(GROUPS), value, value)))


def test_a_solver_at_its_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from smartstart.disclosure.protection import outsider

    monkeypatch.setitem(outsider._OPTIONS, "simplex_iteration_limit", 0)
    monkeypatch.setattr("highspy.Highs.getModelStatus", lambda _: highspy.HighsModelStatus.kIterationLimit)
    with pytest.raises(GateRefusal, match="niet uitgegeven") as refusal:
        choose(problem(withheld=np.arange(8) < 4))
    assert "rekenruimte" in str(refusal.value)


def test_a_solver_that_fails_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highspy.Highs.getModelStatus", lambda _: highspy.HighsModelStatus.kSolveError)
    with pytest.raises(GateRefusal, match="gaf geen antwoord"):
        choose(problem(withheld=np.arange(8) < 4))


def test_effort_must_be_something() -> None:
    with pytest.raises(UsageError, match="rekenruimte"):
        Effort(iterations=0)


def test_what_was_mended_too_much_is_shown_again() -> None:
    """Without a search for the least cost something is safe too, and nothing in it can be missed."""
    found = choose(problem(), effort=Effort(rounds=1, exact=0, guided=0))
    assert np.flatnonzero(found.withheld).tolist() == [0, 1, 2, 3]
    assert not found.optimal


def test_a_solver_that_fails_while_mending_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    status = highspy.HighsModelStatus.kSolveError
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _: status)
    targets = np.array([0])
    whole = problem()
    asked = net(whole, Levels.of(whole.targets, whole.truth), np.zeros(4, np.int64))
    with pytest.raises(GateRefusal, match="gaf geen antwoord"):
        mending._hidden(asked, whole.withheld, targets, Effort())
    monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda _: highspy.HighsModelStatus.kIterationLimit)
    with pytest.raises(GateRefusal, match="niet uitgegeven") as refusal:
        mending._hidden(asked, whole.withheld, targets, Effort())
    assert "rekenruimte" in str(refusal.value)


def test_only_cells_within_so_many_ties_of_a_target_are_near() -> None:
    whole = problem()
    asked = net(whole, Levels.of(whole.targets, whole.truth), np.zeros(4, np.int64))
    target = np.array([0])
    own = np.unique(asked.targets[[0]].indices)
    tied = np.unique(asked.relations[np.flatnonzero((asked.relations[:, own].toarray() != 0).any(axis=1))].indices)
    assert mending.near(asked, target, 0).tolist() == own.tolist()
    assert mending.near(asked, target, 1).tolist() == np.union1d(own, tied).tolist()
    assert 0 < own.size < mending.near(asked, target, 1).size
    assert mending.near(asked, target, None).tolist() == list(range(asked.cells))
