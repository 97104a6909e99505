"""Bad files: one clear message each, that says what, where, what was expected and how to mend it."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from smartstart.vocabulary.errors import DataError
from tests.support.registers import FORMATS, person, write_register


def refusal(open_: Any, *tables: str, **how: Any) -> DataError:
    with pytest.raises(DataError) as refused:
        open_(*tables, **how)
    assert refused.value.exit_code == 4
    assert refused.value.mend
    return refused.value


def test_missing_folder(data: Path, opened: Any) -> None:
    data.rename(data.with_name("dataa"))
    error = refusal(opened, "GBAPERSOONTAB")
    assert "map met gegevens is er niet" in error.what
    assert str(data.with_name("dataa")) in error.mend


def test_missing_file_names_what_was_expected_and_what_looks_like_it(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{}], file_name="GBAPERSON2022TABV1.parquet")
    error = refusal(opened, "GBAPERSOONTAB")
    assert "geen bestand van GBAPERSOONTAB" in error.what
    assert "GBAPERSOON2023TABV1.sav" in error.expected
    assert "GBAPERSON2022TABV1.parquet" in error.mend


def test_missing_year_names_the_years_found_and_the_nearest(data: Path, opened: Any) -> None:
    for year in (2017, 2019, 2022):
        write_register(data, "INHATAB", [{}], year=year)
    error = refusal(opened, years={"INHATAB": {2019, 2020}})
    assert "INHATAB over 2020 ontbreekt" in error.what
    assert "INHA2020TABV1.sav" in error.expected
    assert "2017, 2019, 2022" in error.expected
    assert "dichtstbij is 2019" in error.mend


@pytest.mark.parametrize("fmt", FORMATS)
def test_missing_column_names_the_nearest(data: Path, opened: Any, fmt: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{}], rename={"GBAGESLACHT": "GBAGESLAGT"}, fmt=fmt)
    error = refusal(opened, "GBAPERSOONTAB")
    assert error.what == "De kolom GBAGESLACHT (geslacht) ontbreekt."
    assert "GBAGESLAGT" in error.mend
    assert "GBAPERSOON2022TABV1" in error.where


def test_an_optional_column_has_to_be_there_once_a_study_asks_for_it(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{}], drop=["GBAGEBOORTELAND"])
    error = refusal(opened, "GBAPERSOONTAB", columns={"GBAPERSOONTAB": ["GBAGEBOORTELAND"]})
    assert error.what == "De kolom GBAGEBOORTELAND (geboorteland) ontbreekt."
    assert opened("GBAPERSOONTAB", columns={}).column("gbapersoontab", "GBAGESLACHT")


def test_only_asked_optional_columns_are_read(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{"GBAGENERATIE": "7"}])
    read = opened("GBAPERSOONTAB", columns={"GBAPERSOONTAB": ["GBAGEBOORTELAND"]})
    names = [row[0] for row in read.engine.rows("SELECT column_name FROM (DESCRIBE gbapersoontab)")]
    assert "GBAGEBOORTELAND" in names
    assert "GBAGENERATIE" not in names


def test_missing_classification_year_names_the_years_there(data: Path, opened: Any) -> None:
    write_register(data, "VSLGWBTAB", [{}], classification_year=2021)
    error = refusal(opened, "VSLGWBTAB", classification_year=2023)
    assert "gebiedsindeling van 2023" in error.what
    assert "2021" in error.expected
    assert "2021" in error.mend


def test_column_twice_but_for_case(data: Path, opened: Any) -> None:
    file = write_register(data, "SECMBUS", [{}])
    table = pq.read_table(file)
    pq.write_table(table.append_column("secm", table["SECM"]), file)
    assert "staat twee keer" in refusal(opened, "SECMBUS").what


@pytest.mark.parametrize("fmt", ["csv", "parquet"])
def test_value_too_wide_is_not_shown(data: Path, opened: Any, fmt: Any) -> None:
    write_register(data, "GBAHUISHOUDENSBUS", [{}, {"HUISHOUDNR": "1234567890123"}], fmt=fmt)
    error = refusal(opened, "GBAHUISHOUDENSBUS")
    assert error.what == "Een waarde in HUISHOUDNR is te lang."
    assert error.where.endswith(f"{'regel 3' if fmt == 'csv' else 'rij 2'}, kolom HUISHOUDNR")
    assert "hoogstens 12 tekens" in error.expected
    assert "1234567890123" not in str(error)


def test_unknown_code_stops_and_names_code_row_and_list(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{}, {"SECM": "27"}, {"SECM": "28"}])
    error = refusal(opened, "SECMBUS")
    assert "De code '27' in SECM is niet bekend" in error.what
    assert error.where.endswith("SECMBUS2022V1.parquet, rij 2, kolom SECM")
    assert "11, 12, 13" in error.expected
    assert 'unknown_codes = "missing"' in error.mend


def test_code_list_that_is_not_sure_says_so(data: Path, opened: Any) -> None:
    write_register(data, "JGDHULPBUS", [{"JGDHHULPVORM": "31"}])
    assert "niet zeker" in refusal(opened, years={"JGDHULPBUS": {2022}}).expected
    write_register(data, "SECMBUS", [{"SECM": "27"}])
    assert "niet zeker" not in refusal(opened, "SECMBUS").expected


def test_unknown_code_can_be_read_as_missing_and_is_counted(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{"SECM": "27"}, {"SECM": "22"}])
    read = opened("SECMBUS", unknown_codes="missing")
    assert read.engine.rows("SELECT SECM FROM secmbus ORDER BY PERSOON") == [(None,), ("22",)]
    assert read.report.tables[0].files[0].unknown == {"SECM": 1}


def test_code_that_lost_its_zero_says_so(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{"GBAGEBOORTEMAAND": "3"}])
    assert "voorloopnullen zijn verdwenen (3 in plaats van 03)" in refusal(opened, "GBAPERSOONTAB").mend


def test_codes_of_dropped_rows_do_no_harm(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{}, {"SECM": "27", "RINPERSOONS": "F"}])
    assert opened("SECMBUS").column("secmbus", "PERSOON") == [1]


def test_unknown_origin_code_is_not_dropped_silently(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{}, {"RINPERSOONS": "X"}])
    assert "De code 'X' in RINPERSOONS" in refusal(opened, "SECMBUS").what


@pytest.mark.parametrize("written", ["20200230", "2020-01-31", "202001", "abcdefgh", "00000000", "100000101"])
def test_bad_date(data: Path, opened: Any, written: str) -> None:
    write_register(data, "JGDHULPBUS", [{}, {"JGDHBEGINDATUM": written}])
    error = refusal(opened, years={"JGDHULPBUS": {2022}})
    assert "JGDHBEGINDATUM staat geen datum" in error.what
    assert "rij 2" in error.where
    assert "jjjjmmdd" in error.expected


@pytest.mark.parametrize("kind", [pa.date32(), pa.timestamp("us")], ids=str)
def test_a_real_date_past_the_calendar_is_an_error(data: Path, opened: Any, kind: pa.DataType) -> None:
    """A year of five digits: a Parquet file can hold it, a calendar and a year of four digits cannot."""
    file = write_register(data, "SECMBUS", [{}])
    table = pq.read_table(file)
    place = table.column_names.index("EINDSECM")
    late = pa.array([365 * 10_100], pa.int32()).cast(pa.date32()).cast(kind)
    pq.write_table(table.set_column(place, "EINDSECM", late), file)
    assert "EINDSECM staat geen datum" in refusal(opened, "SECMBUS").what


def test_bad_date_in_a_spell_is_an_error_and_not_a_dropped_row(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{}, {"EINDSECM": "20201399"}])
    assert "EINDSECM staat geen datum" in refusal(opened, "SECMBUS").what


def test_bad_number(data: Path, opened: Any) -> None:
    write_register(data, "INHATAB", [{"INHP100HGEST": "x"}])
    assert "INHP100HGEST staat geen heel getal" in refusal(opened, years={"INHATAB": {2022}}).what
    write_register(data, "INHATAB", [{"INHBESTINKH": "1.000.000"}])
    assert "INHBESTINKH staat geen bedrag" in refusal(opened, years={"INHATAB": {2022}}).what


def test_dates_reversed(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{}, {"AANVSECM": "20200201", "EINDSECM": "20200131"}])
    error = refusal(opened, "SECMBUS")
    assert error.what == "Een periode eindigt voordat zij begint."
    assert "rij 2, kolommen AANVSECM en EINDSECM" in error.where
    write_register(data, "JGDHULPBUS", [{"JGDHBEGINDATUM": "20200201", "JGDHEINDDATUM": "20200131"}])
    assert "JGDHBEGINDATUM" in refusal(opened, years={"JGDHULPBUS": {2022}}).where


def test_one_day_is_no_reversal(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{"AANVSECM": "20200131", "EINDSECM": "20200131"}])
    assert opened("SECMBUS").column("secmbus", "PERSOON") == [1]


def test_person_twice_names_both_rows_but_not_the_person(data: Path, opened: Any) -> None:
    rows = [{"RINPERSOON": person(n)} for n in (5, 123456, 7, 123456)]
    write_register(data, "GBAPERSOONTAB", rows, fmt="csv")
    error = refusal(opened, "GBAPERSOONTAB")
    assert error.what == "Een persoon staat twee keer in GBAPERSOONTAB."
    assert error.where.endswith("regel 3 en regel 5")
    assert "123456" not in str(error)


def test_person_may_be_in_each_year(data: Path, opened: Any) -> None:
    for year in (2021, 2022):
        write_register(data, "INPATAB", [{}], year=year)
    assert opened(years={"INPATAB": {2021, 2022}}).column("inpatab", "PERSOON") == [1, 1]


def test_overlapping_spells(data: Path, opened: Any) -> None:
    one = {"RINPERSOON": person(1)}
    write_register(
        data,
        "GBAADRESOBJECTBUS",
        [
            one | {"GBADATUMAANVANGADRESHOUDING": "20180101", "GBADATUMEINDEADRESHOUDING": "20180630"},
            {"RINPERSOON": person(2)},
            one | {"GBADATUMAANVANGADRESHOUDING": "20180630", "GBADATUMEINDEADRESHOUDING": "20181231"},
        ],
    )
    error = refusal(opened, "GBAADRESOBJECTBUS")
    assert error.what == "Twee perioden van één persoon overlappen elkaar in GBAADRESOBJECTBUS."
    assert error.where.endswith("rij 1 en rij 3")


def test_spells_that_follow_each_other_do_not_overlap(data: Path, opened: Any) -> None:
    one = {"RINPERSOON": person(1)}
    write_register(
        data,
        "SECMBUS",
        [
            one | {"AANVSECM": "20180701", "EINDSECM": "20181231"},
            one | {"AANVSECM": "20180101", "EINDSECM": "20180630"},
        ],
    )
    assert len(opened("SECMBUS").column("secmbus", "PERSOON")) == 2


@pytest.mark.parametrize("fmt", ["sav", "parquet", "csv"])
def test_truncated_file(data: Path, opened: Any, fmt: Any) -> None:
    file = write_register(data, "GBAPERSOONTAB", [{}] * 50, fmt=fmt)
    content = file.read_bytes()
    file.write_bytes(content[: len(content) * 6 // 10])
    error = refusal(opened, "GBAPERSOONTAB")
    assert "beschadigd" in error.what
    assert str(file) in error.where


@pytest.mark.parametrize("fmt", ["sav", "parquet", "csv"])
def test_file_that_is_not_of_that_kind(data: Path, opened: Any, fmt: Any) -> None:
    file = write_register(data, "GBAPERSOONTAB", [{}], fmt=fmt)
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0" + bytes(range(256)) * 40)
    error = refusal(opened, "GBAPERSOONTAB")
    assert f"geen {'CSV' if fmt == 'csv' else '.' + fmt}-bestand" in error.what
    assert str(file) in error.where


def test_parquet_damaged_in_the_middle(data: Path, opened: Any) -> None:
    file = write_register(data, "GBAPERSOONTAB", [{} for _ in range(5000)])
    content = bytearray(file.read_bytes())
    for place in range(200, len(content) // 2):
        content[place] = (content[place] * 7 + 13) % 256
    file.write_bytes(content)
    error = refusal(opened, "GBAPERSOONTAB")
    assert "beschadigd" in error.what
    assert str(file) in error.where


@pytest.mark.parametrize("fmt", ["sav", "parquet", "csv"])
def test_empty_file(data: Path, opened: Any, fmt: Any) -> None:
    file = write_register(data, "GBAPERSOONTAB", [{}], fmt=fmt)
    file.write_bytes(b"")
    assert refusal(opened, "GBAPERSOONTAB").what == "Dit bestand is leeg."


@pytest.mark.parametrize("fmt", ["parquet", "csv"])
def test_file_without_rows(data: Path, opened: Any, fmt: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [], fmt=fmt)
    assert refusal(opened, "GBAPERSOONTAB").what == "Dit bestand is leeg."


def test_csv_line_with_a_value_too_many(data: Path, opened: Any) -> None:
    file = write_register(data, "SECMBUS", [{}, {}, {}], fmt="csv")
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], lines[1], lines[2] + ";1", lines[3]]))
    error = refusal(opened, "SECMBUS")
    assert error.where.endswith("SECMBUS2022V1.csv, regel 3")
    assert "7 waarden; gevonden: 8" in error.expected


def test_csv_in_latin_1_with_quotes_and_byte_order_mark(data: Path, opened: Any) -> None:
    file = write_register(data, "SECMBUS", [{}], fmt="csv")
    text = file.read_text()
    file.write_bytes(
        text.replace(";SECM;X", ";SECM;ÉÉN;X").replace("\nR;", '\n"R";').replace(";11;", ";11;é;").encode("latin-1")
    )
    assert opened("SECMBUS").column("secmbus", "SECM") == ["11"]
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert opened("SECMBUS").column("secmbus", "SECM") == ["11"]


def test_no_message_holds_a_person_number(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{"RINPERSOON": "987654321", "SECM": "77"}])
    assert "987654321" not in str(refusal(opened, "SECMBUS"))
    write_register(data, "SECMBUS", [{"RINPERSOON": "98765432X"}])
    assert "98765432X" not in str(refusal(opened, "SECMBUS"))
    write_register(data, "SECMBUS", [{"RINPERSOON": "9876543210"}])
    assert "9876543210" not in str(refusal(opened, "SECMBUS"))
