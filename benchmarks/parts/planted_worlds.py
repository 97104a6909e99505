"""How often the planted group comes back among the first three of a region at five dates."""

from typing import Any

from smartstart.vault.insight.findings import Finding, RiskGroups
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.study.analyses import RiskGroupPlan
from tests.support.worlds import PLANTED, draw_world

NAME = "planted_worlds"
KIND = "trial"
TITLE = "Worlds with a planted group: does it come back among the first three?"
WORLDS = 60
LEAST = 0.95
FIRST = 3
FIRST_SEED = 20_000


def run(scale: float) -> dict[str, Any]:
    """Draw worlds of a region at five dates, search each, and look where the planted group stands."""
    seeds = [FIRST_SEED + number for number in range(max(round(WORLDS * scale), 1))]
    plan = RiskGroupPlan(kind="risk_groups")
    places = [_place(risk_groups(draw_world(seed), plan)) for seed in seeds]
    shown = [finding for rank, finding in places if finding is not None and rank <= FIRST]
    return {
        "passed": len(shown) >= LEAST * len(seeds),
        "bar": "the planted group, itself or as a variant, among the first three in 95 % of the worlds",
        "seeds": seeds,
        "worlds": len(seeds),
        "among_the_first_three": len(shown),
        "of_which_as_the_finding_itself": sum(finding.predicate == PLANTED for finding in shown),
        "of_which_confirmed": sum(finding.confirmed for finding in shown),
        "ranks": [rank for rank, _ in places],
    }


def _place(result: RiskGroups) -> tuple[int, Finding | None]:
    """Return the rank and finding that is the planted group, or the first that has it as a variant; else 0."""
    findings = list(enumerate(result.findings, start=1))
    itself = [(rank, finding) for rank, finding in findings if finding.predicate == PLANTED]
    variant = [(rank, finding) for rank, finding in findings if PLANTED in finding.variants]
    return next(iter(itself + variant), (0, None))
