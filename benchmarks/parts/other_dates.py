"""Two releases over other dates or areas: can a small group between them be worked out?"""

from collections import Counter
from typing import Any

from tests.support.small_kindred import judged_twice

NAME = "other_dates"
KIND = "trial"
TITLE = "Two releases over other reference dates or areas, against another solver and against trying every table"
SYSTEMS = 1000
FIRST_SEED = 0


def run(scale: float) -> dict[str, Any]:
    """Release twice from small random children; ask what an outsider works out of every small group between."""
    seeds = [FIRST_SEED + number for number in range(max(round(SYSTEMS * scale), 1))]
    found: Counter[str] = Counter()
    for seed in seeds:
        found += judged_twice(seed)
    return {
        "passed": found["derived"] == 0 and found["tried_otherwise"] == 0 and found["groups"] > len(seeds),
        "bar": "no small group that only one of two releases has can be worked out from both; where every table can be "
        "tried, the intervals are those of the solver",
        "seeds": seeds,
        "pairs_of_releases": len(seeds),
        "small_groups_between_two_releases": found["groups"],
        "of_these_worked_out": found["derived"],
        "of_these_also_tried_table_by_table": found["tried"],
        "of_these_with_another_interval": found["tried_otherwise"],
        "known_from_the_first_release_alone": found["already"],
        "statements_of_the_second_release": found["asked"],
        "of_these_shown": found["shown"],
    }
