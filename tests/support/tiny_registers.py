"""Tiny registers: rows by hand or by chance, in the shape that the reader of the registers hands over."""

import datetime as dt
from typing import Any

import pyarrow as pa

from smartstart.vault.engines.duck import DuckEngine

Row = dict[str, Any]
Registers = dict[str, list[Row]]

FAR = dt.date(9999, 12, 31)

_TYPES = {"key": pa.int64(), "int": pa.int32(), "text": pa.string(), "date": pa.date32()}


def _schema(text: str) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for line in text.strip().splitlines():
        name, *columns = line.split()
        tables[name] = dict(column.split(":") for column in columns)
    return tables


SCHEMA = _schema(
    """
gbapersoontab PERSOON:key GBAGESLACHT:text GBAGEBOORTEJAAR:text GBAGEBOORTEMAAND:text GBAGEBOORTELAND:text GBAAANTALOUDERSBUITENLAND:text
kindoudertab PERSOON:key VADER:key MOEDER:key
gbaadresobjectbus PERSOON:key OBJECT:text GBADATUMAANVANGADRESHOUDING:date GBADATUMEINDEADRESHOUDING:date
vslgwbtab OBJECT:text GEM:text WC:text BC:text
gbahuishoudensbus PERSOON:key DATUMAANVANGHH:date DATUMEINDEHH:date HUISHOUDNR:text TYPHH:text PLHH:text AANTALPERSHH:int AANTALKINDHH:int
secmbus PERSOON:key AANVSECM:date EINDSECM:date SECM:text
gbaburgerlijkestaatbus PERSOON:key GBAAANVANGBURGERLIJKESTAAT:date GBAEINDEBURGERLIJKESTAAT:date GBABURGERLIJKESTAATNW:text
koppelpersoonhuishouden PERSOON:key HKW:key JAAR:int
inhatab HKW:key JAAR:int INHEHALGR:text INHP100HGEST:int
inpatab PERSOON:key HKW:key JAAR:int INPEMEZ:text
bijstanduitkeringtab PERSOON:key JAAR:int BIJSTANDSTATISTIEKCODEA:text BIJSTANDAANVANGUITKERINGPERSOON1A:date BIJSTANDEINDEUITKERINGPERSOON1A:date BIJSTANDINDICATIELOPENDA:text
jgdhulpbus PERSOON:key JAAR:int JGDHHULPVORM:text JGDHBEGINDATUM:date JGDHEINDDATUM:date JGDHGELDIGHEIDBEGINDATUM:date JGDHGELDIGHEIDEINDDATUM:date
jgdbeschermbus PERSOON:key JAAR:int JGDBMAATREGEL:text JGDBBEGINDATUM:date JGDBEINDDATUM:date JGDBGELDIGHEIDBEGINDATUM:date JGDBGELDIGHEIDEINDDATUM:date
"""  # noqa: E501 - one line per table
)


def value(text: str, kind: str) -> Any:
    """Return a cell as written in an example: `.` is missing, `open` a spell that is still running."""
    if text == ".":
        return None
    if kind == "date":
        return FAR if text == "open" else dt.date.fromisoformat(text)
    return text if kind == "text" else int(text)


def row(table: str, header: list[str], cells: list[str]) -> Row:
    """Return one row of a table; columns that are not named are missing."""
    schema = SCHEMA[table]
    unknown = set(header) - set(schema)
    if unknown or len(header) != len(cells):
        raise ValueError(f"{table}: {header} {cells}")
    return dict.fromkeys(schema) | {name: value(cell, schema[name]) for name, cell in zip(header, cells, strict=True)}


def arrow(registers: Registers) -> dict[str, pa.Table]:
    """Return the registers as Arrow tables, absent ones empty."""
    return {
        name: pa.table(
            {
                column: pa.array([one[column] for one in registers.get(name, [])], _TYPES[kind])
                for column, kind in columns.items()
            }
        )
        for name, columns in SCHEMA.items()
    }


def load(engine: DuckEngine, registers: Registers) -> None:
    """Make the registers tables of the engine."""
    for name, data in arrow(registers).items():
        engine.register("incoming", data)
        engine.run(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM incoming")
