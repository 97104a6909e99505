"""Data that an analysis can do nothing with: a clear message, or "te weinig om iets te zeggen"; never a wrong number.

Every case goes the whole way of a researcher: table and question on disk, cohort, risk groups, a draft from the gate.
"""

import datetime as dt
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

import smartstart
from smartstart.release.contents import Level
from smartstart.vault.engines import DuckEngine
from smartstart.vault.sources.registers import open_registers
from smartstart.vault.study.parts import Part
from smartstart.vocabulary.errors import DataError, SmartStartError, StudyError
from tests.support.own_table import own_table, question, study_on
from tests.support.registers import FORMATS, write_register

TOO_FEW = "te weinig om iets te zeggen"
TABLE, END = "GBABURGERLIJKESTAATBUS", "GBAEINDEBURGERLIJKESTAAT"
BEYOND = 3_000_000  # days after 1970: the year 10183


def found(folder: Path, asked: dict[str, Any], table: Any, **how: Any) -> tuple[Any, Any]:
    """Return risk groups and draft."""
    study = study_on(folder, asked, table, **how)
    groups = smartstart.risk_groups(study.coded_cohort(folder / "gegevens", progress=False), progress=False)
    return groups, study.draft(folder / "gegevens", folder / "uit", progress=False)


def refused(folder: Path, asked: dict[str, Any], table: Any, kind: type[SmartStartError]) -> str:
    with pytest.raises(kind) as error:
        found(folder, asked, table)
    assert type(error.value).__name__ != "StorageError"
    return str(error.value)


def only_alfa(groups: Any) -> bool:
    """Whether what stands out is what was planted, and nothing else is confirmed."""
    return [str(f.predicate.conditions[0].factor) for f in groups.findings if f.confirmed] == ["alfa"]


def nothing(groups: Any, draft: Any) -> None:
    """Nothing is found, and both the researcher and the reader of the release are told why."""
    assert groups.findings == ()
    assert TOO_FEW in repr(groups)
    assert TOO_FEW in repr(draft)
    assert not [s for s in draft.contents.statements if s.kind == "model"]


def test_the_sound_table_gives_what_was_planted(tmp_path: Path) -> None:
    """Guards the others: without the trouble there is a finding."""
    groups, draft = found(tmp_path, question(), own_table())
    assert only_alfa(groups)
    assert "Kinderen met alfa: ja" in repr(draft)


def test_ten_thousand_labels_are_refused(tmp_path: Path) -> None:
    asked = question(beta={"labels": {str(code): f"waarde {code}" for code in range(10_000)}})
    told = refused(tmp_path, asked, own_table(), StudyError)
    assert "data.factors.2.labels" in told
    assert "hoogstens 200" in told


def test_ten_thousand_classes_are_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, question(leeftijd={"bins": {"edges": list(range(10_000))}}), own_table(), StudyError)
    assert "data.factors.3.bins.edges" in told
    assert "hoogstens 200" in told


def test_ten_thousand_values_without_a_label_stop_the_run(tmp_path: Path) -> None:
    table = own_table(10_000).assign(beta=np.arange(10_000))
    told = refused(tmp_path, question(), table, DataError)
    assert "staat een waarde zonder label." in told, "and the value itself, one of so many, is not named"
    assert "other = true" in told


def test_ten_thousand_values_are_one_level_where_the_study_says_so(tmp_path: Path) -> None:
    table = own_table(10_000).assign(beta=np.arange(10_000))
    groups, _ = found(tmp_path, question(beta={"other": True}), table)
    assert only_alfa(groups)
    levels = groups.words.dimensions[1].levels
    assert [level.code for level in levels] == ["0", "1", "2", "overig", "onbekend"]


def test_a_constant_factor_describes_no_group(tmp_path: Path) -> None:
    groups, _ = found(tmp_path, question(), own_table().assign(beta=1))
    assert only_alfa(groups)
    assert "beta" not in {c.factor for f in groups.findings for c in f.predicate.conditions}


