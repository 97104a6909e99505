"""Runs in a process of its own, so that its time and memory are its own: a study on a whole country, step by step."""

import datetime as dt
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.cohort.registers import bundled
from smartstart.vault.engines import DuckEngine
from smartstart.vault.insight.risk_groups import risk_groups
from smartstart.vault.run.opening import open_cohort
from smartstart.vault.study.model import Study

THREADS = 2
STAGES = ("read", "cohort", "search")


class Watch:
    """What each stage of a process cost: seconds, processor seconds, and the peak of its memory up to then."""

    def __init__(self) -> None:
        self.stages: list[dict[str, float]] = []

    @contextmanager
    def __call__(self, _: str) -> Iterator[Callable[[str], None]]:
        began, worked = time.monotonic(), time.process_time()
        yield lambda _: None
        self.stages.append(
            {
                "seconds": round(time.monotonic() - began, 1),
                "processor_seconds": round(time.process_time() - worked, 1),
                "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2),
            }
        )


def searched(data: Path, dates: Sequence[dt.date], memory: str) -> dict[str, Any]:
    """Read and check the registers, build the cohort of everybody in them, and search it; return what each cost.

    Args:
        data: a twin; dates: reference dates, in order.
        memory: limit of the engine; the arrays of the cohort come beside it.
    """
    watch, study = Watch(), nationwide(dates)
    with (
        tempfile.TemporaryDirectory() as folder,
        DuckEngine(Path(folder), memory=memory, threads=THREADS) as engine,
    ):
        cohort = open_cohort(engine, study, data, Path(folder), watch, {}).cohort
    with watch("search"):
        groups = risk_groups(cohort, study.risk_groups)
    return {
        "rows": cohort.rows,
        "findings": len(groups.findings),
        "confirmed": sum(finding.confirmed for finding in groups.findings),
        **dict(zip(STAGES, watch.stages, strict=True)),
    }


def nationwide(dates: Sequence[dt.date]) -> Study:
    """Return the bundled study, asked of the whole country at these dates."""
    study, plan = bundled()
    return study.model_copy(
        update={
            "question": study.question.model_copy(update={"areas": ()}),
            "cohort": plan.model_copy(update={"reference_dates": tuple(dates)}),
        }
    )
