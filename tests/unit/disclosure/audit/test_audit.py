"""The audit: what it refuses, what it keeps, and what it does not do twice."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from smartstart.disclosure.audit import solver
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.effort import Effort
from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker, System, Targets
from smartstart.disclosure.audit.verdict import audit
from smartstart.vocabulary.errors import GateRefusal, UsageError


def _system(rows: list[list[float]], truth: list[int], **more: np.ndarray) -> System:
    sums = sparse.csr_array(np.array(rows, dtype=float).reshape(-1, len(truth)))
    value = sums @ np.array(truth, dtype=float)
    whole = np.array(truth, dtype=np.int64)
    return replace(System(sums, value, value, whole, np.full(len(truth), np.inf)), **more)


def _targets(rows: list[list[float]], need: float = 10) -> Targets:
    return Targets(sparse.csr_array(np.array(rows, dtype=float)), np.full(len(rows), need), np.full(len(rows), need))


def _ring(number: int, each: list[int]) -> System:
    """Return blocks of three atoms of which every pair is shown loosely: their corners are not whole."""
    block = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 1]])
    rows = np.kron(np.eye(number), block)
    system = _system(rows.tolist(), each * number)
    return replace(system, lower=np.zeros(3 * number), upper=np.full(3 * number, 25.0))


def test_two_that_hide_each_other_widely_pass_and_two_that_do_not_fail() -> None:
    system = _system([[1, 1, 0, 0], [0, 0, 1, 1]], [5, 40, 3, 4])
    for attacker in Attacker:
        found = audit(system, _targets(np.eye(4).tolist()), attacker)
        assert found.passes.tolist() == [True, True, False, False]


def test_a_group_that_only_hides_behind_empty_ones_fails_the_outsider_who_knows_who_lives_there() -> None:
    system = _system([[1, 1]], [5, 6])  # 0 to 11 wide for one outsider, 1 to 10 for the other
    assert not audit(system, _targets([[1, 0]]), Attacker.E).passes.any()
    assert audit(system, _targets([[1, 0]]), Attacker.N).passes.all()


def test_an_upper_limit_below_the_threshold_fails_however_wide_the_interval() -> None:
    system = _system([[1, 1]], [4, 5])
    wide = Targets(sparse.csr_array([[1.0, 0.0]]), np.array([3.0]), np.array([10.0]))
    assert not audit(system, wide).passes.any()
    assert audit(system, replace(wide, reach=np.array([8.0]))).passes.all()


def test_a_target_over_several_blocks_adds_up_their_widths() -> None:
    system = _system([[1, 1, 0, 0], [0, 0, 1, 1]], [4, 4, 4, 4])
    found = limits(system, _targets([[1, 0, 1, 0]]), Attacker.N)
    assert (found.lower.tolist(), found.upper.tolist(), found.whole.tolist()) == ([0], [16], [True])
    assert audit(system, _targets([[1, 0, 1, 0], [1, 0, 0, 0]])).passes.tolist() == [True, False]


def test_what_no_sum_holds_is_unlimited() -> None:
    system = replace(_system([[1, 1, 0]], [2, 3, 4]), most=np.array([np.inf, np.inf, 6.5]))
    found = limits(_system([[1, 1, 0]], [2, 3, 4]), _targets([[0, 0, 1]]), Attacker.E)
    assert (found.lower.tolist(), found.upper.tolist()) == ([1], [np.inf])
    assert limits(system, _targets([[0, 0, 1]]), Attacker.N).upper.tolist() == [6]


def test_no_statement_at_all_gives_nothing_away() -> None:
    assert audit(_system([], [1, 2]), _targets([[1, 0], [1, 1]])).passes.all()


def test_nothing_to_keep_unknown_is_no_question() -> None:
    nothing = Targets(sparse.csr_array((0, 2)), np.zeros(0), np.zeros(0))
    found = audit(_system([[1, 1]], [1, 2]), nothing)
    assert (found.passes.size, found.questions) == (0, 0)


def test_limits_over_whole_counts_are_narrower_where_the_corners_are_not_whole() -> None:
    system = replace(_ring(1, [4, 4, 4]), upper=np.array([9.0, 9.0, 9.0]))
    narrow = limits(system, _targets([[1, 1, 1]]), Attacker.N)
    wide = limits(system, _targets([[1, 1, 1]], need=3), Attacker.N)
    assert (narrow.upper[0], narrow.whole[0]) == (13, True)
    assert (wide.upper[0], wide.whole[0]) == (pytest.approx(13.5), False)


def test_a_limit_that_is_no_whole_number_needs_no_search_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    def searched(*_: object) -> None:
        raise AssertionError("a search tree was built")

    monkeypatch.setattr(solver.Model, "most_whole", searched)
    # a + b = 8, a + c = 8, b + c + d = 13 and d + e = 4: twice a is 3 more than d, so a lies between 1.5 and 3.5.
    rows: list[list[float]] = [[1, 1, 0, 0, 0], [1, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 0, 1, 1]]
    found = limits(_system(rows, [2, 6, 6, 1, 3]), _targets([[1, 0, 0, 0, 0]]), Attacker.N)
    assert (found.lower.tolist(), found.upper.tolist(), found.whole.tolist()) == ([2], [3], [True])


@pytest.mark.parametrize(
    "wrong",
    [
        {"lower": np.array([4.0]), "upper": np.array([4.0])},
        {"truth": np.array([4, -1])},
        {"most": np.array([1.0, np.inf])},
        {"upper": np.array([np.nan])},
    ],
)
def test_tables_that_contradict_each_other_are_refused_without_a_count(wrong: dict[str, np.ndarray]) -> None:
    system = replace(_system([[1, 1]], [2, 1]), **wrong)
    with pytest.raises(GateRefusal, match="spreken elkaar tegen") as refusal:
        audit(system, _targets([[1, 0]]))
    assert not any(sign.isdigit() for sign in str(refusal.value))


def test_what_takes_more_iterations_than_allowed_does_not_pass() -> None:
    system = _system(
        np.kron(np.eye(1), np.vstack([np.kron(np.eye(6), np.ones(6)), np.tile(np.eye(6), 6)])).tolist(), list(range(36))
    )
    assert audit(system, _targets(np.eye(36).tolist())).passes.any()
    found = audit(system, _targets(np.eye(36).tolist()), effort=Effort(iterations=3))
    assert not found.passes.any()
    assert "niet gelukt om na te rekenen" in str(found.refusal)
    with pytest.raises(GateRefusal, match="niet gelukt om na te rekenen"):
        limits(system, _targets(np.eye(36).tolist()), Attacker.E, effort=Effort(iterations=3))


def test_a_solver_without_an_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    system = _system([[1, 1, 0, 1], [0, 1, 1, 1], [1, 0, 1, 1]], [8, 7, 9, 3])
    monkeypatch.setitem(solver._OPTIONS, "time_limit", 0.0)
    with pytest.raises(GateRefusal, match="geen betrouwbaar antwoord"):
        limits(system, _targets(np.eye(4).tolist()), Attacker.N)


def test_effort_of_nothing_is_a_mistake() -> None:
    with pytest.raises(UsageError):
        Effort(iterations=0)


def test_only_what_a_new_statement_touches_is_worked_out_again(tmp_path: Path) -> None:
    system, targets = _ring(5, [7, 8, 9]), _targets(np.eye(15).tolist())
    cache = Cache(tmp_path)
    first = audit(system, targets, cache=cache)
    assert (first.solved, first.cached) == (1, 4)  # five equal blocks are one question
    again = audit(system, targets, cache=Cache(tmp_path))
    assert (again.solved, again.cached, again.questions) == (0, 5, 0)
    more = sparse.csr_array(np.vstack([system.sums.toarray(), np.eye(15)[:1]]))
    added = System(more, np.append(system.lower, 7), np.append(system.upper, 7), system.truth, system.most)
    touched = audit(added, targets, cache=Cache(tmp_path))
    assert touched.passes.tolist() == audit(added, targets).passes.tolist()
    assert touched.passes.tolist() != first.passes.tolist()
    assert touched.cached >= 4


def test_a_kept_answer_that_was_damaged_counts_as_none(tmp_path: Path) -> None:
    system, targets = _ring(1, [7, 8, 9]), _targets(np.eye(3).tolist())
    audit(system, targets, cache=Cache(tmp_path))
    [kept] = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert audit(system, targets, cache=Cache(tmp_path)).solved == 1


def test_a_kept_answer_of_somebody_else_counts_as_none(tmp_path: Path) -> None:
    system, targets = _ring(1, [7, 8, 9]), _targets(np.eye(3).tolist())
    audit(system, targets, cache=Cache(tmp_path, b"somebody else"))
    assert audit(system, targets, cache=Cache(tmp_path, b"ours")).solved == 1
    assert audit(system, targets, cache=Cache(tmp_path, b"ours")).solved == 0


def test_a_kept_answer_to_another_question_counts_as_none(tmp_path: Path) -> None:
    targets = _targets(np.eye(3).tolist())
    audit(_ring(1, [7, 8, 9]), targets, cache=Cache(tmp_path))
    [kept] = tmp_path.iterdir()
    audit(_ring(1, [3, 2, 1]), targets, cache=Cache(tmp_path))
    [other] = set(tmp_path.iterdir()) - {kept}
    other.write_bytes(kept.read_bytes())
    assert audit(_ring(1, [3, 2, 1]), targets, cache=Cache(tmp_path)).solved == 1


def test_answers_used_longest_ago_go_first_where_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartstart.disclosure.audit.cache._KEPT", 1)
    targets = _targets(np.eye(3).tolist())
    for number, sizes in enumerate(([7, 8, 9], [3, 2, 1])):
        audit(_ring(1, sizes), targets, cache=Cache(tmp_path))
        for file in tmp_path.iterdir():
            os.utime(file, (number + 1, number + 1))
    audit(_ring(1, [7, 8, 9]), targets, cache=Cache(tmp_path))  # used again, so it stays
    Cache(tmp_path).tidy()
    assert audit(_ring(1, [7, 8, 9]), targets, cache=Cache(tmp_path)).solved == 0
    assert audit(_ring(1, [3, 2, 1]), targets, cache=Cache(tmp_path)).solved == 1


def test_the_order_of_the_statements_does_not_matter(tmp_path: Path) -> None:
    system, targets = _ring(5, [7, 8, 9]), _targets(np.eye(15).tolist())
    audit(system, targets, cache=Cache(tmp_path))
    order = np.random.default_rng(3).permutation(system.lower.size)
    mixed = System(
        sparse.csr_array(system.sums[order]), system.lower[order], system.upper[order], system.truth, system.most
    )
    assert audit(mixed, targets, cache=Cache(tmp_path)).solved == 0


def test_the_same_question_always_has_the_same_answer() -> None:
    system, targets = _ring(4, [3, 12, 5]), _targets(np.eye(12).tolist())
    first, second = limits(system, targets, Attacker.E), limits(system, targets, Attacker.E)
    assert np.array_equal(first.lower, second.lower)
    assert np.array_equal(first.upper, second.upper)
