"""Does the planted group come back among the first three, and does its interval hold the truth?

A region at five dates, searched by the measure that a study has unless it says otherwise: the lower limit of the
relative risk, household-clustered on the half that is held back. Permutations and bootstrap are off: they change no
rank and no interval.

The interval is that of the planted group on the held-back half, in every world, whether it was found or not: a half
that nothing was sought on does not know what was found. What it should hold is the ratio of the model itself, see
`tests.support.worlds.true_ratio`.
"""

from collections import Counter
from typing import Any

from benchmarks.searching.worlds import TRIED
from benchmarks.trials import Found, tried
from smartstart.statistics import wilson
from smartstart.vault.insight.estimates import Sample
from smartstart.vault.insight.findings import Finding, RiskGroups
from smartstart.vault.insight.items import pack
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.split import found_half
from smartstart.vault.study.analyses import RiskGroupPlan
from tests.support.worlds import PLANTED, draw_world, true_ratio

NAME = "planted_worlds"
KIND = "trial"
TITLE = "Worlds with a planted group: does it come back among the first three, and does its interval hold the truth?"
WORLDS, FIRST_SEED = 1_000, 20_000
LEAST, FIRST = 0.95, 3
LEAST_COVERED, MOST_COVERED = 0.93, 0.97
_PLAN = RiskGroupPlan(kind="risk_groups")


def run(scale: float) -> dict[str, Any]:
    """Draw worlds of a region at five dates, search each, and look where the planted group stands."""
    seeds = [FIRST_SEED + number for number in range(max(round(WORLDS * scale), 1))]
    worlds = list(tried(NAME, seeds, _one, code=TRIED, keep=scale == 1))
    truth = true_ratio()
    shown = [world for world in worlds if 1 <= world["rank"] <= FIRST]
    below, above = (sum(world["upper"] < truth for world in worlds), sum(world["lower"] > truth for world in worlds))
    covered = len(seeds) - below - above
    return {
        "passed": len(shown) >= LEAST * len(seeds) and _covers(covered, len(seeds)),
        "bar": f"the planted group, itself or as a variant, among the first {FIRST} in {LEAST:.0%} of the worlds; its "
        f"interval holds the true ratio in {LEAST_COVERED:.0%} to {MOST_COVERED:.0%}",
        "seeds": seeds,
        "worlds": len(seeds),
        "measure": "lower limit of the relative risk, household-clustered",
        "among_the_first_three": len(shown),
        "of_which_as_the_finding_itself": sum(world["itself"] for world in shown),
        "of_which_confirmed": sum(world["confirmed"] for world in shown),
        "worlds_by_rank": dict(sorted(Counter(str(world["rank"] or "not found") for world in worlds).items())),
        "true_ratio": truth,
        "interval_holds_it": covered,
        "interval_below_it": below,
        "interval_above_it": above,
    }


def _one(seed: int) -> Found:
    world = draw_world(seed)
    rank, finding = _place(risk_groups(world, _PLAN))
    held_back = Sample.of(world, ~found_half(world.household, _PLAN.split_seed))
    ratio = held_back.ratios([pack(world.mask(PLANTED)[held_back.rows])])
    return {
        "rank": rank,
        "itself": finding is not None and finding.predicate == PLANTED,
        "confirmed": finding is not None and finding.confirmed,
        "lower": float(ratio.lower[0]),
        "upper": float(ratio.upper[0]),
    }


def _place(result: RiskGroups) -> tuple[int, Finding | None]:
    """Return the rank and finding that is the planted group, or the first that has it as a variant; else 0."""
    findings = list(enumerate(result.findings, start=1))
    itself = [(rank, finding) for rank, finding in findings if finding.predicate == PLANTED]
    variant = [(rank, finding) for rank, finding in findings if PLANTED in finding.variants]
    return next(iter(itself + variant), (0, None))


def _covers(covered: int, worlds: int) -> bool:
    """Tell whether the share is within the bar; a smaller trial cannot tell, so there: whether it may be, by chance."""
    if worlds >= WORLDS:
        return LEAST_COVERED <= covered / worlds <= MOST_COVERED
    limits = wilson(covered, worlds)
    return float(limits.lower) <= MOST_COVERED and float(limits.upper) >= LEAST_COVERED
