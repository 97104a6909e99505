"""Learn in the region, count locally: does something useful remain for each of the nine municipalities?"""

import multiprocessing
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import nullcontext
from importlib import resources
from pathlib import Path
from typing import Any

from smartstart.disclosure.gate import Judged, judge
from smartstart.disclosure.policy import load_policy
from smartstart.release.contents import State, Statement
from smartstart.vault.engines import DuckEngine
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.submission import submission
from smartstart.vault.export.wording import LOCAL
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.insight.split import found_half
from smartstart.vault.run.opening import open_cohort
from smartstart.vault.study.reading import read_study
from smartstart.vault.twin import write_twin

NAME = "small_municipalities"
KIND = "trial"
TITLE = "Nine municipalities of the region twin: findings with a released size and expected number in each"
FULL_SIZE_ONLY = "the gate judges the whole release of a region; a small region stands in the tests"
SEEDS = (1, 2, 3)
LEAST = 0.8


def run(scale: float) -> dict[str, Any]:
    """Judge the bundled study on invented regions, and count per municipality what may be told of each finding."""
    seeds = SEEDS[: max(round(len(SEEDS) * scale), 1)]
    shares, events, seconds, outlines = [], [], [], []
    for seed in seeds:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            told, counted, spent, outline = pool.apply(_region, (seed,))
        shares.append(told)
        events.append(counted)
        seconds.append(spent)
        outlines.append(outline)
    return {
        "passed": all(len(told) == 9 and min(told.values()) >= LEAST for told in shares),
        "bar": f"in each of the nine municipalities at least {LEAST:.0%} of the findings asked with a released size "
        "and a released expected number",
        "seeds": list(seeds),
        "share_of_findings_with_size_and_expectation": shares,
        "share_of_findings_with_counted_events": events,
        "statements_asked_and_released": outlines,
        "gate_processor_seconds": seconds,
    }


def told_per_municipality(statements: Iterable[Statement], roles: set[str]) -> dict[str, float]:
    """Return per municipality which part of the findings asked for it has all of these numbers shown."""
    shown: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for statement in statements:
        place, _, finding = statement.subject.partition("-")
        if statement.analysis == LOCAL and finding:
            found = shown[place][finding]
            if statement.state is State.SHOWN:
                found.add(statement.role)
    return {
        place: sum(roles <= found for found in findings.values()) / len(findings)
        for place, findings in sorted(shown.items())
    }


def _region(seed: int) -> tuple[dict[str, float], dict[str, float], float, tuple[int, int]]:
    judged, seconds = _judged(seed)
    return (
        told_per_municipality(judged.statements, {"size", "expected"}),
        told_per_municipality(judged.statements, {"events"}),
        seconds,
        (judged.outline.asked, judged.outline.released),
    )


def _judged(seed: int) -> tuple[Judged, float]:
    with resources.as_file(resources.files("smartstart.cli") / "studies" / "uithuisplaatsing.toml") as path:
        study = read_study(path)
    plan = study.risk_groups
    with tempfile.TemporaryDirectory() as folder, DuckEngine(Path(folder), memory="1500MB") as engine:
        data = Path(folder) / "twin"
        write_twin(data, size="region", seed=seed)
        cohort = open_cohort(engine, study, data, Path(folder), lambda _: nullcontext(_quiet), {}).cohort
        groups = risk_groups(cohort, plan)
        asked = submission(
            study, plan, cohort, groups, Recount(engine, cohort, found_half(cohort.household, plan.split_seed))
        )
    began = time.process_time()
    judged = judge(asked, load_policy(study.release.policy), cohort.dimensions)
    return judged, round(time.process_time() - began, 1)


def _quiet(_: str) -> None:
    """Say nothing."""
