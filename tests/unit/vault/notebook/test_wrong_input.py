"""What a newcomer types wrong in a notebook: one clear error, in our own words, with how to mend it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import smartstart
from smartstart.vocabulary.errors import DataError, SmartStartError, StudyError, UsageError
from tests.support.absent import may_lack
from tests.support.own_table import own_table, question, study_on


@pytest.fixture(scope="module")
def study(folder: Path) -> smartstart.Study:
    return study_on(folder, question(), own_table())


def _with(**parts: Any) -> dict[str, Any]:
    return question() | parts


def _hunch(**conditions: list[str]) -> dict[str, Any]:
    expected = {"text": "Meer bij alfa.", "conditions": conditions, "direction": "hoger"}
    return _with(question=question()["question"] | {"hunches": [expected]})


@pytest.mark.parametrize("given", ["vraag.toml", None, [1, 2], 3])
def test_a_question_in_code_that_is_no_mapping(given: Any) -> None:
    with pytest.raises(UsageError, match=r"gebruik smartstart\.read_study"):
        smartstart.make_study(given)


@pytest.mark.parametrize(
    ("made", "said"),
    [(_hunch(alfaa=["1"]), "de factor 'alfaa'"), (_hunch(alfa=["9"]), "geen waarde van die factor")],
)
def test_a_factor_or_level_that_is_not_there_is_told_at_once(made: dict[str, Any], said: str) -> None:
    """Not after minutes of reading: the question alone says it."""
    with pytest.raises(StudyError, match=said):
        smartstart.make_study(made)


def test_an_unknown_register_factor_is_told_at_once_with_the_nearest() -> None:
    made = _with(
        data={"source": "registers", "classification_year": 2022, "origin": "invented"},
        cohort={
            "reference_dates": ["2020-01-01"],
            "outcome": "uithuisplaatsing",
            "factors": ["geslagt"],
        },
        question=question()["question"] | {"areas": ["GM9901"]},
    )
    with pytest.raises(StudyError, match="bedoelde u 'geslacht'") as error:
        smartstart.make_study(made)
    assert "'geslagt' kennen we niet" in str(error.value)


def test_a_mistake_in_a_file_has_its_line(study: smartstart.Study, tmp_path: Path) -> None:
    wrong = study.path.read_text("utf-8").replace("[question]", "[question]\nhunches = [{ text = 'x', conditions = "
                                                  "{ alfaa = ['1'] }, direction = 'hoger' }]")  # fmt: skip
    file = tmp_path / "vraag.toml"
    file.write_text(wrong, "utf-8")
    with pytest.raises(StudyError, match=r"vraag\.toml, regel 2"):
        smartstart.read_study(file)


@pytest.mark.parametrize("given", [None, 3, "", b"vraag.toml"])
def test_what_is_no_path(given: Any, study: smartstart.Study) -> None:
    for asked in (
        smartstart.read_study,
        study.write,
        lambda path: study.coded_cohort(path, progress=False),
        lambda path: study.draft(path, "uit", progress=False),
        lambda path: study.draft("gegevens", path, progress=False),
    ):
        with pytest.raises(UsageError, match="een pad tussen aanhalingstekens"):
            asked(given)


def test_a_folder_that_is_not_there_is_told_for_what_it_is(tmp_path: Path) -> None:
    """And not that the data are invented or real: there are none."""
    registers = _with(
        data={"source": "registers", "classification_year": 2022, "origin": "invented"},
        cohort={"reference_dates": ["2020-01-01"], "outcome": "uithuisplaatsing", "factors": ["geslacht"]},
        question=question()["question"] | {"areas": ["GM9901"]},
    )
    for made in (registers, question()):
        with pytest.raises(DataError, match="De map met gegevens is er niet") as error:
            smartstart.make_study(made).coded_cohort(tmp_path / "ergens", progress=False)
        assert "origin" not in str(error.value)


@pytest.mark.parametrize(
    "settings", [{"memory": "veel"}, {"memory": 3}, {"threads": 0}, {"threads": "twee"}, {"threads": True}]
)
def test_memory_and_threads_that_no_engine_takes(
    settings: dict[str, Any], study: smartstart.Study, folder: Path, tmp_path: Path
) -> None:
    for asked in (study.coded_cohort, lambda data, **more: study.draft(data, tmp_path, **more)):
        with pytest.raises(UsageError, match=r"geheugen|rekenkernen"):
            asked(folder / "gegevens", progress=False, **settings)


def test_a_search_in_something_else_than_a_cohort(study: smartstart.Study, cohort: smartstart.Cohort) -> None:
    for given in (study, "gegevens", cohort.coded, None):
        with pytest.raises(UsageError, match=r"cohort = study\.coded_cohort"):
            smartstart.risk_groups(given, progress=False)  # type: ignore[arg-type]


def test_a_cohort_of_what_is_no_question(folder: Path, cohort: smartstart.Cohort) -> None:
    for given in ("vraag.toml", cohort, question(), None):
        with pytest.raises(UsageError, match=r"Hier hoort een vraag"):
            smartstart.coded_cohort(given, folder / "gegevens", progress=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", ["100.000", "1.000", "200", True])
def test_a_text_or_a_yes_is_never_read_as_a_number(given: Any, cohort: smartstart.Cohort) -> None:
    with pytest.raises(StudyError, match=r"(?s)een getal: zonder aanhalingstekens.*min_size"):
        smartstart.risk_groups(cohort, min_size=given, progress=False)


def test_nor_is_one_in_a_list(cohort: smartstart.Cohort) -> None:
    with pytest.raises(StudyError, match=r"(?s)een getal: zonder aanhalingstekens.*map_bounds"):
        smartstart.risk_groups(cohort, map_bounds=["2.000"], progress=False)


def test_another_kind_of_analysis_is_one_error_and_not_twenty(cohort: smartstart.Cohort) -> None:
    with pytest.raises(UsageError, match="laat 'kind' weg"):
        smartstart.risk_groups(cohort, kind="regression", progress=False)


def test_a_finding_that_is_not_there(groups: smartstart.FoundRiskGroups) -> None:
    wrong: tuple[Any, ...] = ("g99", 99, -99, 1.5, slice(0, 2))
    for name in wrong:
        for asked in (groups.__getitem__, groups.describe):
            with pytest.raises(UsageError, match="'g1'"):
                asked(name)
    assert groups.describe("g1") == groups.describe(0) == groups.describe(groups.findings[0])
    assert groups[-1] is groups.findings[-1]


def test_a_name_that_is_nearly_one_of_ours() -> None:
    with pytest.raises(AttributeError, match="did you mean 'risk_groups'"):
        smartstart.risk_group  # noqa: B018 - to see it refused


def test_a_file_that_holds_something_else_is_left_alone(study: smartstart.Study, tmp_path: Path) -> None:
    other = tmp_path / "vraag.toml"
    other.write_text("[[", "utf-8")
    for there in (other, tmp_path):
        with pytest.raises(UsageError, match="dat vervangen wij niet"):
            study.write(there)
    assert other.read_text("utf-8") == "[["


@pytest.fixture
def cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    may_lack("IPython")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    return lambda code: shell.run_cell(code, store_history=False)


def test_a_notebook_shows_the_error_and_not_the_road_to_it(
    cell: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    cell("import smartstart\nsmartstart.make_study({'question': {}})")
    shown = "".join(capsys.readouterr())
    assert "StudyMistakesError" in shown
    assert "waar: de vraag in uw code" in shown
    assert "Traceback" not in shown
    assert "pydantic" not in shown


def test_our_own_bug_keeps_its_road(cell: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    cell("from smartstart.vocabulary.errors import SmartStartError\nraise SmartStartError('stuk')")
    shown = "".join(capsys.readouterr())
    assert "Traceback" in shown
    assert SmartStartError.exit_code == 70
