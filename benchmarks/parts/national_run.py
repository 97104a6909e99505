"""The bundled study on the whole country, at one and at ten reference dates: how long, and in how much memory."""

import datetime as dt
import json
import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.cohort.national import searched
from smartstart.vault.twin import write_twin

NAME = "national_run"
KIND = "trial"
TITLE = "The bundled study on 18 million invented persons, one and ten reference dates"
FULL_SIZE_ONLY = (
    "it takes the national twin, some twenty minutes to draw; the same study on a region stands in the tests"
)

VARIABLE = "SMARTSTART_NATIONAL_TWIN"  # names a folder with this twin, where one is kept
SEED = 1
ONE = (dt.date(2022, 1, 1),)
# One a year, for all years of the twin. The last is a day early: from 1 January 2023 the window of twelve months would
# end in a year that the twin does not have.
TEN = (*(dt.date(year, 1, 1) for year in range(2014, 2023)), dt.date(2022, 12, 31))

ONE_SECONDS, ONE_GB, ONE_MEMORY = 60, 4, "2GB"
TEN_SECONDS, TEN_GB, TEN_MEMORY = 600, 8, "3GB"


def run(_scale: float) -> dict[str, Any]:
    """Run both, each in a fresh process. The scale plays no part."""
    with _twin() as data:
        one, ten = _fresh(data, ONE, ONE_MEMORY), _fresh(data, TEN, TEN_MEMORY)
    return {
        "passed": one["cohort"]["seconds"] < ONE_SECONDS
        and one["cohort"]["peak_gb"] < ONE_GB
        and ten["cohort"]["seconds"] < TEN_SECONDS
        and ten["search"]["peak_gb"] < TEN_GB,
        "bar": f"the cohort of one reference date under {ONE_SECONDS} s and {ONE_GB} GB; of ten under "
        f"{TEN_SECONDS // 60} minutes, and all of it under {TEN_GB} GB; on two cores",
        "seeds": [SEED],
        **{f"one_date_{name}": value for name, value in _flat(one)},
        **{f"ten_dates_{name}": value for name, value in _flat(ten)},
    }


@contextmanager
def _twin() -> Iterator[Path]:
    """Yield the folder of the national twin: the one that the environment names, or one that is drawn now.

    Raises:
        ValueError: the folder that is named holds another twin.
    """
    named = os.environ.get(VARIABLE)
    if named:
        _require_twin(Path(named))
        yield Path(named)
        return
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "twin"
        write_twin(drawn, size="national", seed=SEED, threads=2)
        yield drawn


def _require_twin(folder: Path) -> None:
    said = json.loads((folder / "twin.json").read_text(encoding="utf-8"))
    asked = {"size": "national", "seed": SEED, "null": False}
    found = {name: said.get(name) for name in asked}
    if found != asked:
        raise ValueError(f"{VARIABLE}: {folder} holds {found}, not {asked}")


def _fresh(data: Path, dates: Sequence[dt.date], memory: str) -> dict[str, Any]:
    """Return what a process of its own found: its memory is then its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(searched, (data, dates, memory))


def _flat(found: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return figures that lie within one another as one list, in order."""
    flat: list[tuple[str, Any]] = []
    for name, value in found.items():
        inner = value.items() if isinstance(value, dict) else ()
        flat += [(f"{name}_{cost}", figure) for cost, figure in inner] or [(name, value)]
    return flat
