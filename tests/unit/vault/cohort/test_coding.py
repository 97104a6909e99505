"""Through the narrow waist: dense numbers, levels in range, places from codes."""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from smartstart.release.contents import Condition, Dimension, Level, Origin, Predicate
from smartstart.vault.coding import code_registers, code_table
from smartstart.vault.cohort import build_cohort
from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.table import open_table, table_cohort
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.errors import DataError, SmartStartError
from tests.support.cohort_engines import decoded, plan_of
from tests.support.random_registers import random_question, random_registers
from tests.support.tiny_registers import load

_SEED = 6
_QUESTION = random_question(_SEED)
_WORK = Dimension(
    name="werk",
    title="Werk",
    levels=(Level(code="ja", label="ja"), Level(code="onbekend", label="niet bekend", missing=True)),
)


def _plan(**changes: Any) -> TableData:
    plan = {
        "source": "table",
        "file": "eigen.csv",
        "unit": "vrouw",
        "units": "vrouwen",
        "about": "een vragenlijst",
        "origin": "public",
        "reference_date": dt.date(2020, 1, 1),
        "outcome": {"column": "u", "name": "u", "title": "Uitkomst", "phrase": "het meemaakten", "event": ["1"]},
        "factors": [{"column": "werk", "name": "werk", "title": "Werk", "labels": {"ja": "ja", "nee": "nee"}}],
    }
    return TableData.model_validate(plan | changes)


def _table(**changes: Any) -> pa.Table:
    columns = {
        "PERSOON": pa.array([7, 3, 900, 12], pa.int64()),
        "HUISHOUDEN": pa.array([5, 5, 2, 2], pa.int64()),
        "GEBIED": pa.array([None] * 4, pa.string()),
        "REFERENTIE": pa.array([dt.date(2020, 1, 1)] * 4),
        "UITKOMST": pa.array([0, 1, 0, 0], pa.int32()),
        "werk": pa.array([0, 1, 1, 0], pa.int32()),
    }
    return pa.table(columns | changes)


def test_registers_keep_their_meaning_through_the_waist(tmp_path: Path) -> None:
    plan = plan_of(_QUESTION)
    with DuckEngine(tmp_path, memory="1GB", threads=1) as engine:
        load(engine, random_registers(_SEED))
        cohort = build_cohort(engine, plan, areas=_QUESTION.areas)
    coded = code_registers(cohort, plan, Origin.INVENTED)
    truth = decoded(cohort)

    assert coded.rows == len(truth)
    assert [factor.dimension.name for factor in coded.factors] == list(_QUESTION.factors)
    assert all(factor.codes.dtype == np.uint8 for factor in coded.factors)
    assert all(place.codes.dtype == np.int32 and place.withheld_as_condition for place in coded.places)
    for factor in (*coded.factors, *coded.places):
        codes = [factor.dimension.levels[code].code for code in factor.codes]
        assert codes == [row[factor.dimension.name] for row in truth]
    assert coded.outcome.codes.tolist() == [row["UITKOMST"] for row in truth]
    assert coded.outcome.event_day.tolist() == [row["EVENT_DAG"] for row in truth]
    assert [coded.reference_dates[number] for number in coded.reference] == [row["REFERENTIE"] for row in truth]
    assert len({(row["PERSOON"], number) for row, number in zip(truth, coded.person, strict=True)}) == len(
        set(coded.person.tolist())
    )
    assert len({(row["HUISHOUDEN"], number) for row, number in zip(truth, coded.household, strict=True)}) == len(
        set(coded.household.tolist())
    )
    assert sorted(set(coded.person.tolist())) == list(range(len({row["PERSOON"] for row in truth})))
    assert {step.step for step in coded.drop_off} == {"onder_18", "adres", "gebied", "niet_lopend"}
    assert coded.outcome.phrase
    mask = coded.mask(Predicate(conditions=(Condition(factor="geslacht", levels=("meisje",)),)))
    assert mask.tolist() == [row["geslacht"] == "meisje" for row in truth]


def test_numbers_are_dense_and_follow_the_keys() -> None:
    coded = code_table(_table(), [_WORK], _plan())
    assert coded.person.tolist() == [1, 0, 3, 2]
    assert coded.household.tolist() == [1, 1, 0, 0]
    assert coded.person.dtype == coded.household.dtype == np.int32


