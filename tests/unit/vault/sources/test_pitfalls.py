"""One test per known pitfall of the register files; the declarations name them."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from smartstart.vault.tables import TABLES
from smartstart.vocabulary.errors import DataError
from tests.support.registers import person, write_register

FAR = date(9999, 12, 31)


def test_link_uses_origin_and_number(data: Path, opened: Any) -> None:
    """The same number with another origin is another person, who cannot be linked."""
    write_register(data, "GBAPERSOONTAB", [{"RINPERSOON": person(7)}, {"RINPERSOON": person(7), "RINPERSOONS": "F"}])
    read = opened("GBAPERSOONTAB")
    assert read.column("gbapersoontab", "PERSOON") == [7]
    assert read.column("gbapersoontab", "RINPERSOON") == ["000000007"]
    assert read.dropped("GBAPERSOONTAB") == {"niet te koppelen: RINPERSOONS is niet R": 1}


def test_stray_ids_are_dropped_and_counted(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{}, {"RINPERSOON": "0"}, {"RINPERSOON": "1"}, {"RINPERSOON": ""}])
    read = opened("GBAPERSOONTAB")
    assert read.column("gbapersoontab", "PERSOON") == [1]
    assert read.dropped("GBAPERSOONTAB") == {"geen persoon: RINPERSOON is 0, 1 of leeg": 3}


def test_a_row_counts_for_one_reason_only(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{}, {"RINPERSOONS": "F", "RINPERSOON": ""}])
    read = opened("GBAPERSOONTAB")
    assert sum(read.dropped("GBAPERSOONTAB").values()) == 1
    assert read.report.tables[0].files[0].rows == 2


def test_labelled_strings_give_values(data: Path, opened: Any) -> None:
    file = write_register(data, "GBAPERSOONTAB", [{"GBAGESLACHT": "2"}], fmt="sav")
    _, described = pyreadstat.read_sav(str(file))
    assert described.variable_value_labels["GBAGESLACHT"]["2"] == "vrouw"
    assert opened("GBAPERSOONTAB").column("gbapersoontab", "GBAGESLACHT") == ["2"]


@pytest.mark.parametrize("fmt", ["csv", "sav", "parquet"])
def test_lost_leading_zeros_are_refused(data: Path, opened: Any, fmt: str) -> None:
    rows = [{"RINPERSOON": "123456789"}, {"RINPERSOON": "4567"}]
    file = write_register(data, "GBAPERSOONTAB", rows, fmt=fmt)  # type: ignore[arg-type]
    with pytest.raises(DataError) as refused:
        opened("GBAPERSOONTAB")
    assert "voorloopnullen" in refused.value.what
    assert refused.value.where == f"{file}, {'regel 3' if fmt == 'csv' else 'rij 2'}, kolom RINPERSOON"
    assert "9 cijfers" in refused.value.expected
    assert "4567" not in str(refused.value)


def test_lost_leading_zeros_are_seen_in_a_column_of_numbers(data: Path, opened: Any) -> None:
    file = write_register(data, "GBAPERSOONTAB", [{}, {}])
    table = pq.read_table(file)
    place = table.schema.get_field_index("RINPERSOON")
    pq.write_table(table.set_column(place, "RINPERSOON", pa.array([12, 13], pa.int64())), file)
    with pytest.raises(DataError, match="voorloopnullen"):
        opened("GBAPERSOONTAB")


def test_lost_leading_zeros_of_parents_and_main_earners_are_refused(data: Path, opened: Any) -> None:
    write_register(data, "KINDOUDERTAB", [{"RINPERSOONMA": "45"}])
    with pytest.raises(DataError, match="RINPERSOONMA zijn de voorloopnullen"):
        opened("KINDOUDERTAB")
    write_register(data, "INHATAB", [{"RINPERSOONHKW": "45"}])
    with pytest.raises(DataError, match="RINPERSOONHKW zijn de voorloopnullen"):
        opened(years={"INHATAB": {2022}})


def test_birth_day_is_always_the_first(data: Path, opened: Any) -> None:
    """A file with real birth days is not the file we know, and may not be used."""
    write_register(data, "GBAPERSOONTAB", [{}, {"GBAGEBOORTEDAG": "17"}])
    with pytest.raises(DataError, match="'17' in GBAGEBOORTEDAG"):
        opened("GBAPERSOONTAB")


def test_household_number_keeps_its_start(data: Path, opened: Any) -> None:
    """The same number at another start is another household: both columns stay."""
    write_register(
        data,
        "GBAHUISHOUDENSBUS",
        [
            {"RINPERSOON": person(1), "DATUMAANVANGHH": "20180101", "DATUMEINDEHH": "20181231"},
            {"RINPERSOON": person(2), "DATUMAANVANGHH": "20200101", "DATUMEINDEHH": "20201231"},
        ],
    )
    rows = opened("GBAHUISHOUDENSBUS").engine.rows("SELECT DISTINCT HUISHOUDNR, DATUMAANVANGHH FROM gbahuishoudensbus")
    assert sorted(rows) == [("000000000001", date(2018, 1, 1)), ("000000000001", date(2020, 1, 1))]


def test_income_household_is_keyed_by_main_earner(data: Path, opened: Any) -> None:
    write_register(data, "INHATAB", [{"RINPERSOONHKW": person(4)}])
    write_register(
        data,
        "KOPPELPERSOONHUISHOUDEN",
        [{"RINPERSOONHKW": person(4)}, {"RINPERSOONHKW": person(4)}, {"RINPERSOONSHKW": "F"}],
    )
    read = opened(years={"INHATAB": {2022}, "KOPPELPERSOONHUISHOUDEN": {2022}})
    assert read.column("inhatab", "HKW") == [4]
    assert read.engine.rows("SELECT PERSOON, HKW FROM koppelpersoonhuishouden ORDER BY ALL") == [
        (1, 4),
        (2, 4),
        (3, None),
    ]
    names = [row[0] for row in read.engine.rows("SELECT column_name FROM (DESCRIBE inhatab)")]
    assert "PERSOON" not in names
    assert "HUISHOUDNR" not in names


def test_missing_codes_in_amounts_become_null(data: Path, opened: Any) -> None:
    write_register(
        data,
        "INHATAB",
        [
            {"INHBESTINKH": "9999999999", "INHP100HGEST": "-1", "INHARMLAG": "-2", "INHEHALGR": "9"},
            {"INHBESTINKH": "30000", "INHP100HGEST": "100", "INHARMLAG": "99"},
        ],
        fmt="sav",
    )
    write_register(data, "INPATAB", [{"INPPERSINK": "8888888888"}], fmt="sav")
    read = opened(years={"INHATAB": {2022}, "INPATAB": {2022}})
    assert read.engine.rows("SELECT INHBESTINKH, INHP100HGEST, INHARMLAG, INHEHALGR FROM inhatab ORDER BY HKW") == [
        (None, None, None, None),
        (30000, 100, 99, "1"),
    ]
    assert read.column("inpatab", "INPPERSINK") == [None]


def test_missing_codes_of_people_become_null(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{"GBAGESLACHT": "-", "GBAGEBOORTEJAAR": "----", "GBAGEBOORTEMAAND": "--"}])
    read = opened("GBAPERSOONTAB")
    assert read.engine.rows("SELECT GBAGESLACHT, GBAGEBOORTEJAAR, GBAGEBOORTEMAAND FROM gbapersoontab") == [
        (None, None, None)
    ]


def test_negative_amounts_are_kept(data: Path, opened: Any) -> None:
    write_register(data, "INHATAB", [{"INHBESTINKH": "-1250"}], fmt="sav")
    assert opened(years={"INHATAB": {2022}}).column("inhatab", "INHBESTINKH") == [-1250]


def test_only_the_classification_year_is_used(data: Path, opened: Any) -> None:
    file = write_register(data, "VSLGWBTAB", [{"GEM{Y}": "9902", "WC{Y}": "990201", "BC{Y}": "99020101"}])
    table = pq.read_table(file)
    for name, value in (("gem2019", "9901"), ("wc2019", "990101"), ("bc2019", "99010101")):
        table = table.append_column(name, pa.array([value]))
    pq.write_table(table, file)
    for year, expected in ((2022, "9902"), (2019, "9901")):
        read = opened("VSLGWBTAB", classification_year=year)
        assert read.column("vslgwbtab", "GEM") == [expected]
        assert "GEM2022" not in [row[0] for row in read.engine.rows("SELECT column_name FROM (DESCRIBE vslgwbtab)")]


def test_mixed_classification_years_are_refused(data: Path, opened: Any) -> None:
    write_register(data, "VSLGWBTAB", [{}, {"GEM{Y}": "9902"}])
    with pytest.raises(DataError, match="horen niet bij elkaar") as refused:
        opened("VSLGWBTAB")
    assert "rij 2" in refused.value.where


def test_area_codes_get_their_leading_zeros_and_missing_ones_become_null(data: Path, opened: Any) -> None:
    write_register(
        data,
        "VSLGWBTAB",
        [{"GEM{Y}": "363", "WC{Y}": "36301", "BC{Y}": "3630102"}, {"GEM{Y}": "----", "WC{Y}": "", "BC{Y}": ""}],
    )
    rows = opened("VSLGWBTAB").engine.rows("SELECT GEM, WC, BC FROM vslgwbtab ORDER BY OBJECT")
    assert rows == [("0363", "036301", "03630102"), (None, None, None)]


def test_report_years_keep_the_real_begin(data: Path, opened: Any) -> None:
    """Validity is cut to the year; rows of one trajectory share the real begin, and carry their report year."""
    for year in (2021, 2022):
        write_register(
            data,
            "JGDHULPBUS",
            [
                {
                    "JGDHBEGINDATUM": "20210901",
                    "JGDHGELDIGHEIDBEGINDATUM": "20210901" if year == 2021 else "20220101",
                    "JGDHGELDIGHEIDEINDDATUM": f"{year}1231",
                }
            ],
            year=year,
        )
    rows = opened(years={"JGDHULPBUS": {2021, 2022}}).engine.rows(
        "SELECT JAAR, JGDHBEGINDATUM, JGDHGELDIGHEIDBEGINDATUM, JGDHEINDDATUM FROM jgdhulpbus ORDER BY JAAR"
    )
    assert rows == [
        (2021, date(2021, 9, 1), date(2021, 9, 1), FAR),
        (2022, date(2021, 9, 1), date(2022, 1, 1), FAR),
    ]


def test_youth_care_may_overlap(data: Path, opened: Any) -> None:
    write_register(
        data,
        "JGDHULPBUS",
        [{"RINPERSOON": person(1), "JGDHHULPVORM": "11"}, {"RINPERSOON": person(1), "JGDHHULPVORM": "21"}],
    )
    assert opened(years={"JGDHULPBUS": {2022}}).column("jgdhulpbus", "JGDHHULPVORM") == ["11", "21"]


def test_assistance_may_overlap(data: Path, opened: Any) -> None:
    rows = [{"RINPERSOON": person(1)}, {"RINPERSOON": person(1), "BIJSTANDSTATISTIEKCODEA": "18"}]
    rename = {"BIJSTANDSTATISTIEKCODEA": "BIJSTANDStatistiekcodeA", "RINPERSOONS": "RINPersoonS"}
    write_register(data, "BIJSTANDUITKERINGTAB", rows, rename=rename)
    read = opened(years={"BIJSTANDUITKERINGTAB": {2022}})
    assert read.column("bijstanduitkeringtab", "BIJSTANDSTATISTIEKCODEA") == ["01", "18"]


@pytest.mark.parametrize("written", ["", "88888888", "99991231"])
def test_open_ends_become_the_far_future(data: Path, opened: Any, written: str) -> None:
    write_register(data, "JGDBESCHERMBUS", [{"JGDBEINDDATUM": written}])
    assert opened(years={"JGDBESCHERMBUS": {2022}}).column("jgdbeschermbus", "JGDBEINDDATUM") == [FAR]


def test_spell_without_end_is_dropped_and_counted_where_empty_is_not_open(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{}, {"EINDSECM": ""}, {"AANVSECM": "--------"}])
    read = opened("SECMBUS")
    assert read.column("secmbus", "PERSOON") == [1]
    assert read.dropped("SECMBUS") == {"periode zonder begin of einde": 2}


def test_old_tenure_column_is_not_taken_for_the_new(data: Path, opened: Any) -> None:
    """BVREHALG has the codes 2 and 3 the other way round, so it may not stand in for INHEHALGR."""
    write_register(data, "INHATAB", [{}], rename={"INHEHALGR": "BVREHALG"})
    with pytest.raises(DataError, match="De kolom INHEHALGR"):
        opened(years={"INHATAB": {2022}})


def test_file_year_becomes_a_column(data: Path, opened: Any) -> None:
    for year in (2020, 2021):
        write_register(data, "INHATAB", [{}, {}], year=year)
    read = opened(years={"INHATAB": {2020, 2021}})
    assert read.column("inhatab", "JAAR") == [2020, 2020, 2021, 2021]


def test_newest_version_wins(data: Path, opened: Any) -> None:
    """Late corrections stand in the newer version; ten comes after nine."""
    for version, sex in ((1, "1"), (9, "1"), (10, "2")):
        write_register(data, "GBAPERSOONTAB", [{"GBAGESLACHT": sex}], version=version)
    read = opened("GBAPERSOONTAB")
    assert read.column("gbapersoontab", "GBAGESLACHT") == ["2"]
    assert read.report.tables[0].files[0].version == 10


def test_newest_year_of_a_cumulative_file_wins(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{"GBAGESLACHT": "1"}], year=2021, version=5)
    write_register(data, "GBAPERSOONTAB", [{"GBAGESLACHT": "2"}], year=2023, version=1)
    assert opened("GBAPERSOONTAB").column("gbapersoontab", "GBAGESLACHT") == ["2"]


def test_version_is_in_the_report(data: Path, opened: Any) -> None:
    write_register(data, "GBAHUISHOUDENSBUS", [{}], year=2021, version=3)
    file = opened("GBAHUISHOUDENSBUS").report.tables[0].files[0]
    assert (file.file, file.year, file.version, file.rows) == ("GBAHUISHOUDENS2021BUSV3.parquet", 2021, 3, 1)


@pytest.mark.parametrize(("fmt", "extension"), [("sav", "SAV"), ("csv", "CSV"), ("parquet", "Parquet")])
def test_names_and_extensions_in_any_case(data: Path, opened: Any, fmt: str, extension: str) -> None:
    rename = {"RINPERSOONPA": "RINPERSOONpa", "RINPERSOONSPA": "RINPERSOONSpa", "RINPERSOON": "rinpersoon"}
    file = write_register(data, "KINDOUDERTAB", [{}], rename=rename, fmt=fmt)  # type: ignore[arg-type]
    file.rename(file.with_name(f"kindouder2022tabv1.{extension}"))
    (data / "Bevolking" / "KINDOUDERTAB").rename(data / "Bevolking" / "kindouderTab")
    (data / "Bevolking").rename(data / "BEVOLKING")
    assert opened("KINDOUDERTAB").column("kindoudertab", "VADER") == [901]


def test_other_spellings_are_known(data: Path, opened: Any) -> None:
    rename = {"RINPERSOONHKW": "RINPERSOONKERN", "RINPERSOONSHKW": "RINPERSOONSKERN"}
    write_register(data, "INHATAB", [{}], rename=rename)
    assert opened(years={"INHATAB": {2022}}).column("inhatab", "HKW") == [1]


def test_file_in_a_neighbouring_folder_is_found(data: Path, opened: Any) -> None:
    file = write_register(data, "KOPPELPERSOONHUISHOUDEN", [{}])
    neighbour = data / "InkomenBestedingen" / "INHATAB" / "geconverteerde data"
    neighbour.mkdir(parents=True)
    file.rename(neighbour / file.name)
    assert opened(years={"KOPPELPERSOONHUISHOUDEN": {2022}}).column("koppelpersoonhuishouden", "PERSOON") == [1]


def test_provisional_files_are_left_alone(data: Path, opened: Any) -> None:
    write_register(data, "GBAHUISHOUDENSBUS", [{"TYPHH": "6"}], year=2021)
    write_register(data, "GBAHUISHOUDENSBUS", [{"TYPHH": "7"}], file_name="VRLGBAHUISHOUDENSBUSV2023121.parquet")
    assert opened("GBAHUISHOUDENSBUS").column("gbahuishoudensbus", "TYPHH") == ["6"]


def test_persons_without_address_stay(data: Path, opened: Any) -> None:
    write_register(data, "GBAPERSOONTAB", [{}, {}])
    write_register(data, "GBAADRESOBJECTBUS", [{}, {"RINPERSOON": person(1), "RINOBJECTNUMMER": ""} | _LATER])
    read = opened("GBAPERSOONTAB", "GBAADRESOBJECTBUS")
    assert read.column("gbapersoontab", "PERSOON") == [1, 2]
    assert read.column("gbaadresobjectbus", "OBJECT") == ["B" + "A" * 32, None]


_LATER = {"GBADATUMAANVANGADRESHOUDING": "20190101", "GBADATUMEINDEADRESHOUDING": "20191231"}


def test_unknown_parent_is_null(data: Path, opened: Any) -> None:
    write_register(data, "KINDOUDERTAB", [{"RINPERSOONMA": "---------", "RINPERSOONSPA": "N"}])
    rows = opened("KINDOUDERTAB").engine.rows("SELECT PERSOON, VADER, MOEDER, RINPERSOONMA FROM kindoudertab")
    assert rows == [(1, None, None, None)]


def test_impossible_parents_become_unknown(data: Path, opened: Any) -> None:
    """Child 1 of 2010: itself as father; child 2: a mother born in 2000; child 3: a mother of exactly 12 years."""
    born = ["2010", "2010", "2012", "2000", "2000"]
    write_register(data, "GBAPERSOONTAB", [{"GBAGEBOORTEJAAR": year, "GBAGEBOORTEMAAND": "06"} for year in born])
    write_register(
        data,
        "KINDOUDERTAB",
        [
            {"RINPERSOONPA": person(1), "RINPERSOONMA": person(99)},
            {"RINPERSOONPA": person(98), "RINPERSOONMA": person(4)},
            {"RINPERSOONPA": person(98), "RINPERSOONMA": person(5)},
        ],
    )
    read = opened("GBAPERSOONTAB", "KINDOUDERTAB")
    assert read.engine.rows("SELECT PERSOON, VADER, MOEDER FROM kindoudertab ORDER BY 1") == [
        (1, None, 99),
        (2, 98, None),
        (3, 98, 5),
    ]
    assert read.report.tables[1].set_missing == {
        "de ouder is het kind zelf": 1,
        "de leeftijd van de ouder bij de geboorte kan niet": 1,
    }


def test_parent_who_is_the_child_is_seen_without_births(data: Path, opened: Any) -> None:
    write_register(data, "KINDOUDERTAB", [{"RINPERSOONMA": person(1)}])
    assert opened("KINDOUDERTAB").column("kindoudertab", "MOEDER") == [None]


def test_blanks_around_values_do_no_harm(data: Path, opened: Any) -> None:
    write_register(data, "SECMBUS", [{"SECM": " 22 ", "RINPERSOON": " 000000005"}], fmt="csv")
    rows = opened("SECMBUS").engine.rows("SELECT PERSOON, SECM FROM secmbus")
    assert rows == [(5, "22")]


def test_both_spellings_of_a_household_place_are_codes(data: Path, opened: Any) -> None:
    assert {"1", "01", "9", "09", "10"} <= set(TABLES["GBAHUISHOUDENSBUS"].column("PLHH").codes)
    write_register(data, "GBAHUISHOUDENSBUS", [{"PLHH": "1"}, {"PLHH": "01"}])
    assert opened("GBAHUISHOUDENSBUS").column("gbahuishoudensbus", "PLHH") == ["01", "1"]
