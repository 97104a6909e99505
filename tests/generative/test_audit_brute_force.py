"""Every interval of the audit is the one that trying every table gives."""

import numpy as np
import pytest

from benchmarks.parts import audit_brute_force
from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker, Targets
from smartstart.disclosure.audit.verdict import audit
from tests.support.small_systems import draw, tried


def test_every_interval_is_that_of_brute_force() -> None:
    figures = audit_brute_force.run(1 / 20)
    assert figures["passed"], figures["systems_with_a_different_interval"]
    assert figures["systems"] == 50
    assert figures["intervals_wider_than_a_point"] > 400  # a system in which everything is known proves nothing
    assert {"rounded", "weighted", "one-sided", "3 dimensions"} <= figures["systems_per_kind_of_statement"].keys()


@pytest.mark.parametrize("seed", range(41_000, 41_040))
def test_the_verdict_follows_from_the_intervals(seed: int) -> None:
    small = draw(seed)
    need = np.full(small.targets.sums.shape[0], 3.0)
    targets = Targets(small.targets.sums, need, need)
    failing = {}
    for attacker in Attacker:
        low, high = tried(small, attacker)
        # Between 3 and 6 wide the audit counts in whole persons; wider ones it takes over all numbers, which are wider.
        failing[attacker] = set(np.flatnonzero((high - low < 3) | (high < 3)))
        assert set(np.flatnonzero(~audit(small.system, targets, attacker).passes)) == failing[attacker]
    assert failing[Attacker.N] <= failing[Attacker.E]  # so that who withstands the second withstands both


def test_linear_limits_are_never_narrower_than_whole_ones() -> None:
    for seed in range(42_000, 42_015):
        small = draw(seed)
        nothing = np.zeros(small.targets.sums.shape[0])
        for attacker in Attacker:
            low, high = tried(small, attacker)
            found = limits(small.system, Targets(small.targets.sums, nothing, nothing), attacker)
            assert (found.lower <= low).all()
            assert (found.upper >= high).all()
