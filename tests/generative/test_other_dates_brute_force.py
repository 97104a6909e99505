"""Two releases over other dates or areas against another solver, and against trying every table."""

from collections import Counter

from tests.support.small_kindred import judged_twice

SEEDS = range(60)


def test_no_small_group_between_two_releases_can_be_worked_out() -> None:
    found: Counter[str] = sum((judged_twice(seed) for seed in SEEDS), Counter())
    assert found["derived"] == 0
    assert found["tried_otherwise"] == 0
    assert found["groups"] > 100
    assert found["tried"] > 100
    assert found["shown"] > found["asked"] // 4
