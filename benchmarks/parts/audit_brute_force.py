"""Is every interval of the joint audit the one that trying every table gives?"""

from collections import Counter
from typing import Any

from smartstart.disclosure.audit.limits import limits
from smartstart.disclosure.audit.system import Attacker
from tests.support.small_systems import draw, tried

NAME = "audit_brute_force"
KIND = "trial"
TITLE = "The joint audit against trying every table, on small random systems"
SYSTEMS = 1000
FIRST_SEED = 40_000


def run(scale: float) -> dict[str, Any]:
    """Draw systems and compare every interval, for both outsiders."""
    seeds = [FIRST_SEED + number for number in range(max(round(SYSTEMS * scale), 1))]
    kinds: Counter[str] = Counter()
    intervals, narrower, different = 0, 0, []
    for seed in seeds:
        small = draw(seed)
        kinds.update(small.kinds)
        for attacker in Attacker:
            low, high = tried(small, attacker)
            found = limits(small.system, small.targets, attacker)
            equal = found.whole & (found.lower == low) & (found.upper == high)
            intervals += equal.size
            narrower += int((high > low).sum())
            different += [] if bool(equal.all()) else [seed]
    return {
        "passed": not different,
        "bar": f"all intervals equal, {SYSTEMS:,} systems, both outsiders",
        "seeds": seeds,
        "systems": len(seeds),
        "intervals": intervals,
        "intervals_wider_than_a_point": narrower,
        "systems_with_a_different_interval": sorted(set(different)),
        "systems_per_kind_of_statement": dict(sorted(kinds.items())),
    }
