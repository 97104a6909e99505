"""What the gate withholds: the cheapest where the problem is small, else never more than giving way by name costs."""

from functools import cache

import numpy as np
import pytest
from scipy import sparse

from smartstart.disclosure.atoms.problem import Problem, Sums
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.audit.verdict import audit
from smartstart.disclosure.joint import choosing
from smartstart.disclosure.joint.choosing import Choice, Numbers, chosen, gives_away
from smartstart.disclosure.joint.given_away import GivenAway
from smartstart.disclosure.joint.giving_way import gives_way
from smartstart.disclosure.protection import least
from smartstart.vocabulary.errors import GateRefusal
from tests.support.small_problems import cheapest, draw

SEEDS = range(62_000, 62_016)


def audited_on(problem: Problem) -> choosing.Audited:
    def audited(withheld: Choice, targets: Numbers) -> Numbers:
        asked = problem.targets
        some = Targets(sparse.csr_array(asked.sums[targets]), asked.width[targets], asked.reach[targets])
        return targets[~audit(problem.system(withheld), some).passes]

    return audited


def before(problem: Problem) -> choosing.Remembering:
    return lambda known: GivenAway.of(problem, known, Cache())


@cache
def problems() -> list[tuple[Problem, Numbers, choosing.Audited]]:
    """Return problems in which something is not safe, and would be if everything were withheld."""
    found = []
    for seed in SEEDS:
        problem = draw(seed)
        audited, everything = audited_on(problem), np.arange(problem.targets.width.size)
        unsafe = audited(problem.withheld, everything)
        if unsafe.size and not audited(np.ones_like(problem.withheld), unsafe).size:
            found.append((problem, unsafe, audited))
    return found


def by_name(problem: Problem, unsafe: Numbers, audited: choosing.Audited) -> Choice:
    """Give way by name from the beginning."""
    withheld = problem.withheld
    while unsafe.size and not withheld.all():
        withheld = withheld | gives_way(problem, withheld, unsafe)
        unsafe = audited(withheld, unsafe)
    return withheld


@pytest.mark.parametrize("small", [True, False])
def test_it_is_safe_and_never_much_dearer_than_giving_way_by_name(small: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not small:
        monkeypatch.setattr(choosing, "least", lambda *_: None)
    cheaper = 0
    for problem, unsafe, audited in problems():
        withheld, _ = chosen(problem, unsafe, audited, before(problem))
        assert not audited(withheld, unsafe).size
        assert (withheld >= problem.withheld).all()
        cost, simple = (problem.cost[one].sum() for one in (withheld, by_name(problem, unsafe, audited)))
        assert cost <= simple * (1.05 if not small else 1)
        cheaper += int(cost < simple)
    assert cheaper or not small  # else it does nothing


def test_in_a_small_problem_nothing_that_is_safe_costs_less() -> None:
    """Every choice is tried, for an outsider who knows more than the audit takes him to: none of them is cheaper."""
    for problem, unsafe, audited in problems()[:3]:
        assert problem.cost[chosen(problem, unsafe, audited, before(problem))[0]].sum() <= cheapest(problem)


def test_nothing_is_withheld_where_everything_is_safe() -> None:
    problem = draw(62_000)
    assert chosen(problem, np.zeros(0, np.int64), audited_on(problem), before(problem))[0] is problem.withheld


def test_what_gives_away_by_itself_is_in_every_safe_choice() -> None:
    seen = 0
    for problem, unsafe, audited in problems():
        for statement in np.flatnonzero(gives_away(problem, unsafe) & ~problem.withheld):
            others = np.arange(problem.statements) != statement
            assert audited(others, unsafe).size
            seen += 1
    assert seen


def test_a_sum_that_subtracts_gives_nothing_away_by_itself() -> None:
    weights = np.array([[1.0, -1.0], [1.0, 1.0], [0.5, 2.0]])
    truth = np.array([3, 2])
    value = weights @ truth
    need = np.array([10.0])
    problem = Problem(
        truth=truth,
        asked=Sums(sparse.csr_array(weights), value, value),
        statement=np.arange(3),
        cost=np.ones(3),
        withheld=np.zeros(3, np.bool_),
        background=Sums(sparse.csr_array((0, 2)), np.zeros(0), np.zeros(0)),
        targets=Targets(sparse.csr_array([[1.0, 0.0]]), need, need),
    )
    # 5 persons in all; half of the first and twice the second are 5.5, so that the first are 11 at the most.
    assert gives_away(problem, np.array([0])).tolist() == [False, True, False]


def test_a_choice_that_cannot_be_proven_is_left_to_giving_way(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, unsafe, audited = problems()[0]
    assert least(problem, unsafe) is not None

    def refuses(*_: object, **__: object) -> None:
        raise GateRefusal("vol", where="keuze", expected="ruimte")

    monkeypatch.setattr("smartstart.disclosure.protection.choosing.choose", refuses)
    assert least(problem, unsafe) is None
    assert not audited(chosen(problem, unsafe, audited, before(problem))[0], unsafe).size


def test_a_large_problem_is_left_to_giving_way(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, unsafe, _ = problems()[0]
    monkeypatch.setattr("smartstart.disclosure.protection.choosing.SMALL", problem.truth.size - 1)
    assert least(problem, unsafe) is None
