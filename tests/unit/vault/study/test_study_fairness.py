"""Factors that describe no group without reason and name, and those that never do."""

from pathlib import Path

import pytest

from smartstart.vault.study.fairness import only_compared
from smartstart.vault.study.reading import StudyMistakesError, read_study
from smartstart.vault.study.withheld import SPECIAL, meaning_of
from tests.support.rooms import BUNDLED

FAIR = (Path(__file__).parents[3] / "acceptance" / "studies" / "fair.toml").read_text("utf-8")
START, END = FAIR.index("[[withheld]]"), FAIR.index("[[analyses]]")
LEAVE = FAIR[START:END]
WITHOUT = FAIR[:START] + FAIR[END:]


def _refused(folder: Path, text: str) -> StudyMistakesError:
    path = folder / "vraag.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyMistakesError) as found:
        read_study(path)
    return found.value


def _line(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_religion_needs_a_reason_and_a_name(tmp_path: Path) -> None:
    mistake, *others = _refused(tmp_path, WITHOUT).mistakes
    assert not others
    line = _line(WITHOUT, 'name = "geloof"')
    assert "'geloof' gaat over godsdienst" in mistake.what
    assert mistake.where == f"vraag.toml, regel {line}, data.factors.4.name"
    assert "reason, approved_by" in mistake.expected
    (tmp_path / "vraag.toml").write_text(FAIR, encoding="utf-8")
    assert only_compared(read_study(tmp_path / "vraag.toml")) == frozenset()


@pytest.mark.parametrize("field", ["reason", "approved_by", "date"])
def test_leave_without_a_reason_a_name_or_a_day_is_none(field: str, tmp_path: Path) -> None:
    lines = [line for line in LEAVE.splitlines() if not line.startswith(field)]
    (mistake,) = _refused(tmp_path, FAIR.replace(LEAVE, "\n".join(lines) + "\n\n")).mistakes
    assert mistake.what == "Dit veld ontbreekt."
    assert f"withheld.1.{field}" in mistake.where


def test_what_is_there_to_compare_describes_nothing(tmp_path: Path) -> None:
    compared = FAIR.replace('use = "condition"', 'use = "compare"')
    (tmp_path / "vraag.toml").write_text(compared, encoding="utf-8")
    assert only_compared(read_study(tmp_path / "vraag.toml")) == {"geloof"}
    model = '[[analyses]]\nkind = "regression"\nfactors = { geloof = "1" }\n\n[release]'
    sides = 'first = { geloof = ["1"] }, second = { kinderen = ["0_1"] }'
    pairs = f'[[analyses]]\nkind = "reinforcing"\nmargin = 5\npairs = [{{ {sides} }}]\n\n[release]'
    hunch = "[data]\nsource"
    told = '[[question.hunches]]\ntext = "x"\nconditions = { geloof = ["1"] }\ndirection = "hoger"\n\n[data]\nsource'
    for old, new, field in (
        ("[release]", model, "analyses.2.factors"),
        ("[release]", pairs, "analyses.2.pairs"),
        (hunch, told, "question.hunches.2.conditions"),
        ("max_conditions = 3", 'max_conditions = 3\nbreakdowns = [{ factor = "geloof" }]', "analyses.1.breakdowns"),
    ):
        (mistake,) = _refused(tmp_path, compared.replace(old, new)).mistakes
        assert "alleen om mee te vergelijken" in mistake.what
        assert mistake.where.endswith(field)


def test_leave_for_a_factor_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    (mistake, second) = _refused(tmp_path, FAIR.replace('name = "geloof"\nuse', 'name = "gelof"\nuse')).mistakes
    assert "gaat over godsdienst" in mistake.what
    assert "de studie laadt die factor niet" in second.what


def test_having_sought_help_is_no_condition_with_any_leave(tmp_path: Path) -> None:
    text = WITHOUT.replace('name = "geloof"\ntitle = "Hoe gelovig"', 'name = "gesprek"\ntitle = "Kreeg hulp"')
    text = text.replace('column = "religious"', 'column = "contact"')
    leave = LEAVE.replace('"geloof"', '"gesprek"')
    for one in (text, text.replace("[[analyses]]", leave + "[[analyses]]", 1)):
        (mistake,) = _refused(tmp_path, one).mistakes
        assert "'gesprek' gaat over hulp" in mistake.what
        assert "als uitkomst mag hulp wel" in mistake.mend


def test_help_may_be_an_outcome(tmp_path: Path) -> None:
    outcome = 'name = "verhouding"\ntitle = "Een verhouding buiten het huwelijk"'
    assert outcome in FAIR
    path = tmp_path / "vraag.toml"
    path.write_text(FAIR.replace(outcome, 'name = "jeugdhulp"\ntitle = "Kreeg jeugdhulp"'), encoding="utf-8")
    assert read_study(path).data.outcome.name == "jeugdhulp"


def test_registers_know_the_same_words(tmp_path: Path) -> None:
    bundled = (BUNDLED / "uithuisplaatsing.toml").read_text("utf-8")
    assert "factors = [" in bundled
    text = bundled.replace("factors = [", 'factors = ["herkomst", "jeugdhulp", ', 1)
    first, second = _refused(tmp_path, text).mistakes
    assert "'herkomst' gaat over herkomst" in first.what
    assert f"regel {_line(text, 'factors = [')}, cohort.factors.1" in first.where
    assert "'jeugdhulp' gaat over hulp" in second.what


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("migratieachtergrond", "herkomst"),
        ("Land van herkomst", "herkomst"),
        ("étnicité, etniciteit", "etniciteit"),
        ("ras", "etniciteit"),
        ("seksuele_gerichtheid", "seksuele gerichtheid"),
        ("politieke_voorkeur", "politieke gezindheid"),
        ("lid_vakbond", "lidmaatschap van een vakbond"),
        ("kerkbezoek", "godsdienst"),
        ("geslacht", ""),
        ("terras", ""),
        ("gezin", ""),
        ("rastreren", ""),
    ],
)
def test_a_characteristic_is_known_by_its_words(words: str, meaning: str) -> None:
    assert meaning_of((words,)) == meaning


def test_every_declared_word_is_found() -> None:
    assert all(meaning_of((start.removesuffix("="),)) == meaning for start, meaning in SPECIAL.items())
