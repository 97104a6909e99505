"""Factors that describe no group without reason and name, and those that never do."""

import re
from pathlib import Path

import pytest

from smartstart.vault.study.characteristics import GROUPS, SUBJECTS, meaning_of, meaning_of_value
from smartstart.vault.study.fairness import only_compared
from smartstart.vault.study.help import is_help
from smartstart.vault.study.reading import StudyMistakesError, read_study
from smartstart.vault.tables import TABLES, Table
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


HOME = "de taal thuis, en die wijst op herkomst"
NAME = "de naam van mensen, en die wijst op herkomst"


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("migratieachtergrond", "herkomst"),
        ("Land van herkomst", "herkomst"),
        ("Culturele achtergrond", "herkomst"),
        ("Ouders geboren in het buitenland", "herkomst"),
        ("van oorsprong: Born abroad", "herkomst"),
        ("Eerste of tweede generatie", "herkomst"),
        ("origin", "herkomst"),
        ("mother_born_abroad", "herkomst"),
        ("country_of_birth", "geboorteland"),
        ("In welk land is uw moeder geboren?", "geboorteland"),
        ("second nationality", "nationaliteit"),
        ("verblijfsstatus", "verblijf in Nederland"),
        ("étnicité, etniciteit", "etniciteit"),
        ("ETNGRP", "herkomst"),
        ("LANDHERKOMST", "herkomst"),
        ("NATIONALITEIT1", "nationaliteit"),
        ("WPODENOMINATIE", "godsdienst"),
        ("ras", "etniciteit"),
        ("seksuele_gerichtheid", "seksuele gerichtheid"),
        ("politieke_voorkeur", "politieke gezindheid"),
        ("lid_vakbond", "lidmaatschap van een vakbond"),
        ("kerkbezoek", "godsdienst"),
        ("Afstand tot een gebedshuis", "godsdienst"),
        ("achternaam", NAME),
        ("Spreekt thuis een andere taal", HOME),
        ("home_language", HOME),
        ("thuistaal", HOME),
        ("is_turks", "herkomst"),
    ],
)
def test_a_characteristic_is_known_by_its_words(words: str, meaning: str) -> None:
    assert meaning_of((words,)) == meaning


@pytest.mark.parametrize(
    "words",
    [
        *("geslacht", "gezin", "terras", "rastreren", "Generatie: babyboomers", "generatie", "GENERATIE"),
        *("Kleur van de wijk", "kleur", "Woont in Kerkrade", "kerkstraat", "Oude Westerschelde", "westerstraat"),
        *("Herkomst van het inkomen", "Herkomst van de verwijzing", "Voornaamste bron van inkomen", "voornamelijk"),
        *("Eerste generatie studenten", "Eerstegeneratiestudent", "Taalachterstand", "taalniveau", "Thuis wonen"),
        *("thuiszitter met taaltoets", "Vakantie in het buitenland", "Geboren na 2010", "Geboortegewicht"),
        *("Geloof in eigen kunnen", "geloofwaardigheid", "origineel", "afkomstig van werk", "migraine"),
        *(
            "Vertrouwen in de politie",
            "cultuur",
            "heterogeen",
            "homogene klas",
            "Poolshoogte",
            "land",
            "SBI2008",
            "SECM",
        ),
    ],
)
def test_words_of_something_else_are_left_alone(words: str) -> None:
    assert meaning_of((words,)) == ""
    assert meaning_of_value(words) == ""


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("Turks", "herkomst"),
        ("Syrisch", "herkomst"),
        ("uit Syrië", "herkomst"),
        ("Marokkaanse ouders", "herkomst"),
        ("Curaçaos", "herkomst"),
        ("Oekraïne", "herkomst"),
        ("niet-westers", "herkomst"),
        ("met een niet-Nederlandse achtergrond", "herkomst"),
        ("die zelf in het buitenland geboren zijn", "herkomst"),
        ("tweede generatie", "herkomst"),
        ("African", "herkomst"),
        ("statushouders", "verblijf in Nederland"),
        ("moslim", "godsdienst"),
        ("Protestants-christelijk", "godsdienst"),
        ("homo", "seksuele gerichtheid"),
        ("non-binair", "genderidentiteit"),
        ("PvdA", "politieke gezindheid"),
        ("lid van de FNV", "lidmaatschap van een vakbond"),
        ("spreekt thuis geen Nederlands", HOME),
    ],
)
def test_a_value_gives_an_innocent_name_away(value: str, meaning: str) -> None:
    assert meaning_of_value(value) == meaning


