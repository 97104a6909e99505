"""How often a group is confirmed in worlds where no factor matters (brothers and sisters are still alike).

The search is the whole one of a study, without permutations and bootstrap: these can only take a confirmation away (or
add none), so what is counted here is the most there can be.
"""

from typing import Any

from benchmarks.searching.worlds import TRIED
from benchmarks.trials import Found, tried
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.study.analyses import RiskGroupPlan
from tests.support.worlds import draw_world

NAME = "null_worlds"
KIND = "trial"
TITLE = "Worlds without a pattern: how often is a group confirmed?"
WORLDS, FIRST_SEED = 1_000, 10_000
MOST = 0.07  # Holm promises 0.05


def run(scale: float) -> dict[str, Any]:
    """Draw null worlds of a region at five dates, search each, and count those with any confirmed group."""
    seeds = [FIRST_SEED + number for number in range(max(round(WORLDS * scale), 1))]
    worlds = list(tried(NAME, seeds, _one, code=TRIED, keep=scale == 1))
    confirmed = [seed for seed, world in zip(seeds, worlds, strict=True) if world["confirmed"]]
    return {
        "passed": len(confirmed) <= MOST * len(seeds),
        "bar": f"any confirmed group in at most {MOST:.0%} of the worlds",
        "seeds": seeds,
        "worlds": len(seeds),
        "worlds_with_a_confirmed_group": len(confirmed),
        "seeds_with_a_confirmed_group": confirmed,
        **{f"mean_{name}": sum(world[name] for world in worlds) / len(seeds) for name in _COUNTED},
    }


_COUNTED = ("rows", "searched", "candidates")


def _one(seed: int) -> Found:
    result = risk_groups(draw_world(seed, null=True), RiskGroupPlan(kind="risk_groups"))
    counted = {name: getattr(result, name) for name in _COUNTED}
    return {"confirmed": any(finding.confirmed for finding in result.findings), **counted}
