"""The audit is not asked again where what proves a group too narrow is still told; nothing is decided otherwise."""

from dataclasses import replace

import numpy as np

from smartstart.disclosure.atoms.problem import Problem
from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.system import Targets
from smartstart.disclosure.audit.verdict import audit
from smartstart.disclosure.joint import standing
from smartstart.disclosure.joint.standing import Choice, Numbers, Standing, rests_on
from tests.support.small_problems import draw

SEEDS = range(62_100, 62_130)


def audited_on(problem: Problem) -> standing.Audited:
    """Return the audit without a memory of any kind."""

    def audited(withheld: Choice, targets: Numbers) -> Numbers:
        return targets[~audit(problem.system(withheld), only(problem, targets).targets, cache=Cache()).passes]

    return audited


def only(problem: Problem, targets: Numbers) -> Problem:
    asked = problem.targets
    return replace(problem, targets=Targets(asked.sums[targets], asked.width[targets], asked.reach[targets]))


def wider(problem: Problem) -> Problem:
    """Return the problem with wider intervals asked for, so that what bounds a group from below matters too."""
    asked = problem.targets
    return replace(problem, targets=Targets(asked.sums, asked.width + 4, asked.reach))


def rounds(problem: Problem, seed: int) -> list[Choice]:
    """Return ever more that is withheld, one statement after the other, in an order by chance."""
    order = np.random.default_rng(seed).permutation(np.flatnonzero(~problem.withheld))
    return [problem.withheld | np.isin(np.arange(problem.statements), order[:many]) for many in range(order.size + 1)]


def test_it_finds_round_after_round_what_the_audit_finds_and_asks_less() -> None:
    asked = needed = 0
    for seed in SEEDS:
        problem = draw(seed)
        audited = audited_on(problem)

        def counted(withheld: Choice, targets: Numbers, audited: standing.Audited = audited) -> Numbers:
            nonlocal asked
            asked += 1
            return audited(withheld, targets)

        remembering = Standing(problem, counted)
        left = np.arange(problem.targets.width.size)
        for withheld in rounds(problem, seed):
            if left.size:
                found = remembering(withheld, left)
                assert found.tolist() == audited(withheld, left).tolist()
                left, needed = found, needed + 1
    assert asked < 0.9 * needed


def test_whatever_else_goes_nothing_is_safe_while_the_proof_is_told() -> None:
    """Tried with only that told which the proof rests on, and with a part of the rest besides."""
    proofs = 0
    for seed in SEEDS:
        problem = wider(draw(seed))
        chance = np.random.default_rng(seed)
        for target in audited_on(problem)(problem.withheld, np.arange(problem.targets.width.size)).tolist():
            one = np.array([target])
            proof = rests_on(problem, problem.withheld, one)
            if proof is None:
                continue
            proofs += 1
            for rest in (np.ones(problem.statements, np.bool_), chance.random(problem.statements) < 0.5):
                assert audited_on(problem)(problem.withheld | (rest & ~proof), one).size
    assert proofs > 10


def test_of_what_is_safe_there_is_no_proof() -> None:
    for seed in SEEDS:
        problem = draw(seed)
        every = np.arange(problem.targets.width.size)
        for target in np.setdiff1d(every, audited_on(problem)(problem.withheld, every)).tolist():
            assert rests_on(problem, problem.withheld, np.array([target])) is None
