"""A few of the random crowds of `benchmarks/parts/random_releases.py`: nothing behind the gate, much without it."""

import pytest

from tests.support.random_releases import draw_releases

SEEDS = (1, 5, 6, 7, 9, 12, 14, 17, 19, 70_729)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_learned_and_every_claim_is_so(seed: int) -> None:
    drawn = draw_releases(seed)
    found = drawn.attacked(drawn.through_the_gate())
    assert found.leaks == ()
    assert found.false == ()
    assert found.shown > 0


def test_without_the_gate_most_of_them_are_broken() -> None:
    found = [drawn.attacked(drawn.past_the_gate()) for drawn in map(draw_releases, SEEDS[3:7])]
    assert 2 * sum(bool(one.leaks) for one in found) > len(found)
    assert not any(one.false for one in found)
