"""Of a group that was given away before, no choice of the gate tells more: every table is tried, before and after."""

from collections import Counter

import numpy as np
import pytest

from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.audit.system import Attacker
from smartstart.disclosure.joint.given_away import Choice, GivenAway, Numbers
from smartstart.disclosure.joint.judging import settled
from tests.support.small_given_away import draw, intervals

SEEDS = range(73_000, 73_045)


def _tried(seeds: range = SEEDS) -> Counter[str]:
    found: Counter[str] = Counter()
    for seed in seeds:
        problem = draw(seed)
        withheld, known = settled(problem, Cache())
        usual = np.setdiff1d(np.arange(problem.targets.width.size), known)
        found["given away"] += known.size
        found["usual"] += usual.size
        found["shown"] += int((~withheld).sum()) if known.size else 0
        for attacker in Attacker:
            low, high = intervals(problem, np.ones_like(withheld), attacker)
            low_now, high_now = intervals(problem, withheld, attacker)
            # A group that others give away is narrow with everything withheld, and those that are not stay wide.
            found[f"narrower for {attacker.name}"] += int(((low_now > low) | (high_now < high))[known].sum())
            found["too narrow"] += int(((high_now - low_now < 3) | (high_now < 3))[usual].sum())
            if attacker is Attacker.E:
                found["wrongly called given away"] += int(((high - low >= 3) & (high >= 3))[known].sum())
    return found


def test_no_interval_is_narrower_than_it_was_before() -> None:
    found = _tried()
    assert found["narrower for N"] == found["narrower for E"] == found["too narrow"] == 0, found
    assert found["wrongly called given away"] == 0, found
    assert min(found["given away"], found["usual"], found["shown"]) > 8, found


@pytest.mark.parametrize("attacker", Attacker)
def test_when_nobody_asks_it_is(attacker: Attacker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two outsiders learns more when only the other is asked about."""
    real = GivenAway.told_more

    def only_the_other(self: GivenAway, withheld: Choice, targets: Numbers) -> Numbers:
        self.before.pop(attacker, None)  # type: ignore[attr-defined]
        return real(self, withheld, targets)

    monkeypatch.setattr(GivenAway, "told_more", only_the_other)
    assert any(_tried(range(seed, seed + 1))[f"narrower for {attacker.name}"] for seed in SEEDS)
