"""Is what is called the least cost of withholding the least? Every choice is tried on small random tables."""

from typing import Any

import numpy as np

from smartstart.disclosure.protection import choose
from smartstart.vocabulary.errors import GateRefusal
from tests.support.small_problems import cheapest, draw, safe

NAME = "secondary_optimum"
KIND = "trial"
TITLE = "Secondary suppression against trying every choice, on small random tables"
TABLES = 400
FIRST_SEED = 60_000


def run(scale: float) -> dict[str, Any]:
    """Draw tables, choose, and compare with the cheapest of all choices."""
    seeds = [FIRST_SEED + number for number in range(max(round(TABLES * scale), 1))]
    dearer, unsafe, unproven, refused, extra = [], [], [], 0, 0
    for seed in seeds:
        problem = draw(seed)
        least = cheapest(problem)
        try:
            found = choose(problem)
        except GateRefusal:
            refused += 1
            dearer += [seed] if np.isfinite(least) else []
            continue
        extra += int((found.withheld & ~problem.withheld).any())
        dearer += [seed] if abs(float(problem.cost[found.withheld].sum()) - least) > 1e-6 else []
        unsafe += [] if safe(problem, found.withheld) else [seed]
        unproven += [] if found.optimal and abs(found.bound - least) < 1e-6 else [seed]
    return {
        "passed": not (dearer or unsafe or unproven),
        "bar": f"the least cost, proven and safe, on all of {TABLES} tables",
        "seeds": seeds,
        "tables": len(seeds),
        "tables_where_more_had_to_be_withheld": extra,
        "tables_where_nothing_helps_and_it_says_so": refused,
        "tables_with_another_cost": dearer,
        "tables_unsafe": unsafe,
        "tables_not_proven": unproven,
    }
