"""Every declared table has a sane layout, and every pitfall it names has a test that exists."""

import ast
import re
from pathlib import Path

import pytest

from smartstart.vault.tables import TABLES, Form, Kind, Table
from smartstart.vault.tables.declaration import Column

ROOT = Path(__file__).resolve().parents[4]
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in TABLES.values()
    for column in table.columns
]


def names_of_tests(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_all_files_of_the_spine_are_declared() -> None:
    assert set(TABLES) == {
        "GBAPERSOONTAB",
        "GBAHUISHOUDENSBUS",
        "KINDOUDERTAB",
        "GBAADRESOBJECTBUS",
        "VSLGWBTAB",
        "SECMBUS",
        "INHATAB",
        "KOPPELPERSOONHUISHOUDEN",
        "INPATAB",
        "BIJSTANDUITKERINGTAB",
        "JGDHULPBUS",
        "JGDBESCHERMBUS",
        "GBABURGERLIJKESTAATBUS",
    }


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_pitfall_has_its_test(table: Table) -> None:
    assert table.pitfalls, "a file without pitfalls was not looked at well"
    for pitfall in table.pitfalls:
        file, _, test = pitfall.test.partition("::")
        assert test in names_of_tests(ROOT / file), pitfall


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_layout_is_sane(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
    assert (table.kind is Kind.BUS) == (table.spell is not None)
    for pair in ([table.spell] if table.spell else []) + list(table.periods):
        assert all(table.column(name).form is Form.DATE for name in pair)
    assert all(table.column(name).required for name in (*table.key, *(table.spell or ())))
    assert table.folder.split("/")[1].upper() == table.name
    assert {"{Y}", "{V}"} <= set(re.findall(r"\{.\}", table.stem))
    match = table.pattern().fullmatch(table.stem.replace("{Y}", "2022").replace("{V}", "3").lower() + ".SAV")
    assert match
    assert (match["year"], match["version"]) == ("2022", "3")


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_column_is_sane(table: Table, column: Column) -> None:
    assert re.fullmatch(r"[A-Z][A-Z0-9]*(\{Y\})?", column.name)
    assert column.meaning
    assert all(len(code) <= column.width and code == code.strip() for code in (*column.codes, *column.open_end))
    assert all(len(code) <= max(column.width, 10) for code in column.missing)
    assert not set(column.codes) & set(column.missing)
    assert (column.form is Form.DATE) <= (column.width == 8)
    assert not column.open_end or column.form is Form.DATE
    assert all(column.codes.values()), "each code has a meaning"


def test_no_alias_stands_for_two_columns() -> None:
    for table in TABLES.values():
        spellings = [s.upper() for c in table.columns for s in {c.name.upper(), *(a.upper() for a in c.aliases)}]
        assert len(set(spellings)) == len(spellings), table.name


def test_what_the_reference_could_not_verify_says_so() -> None:
    unsure = {
        "JGDHULPBUS": "JGDHHULPVORM",
        "JGDBESCHERMBUS": "JGDBMAATREGEL",
        "GBAHUISHOUDENSBUS": "PLHH",
        "VSLGWBTAB": "WC{Y}",
        "SECMBUS": "EINDSECM",
    }
    for table, column in unsure.items():
        assert not TABLES[table].column(column).verified
