"""Reading CSV files: `;`, `,` or tab, UTF-8 or Latin-1, every value as text so that leading zeros stay."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as arrow_csv

from smartstart.vocabulary.errors import DataError

_SEPARATORS = (";", ",", "\t")
_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Header:
    """First line of a CSV file."""

    names: tuple[str, ...]
    separator: str


def csv_header(path: Path) -> Header:
    """Return names and separator from the first line.

    Raises:
        DataError: the file has no first line that can be read as names.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if b"\0" in head:
        raise _not_csv(path)
    line = _text(head.split(b"\n", 1)[0]).lstrip("\ufeff").rstrip("\r")
    separator = max(_SEPARATORS, key=line.count)
    names = next(csv.reader([line], delimiter=separator), [])
    if not any(name.strip() for name in names):
        raise _not_csv(path)
    return Header(tuple(name.strip() for name in names), separator)


def csv_batches(path: Path, columns: tuple[str, ...]) -> Iterator[pa.Table]:
    """Yield the named columns as text, in chunks of rows.

    Raises:
        DataError: a line has more or fewer values than there are names.
    """
    try:
        for batch in _stream(path, columns, _encoding(path)):
            yield pa.Table.from_batches([batch])
    except pa.ArrowInvalid as problem:
        raise _not_csv(path) from problem


def _encoding(path: Path) -> str:
    """UTF-8 unless the file cannot be that; older Windows programs write Latin-1."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _stream(path: Path, columns: tuple[str, ...], encoding: str) -> Iterator[pa.RecordBatch]:
    header = csv_header(path)
    wrong: list[arrow_csv.InvalidRow] = []

    def remember(row: arrow_csv.InvalidRow) -> str:
        wrong.append(row)
        return "skip"

    reader = arrow_csv.open_csv(
        path,
        read_options=arrow_csv.ReadOptions(
            use_threads=False, column_names=_unique(header.names), skip_rows=1, encoding=encoding
        ),
        parse_options=arrow_csv.ParseOptions(delimiter=header.separator, invalid_row_handler=remember),
        convert_options=arrow_csv.ConvertOptions(
            include_columns=list(columns), column_types={column: pa.string() for column in columns}
        ),
    )
    for batch in reader:
        _refuse(path, wrong)
        yield batch
    _refuse(path, wrong)


def _refuse(path: Path, wrong: list[arrow_csv.InvalidRow]) -> None:
    if wrong:
        row = wrong[0]
        raise DataError(
            "Een regel heeft niet evenveel waarden als er kolommen zijn: het bestand is beschadigd of niet af.",
            where=f"{path}" + (f", regel {row.number}" if row.number else ""),
            expected=f"{row.expected_columns} waarden; gevonden: {row.actual_columns}",
            mend="haal het bestand opnieuw op, of kijk of er een scheidingsteken in een waarde staat",
        )


def _unique(names: tuple[str, ...]) -> list[str]:
    """Names that come twice get a number, so that a column nobody asks for does no harm."""
    return [name if names.index(name) == place else f"{name} ({place})" for place, name in enumerate(names)]


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _not_csv(path: Path) -> DataError:
    return DataError(
        "Dit bestand is beschadigd, of het is geen CSV-bestand.",
        where=str(path),
        expected="tekst met op de eerste regel de namen van de kolommen, gescheiden door ; of ,",
        mend="haal het bestand opnieuw op, of sla het opnieuw op als CSV",
    )
