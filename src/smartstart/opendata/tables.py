"""Reading the open tables of one municipality from their files; which tables there are is told in `table_shapes`.

All codes are normalised (`GM0855`), the country is `NL00`, and what the publisher left out (null, '.', -99999999,
-99999997) stays left out; it is never read as nought.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.indicators import CATALOGUE
from smartstart.opendata.table_shapes import TABLES, TableShape
from smartstart.vocabulary.areas import normalise
from smartstart.vocabulary.errors import DataError

COUNTRY = "NL00"
_COUNTRY_CODES = ("NL00", "NL01", "NL")
_LEFT_OUT = (-99999999, -99999997)


@dataclass(frozen=True)
class OpenTable:
    """The rows of one table for one municipality, its wijken and buurten, itself and the country.

    `rows` maps an area code to its values by column of the publisher; a value that was left out is None.
    """

    key: str
    shape: TableShape
    rows: Mapping[str, Mapping[str, Any]]

    def value(self, code: str, column: str) -> float | None:
        """Return one value, or None when the area, the column or the value is not there."""
        found = self.rows.get(code, {}).get(column)
        if found is None or isinstance(found, str):
            return None
        number = float(found)
        return None if math.isnan(number) or number in _LEFT_OUT else number

    def text(self, code: str, column: str) -> str:
        """Return one text, "" when it is not there."""
        found = self.rows.get(code, {}).get(column)
        return str(found).strip() if found is not None else ""


@dataclass(frozen=True)
class OpenTables:
    """All open tables for one municipality."""

    municipality: str
    tables: Mapping[str, OpenTable]

    def get(self, key: str) -> OpenTable | None:
        """Return one table, None when its file is not in the folder."""
        return self.tables.get(key)


def load_tables(folder: OpenFolder, municipality: str) -> OpenTables:
    """Read the tables that are in the folder, for one municipality (`GM0855`).

    `kwb_2020_nl.parquet` must be there: it has the names, the borders' sizes and the country. The others may be
    absent; their indicators then have no figure.

    Raises:
        DataError: the 2020 file is absent, a file cannot be read, or a code or name column is not in it.
    """
    folder.need(*TABLES["kwb-2020"].files[0])
    read = {}
    for key, shape in TABLES.items():
        parts = [folder.find(*group) for group in shape.files]
        present = [part for part in parts if part is not None]
        if present:
            read[key] = _read(key, shape, present, municipality)
    return OpenTables(municipality, read)


def municipalities(folder: OpenFolder) -> dict[str, str]:
    """Return code and name of every municipality in the figures, in the order of the names."""
    shape = TABLES["kwb-2020"]
    path = folder.need(*shape.files[0])
    table = _columns(path, [shape.code, shape.name])
    _check(table, shape, path)
    found = {}
    for code, name in zip(table[shape.code].to_pylist(), table[shape.name].to_pylist(), strict=True):
        if str(code).startswith("GM"):
            found[normalise(code)] = str(name).strip()
    newer = folder.find(*TABLES["kwb-2022"].files[0])
    if newer is not None:
        table = _columns(newer, ["code", "name"])
        _check(table, TABLES["kwb-2022"], newer)
        rows = zip(table["code"].to_pylist(), table["name"].to_pylist(), strict=True)
        found.update({normalise(code): str(name).strip() for code, name in rows})
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def wanted_columns(key: str) -> list[str]:
    """Return the columns that the catalogue and the division need from one table."""
    shape = TABLES[key]
    recipes = (recipe for indicator in CATALOGUE for recipe in indicator.recipes if recipe.table == key)
    needed = set().union(*(recipe.columns for recipe in recipes))
    own = (shape.code, shape.name, shape.hectares, shape.people, shape.change, shape.year_column)
    return sorted(needed | {column for column in own if column} | set(shape.weights))


def _columns(path: Path, columns: Iterable[str]) -> pa.Table:
    """Read those of the columns that the file has."""
    try:
        present = set(pq.read_schema(path).names)
        return pq.read_table(path, columns=[column for column in columns if column in present])
    except (pa.ArrowException, OSError) as problem:
        raise DataError(
            f"Het bestand {path.name} is niet te lezen.",
            where=str(path),
            expected="een heel Parquet-bestand",
            mend="haal het bestand opnieuw op; misschien is het maar half binnengekomen",
        ) from problem


def _read(key: str, shape: TableShape, paths: list[Path], municipality: str) -> OpenTable:
    rows: dict[str, dict[str, Any]] = {}
    country: dict[str, Any] | None = None
    for path in paths:
        table = _columns(path, wanted_columns(key))
        _check(table, shape, path)
        if shape.year_column:
            table = table.filter(pc.equal(table[shape.year_column], shape.year))
        rows.update(_of_municipality(table, shape, municipality))
        country = country or _weighted_country(table, shape)
    if country is not None and COUNTRY not in rows:
        rows[COUNTRY] = country
    return OpenTable(key, shape, rows)


def _check(table: pa.Table, shape: TableShape, path: Path) -> None:
    for column in (shape.code, shape.name, shape.year_column):
        if column and column not in table.column_names:
            raise DataError(
                f"In {path.name} ontbreekt de kolom {column}.",
                where=str(path),
                expected=f"een tabel van {shape.year} met de kolom {column}",
                mend="controleer of dit het juiste bestand is",
            )


def _of_municipality(table: pa.Table, shape: TableShape, municipality: str) -> dict[str, dict[str, Any]]:
    codes = pc.utf8_upper(pc.utf8_trim_whitespace(table[shape.code].cast(pa.string())))
    digits = municipality[2:]
    mine = pc.match_substring_regex(codes, f"^(GM{digits}|WK{digits}[0-9]{{2}}|BU{digits}[0-9]{{4}})$")
    keep = pc.or_(mine, pc.is_in(codes, pa.array(_COUNTRY_CODES)))
    selected = table.filter(keep)
    kept_codes = codes.filter(keep).to_pylist()
    found = {}
    for code, row in zip(kept_codes, selected.to_pylist(), strict=True):
        found[COUNTRY if code in _COUNTRY_CODES else code] = row
    return found


def _weighted_country(table: pa.Table, shape: TableShape) -> dict[str, Any] | None:
    """Return the country as the weighted mean of all municipalities, where the publisher gives no country row."""
    if not shape.weights:
        return None
    whole = table.filter(pc.starts_with(table[shape.code], "GM"))
    if whole.num_rows == 0:
        return None
    row: dict[str, Any] = {shape.code: COUNTRY, shape.name: "Nederland"}
    for column, weight in shape.weights.items():
        if column not in whole.column_names:
            continue
        values = pc.cast(whole[column], pa.float64())
        if not weight:
            row[column] = pc.sum(values).as_py()
            continue
        weights = pc.if_else(pc.is_valid(values), pc.cast(whole[weight], pa.float64()), None)
        total = pc.sum(weights).as_py()
        row[column] = pc.sum(pc.multiply(values, weights)).as_py() / total if total else None
    return row