def test_an_event_that_no_row_has_is_told(tmp_path: Path) -> None:
    told = refused(tmp_path, question(), own_table().assign(uitkomst=0), DataError)
    assert "Geen enkele rij heeft de uitkomst '1'." in told


@pytest.mark.parametrize("value", [0, 1], ids=["nobody", "everybody"])
def test_an_outcome_that_nobody_or_everybody_has(tmp_path: Path, value: int) -> None:
    asked = question()
    asked["data"]["outcome"] = {**asked["data"]["outcome"], "event": [], "above": 0}
    nothing(*found(tmp_path, asked, own_table().assign(uitkomst=value)))


def test_one_household_only(tmp_path: Path) -> None:
    nothing(*found(tmp_path, question(), own_table().assign(gezin=1)))


def test_a_factor_that_is_always_missing_describes_no_group(tmp_path: Path) -> None:
    groups, _ = found(tmp_path, question(), own_table().assign(beta="", leeftijd=""))
    assert only_alfa(groups)
    assert {c.factor for f in groups.findings for c in f.predicate.conditions} == {"alfa"}


def test_every_factor_always_missing(tmp_path: Path) -> None:
    """A researcher may look; a draft would say "no group stood out" of a search in which there was no group."""
    study = study_on(tmp_path, question(), own_table().assign(alfa="", beta="", leeftijd=""))
    groups = smartstart.risk_groups(study.coded_cohort(tmp_path / "gegevens", progress=False), progress=False)
    assert groups.findings == ()
    assert "Te weinig om iets te zeggen: bij elke factor" in repr(groups)
    with pytest.raises(DataError, match=TOO_FEW):
        study.draft(tmp_path / "gegevens", tmp_path / "uit", progress=False)
    assert not list((tmp_path / "uit").rglob("*.zip"))


@pytest.mark.parametrize("rule", [{"event": ["1"]}, {"event": [], "above": 0}], ids=["event", "above"])
def test_an_outcome_that_is_always_missing(tmp_path: Path, rule: dict[str, Any]) -> None:
    asked = question()
    asked["data"]["outcome"] |= rule
    told = refused(tmp_path, asked, own_table().assign(uitkomst=""), DataError)
    assert "Geen enkele rij" in told or "geen enkele bruikbare rij" in told


def test_letters_of_everywhere_come_out_as_they_went_in(tmp_path: Path) -> None:
    """In a file name, a column, a code, a label, a title and a phrase."""
    name = "gegevens Łódź é 🏠.csv"
    asked = question(
        file=name,
        units="kinderen één",
        alfa={
            "column": "Łeeft é",
            "title": "Łódź",
            "labels": {"é": "één", "🙂": "blij 🙂"},
            "phrases": {"🙂": "die blij zijn 🙂"},
        },
    )
    table = own_table().rename(columns={"alfa": "Łeeft é"})
    groups, draft = found(tmp_path, asked, table.assign(**{"Łeeft é": np.where(table["Łeeft é"] == 1, "🙂", "é")}))
    assert only_alfa(groups)
    assert "Kinderen één die blij zijn 🙂" in repr(groups)
    assert "die blij zijn 🙂" in draft.report.read_text("utf-8")


def test_an_accent_is_the_same_as_one_sign_or_two(tmp_path: Path) -> None:
    """With `other`, a value that only looks the same would silently have been something else."""
    asked = question(file="één.csv", alfa={"labels": {"é": "ja"}, "other": True})
    apart = unicodedata.normalize("NFD", "é")
    table = own_table().assign(alfa=lambda frame: np.where(frame["alfa"] == 1, apart, "e"))

    def write(frame: pd.DataFrame, path: Path) -> None:
        frame.to_csv(path.with_name(unicodedata.normalize("NFD", path.name)), index=False)

    groups, _ = found(tmp_path, asked, table, write=write)
    assert only_alfa(groups)
    assert groups["g1"].peel[-1].rows == int((own_table()["alfa"] == 1).sum())


