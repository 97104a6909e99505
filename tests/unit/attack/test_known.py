"""The file with what an outsider knows already."""

from pathlib import Path

import pytest

from smartstart.attack.evidence import Measure
from smartstart.attack.known import read_known
from smartstart.vocabulary.errors import DataError
from tests.support.gate_world import EVERYBODY, predicate

_HEAD = "groep;geteld;van;tot\n"


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bekend.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_groups_and_everybody(tmp_path: Path) -> None:
    path = _file(tmp_path, _HEAD + "gezin=een|twee,wijk=a;rijen;4;9\n;personen;300;300\n")
    first, second = read_known(path)
    assert {c.factor: c.levels for c in first.predicate.conditions} == {"gezin": ("een", "twee"), "wijk": ("a",)}
    assert first.predicate == predicate(gezin="een|twee", wijk="a")
    assert (first.measure, first.lower, first.upper, first.source) == (Measure.ROWS, 4, 9, "bekend.csv, regel 2")
    assert (second.predicate, second.measure) == (EVERYBODY, Measure.PERSONS)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "regel 1"),
        ("groep;aantal\n", "regel 1"),
        (_HEAD + "wijk=a;rijen;4\n", "regel 2"),
        (_HEAD + "wijk=a;koppen;4;4\n", "regel 2"),
        (_HEAD + "wijk=a;rijen;vier;4\n", "regel 2"),
        (_HEAD + "wijk;rijen;4;4\n", "regel 2"),
        (_HEAD + ";rijen;9;4\n", "regel 2"),
        (_HEAD + ";rijen;-1;4\n", "regel 2"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, where: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as problem:
        read_known(_file(tmp_path, text))
    assert where in problem.value.where


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="niet te lezen"):
        read_known(tmp_path / "weg.csv")
