"""A small invented table of one's own, with the question that fits it: twice as many events where alfa is 1."""

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

import smartstart

ROWS = 1200
QUESTION: dict[str, Any] = {
    "question": {
        "id": "proef",
        "title": "Wie maakt dit mee?",
        "owner": "Proef (verzonnen)",
        "scope": "question",
        "purpose": "Laten zien hoe het gaat.",
        "legal_basis": "Verzonnen gegevens.",
        "controller": "Proef",
        "dpia": {"outcome": "niet nodig", "date": dt.date(2026, 1, 1)},
    },
    "data": {
        "source": "table",
        "file": "tabel.csv",
        "unit": "kind",
        "units": "kinderen",
        "about": "Verzonnen tabel",
        "origin": "invented",
        "person": "persoon",
        "household": "gezin",
        "reference_date": dt.date(2020, 1, 1),
        "outcome": {
            "column": "uitkomst",
            "name": "uitkomst",
            "title": "Uitkomst",
            "phrase": "dit meemaakten",
            "event": ["1"],
        },
        "factors": [
            {"column": "alfa", "name": "alfa", "title": "Alfa", "labels": {"0": "nee", "1": "ja"}},
            {"column": "beta", "name": "beta", "title": "Beta", "labels": {"0": "nul", "1": "een", "2": "twee"}},
            {
                "column": "leeftijd",
                "name": "leeftijd",
                "title": "Leeftijd",
                "bins": {"edges": [0, 4, 12]},
                "below": "jonger dan {bound} jaar",
                "from": "van {bound} jaar of ouder",
            },
        ],
    },
    "analyses": [{"kind": "risk_groups", "max_conditions": 2, "min_size": 50, "min_events": 10}],
}


def own_table(rows: int = ROWS) -> pd.DataFrame:
    """Return the table: two per household, seed fixed."""
    random = np.random.default_rng(1)
    alfa = random.integers(0, 2, rows)
    return pd.DataFrame(
        {
            "persoon": np.arange(rows),
            "gezin": np.arange(rows) // 2,
            "alfa": alfa,
            "beta": random.integers(0, 3, rows),
            "leeftijd": random.integers(0, 18, rows),
            "uitkomst": (random.random(rows) < 0.1 + 0.25 * alfa).astype(int),
        }
    )


def question(**changes: Any) -> dict[str, Any]:
    """Return the question; `changes` go into its part on the data, and a factor is changed under its own name."""
    asked = copy.deepcopy(QUESTION)
    for factor in asked["data"]["factors"]:
        factor |= changes.pop(factor["name"], {})
    asked["data"] |= changes
    return asked


def study_on(
    folder: Path,
    asked: dict[str, Any],
    table: pd.DataFrame | pa.Table,
    write: Callable[[pd.DataFrame, Path], object] = lambda table, path: table.to_csv(path, index=False),
) -> smartstart.Study:
    """Write table and question below a folder, and return the question; the data are in `folder / "gegevens"`."""
    data = folder / "gegevens"
    data.mkdir()
    if isinstance(table, pa.Table):
        pq.write_table(table, data / asked["data"]["file"])
    else:
        write(table, data / asked["data"]["file"])
    return smartstart.make_study(asked).write(folder / "vraag.toml")
