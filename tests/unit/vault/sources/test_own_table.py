"""A table of the user's own, in any format, with classes, labels and missing values."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.sources.levels import MISSING, OTHER
from smartstart.vault.sources.table import TableReport, inspect_table, open_table, table_cohort
from smartstart.vault.study.table import TableData
from smartstart.vocabulary.errors import DataError, StudyError

AGE: dict[str, Any] = {"column": "age", "name": "leeftijd", "title": "Leeftijd", "bins": {"edges": [0, 25, 30]}}
GRADE: dict[str, Any] = {
    "column": "grade",
    "name": "cijfer",
    "title": "Cijfer",
    "labels": {"1": "laag", "2": "midden", "3": "hoog"},
}
OTHERWISE: dict[str, Any] = GRADE | {"labels": {"1": "laag"}, "other": True}
FRAME = pd.DataFrame(
    {
        "age": [24.5, 25.0, 29.9, 30.0, float("nan")],
        "grade": ["2", "1", "3", "", "2"],
        "affairs": [0.0, 0.5, 0.0, 2.0, 0.0],
        "family": ["b", "a", "b", "", "a"],
        "who": ["p3", "p1", "p2", "p5", "p4"],
    }
)


def plan(file: str = "eigen.csv", **changes: Any) -> TableData:
    content = {
        "source": "table",
        "file": file,
        "unit": "vrouw",
        "units": "vrouwen",
        "about": "Een enquête",
        "reference_date": date(1974, 10, 1),
        "outcome": {"column": "affairs", "name": "uit", "title": "Uit", "phrase": "uit gingen", "above": 0},
        "factors": [AGE, GRADE],
    }
    return TableData.model_validate(content | changes)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[DuckEngine]:
    with DuckEngine(tmp_path, threads=1) as engine:
        yield engine


def write(folder: Path, frame: pd.DataFrame, extension: str) -> str:
    path = folder / f"eigen.{extension}"
    if extension == "csv":
        frame.to_csv(path, index=False)
    elif extension == "parquet":
        pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path)
    elif extension == "sav":
        pyreadstat.write_sav(frame, str(path))
    else:
        pyreadstat.write_dta(frame, str(path))
    return path.name


def opened(engine: DuckEngine, folder: Path, data: TableData) -> tuple[TableReport, list[dict[str, Any]]]:
    report = open_table(engine, folder, data, folder / "work")
    return report, table_cohort(engine).to_pylist()


def refusal(engine: DuckEngine, folder: Path, data: TableData) -> DataError:
    with pytest.raises(DataError) as refused:
        open_table(engine, folder, data, folder / "work")
    return refused.value


def codes(report: TableReport, factor: int) -> list[str]:
    return [level.code for level in report.dimensions[factor].levels]


@pytest.mark.parametrize("extension", ["csv", "parquet", "sav", "dta"])
def test_every_format_gives_the_same_table(engine: DuckEngine, tmp_path: Path, extension: str) -> None:
    file = write(tmp_path, FRAME, extension)
    report, rows = opened(engine, tmp_path, plan(file, person="who", household="family"))
    assert report.file == file
    assert codes(report, 0) == ["tot_25", "25_30", "vanaf_30", MISSING]
    assert codes(report, 1) == ["1", "2", "3", MISSING]
    assert [(row["PERSOON"], row["UITKOMST"], row["leeftijd"], row["cijfer"]) for row in rows] == [
        (1, 1, 1, 0),
        (2, 0, 1, 2),
        (3, 0, 0, 1),
        (4, 0, 3, 1),
        (5, 1, 2, 3),
    ]
    assert [row["HUISHOUDEN"] for row in rows] == [1, 2, 2, 1, 3]
    assert {row["REFERENTIE"] for row in rows} == {date(1974, 10, 1)}
    assert {row["GEBIED"] for row in rows} == {None}


def test_columns_are_those_of_the_waist(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    open_table(engine, tmp_path, plan(), tmp_path / "work")
    schema = table_cohort(engine).schema
    assert schema.names == ["PERSOON", "HUISHOUDEN", "GEBIED", "REFERENTIE", "UITKOMST", "leeftijd", "cijfer"]
    assert schema.field("PERSOON").type == pa.int64()
    assert schema.field("UITKOMST").type == pa.int32()
    assert schema.field("leeftijd").type == pa.int32()
    assert list((tmp_path / "work").iterdir()) == []


def test_words_of_classes(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    report, _ = opened(engine, tmp_path, plan())
    levels = report.dimensions[0].levels
    assert [level.label for level in levels] == ["tot 25", "25 tot 30", "30 of meer", MISSING]
    assert [(level.lower, level.upper) for level in levels[:3]] == [("", "25"), ("25", "30"), ("30", "")]
    assert [level.phrase for level in levels] == [
        "met leeftijd: tot 25",
        "met leeftijd: 25 tot 30",
        "met leeftijd: 30 of meer",
        "van wie bij leeftijd niets bekend is",
    ]
    assert [level.missing for level in levels] == [False, False, False, True]
    assert report.dimensions[0].ordered


def test_bounds_are_in_dutch_notation(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    bins = AGE | {"bins": {"edges": [-1.5, 2.5, 12500]}}
    report, _ = opened(engine, tmp_path, plan(factors=[bins]))
    assert [level.label for level in report.dimensions[0].levels][:3] == ["tot 2,5", "2,5 tot 12.500", "12.500 of meer"]
    assert report.dimensions[0].levels[1].lower == "2.5"


def test_own_words_go_before_made_ones(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    worded = AGE | {
        "below": "jonger dan {bound}",
        "from": "{bound} of ouder",
        "phrases": {"25_30": "van in de twintig"},
    }
    grade = GRADE | {"phrases": {"1": "met een laag cijfer", MISSING: "zonder cijfer"}, "ordered": True}
    report, _ = opened(engine, tmp_path, plan(factors=[worded, grade]))
    assert [level.phrase for level in report.dimensions[0].levels][:3] == ["", "van in de twintig", ""]
    assert report.dimensions[0].below == "jonger dan {bound}"
    assert [level.phrase for level in report.dimensions[1].levels] == [
        "met een laag cijfer",
        "met cijfer: midden",
        "met cijfer: hoog",
        "zonder cijfer",
    ]
    assert report.dimensions[1].ordered


def test_whole_numbers_lose_their_point_wherever_they_stand(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(grade=[1.0, 2.0, 10.0, 9.0, 1.0]), "csv")
    labels = {"1.0": "laag", "10": "top", "2": "bijna laag", "9.00": "hoog"}
    report, rows = opened(engine, tmp_path, plan(factors=[GRADE | {"labels": labels}]))
    assert codes(report, 0) == ["1", "10", "2", "9", MISSING], "in the order of the study"
    assert [row["cijfer"] for row in rows] == [0, 2, 1, 3, 0]


def test_values_that_mean_not_known(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(age=[99, 20, 20, 20, 26], grade=["x", "1", "1", "onbekend", "1"]), "csv")
    factors = [AGE | {"missing": ["99"]}, GRADE | {"missing": ["x"], "labels": {"1": "laag"}}]
    report, rows = opened(engine, tmp_path, plan(factors=factors))
    assert codes(report, 0) == ["tot_25", "25_30", "vanaf_30", MISSING]
    assert codes(report, 1) == ["1", MISSING]
    assert [row["leeftijd"] for row in rows] == [3, 0, 0, 0, 1]
    assert [row["cijfer"] for row in rows] == [1, 0, 0, 1, 0]


def test_levels_follow_from_the_study_and_not_from_the_data(engine: DuckEngine, tmp_path: Path) -> None:
    factors = [AGE, GRADE, OTHERWISE | {"name": "anders"}]
    write(tmp_path, FRAME, "csv")
    full = opened(engine, tmp_path, plan(factors=factors))[0].dimensions
    write(tmp_path, FRAME.assign(age=20, grade="1"), "csv")
    assert opened(engine, tmp_path, plan(factors=factors))[0].dimensions == full
    assert [[level.code for level in dimension.levels] for dimension in full] == [
        ["tot_25", "25_30", "vanaf_30", MISSING],
        ["1", "2", "3", MISSING],
        ["1", OTHER, MISSING],
    ]
    assert [[level.missing for level in dimension.levels] for dimension in full] == [
        [False, False, False, True],
        [False, False, False, True],
        [False, False, True],
    ]


def test_what_has_no_label_is_one_level_when_the_study_asks(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(grade=["1", "Jan de Wit", "overig", "", "Piet"]), "csv")
    report, rows = opened(engine, tmp_path, plan(factors=[OTHERWISE]))
    other = report.dimensions[0].levels[1]
    assert (other.code, other.label, other.phrase) == ("overig", "overig", "met een andere waarde")
    assert [row["cijfer"] for row in rows] == [0, 1, 1, 2, 1]
    assert "Jan" not in report.dimensions[0].model_dump_json()
    own, _ = opened(engine, tmp_path, plan(factors=[OTHERWISE | {"phrases": {OTHER: "met nog iets anders"}}]))
    assert own.dimensions[0].levels[1].phrase == "met nog iets anders"


def test_value_without_a_label_names_file_row_and_column(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(grade=["1", "2", "7", "", "3"]), "csv")
    error = refusal(engine, tmp_path, plan())
    assert error.what == "In 'grade' staat een waarde zonder label: '7'."
    assert error.where == f"{tmp_path / 'eigen.csv'}, regel 4, kolom grade"
    assert error.expected == "een van: 1, 2, 3"
    assert error.mend == (
        "zet de waarde bij 'labels', zet haar bij 'missing' als zij 'niet bekend' betekent, of zet other = true bij "
        "deze factor"
    )
    ordered = refusal(engine, tmp_path, plan(factors=[GRADE | {"ordered": True}]))
    assert "other" not in ordered.mend, "an order has no place for the rest"
    write(tmp_path, FRAME.assign(grade=["1", "2", "7", "", "3"], affairs=["1", "0", "", "0", "0"]), "csv")
    assert opened(engine, tmp_path, plan())[0].kept == 4, "a dropped row does no harm"


@pytest.mark.parametrize(
    ("value", "named"),
    [("x" * 20, True), ("x" * 21, False), ("Jan de Wit", False), ("j@n.nl", False), ("é7", True)],
)
def test_only_a_short_code_is_named(engine: DuckEngine, tmp_path: Path, value: str, named: bool) -> None:
    write(tmp_path, FRAME.assign(grade=["1", value, "1", "1", "1"]), "parquet")
    error = refusal(engine, tmp_path, plan("eigen.parquet"))
    assert (value in str(error)) is named
    assert "In 'grade' staat een waarde zonder label" in error.what
    assert error.where.endswith("rij 2, kolom grade")


@pytest.mark.parametrize(("different", "named"), [(49, True), (50, False)])
def test_a_column_with_many_values_names_none(engine: DuckEngine, tmp_path: Path, different: int, named: bool) -> None:
    """Half of the rows have no outcome: their values count as well, as the column is as rich with them."""
    frame = pd.DataFrame({"age": 20, "grade": [f"g{n}" for n in range(different)]})
    write(tmp_path, frame.assign(affairs=["1" if n % 2 == 0 else "" for n in range(different)]), "csv")
    error = refusal(engine, tmp_path, plan())
    assert error.where.endswith("regel 2, kolom grade")
    assert ("g0" in str(error)) is named


def test_rows_without_outcome_are_dropped_and_counted(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(affairs=["0", "", "9", "1", "nee"]), "csv")
    outcome = {
        "column": "affairs",
        "name": "uit",
        "title": "Uit",
        "phrase": "uit gingen",
        "event": ["1"],
        "missing": ["9"],
    }
    report, rows = opened(engine, tmp_path, plan(outcome=outcome))
    assert (report.rows, report.read, report.kept) == (5, 5, 3)
    assert report.dropped == {"de uitkomst is niet bekend": 2}
    assert [row["UITKOMST"] for row in rows] == [0, 1, 0]
    assert [row["PERSOON"] for row in rows] == [1, 2, 3]


def test_without_keys_each_row_is_its_own_person_and_household(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    _, rows = opened(engine, tmp_path, plan())
    assert [(row["PERSOON"], row["HUISHOUDEN"]) for row in rows] == [(n, n) for n in range(1, 6)]
    assert [row["UITKOMST"] for row in rows] == [0, 1, 0, 1, 0], "in the order of the file"


def test_rows_of_one_person_share_a_household(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(who=["a", "a", "b", "", ""]), "csv")
    _, rows = opened(engine, tmp_path, plan(person="who"))
    assert [row["PERSOON"] for row in rows] == [1, 1, 2, 3, 4]
    assert [row["HUISHOUDEN"] for row in rows] == [1, 1, 2, 3, 4]


def test_household_number_is_not_taken_for_a_person_number(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(who=["1", "2", "3", "4", "5"], family=["2", "", "", "", ""]), "csv")
    _, rows = opened(engine, tmp_path, plan(person="who", household="family"))
    assert len({row["HUISHOUDEN"] for row in rows}) == 5


def test_area_is_kept_as_text(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(area=["GM9901", " GM9902", "", "GM9901", "GM9901"]), "csv")
    _, rows = opened(engine, tmp_path, plan(area="area"))
    assert [row["GEBIED"] for row in rows] == ["GM9901", "GM9902", None, "GM9901", "GM9901"]


def test_decimal_comma(engine: DuckEngine, tmp_path: Path) -> None:
    FRAME.to_csv(tmp_path / "eigen.csv", index=False, sep=";", decimal=",")
    _, rows = opened(engine, tmp_path, plan())
    assert [row["leeftijd"] for row in rows] == [0, 1, 1, 2, 3]
    assert [row["UITKOMST"] for row in rows] == [0, 1, 0, 1, 0]


def test_missing_column_names_the_nearest(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    error = refusal(engine, tmp_path, plan(factors=[AGE | {"column": "Agee"}]))
    assert error.what == "De kolom 'Agee' staat niet in het bestand."
    assert error.mend == "bedoelt u 'age'?"
    assert "grade" in error.expected


def test_missing_file_names_the_nearest(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    error = refusal(engine, tmp_path, plan("eigne.csv"))
    assert "'eigne.csv' is er niet" in error.what
    assert "eigen.csv" in error.mend


def test_unknown_kind_of_file(engine: DuckEngine, tmp_path: Path) -> None:
    (tmp_path / "eigen.xlsx").write_bytes(b"PK")
    assert ".csv" in refusal(engine, tmp_path, plan("eigen.xlsx")).expected


def test_text_where_classes_are_asked_names_the_row(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(age=["20", "21", "geheim", "22", "23"]), "csv")
    error = refusal(engine, tmp_path, plan())
    assert "iets anders dan een getal" in error.what
    assert error.where.endswith("eigen.csv, regel 4, kolom age")
    assert "geheim" not in str(error)


def test_value_below_the_lowest_edge_names_the_row(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(age=[20, 21, 22, -1, 23]), "parquet")
    error = refusal(engine, tmp_path, plan("eigen.parquet"))
    assert "onder de laagste grens" in error.what
    assert error.where.endswith("rij 4, kolom age")
    assert error.expected == "0 of meer"


def test_bad_values_in_dropped_rows_do_no_harm(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(age=[20, 21, 22, -1, 23], affairs=["1", "0", "0", "", "0"]), "csv")
    report, _ = opened(engine, tmp_path, plan())
    assert report.dropped == {"de uitkomst is niet bekend": 1}


def test_outcome_that_is_no_number(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(affairs=["1", "ja", "0", "0", "0"]), "csv")
    error = refusal(engine, tmp_path, plan())
    assert "'above'" in error.what
    assert "regel 3" in error.where


def test_outcome_that_never_happens(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME.assign(affairs=["nee"] * 5), "csv")
    outcome = {"column": "affairs", "name": "uit", "title": "Uit", "phrase": "uit gingen", "event": ["ja"]}
    assert "Geen enkele rij heeft de uitkomst 'ja'" in refusal(engine, tmp_path, plan(outcome=outcome)).what


@pytest.mark.parametrize(
    ("factors", "said"),
    [
        ([AGE | {"name": "persoon"}], "gebruikt Smart Start zelf"),
        ([AGE, GRADE | {"name": "leeftijd"}], "Twee factoren heten"),
        ([AGE | {"column": "affairs"}], "verklaart de uitkomst zichzelf"),
    ],
)
def test_clashing_names(engine: DuckEngine, tmp_path: Path, factors: list[Any], said: str) -> None:
    write(tmp_path, FRAME, "csv")
    with pytest.raises(StudyError, match=said) as refused:
        open_table(engine, tmp_path, plan(factors=factors), tmp_path / "work")
    assert refused.value.exit_code == 3


@pytest.mark.parametrize("extension", ["csv", "parquet", "sav", "dta"])
def test_damaged_and_empty_files(engine: DuckEngine, tmp_path: Path, extension: str) -> None:
    file = write(tmp_path, pd.concat([FRAME] * 50, ignore_index=True), extension)
    content = (tmp_path / file).read_bytes()
    # a CSV file that ends inside its last value cannot be told from a whole one, so it is cut before that value
    end = content.rindex(b",") if extension == "csv" else len(content) * 6 // 10
    (tmp_path / file).write_bytes(content[:end])
    assert "beschadigd" in refusal(engine, tmp_path, plan(file)).what
    (tmp_path / file).write_bytes(b"")
    assert "leeg" in refusal(engine, tmp_path, plan(file)).what


def test_fingerprint_follows_the_mapping_and_not_the_content(engine: DuckEngine, tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    first = opened(engine, tmp_path, plan())[0].fingerprint
    write(tmp_path, FRAME.head(3), "csv")
    assert opened(engine, tmp_path, plan())[0].fingerprint == first
    assert opened(engine, tmp_path, plan(window_months=6))[0].fingerprint != first


def test_inspection_reports_all_problems_at_once(tmp_path: Path) -> None:
    write(tmp_path, FRAME, "csv")
    assert inspect_table(tmp_path, plan()).columns == ("age", "grade", "affairs", "family", "who")
    assert inspect_table(tmp_path, plan()).problems == ()
    seen = inspect_table(tmp_path, plan(person="wo", household="familie"))
    assert [problem.mend for problem in seen.problems] == ["bedoelt u 'who'?", "bedoelt u 'family'?"]
    assert len(inspect_table(tmp_path, plan("weg.csv")).problems) == 1