def test_signs_that_turn_a_line_around_are_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, question(alfa={"labels": {"0": "nee", "1": "ja\u202eeen"}}), own_table(), StudyError)
    assert "onzichtbaar teken" in told
    assert "data.factors.1.labels" in told


def test_a_question_refuses_exactly_the_signs_that_a_release_refuses() -> None:
    class Asked(Part):
        text: str

    def takes(make: Any) -> bool:
        try:
            make()
        except ValueError:
            return False
        return True

    for sign in map(chr, [*range(0x100), *range(0x2000, 0x2100), 0x1F3E0]):
        assert takes(lambda sign=sign: Asked(text=sign)) == takes(lambda sign=sign: Level(code="a", label=sign))


def test_two_codes_that_are_the_same_are_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, question(alfa={"labels": {"0": "nee", "1": "ja", "1.0": "jaja"}}), own_table(), StudyError)
    assert "zijn dezelfde" in told


def test_words_that_no_release_can_hold_are_refused_beforehand(tmp_path: Path) -> None:
    told = refused(tmp_path, question(alfa={"labels": {"0": "nee", "1": "ja" * 400}}), own_table(), StudyError)
    assert "te lang" in told
    assert "hoogstens 150" in told


@pytest.mark.parametrize("day", [dt.date(9999, 12, 31), dt.date(1, 1, 1), "12000-01-01"], ids=str)
def test_a_reference_date_outside_our_time_is_refused(tmp_path: Path, day: Any) -> None:
    """A year later than 9999-12-31 there is no date: this was a traceback at the very end of a run."""
    told = refused(tmp_path, question(reference_date=day), own_table(), StudyError)
    assert "data.reference_date" in told


def test_a_column_of_dates_beyond_the_calendar_is_read_as_it_is(tmp_path: Path) -> None:
    """Parquet can hold the year 10183; as a code it is a code like any other."""
    plain = own_table()
    days = pa.array((BEYOND + plain["alfa"]).to_numpy().astype("int32")).cast(pa.date32())
    table = pa.Table.from_pandas(plain.drop(columns=["alfa"])).append_column("alfa", days)
    asked = question(file="tabel.parquet", alfa={"labels": {"101830922": "ja", "101830921": "nee"}})
    groups, _ = found(tmp_path, asked, table)
    assert only_alfa(groups)
    assert groups["g1"].peel[-1].rows == int(plain["alfa"].sum())


def test_a_date_beyond_the_calendar_in_an_spss_file_is_told(tmp_path: Path) -> None:
    """SPSS counts seconds from 1582; Python has no date for so many."""
    study = study_on(
        tmp_path,
        question(file="tabel.sav", alfa={"other": True}),
        own_table().assign(alfa=4e11),
        write=lambda table, path: pyreadstat.write_sav(table, str(path), variable_format={"alfa": "DATE11"}),
    )
    with pytest.raises(DataError, match="buiten de kalender"):
        study.coded_cohort(tmp_path / "gegevens", progress=False)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_date_beyond_the_calendar_in_a_register_is_told(tmp_path: Path, fmt: Any) -> None:
    write_register(tmp_path, TABLE, [{}, {END: "120000101"}], fmt=fmt)
    told = reading_refused(tmp_path)
    assert END in told
    assert "120000101" not in told, "a date may be that of one person"


def test_a_date_beyond_the_calendar_in_a_register_of_true_dates_is_told(tmp_path: Path) -> None:
    write_register(tmp_path, TABLE, [{}, {END: "20180102"}], fmt="parquet")
    path = next(tmp_path.rglob("*.parquet"))
    table = pq.read_table(path)
    days = pa.array([BEYOND, 17_000], type=pa.int32()).cast(pa.date32())
    pq.write_table(table.set_column(table.column_names.index(END), END, days), path)
    assert END in reading_refused(tmp_path)


def reading_refused(data: Path) -> str:
    with DuckEngine(data) as engine, pytest.raises(DataError) as error:
        open_registers(
            engine,
            data,
            tables={TABLE: None},
            columns={},
            classification_year=2022,
            unknown_codes="stop",
            work=data / "werk",
        )
    return str(error.value)
