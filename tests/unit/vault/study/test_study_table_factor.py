"""A factor of the user's own table: its levels come from the study, and a mistake is told with an example."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from smartstart.vault.study.reading import StudyMistakesError, read_study
from smartstart.vault.study.table import TableFactor

FAIR = (Path(__file__).parents[3] / "acceptance" / "studies" / "fair.toml").read_text(encoding="utf-8")
BINS: dict[str, Any] = {"edges": [0, 25]}


def factor(**changes: Any) -> TableFactor:
    return TableFactor.model_validate({"column": "werk", "name": "werk", "title": "Werk"} | changes)


def refused(**changes: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        factor(**changes)
    return str(caught.value.errors()[0]["ctx"]["error"])


def test_levels_must_come_from_the_study() -> None:
    assert refused() == (
        "bij de factor 'werk' ontbreekt 'bins' of 'labels': geef klassen van een getal, zoals "
        'bins = { edges = [0, 25, 30] }, of een woord per waarde, zoals labels = { "1" = "ja", "2" = "nee" }'
    )
    assert refused(other=True) == refused()
    assert factor(bins=BINS).labels == {}
    assert factor(labels={"1": "ja"}).other is False


def test_the_question_file_names_the_line(tmp_path: Path) -> None:
    lines = FAIR.splitlines(keepends=True)
    study = tmp_path / "vraag.toml"
    study.write_text("".join(line for line in lines if not line.startswith("labels = ")), encoding="utf-8")
    with pytest.raises(StudyMistakesError) as caught:
        read_study(study)
    (mistake,) = caught.value.mistakes
    assert "'geloof' ontbreekt 'bins' of 'labels'" in mistake.what
    assert mistake.where.endswith("data.factors.4")
    assert "regel " in mistake.where


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bins": BINS, "labels": {"99": "weigerde"}}, "geef precies één van 'bins' en 'labels'"),
        ({"bins": BINS, "other": True}, "'other' hoort bij 'labels' zonder volgorde"),
        ({"labels": {"1": "ja"}, "other": True, "ordered": True}, "'other' hoort bij 'labels' zonder volgorde"),
        ({"labels": {"1": "ja", " ": "leeg"}}, "betekenen altijd 'niet bekend'"),
        ({"labels": {"1": "ja", "onbekend": "weet niet"}}, "betekenen altijd 'niet bekend'"),
        ({"labels": {"1": "ja", "overig": "anders"}, "other": True}, "het label voor 'overig'"),
        ({"labels": {"x" * 61: "lang"}}, "hoogstens 60 tekens"),
    ],
)
def test_levels_that_would_clash(changes: dict[str, Any], said: str) -> None:
    assert said in refused(**changes)


def test_limits_that_are_allowed() -> None:
    assert factor(labels={"overig": "anders", "x" * 60: "lang"}).labels["overig"] == "anders"
    assert factor(labels={"1": "ja"}, other=True).other
    with pytest.raises(ValidationError, match="at most 200"):
        factor(labels={str(number): "woord" for number in range(201)})
