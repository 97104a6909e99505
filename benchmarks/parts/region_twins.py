"""Whole invented regions, from files to findings: does the planted group come back, and what does a date cost?"""

import datetime as dt
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from smartstart.release.contents import Condition, Predicate
from smartstart.vault.coded import CodedCohort
from smartstart.vault.engines import DuckEngine
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.run.opening import open_cohort
from smartstart.vault.study.model import Study
from smartstart.vault.study.reading import read_study
from smartstart.vault.twin import write_twin

NAME = "region_twins"
KIND = "trial"
TITLE = "Region twins, five yearly reference dates: the planted group, and the cost of one date"
SEEDS = (1, 2, 3, 4, 5)
FIRST = 3
SECONDS, GIGABYTES = 20.0, 2.0  # for one reference date, on two cores

PLANTED = Predicate(
    conditions=(
        Condition(factor="gezin", levels=("alleenstaande_moeder",)),
        Condition(factor="moeder_eerste_kind", levels=("tot_20", "20_25", "25_30")),
        Condition(factor="werk_moeder", levels=("geen_werk",)),
        Condition(factor="woning", levels=("huur_met_toeslag",)),
    )
)


_Found = TypeVar("_Found")


def run(scale: float) -> dict[str, Any]:
    """Write regions, search each at five dates, and measure one date apart in a process of its own."""
    seeds = SEEDS[: max(round(len(SEEDS) * scale), 1)]
    ranks, confirmed, seconds, gigabytes, processor = [], [], [], [], []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "twin"
            write_twin(data, size="region", seed=seed)
            rank, sure = _apart(_planted, data)
            ranks.append(rank)
            confirmed.append(sure)
            cost = _apart(_cost, data)
            seconds.append(cost[0])
            processor.append(cost[1])
            gigabytes.append(cost[2])
    return {
        "passed": all(0 < rank <= FIRST for rank in ranks)
        and max(gigabytes) < GIGABYTES
        and (scale < 1 or max(seconds) < SECONDS),  # a small run stands in the tests, and no test is timed
        "bar": f"planted group among the first {FIRST} in every region, ranked by the lower limit of the relative "
        f"risk; one reference date, from files to coded cohort, under {SECONDS:.0f} s and {GIGABYTES:.0f} GB",
        "seeds": list(seeds),
        "rank_of_the_planted_group": ranks,
        "confirmed": confirmed,
        "one_date_seconds": seconds,
        "one_date_processor_seconds": processor,
        "one_date_gigabytes": gigabytes,
    }


def _apart(work: Callable[[Path], _Found], data: Path) -> _Found:
    """Return what a fresh process finds, of which the memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (data,))


def _planted(data: Path) -> tuple[int, bool]:
    """Return the place of the planted group, itself or as a variant, 0 when it is not there; and if it is confirmed."""
    study = _study(None)
    groups = risk_groups(_cohort(study, data), study.risk_groups)
    for rank, finding in enumerate(groups.findings, start=1):
        if PLANTED in (finding.predicate, *finding.variants):
            return rank, finding.confirmed
    return 0, False


def _cost(data: Path) -> tuple[float, float, float]:
    """Return seconds, processor seconds and gigabytes of the cohort of one date."""
    began, worked = time.monotonic(), time.process_time()
    _cohort(_study((dt.date(2021, 1, 1),)), data)
    seconds, processor = time.monotonic() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return round(seconds, 1), round(processor, 1), round(peak, 2)


def _cohort(study: Study, data: Path) -> CodedCohort:
    with tempfile.TemporaryDirectory() as folder, DuckEngine(Path(folder), memory="1500MB") as engine:
        return open_cohort(engine, study, data, Path(folder), lambda _: nullcontext(_quiet), {}).cohort


def _study(dates: Sequence[dt.date] | None) -> Study:
    with resources.as_file(resources.files("smartstart.cli") / "studies" / "uithuisplaatsing.toml") as path:
        study = read_study(path)
    if dates is None or study.cohort is None:
        return study
    return study.model_copy(update={"cohort": study.cohort.model_copy(update={"reference_dates": tuple(dates)})})


def _quiet(_: str) -> None:
    """Say nothing."""