def test_a_table_of_ones_own() -> None:
    coded = code_table(_table(), [_WORK], _plan())
    assert (coded.unit, coded.units, coded.origin) == ("vrouw", "vrouwen", Origin.PUBLIC)
    assert coded.outcome.codes.tolist() == [0, 1, 0, 0]
    assert coded.outcome.event_day.tolist() == [-1] * 4
    assert coded.factor("werk").codes.tolist() == [0, 1, 1, 0]
    assert coded.places == ()
    assert coded.reference.tolist() == [0] * 4


def test_buurt_codes_give_all_three_levels() -> None:
    areas = pa.array(["BU08551702", "BU08551701", None, "BU08551702"], pa.string())
    places = code_table(_table(GEBIED=areas), [_WORK], _plan()).places
    found = {place.dimension.name: [place.dimension.levels[code].code for code in place.codes] for place in places}
    assert found == {
        "gemeente": ["GM0855", "GM0855", "onbekend", "GM0855"],
        "wijk": ["WK085517", "WK085517", "onbekend", "WK085517"],
        "buurt": ["BU08551702", "BU08551701", "onbekend", "BU08551702"],
    }


def test_other_areas_give_one_level_in_order_of_name() -> None:
    areas = pa.array(["Zuid", "Noord", "Zuid", None], pa.string())
    (place,) = code_table(_table(GEBIED=areas), [_WORK], _plan()).places
    assert place.dimension.name == "gebied"
    assert [level.code for level in place.dimension.levels] == ["Noord", "Zuid", "onbekend"]
    assert place.codes.tolist() == [1, 0, 1, 2]


def test_areas_that_are_no_places_are_refused_whatever_their_column_is_called() -> None:
    areas = pa.array(["Turks", "Pools", "Turks", None], pa.string())
    with pytest.raises(DataError) as refused:
        code_table(_table(GEBIED=areas), [_WORK], _plan())
    assert "heeft waarden over herkomst" in refused.value.what
    assert "Turks" not in str(refused.value)


def test_areas_in_several_batches_are_one_list() -> None:
    parts = [pa.array(["GM0855", "GM0797"], pa.string()), pa.array(["GM0797", None], pa.string())]
    (place,) = code_table(_table(GEBIED=pa.chunked_array(parts)), [_WORK], _plan()).places
    assert [place.dimension.levels[code].code for code in place.codes] == ["GM0855", "GM0797", "GM0797", "onbekend"]


def test_no_areas_at_all_give_no_places() -> None:
    assert code_table(_table(GEBIED=pa.nulls(4)), [_WORK], _plan()).places == ()


def test_what_the_table_source_hands_over_passes_the_waist(tmp_path: Path) -> None:
    lines = ("wie,huis,werk,u,wijk", "a,h1,ja,1,WK085517", "b,h1,nee,0,WK085518", "c,h2,,0,WK085517")
    (tmp_path / "eigen.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    plan = _plan(person="wie", household="huis", area="wijk")
    with DuckEngine(tmp_path, memory="1GB", threads=1) as engine:
        report = open_table(engine, tmp_path, plan, tmp_path / "work")
        coded = code_table(table_cohort(engine), report.dimensions, plan)
    assert coded.rows == 3
    assert coded.outcome.codes.tolist() == [1, 0, 0]
    assert coded.household.tolist() == [0, 0, 1]
    work = coded.factor("werk")
    assert [work.dimension.levels[code].code for code in work.codes] == ["ja", "nee", "onbekend"]
    assert [place.dimension.name for place in coded.places] == ["gemeente", "wijk"]


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(DataError, match="geen enkele bruikbare rij"):
        code_table(_table().slice(0, 0), [_WORK], _plan())


def test_another_reference_date_is_refused() -> None:
    with pytest.raises(DataError, match="andere peildatum"):
        code_table(_table(), [_WORK], _plan(reference_date=dt.date(2021, 1, 1)))


@pytest.mark.parametrize("code", [2, -1])
def test_a_level_that_is_not_described_is_our_bug(code: int) -> None:
    with pytest.raises(SmartStartError) as wrong:
        code_table(_table(werk=pa.array([0, 1, code, 0], pa.int32())), [_WORK], _plan())
    assert wrong.value.exit_code == 70


def test_an_empty_cell_is_our_bug() -> None:
    with pytest.raises(SmartStartError, match="niet overal gevuld"):
        code_table(_table(werk=pa.array([0, 1, None, 0], pa.int32())), [_WORK], _plan())
