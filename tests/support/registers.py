"""Writes tiny register files in any format, through the declarations, from rows as dictionaries."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

from smartstart.vault.tables import TABLES, Column, Form, Table

Format = Literal["sav", "csv", "csv,", "parquet"]
FORMATS: tuple[Format, ...] = ("sav", "csv", "csv,", "parquet")

EVERY_COLUMN = {table.name: [column.name for column in table.columns] for table in TABLES.values()}
"""To read the optional columns too."""

_DEFAULTS = {
    "RINPERSOONS": "R",
    "RINPERSOONSHKW": "R",
    "RINPERSOONHKW": "000000001",
    "RINPERSOONSPA": "R",
    "RINPERSOONPA": "000000901",
    "RINPERSOONSMA": "R",
    "RINPERSOONMA": "000000902",
    "SOORTOBJECTNUMMER": "B",
    "RINOBJECTNUMMER": "A" * 32,
    "GBAGEBOORTEJAAR": "1990",
    "GBAGEBOORTEDAG": "01",
    "HUISHOUDNR": "000000000001",
    "JGDHBEGINDATUM": "20180101",
    "JGDHEINDDATUM": "",
    "JGDBBEGINDATUM": "20180101",
    "JGDBEINDDATUM": "",
    "GEM{Y}": "9901",
    "WC{Y}": "990101",
    "BC{Y}": "99010101",
}


def default(table: Table, column: Column) -> str:
    """Return an ordinary value for a column."""
    if table.spell and column.name == table.spell[0]:
        return "20180101"
    if table.spell and column.name == table.spell[1]:
        return "20181231"
    if column.name in _DEFAULTS:
        return _DEFAULTS[column.name]
    if column.codes:
        return next(iter(column.codes))
    return "" if column.form is Form.TEXT else "50"


def person(number: int) -> str:
    """Return a person number as the files write it."""
    return f"{number:09d}"


def complete(table: Table, row: Mapping[str, str], place: int) -> dict[str, str]:
    """Return a row with a value for each declared column; persons and objects are numbered by row."""
    values = {column.name: default(table, column) for column in table.columns}
    values[table.key[1]] = person(place + 1) if table.key[1] != "RINOBJECTNUMMER" else f"{place + 1:032d}"
    return values | dict(row)


def write_register(
    folder: Path,
    name: str,
    rows: Sequence[Mapping[str, str]],
    *,
    year: int = 2022,
    version: int = 1,
    fmt: Format = "parquet",
    classification_year: int = 2022,
    rename: Mapping[str, str] | None = None,
    drop: Sequence[str] = (),
    file_name: str = "",
    labels: bool = True,
) -> Path:
    """Write one declared table below `folder` and return the file.

    Args:
        rows: values per canonical name; what is not named gets an ordinary value. Area columns without their year.
        rename: canonical name -> the name in the file; `GEM{Y}` gets its year by itself.
        drop: canonical names of columns to leave out.
        file_name: another name for the file, with its extension.
        labels: give coded columns of a .sav file value labels.
    """
    table = TABLES[name]
    full = [complete(table, row, place) for place, row in enumerate(rows)]
    renamed = rename or {}
    columns = [column for column in table.columns if column.name not in drop]
    names = {c.name: renamed.get(c.name, c.name).replace("{Y}", str(classification_year)) for c in columns}
    place = folder / table.folder.replace("{Y}", str(year))
    place.mkdir(parents=True, exist_ok=True)
    stem = table.stem.replace("{Y}", str(year)).replace("{V}", str(version))
    target = place / (file_name or f"{stem}.{fmt.rstrip(',')}")
    data = {names[c.name]: [row[c.name] for row in full] for c in columns}
    if fmt == "parquet":
        pq.write_table(pa.table({n: pa.array(v, pa.string()) for n, v in data.items()}), target)
    elif fmt == "sav":
        _write_sav(target, columns, names, data, labels=labels)
    else:
        separator = "," if fmt == "csv," else ";"
        lines = [separator.join(data), *(separator.join(values) for values in zip(*data.values(), strict=True))]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def _write_sav(
    target: Path, columns: Sequence[Column], names: Mapping[str, str], data: Mapping[str, list[str]], *, labels: bool
) -> None:
    """Text as text of its width; numbers as numbers, as the real files have them."""
    frame = {}
    formats = {}
    for column in columns:
        values = data[names[column.name]]
        if column.form in (Form.INTEGER, Form.AMOUNT):
            frame[names[column.name]] = [float(value) if value.strip() else float("nan") for value in values]
            formats[names[column.name]] = f"F{column.width}.0"
        else:
            frame[names[column.name]] = values
            formats[names[column.name]] = f"A{column.width}"
    shown = {names[c.name]: dict(c.codes) for c in columns if c.codes and labels and c.width <= 8}
    pyreadstat.write_sav(pd.DataFrame(frame), str(target), variable_value_labels=shown, variable_format=formats)


SMALL: dict[str, list[dict[str, str]]] = {
    "GBAPERSOONTAB": [
        {"GBAGEBOORTEJAAR": "2010", "GBAGEBOORTEMAAND": "03", "GBAGESLACHT": "1"},
        {"GBAGEBOORTEJAAR": "1985", "GBAGEBOORTEMAAND": "12", "GBAGESLACHT": "2"},
        {"GBAGEBOORTEJAAR": "----", "GBAGEBOORTEMAAND": "--", "GBAGESLACHT": "-"},
    ],
    "KINDOUDERTAB": [{"RINPERSOONMA": person(2), "RINPERSOONPA": "---------", "RINPERSOONSPA": "N"}],
    "GBAHUISHOUDENSBUS": [
        {"TYPHH": "6", "PLHH": "1", "AANTALPERSHH": "2"},
        {"TYPHH": "6", "PLHH": "07", "AANTALPERSHH": "2"},
    ],
    "GBAADRESOBJECTBUS": [{}, {"SOORTOBJECTNUMMER": "H"}],
    "GBABURGERLIJKESTAATBUS": [{"GBABURGERLIJKESTAATNW": "SP"}, {"GBABURGERLIJKESTAATNW": "O"}],
    "VSLGWBTAB": [
        {},
        {"GEM{Y}": "----", "WC{Y}": "------", "BC{Y}": "--------"},
        {"GEM{Y}": "0363"} | {"WC{Y}": "036301", "BC{Y}": "03630102"},
    ],
    "SECMBUS": [{"SECM": "22"}, {"SECM": "11", "EINDSECM": "88888888"}],
    "INHATAB": [{"INHEHALGR": "3", "INHBESTINKH": "-1250"}, {"INHBESTINKH": "9999999999", "INHP100HGEST": "-1"}],
    "KOPPELPERSOONHUISHOUDEN": [{}, {"RINPERSOONSHKW": "F"}],
    "INPATAB": [{"INPEMEZ": "1", "INPPERSINK": "21000"}, {"INPEMEZ": "8", "INPPERSINK": "8888888888"}],
    "BIJSTANDUITKERINGTAB": [{"BIJSTANDEINDEUITKERINGPERSOON1A": ""}, {"BIJSTANDSTATISTIEKCODEA": "18"}],
    "JGDHULPBUS": [{"JGDHHULPVORM": "14"}, {"JGDHHULPVORM": "20", "JGDHEINDDATUM": "20180601"}],
    "JGDBESCHERMBUS": [{"JGDBMAATREGEL": "12"}],
}
"""A few ordinary rows of each table."""


def write_small(folder: Path, fmt: Format = "parquet") -> None:
    """Write all declared tables with a few rows; yearly ones for 2021 and 2022."""
    for name, rows in SMALL.items():
        for year in (2021, 2022) if TABLES[name].yearly else (2022,):
            write_register(folder, name, rows, year=year, fmt=fmt)