@pytest.mark.parametrize(
    "value", ["Kerkrade", "Surinameplein", "Indische Buurt", "Afrikaanderwijk", "rood", "ja", "SP"]
)
def test_places_and_codes_are_no_characteristics(value: str) -> None:
    assert meaning_of_value(value) == ""


def test_every_declared_word_is_found() -> None:
    """Of the lists without brackets inside; those with brackets stand in the examples above."""
    for declared in (SUBJECTS, GROUPS):
        for meaning, words in declared.items():
            flat = re.sub(r"\(.*?\)", "?", words).replace(r"\b", "")
            plain = [one for one in flat.split("|") if not set(one) & set("()?[]")]
            assert plain
            assert all(meaning_of((one,)) for one in plain), meaning


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_columns_of_the_registers_that_name_one_are_known(table: Table) -> None:
    """What a declaration tells in words, a study cannot take by the name of the column either."""
    for column in table.columns:
        if "van het nummer" not in column.meaning and (meaning_of((column.meaning,)) or column.name == "GBAGENERATIE"):
            assert meaning_of((column.name,)), column.name
        if is_help("", column.meaning):
            assert is_help("", column.name), column.name


def test_the_register_columns_are_the_ones_meant() -> None:
    named = {column.name for table in TABLES.values() for column in table.columns if meaning_of((column.name,))}
    assert named == {
        *("GBAGEBOORTELAND", "GBAGEBOORTELANDMOEDER", "GBAGEBOORTELANDVADER", "GBAAANTALOUDERSBUITENLAND"),
        *("GBAHERKOMSTGROEPERING", "GBAGENERATIE", "GBAHERKOMSTLAND", "GBAGEBOORTELANDNL"),
    }


def test_a_factor_is_refused_by_the_words_of_its_values(tmp_path: Path) -> None:
    for inside in ('labels = { "1" = "een", "2" = "Turks" }', 'labels = { "Syrië" = "groep 1", "2" = "groep 2" }'):
        extra = f'[[data.factors]]\ncolumn = "groep"\nname = "groep"\ntitle = "Groep"\n{inside}\n\n'
        text = FAIR[: FAIR.index("[[data.factors]]")] + extra + FAIR[FAIR.index("[[data.factors]]") :]
        (mistake,) = _refused(tmp_path, text).mistakes
        assert "van de factor 'groep' gaat over herkomst" in mistake.what
        assert mistake.where == f"vraag.toml, regel {_line(text, inside)}, data.factors.1.labels"
        assert "wie dat goedkeurde" in mistake.mend
        assert "andere woorden" in mistake.mend
        leave = LEAVE.replace('"geloof"', '"groep"') + "[[withheld]]"
        (tmp_path / "goed.toml").write_text(text.replace("[[withheld]]", leave, 1), encoding="utf-8")
        assert read_study(tmp_path / "goed.toml").withheld[0].name == "groep"


def test_figures_per_area_are_about_places(tmp_path: Path) -> None:
    text = FAIR.replace("[data.outcome]", 'area = "ETNGRP"\n\n[data.outcome]', 1)
    assert text != FAIR
    (mistake,) = _refused(tmp_path, text).mistakes
    assert "kolom met gebieden gaat over herkomst" in mistake.what
    assert "data.area" in mistake.where
