"""Reading SPSS (`.sav`) and Stata (`.dta`) files in chunks. Values are read, never their labels."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyreadstat

from smartstart.vocabulary.errors import DataError

_CELLS_PER_CHUNK = 6_000_000
_DAY_FORMATS = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "%TD")


def stat_columns(path: Path) -> dict[str, pa.DataType]:
    """Return the columns and their types, from the metadata only."""
    described = _read(path, metadataonly=True)[1]
    return {
        column: _type(described.readstat_variable_types[column], described.original_variable_types[column])
        for column in described.column_names
    }


def stat_batches(path: Path, columns: dict[str, pa.DataType]) -> Iterator[pa.Table]:
    """Yield the named columns in chunks of rows.

    Raises:
        DataError: the file is damaged, or is not of this kind.
    """
    described = _read(path, metadataonly=True)[1]
    rows = max(1, _CELLS_PER_CHUNK // max(1, len(columns)))
    schema = pa.schema(list(columns.items()))
    done = 0
    while True:
        data = _read(
            path, usecols=list(columns), row_limit=rows, row_offset=done, output_format="dict", user_missing=True
        )[0]
        chunk = pa.table([pa.array(data[c], type=t, from_pandas=True) for c, t in columns.items()], schema=schema)
        done += chunk.num_rows
        if chunk.num_rows:
            yield chunk
        if chunk.num_rows < rows:
            break
    if described.number_rows not in (None, -1) and done != described.number_rows:
        raise _damaged(path)


def _type(stored: str, shown: str) -> pa.DataType:
    if stored == "string":
        return pa.string()
    kind = shown.upper()
    if kind.startswith("DATETIME") or kind.startswith("%TC"):
        return pa.timestamp("s")
    if kind.startswith(_DAY_FORMATS):
        return pa.date32()
    return pa.float64()


def _reader(path: Path) -> Callable[..., Any]:
    return pyreadstat.read_dta if path.suffix.lower() == ".dta" else pyreadstat.read_sav


def _read(path: Path, **how: Any) -> tuple[Any, Any]:
    """Read with the encoding that the file names; old files name none and are in Latin-1."""
    if path.suffix.lower() == ".dta":
        how.pop("user_missing", None)
    try:
        try:
            data, described = _reader(path)(str(path), **how)
        except (pyreadstat.ReadstatError, UnicodeDecodeError) as problem:
            if "encoding" not in str(problem) and not isinstance(problem, UnicodeDecodeError):
                raise
            data, described = _reader(path)(str(path), encoding="latin1", **how)
    except OverflowError as problem:
        raise _out_of_the_calendar(path) from problem
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeError, OSError) as problem:
        raise _damaged(path) from problem
    return data, described


def _out_of_the_calendar(path: Path) -> DataError:
    return DataError(
        "In dit bestand staat een datum buiten de kalender: voor het jaar 1 of na het jaar 9999.",
        where=str(path),
        expected="datums tot en met 31 december 9999",
        mend="maak zulke datums leeg, of 31 december 9999 voor wat nog loopt",
    )


def _damaged(path: Path) -> DataError:
    kind = path.suffix.lower()
    return DataError(
        f"Dit bestand is beschadigd of niet af, of het is geen {kind}-bestand.",
        where=str(path),
        expected=f"een heel {kind}-bestand",
        mend="haal het bestand opnieuw op, of open het in SPSS of Stata en sla het nog eens op",
    )
