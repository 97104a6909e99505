"""What is withheld besides is safe, and costs the least of all choices."""

import numpy as np
import pytest

from benchmarks.parts import secondary_optimum
from smartstart.disclosure.protection import choose
from smartstart.disclosure.protection.effort import Effort
from smartstart.vocabulary.errors import GateRefusal
from tests.support.small_problems import cheapest, draw, safe


def test_the_least_cost_is_that_of_trying_every_choice() -> None:
    figures = secondary_optimum.run(1 / 40)
    assert figures["passed"], figures
    assert figures["tables_where_more_had_to_be_withheld"] >= 5  # else nothing was chosen


@pytest.mark.parametrize("seed", range(61_000, 61_010))
def test_a_choice_without_proof_is_safe_and_not_below_its_bound(seed: int) -> None:
    problem = draw(seed)
    if np.isinf(cheapest(problem)):
        with pytest.raises(GateRefusal, match="blijft af te leiden"):
            choose(problem, effort=Effort(rounds=1, exact=0))
        return
    found = choose(problem, effort=Effort(rounds=1, exact=0))
    least = choose(problem)
    assert safe(problem, found.withheld)
    cost = problem.cost[found.withheld].sum()
    assert cost >= problem.cost[least.withheld].sum() - 1e-6
    assert found.bound <= problem.cost[least.withheld].sum() + 1e-6
    assert not found.optimal or cost == pytest.approx(least.bound)
