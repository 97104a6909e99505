"""A question file with a mistake: every mistake has its line, field, what was expected and how to mend it."""

from importlib import resources
from pathlib import Path

import pytest

from smartstart.vault.study.reading import StudyMistakesError, read_study
from smartstart.vocabulary.errors import StudyError

BUNDLED = Path(str(resources.files("smartstart.cli"))) / "studies"
EXAMPLE = (BUNDLED / "uithuisplaatsing.toml").read_text(encoding="utf-8")


def mistakes(tmp_path: Path, old: str, new: str) -> list[StudyError]:
    assert old in EXAMPLE
    study = tmp_path / "vraag.toml"
    study.write_text(EXAMPLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(StudyMistakesError) as caught:
        read_study(study)
    return list(caught.value.mistakes)


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.toml")), ids=lambda path: path.stem)
def test_bundled_studies_are_right(path: Path) -> None:
    assert read_study(path).question.id


@pytest.mark.parametrize(
    ("old", "new", "field", "expected", "mend"),
    [
        ('scope = "question"', 'scope = "vraag"', "question.scope", "'question', 'find-place' of 'municipality'", ""),
        ('owner = "Regio', 'ownr = "Regio', "question.ownr", "", "bedoelde u 'owner'?"),
        ("min_size = 500", "min_size = 5", "analyses.1.min_size", "minstens 20", ""),
        ("min_size = 500", 'min_size = "veel"', "analyses.1.min_size", "", ""),
        ('"GM9902"', '"GM99"', "question.areas", "", ""),
        ('source = "registers"', 'source = "registrs"', "data.source", "'table', 'open'", "bedoelde u 'registers'?"),
        ('kind = "risk_groups"', 'kind = "risk_group"', "analyses.1.kind", "'regression'", "bedoelde u 'risk_groups'?"),
        ("min_size = 500", 'low = "ja"', "analyses.1.low", "true of false", ""),
        ("min_size = 500", 'breakdowns = ["gezin"]', "analyses.1.breakdowns.1", "accolades", ""),
        ('direction = "lager"', 'direction = "lagr"', "question.hunches.2.direction", "", "bedoelde u 'lager'?"),
        ("2018-01-01, 2019-01-01", "2019-01-01, 2018-01-01", "cohort.reference_dates", "", ""),
        ("window_months = 12", "window_months = 0", "cohort.window_months", "minstens 1", ""),
        ('policy = "strict"', 'policy = "none"', "release.policy", "'cbs-ra' of 'strict'", ""),
        ("split_seed = 2026", "split_sed = 2026", "analyses.1.split_sed", "", "bedoelde u 'split_seed'?"),
        ("date = 2026-03-02 }", 'date = "gisteren" }', "question.dpia.date", "2026-11-21", ""),
    ],
)
def test_each_mistake_names_field_and_line(
    tmp_path: Path, old: str, new: str, field: str, expected: str, mend: str
) -> None:
    found = mistakes(tmp_path, old, new)
    line = EXAMPLE[: EXAMPLE.index(old)].count("\n") + 1
    matching = [mistake for mistake in found if field in mistake.where]
    assert matching, [mistake.where for mistake in found]
    stated = int(matching[0].where.split("regel ")[1].split(",")[0])
    assert stated == line
    assert expected in matching[0].expected
    assert mend in matching[0].mend


def test_a_missing_field_says_which(tmp_path: Path) -> None:
    found = mistakes(tmp_path, 'owner = "Regio Lindedal (verzonnen)"\n', "")
    assert [mistake.where for mistake in found] == ["vraag.toml, regel 4, question.owner"]
    assert "owner = …" in found[0].mend


def test_an_analysis_without_its_kind_says_which_there_are(tmp_path: Path) -> None:
    found = mistakes(tmp_path, 'kind = "risk_groups"\n', "")
    line = EXAMPLE.splitlines().index("[[analyses]]") + 1
    assert [mistake.where for mistake in found] == [f"vraag.toml, regel {line}, analyses.1.kind"]
    assert "'reinforcing'" in found[0].expected


def test_two_searches_in_one_study_are_told_with_a_line(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "[release]", '[[analyses]]\nkind = "risk_groups"\n\n[release]')
    line = EXAMPLE.splitlines().index("[[analyses]]") + 1
    assert [mistake.where for mistake in found] == [f"vraag.toml, regel {line}, analyses"]


def test_settings_that_do_not_fit_together_are_told_at_their_analysis(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "[release]", '[[analyses]]\nkind = "reinforcing"\nmargin = 1\n\n[release]')
    line = EXAMPLE.splitlines().index("[release]") + 1
    assert [mistake.where for mistake in found] == [f"vraag.toml, regel {line}, analyses.2"]


def test_a_wrong_field_of_a_withheld_characteristic_names_the_nearest(tmp_path: Path) -> None:
    given = '[[withheld]]\nname = "gezin"\nreasn = "x"\napproved_by = "y"\ndate = 2026-01-01\n\n'
    advice = [mistake.mend for mistake in mistakes(tmp_path, "[release]", given + "[release]")]
    assert "bedoelde u 'reason'?" in advice


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    study = tmp_path / "vraag.toml"
    study.write_text(EXAMPLE.replace("min_events = 40", "min_events = 1").replace('"GM9901"', '"x"'), encoding="utf-8")
    with pytest.raises(StudyMistakesError, match="kloppen 2 dingen niet"):
        read_study(study)


@pytest.mark.parametrize("text", ['[question]\nid = "open', "[question]\nid = open\n[data]"])
def test_broken_toml_names_the_line(tmp_path: Path, text: str) -> None:
    study = tmp_path / "vraag.toml"
    study.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match="geen geldige TOML") as caught:
        read_study(study)
    assert "regel 2" in caught.value.where


def test_a_missing_study_suggests_a_neighbour(tmp_path: Path) -> None:
    (tmp_path / "uithuisplaatsing.toml").write_text("", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_study(tmp_path / "uithuisplatsing.toml")
    assert "bedoelde u 'uithuisplaatsing.toml'?" in caught.value.mend


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * (1024 * 1024 + 1)])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    study = tmp_path / "vraag.toml"
    study.write_bytes(content)
    with pytest.raises(StudyError):
        read_study(study)


@pytest.mark.parametrize("day", ["10000-01-01", "0000-01-01", "2020-02-30", "2020-1-1"])
def test_a_day_that_no_calendar_has_is_told_as_a_date(day: str, tmp_path: Path) -> None:
    path = tmp_path / "vraag.toml"
    path.write_text(f"[data]\nreference_date = {day}\n", encoding="utf-8")
    with pytest.raises(StudyError) as refused:
        read_study(path)
    assert "regel 2" in refused.value.where
    assert "een dag die bestaat" in refused.value.mend


def test_ten_thousand_classes_are_too_many_and_it_says_what_to_do(tmp_path: Path) -> None:
    fair = (Path(__file__).parents[3] / "acceptance" / "studies" / "fair.toml").read_text("utf-8")
    labels = ", ".join(f'"{number}" = "klasse {number}"' for number in range(10_000))
    extra = f'[[data.factors]]\ncolumn = "x"\nname = "x"\ntitle = "X"\nlabels = {{ {labels} }}\n\n[[data.factors]]'
    path = tmp_path / "vraag.toml"
    path.write_text(fair.replace("[[data.factors]]", extra, 1), encoding="utf-8")
    with pytest.raises(StudyMistakesError) as refused:
        read_study(path)
    (mistake,) = refused.value.mistakes
    assert mistake.where.endswith("data.factors.1.labels")
    assert mistake.expected == "hoogstens 200"
    assert "other = true" in mistake.mend
