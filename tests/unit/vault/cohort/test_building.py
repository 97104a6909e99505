"""The cohort as a whole: shape, order, words of place, drop-off, errors, and what stays behind in the engine."""

import itertools
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from smartstart.vault.cohort import CohortTables, build_cohort
from smartstart.vault.cohort.factors import declaration
from smartstart.vault.engines.duck import DuckEngine
from smartstart.vocabulary.errors import DataError, SmartStartError
from tests.support.cohort_engines import plan_of
from tests.support.plain_cohort import Question
from tests.support.random_registers import random_question, random_registers
from tests.support.tiny_registers import Registers, load

_SEED = 5
_QUESTION = random_question(_SEED)
_REGISTERS = random_registers(_SEED)


def _build(
    spill: Path, registers: Registers = _REGISTERS, question: Question = _QUESTION, threads: int = 1
) -> CohortTables:
    with DuckEngine(spill, memory="1GB", threads=threads) as engine:
        load(engine, registers)
        return build_cohort(engine, plan_of(question), areas=question.areas, names={"GM9901": "Lindedal"})


def test_columns_and_types(tmp_path: Path) -> None:
    table = _build(tmp_path).table
    kinds = {field.name: field.type for field in table.schema}
    assert kinds.pop("PERSOON") == kinds.pop("HUISHOUDEN") == pa.int64()
    assert kinds.pop("EVENT_DAG") == pa.int32()
    assert [kinds.pop(place) for place in ("gemeente", "wijk", "buurt")] == [pa.int32()] * 3
    assert set(kinds) == {"REFERENTIE", "UITKOMST", *_QUESTION.factors}
    assert set(kinds.values()) == {pa.uint8()}


def test_rows_are_ordered_by_reference_date_and_person(tmp_path: Path) -> None:
    table = _build(tmp_path).table
    pairs = list(zip(table["REFERENTIE"].to_pylist(), table["PERSOON"].to_pylist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert {reference for reference, _ in pairs} == {0, 1}


def test_number_of_threads_and_order_of_rows_change_nothing(tmp_path: Path) -> None:
    backwards = {name: rows[::-1] for name, rows in _REGISTERS.items()}
    one = _build(tmp_path, threads=1)
    other = _build(tmp_path, backwards, threads=2)
    assert one.table.equals(other.table)
    assert one.factors == other.factors
    assert one.places == other.places
    assert one.steps == other.steps


def test_place_levels_are_those_of_the_classification_inside_the_areas(tmp_path: Path) -> None:
    places = _build(tmp_path, question=replace(_QUESTION, areas=("GM9901", "WK990202"))).places
    assert [place.name for place in places] == ["gemeente", "wijk", "buurt"]
    municipality, wijk, buurt = places
    assert [level.code for level in municipality.levels] == ["GM9901", "GM9902"]
    assert [level.label for level in municipality.levels] == ["Lindedal", "GM9902"]
    assert municipality.levels[0].phrase == "die in de gemeente Lindedal wonen"
    assert [level.code for level in wijk.levels] == ["WK990101", "WK990102", "WK990202", "onbekend"]
    assert [level.code for level in buurt.levels] == ["BU99010101", "BU99010201", "BU99020201", "onbekend"]
    assert wijk.levels[-1].missing


def test_steps_chain_and_end_at_the_rows(tmp_path: Path) -> None:
    cohort = _build(tmp_path)
    for number, reference in enumerate(cohort.reference_dates):
        steps = [step for step in cohort.steps if step.reference_date == reference]
        assert [step.step for step in steps] == ["onder_18", "adres", "gebied", "niet_lopend"]
        assert steps[0].before == len(_REGISTERS["gbapersoontab"])
        assert all(earlier.after == later.before for earlier, later in itertools.pairwise(steps))
        assert steps[-1].after == cohort.table["REFERENTIE"].to_pylist().count(number)
        routes = cohort.routes[number]
        assert routes.mother + routes.father + routes.own == steps[-1].after


def test_nothing_about_persons_stays_behind(tmp_path: Path) -> None:
    with DuckEngine(tmp_path, memory="1GB", threads=1) as engine:
        load(engine, _REGISTERS)
        before = set(engine.rows("SELECT table_name FROM duckdb_tables()"))
        build_cohort(engine, plan_of(_QUESTION), areas=_QUESTION.areas)
        assert set(engine.rows("SELECT table_name FROM duckdb_tables()")) == before


def test_nothing_stays_behind_after_an_error(tmp_path: Path) -> None:
    double = dict(_REGISTERS)
    double["kindoudertab"] = [*_REGISTERS["kindoudertab"], *_REGISTERS["kindoudertab"]]
    with DuckEngine(tmp_path, memory="1GB", threads=1) as engine:
        load(engine, double)
        before = set(engine.rows("SELECT table_name FROM duckdb_tables()"))
        with pytest.raises(DataError, match="twee keer"):
            build_cohort(engine, plan_of(_QUESTION))
        assert set(engine.rows("SELECT table_name FROM duckdb_tables()")) == before


def test_it_can_be_built_twice_in_one_engine(tmp_path: Path) -> None:
    with DuckEngine(tmp_path, memory="1GB", threads=1) as engine:
        load(engine, _REGISTERS)
        first = build_cohort(engine, plan_of(_QUESTION), areas=_QUESTION.areas)
        narrower = build_cohort(engine, plan_of(_QUESTION), areas=("BU99010101",))
        again = build_cohort(engine, plan_of(_QUESTION), areas=_QUESTION.areas)
    assert narrower.table.num_rows < first.table.num_rows
    assert again.table.equals(first.table)


def test_unknown_area_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError) as wrong:
        _build(tmp_path, question=replace(_QUESTION, areas=("GM9901", "GM0855")))
    assert "GM0855" in wrong.value.what
    assert "classification_year" in wrong.value.mend


def test_nobody_left_says_at_which_step(tmp_path: Path) -> None:
    empty = dict(_REGISTERS) | {"gbaadresobjectbus": []}
    with pytest.raises(DataError) as wrong:
        _build(tmp_path, empty)
    assert "geen enkele peildatum" in wrong.value.what
    assert "ingeschreven op een adres" in wrong.value.where
    assert not any(character.isdigit() for character in str(wrong.value).replace("18", ""))


def test_progress_names_each_reference_date(tmp_path: Path) -> None:
    told: list[str] = []
    with DuckEngine(tmp_path, memory="1GB", threads=1) as engine:
        load(engine, _REGISTERS)
        build_cohort(engine, plan_of(_QUESTION), progress=told.append)
    for day in _QUESTION.reference_dates:
        assert any(f"{day:%d-%m-%Y}" in line for line in told)


def test_tables_of_factors_that_are_not_asked_need_not_exist(tmp_path: Path) -> None:
    with DuckEngine(tmp_path, memory="1GB", threads=1) as engine:
        load(engine, _REGISTERS)
        for name in ("secmbus", "inhatab", "inpatab", "gbahuishoudensbus", "bijstanduitkeringtab"):
            engine.run(f"DROP TABLE {name}")
        cohort = build_cohort(engine, plan_of(replace(_QUESTION, factors=("geslacht", "verhuisd"))))
    assert [dimension.name for dimension in cohort.factors] == ["geslacht", "verhuisd"]


def test_a_level_that_is_not_declared_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would count as "not known" otherwise, or as another level."""
    plain = declaration.template
    monkeypatch.setattr(declaration, "template", lambda *name: plain(*name).replace("'jongen'", "'jongeling'"))
    with pytest.raises(SmartStartError, match="niet beschreven"):
        _build(tmp_path, question=replace(_QUESTION, factors=("geslacht",)))
