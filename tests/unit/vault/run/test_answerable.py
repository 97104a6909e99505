"""What the factors of a study cannot answer is told from the question alone, with its line, before any file is read."""

import copy
from pathlib import Path
from typing import Any

import pytest

from smartstart.vault.run.answerable import require_answerable
from smartstart.vault.run.checking import check_study
from smartstart.vault.study.model import Study
from smartstart.vocabulary.errors import StudyError
from tests.support.own_table import QUESTION
from tests.support.rooms import BUNDLED

MODEL = {"kind": "regression", "factors": {"alfa": "0"}}


def on_a_table(*analyses: dict[str, Any], **parts: Any) -> Study:
    asked = {**copy.deepcopy(QUESTION), **parts}
    return Study.model_validate({**asked, "analyses": [*asked["analyses"], *analyses]})


def test_a_table_answers_what_its_own_factors_and_labels_are() -> None:
    assert [one.name for one in require_answerable(on_a_table(MODEL))] == ["alfa", "beta", "leeftijd"]


@pytest.mark.parametrize(
    ("analysis", "where", "mend"),
    [
        ({**MODEL, "factors": {"alpha": "0"}}, "analyses.2.factors.alpha", "bedoelde u 'alfa'?"),
        ({**MODEL, "factors": {"beta": "drie"}}, "analyses.2.factors.beta", "kies uit"),
        (
            {"kind": "reinforcing", "margin": 1, "pairs": [{"first": {"alfa": ["2"]}, "second": {"beta": ["1"]}}]},
            "analyses.2.pairs",
            "kies uit",
        ),
    ],
)
def test_an_analysis_of_what_a_table_does_not_have(analysis: dict[str, Any], where: str, mend: str) -> None:
    with pytest.raises(StudyError) as told:
        require_answerable(on_a_table(analysis))
    assert told.value.where == where
    assert mend in told.value.mend


def test_something_sensitive_that_a_table_does_not_have() -> None:
    with pytest.raises(StudyError, match="gamma"):
        require_answerable(on_a_table(release={"sensitive": ["gamma"]}))


@pytest.mark.parametrize("local", ["false", '["GM9901"]'])
def test_neighbours_that_no_figures_are_asked_of_are_told_before_any_file_is_read(tmp_path: Path, local: str) -> None:
    text = (BUNDLED / "uithuisplaatsing.toml").read_text("utf-8")
    (tmp_path / "vraag.toml").write_text(text.replace("neighbours =", f"local = {local}\nneighbours ="), "utf-8")
    with pytest.raises(StudyError, match="GM9907"):
        check_study(tmp_path / "vraag.toml", tmp_path)


def test_the_second_of_two_models_is_told_at_its_own_line(tmp_path: Path) -> None:
    models = "".join(
        f'[[analyses]]\nkind = "regression"\nname = "{name}"\nfactors = {{ gezin = "{level}" }}\n\n'
        for name, level in (("een", "gehuwd_paar"), ("twee", "gehuwd"))
    )
    text = (BUNDLED / "uithuisplaatsing.toml").read_text("utf-8").replace("[release]", models + "[release]")
    (tmp_path / "vraag.toml").write_text(text, "utf-8")
    with pytest.raises(StudyError) as told:
        check_study(tmp_path / "vraag.toml", tmp_path)
    line = text.splitlines().index('factors = { gezin = "gehuwd" }') + 1
    assert told.value.where == f"vraag.toml, regel {line}, analyses.3.factors.gezin"
