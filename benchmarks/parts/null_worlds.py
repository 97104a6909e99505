"""How often a group is confirmed in worlds where no factor matters (brothers and sisters are still alike)."""

from typing import Any

from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.study.analyses import RiskGroupPlan
from tests.support.worlds import draw_world

NAME = "null_worlds"
KIND = "trial"
TITLE = "Worlds without a pattern: how often is a group confirmed?"
WORLDS = 200
MOST = 0.10  # Holm promises 0.05
FIRST_SEED = 10_000


def run(scale: float) -> dict[str, Any]:
    """Draw null worlds of a region at five dates, search each, and count those with any confirmed group."""
    seeds = [FIRST_SEED + number for number in range(max(round(WORLDS * scale), 1))]
    plan = RiskGroupPlan(kind="risk_groups")
    confirmed: list[int] = []
    searched = candidates = rows = 0
    for seed in seeds:
        result = risk_groups(draw_world(seed, null=True), plan)
        confirmed += [seed] if any(finding.confirmed for finding in result.findings) else []
        searched, candidates, rows = searched + result.searched, candidates + result.candidates, rows + result.rows
    return {
        "passed": len(confirmed) <= MOST * len(seeds),
        "bar": "at most 20 of 200 worlds with any confirmed group",
        "seeds": seeds,
        "worlds": len(seeds),
        "worlds_with_a_confirmed_group": len(confirmed),
        "seeds_with_a_confirmed_group": confirmed,
        "mean_rows": rows // len(seeds),
        "mean_groups_searched": searched // len(seeds),
        "mean_candidates": candidates / len(seeds),
    }
