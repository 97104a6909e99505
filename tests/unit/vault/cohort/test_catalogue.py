"""The catalogue of factors: complete in words, and true to its templates."""

import itertools
import re
from importlib.resources import files

import pytest

from smartstart.vault.cohort import FACTORS, OUTCOMES, check_factors
from smartstart.vault.cohort.factors.declaration import Factor
from smartstart.vault.tables import TABLES
from smartstart.vocabulary.errors import StudyError

_ALL = [pytest.param(factor, id=name) for name, factor in FACTORS.items()]


def _code(query: str) -> str:
    """Return a template without its comments."""
    return "\n".join(line.split("--")[0] for line in query.splitlines())


@pytest.mark.parametrize("factor", _ALL)
def test_every_level_has_its_words(factor: Factor) -> None:
    levels = factor.dimension.levels
    assert [level.missing for level in levels] == [False] * (len(levels) - 1) + [True]
    assert levels[-1].code == "onbekend"
    assert len({level.code for level in levels}) == len(levels)
    for level in levels:
        assert level.label
        assert re.match(r"^(die|van|met|uit) ", level.phrase), level.phrase
    assert factor.answers.endswith(".")


@pytest.mark.parametrize("factor", _ALL)
def test_ordered_factors_can_say_below_and_from(factor: Factor) -> None:
    dimension = factor.dimension
    known = dimension.levels[:-1]
    if not dimension.ordered:
        assert not dimension.below
        assert not any(level.lower or level.upper for level in known)
        return
    assert "{bound}" in dimension.below
    assert "{bound}" in dimension.from_
    for earlier, later in itertools.pairwise(known):
        assert earlier.upper == later.lower != ""
        assert float(later.lower) > float(earlier.lower or "-inf")


@pytest.mark.parametrize("factor", _ALL)
def test_template_gives_the_declared_levels_only(factor: Factor) -> None:
    code = _code(factor.query())
    given = set(re.findall(r"(?:THEN|ELSE) '([^']+)'", code))
    assert given == {level.code for level in factor.dimension.levels[:-1]}


@pytest.mark.parametrize("factor", _ALL)
def test_declaration_names_the_files_that_the_template_reads(factor: Factor) -> None:
    code = _code(factor.query())
    read = {name for name in TABLES if re.search(rf"\b{name.lower()}\b", code)}
    through_steps = {"GBAPERSOONTAB", "KINDOUDERTAB", "GBAHUISHOUDENSBUS"}
    assert read <= set(factor.tables)
    assert set(factor.tables) - read <= through_steps
    assert factor.household == ("cohort_household" in code)
    assert not factor.household or "GBAHUISHOUDENSBUS" in factor.tables
    for name, years in factor.tables.items():
        assert (years is not None) == TABLES[name].yearly


@pytest.mark.parametrize("factor", _ALL)
def test_template_never_looks_past_the_reference_date(factor: Factor) -> None:
    assert "window_end" not in factor.query()
    assert "cohort_events" not in factor.query()


def test_every_template_belongs_to_a_declaration() -> None:
    for folder, names in (("factors", set(FACTORS)), ("outcomes", set(OUTCOMES))):
        found = (files("smartstart.vault.cohort") / folder).iterdir()
        assert {path.name for path in found if path.name.endswith(".sql")} == {f"{name}.sql" for name in names}


@pytest.mark.parametrize("folder", ["steps", "factors", "outcomes"])
def test_every_template_begins_with_what_it_does(folder: str) -> None:
    for path in (files("smartstart.vault.cohort") / folder).iterdir():
        if path.name.endswith(".sql"):
            text = path.read_text(encoding="utf-8")
            assert text.startswith("-- "), path.name
            assert not re.search(r"\$\w|\{\w*\}|\?", _code(text)), f"{path.name} holds a parameter"


def test_unknown_factor_offers_the_nearest_name() -> None:
    with pytest.raises(StudyError) as wrong:
        check_factors(["geslacht", "werk_mother"])
    assert "werk_mother" in wrong.value.what
    assert "werk_moeder" in wrong.value.mend
    assert "moeder_zelfstandig" in wrong.value.expected


def test_a_name_like_none_of_ours_gets_the_list() -> None:
    with pytest.raises(StudyError) as wrong:
        check_factors(["qqq"])
    assert "kies" in wrong.value.mend


def test_factors_come_back_in_the_order_of_the_study() -> None:
    assert [factor.name for factor in check_factors(["woning", "geslacht"])] == ["woning", "geslacht"]
