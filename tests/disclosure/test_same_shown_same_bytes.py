"""Two populations of which the same is shown give the same release, to the last byte: nothing else tells of the rows.

No order, no number of digits, no bar of a picture, no fingerprint, no sentence may follow from what stays inside. So
one row is changed, or two rows change places, and wherever the shown numbers stay what they were, so must every file.
"""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from smartstart.release.contents import ReleaseContents, State
from tests.support.own_table import own_table, question, study_on

ROWS, CHANGES, SEED = 600, 16, 2
LEVELS = {"alfa": 2, "beta": 3, "leeftijd": 18, "uitkomst": 2}
FURTHER = [
    {"kind": "regression", "link": "log", "factors": {"alfa": "0", "beta": "0"}, "standardise": "alfa"},
]
Files = dict[str, bytes]


def _released(folder: Path, table: pd.DataFrame) -> tuple[ReleaseContents, Files]:
    asked = question()
    asked["analyses"] = [asked["analyses"][0] | {"min_size": 20, "max_conditions": 3}, *FURTHER]
    day = dt.date(2019, 1, 1)
    hunch = {"text": "Vaker bij alfa", "conditions": {"alfa": ["1"]}, "direction": "hoger", "date": day}
    asked["question"]["hunches"] = [hunch]
    asked["release"] = {"policy": "strict"}
    folder.mkdir()
    draft = study_on(folder, asked, table).draft(folder / "gegevens", folder / "uit", progress=False)
    return draft.contents, {path.name: path.read_bytes() for path in draft.report.parent.iterdir()}


def _shown(contents: ReleaseContents) -> dict[str, tuple[object, ...]]:
    return {s.id: (s.value, s.lower, s.upper) for s in contents.statements if s.state is State.SHOWN}


def _changed(table: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """Return a table in which two rows change places in one column, or one row has another value."""
    changed = table.copy()
    column = str(random.choice(list(LEVELS)))
    one, other = random.choice(len(table), 2, replace=False)
    if random.random() < 0.5:
        changed.loc[[one, other], column] = changed.loc[[other, one], column].to_numpy()
    else:
        changed.loc[one, column] = int(random.integers(LEVELS[column]))
    return changed


@pytest.mark.slow
def test_where_the_same_is_shown_every_file_is_the_same(tmp_path: Path) -> None:
    table, random = own_table(ROWS), np.random.default_rng(SEED)
    contents, files = _released(tmp_path / "eerst", table)
    assert 0 < len(_shown(contents)) < len(contents.statements), "some of it stays inside"
    tried = 0
    for number in range(CHANGES):
        other = _changed(table, random)
        if other.equals(table):
            continue
        others, their_files = _released(tmp_path / str(number), other)
        if _shown(others) == _shown(contents):
            tried += 1
            assert their_files == files
    assert tried >= 4
