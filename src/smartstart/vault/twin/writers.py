"""Writing rows whole or not at all, with the same bytes for the same rows whatever their batches were."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pyreadstat

from smartstart.storage import writing_file
from smartstart.vault.tables import Form
from smartstart.vault.twin.layout import Written, schema

ROW_GROUP = 122_880

_UNIQUE = ("RINPERSOON", "RINPERSOONHKW", "RINOBJECTNUMMER")  # no dictionary pays for these
_SAV_CLOCK = 84  # offset of date and time in the header of a .sav file
_SAV_MOMENT = b"01 Jan 2400:00:00"


class Sink(Protocol):
    """Takes ordered rows for one file."""

    def add(self, batches: Iterable[pa.RecordBatch]) -> None:
        """Add rows after those already added."""


class Regrouper:
    """Cuts batches into tables of exactly `ROW_GROUP` rows: batches of an engine follow its threads, bytes may not."""

    def __init__(self, form: pa.Schema, write: Callable[[pa.Table], None]) -> None:
        self._form, self._write = form, write
        self._waiting: list[pa.RecordBatch] = []
        self._held = 0

    def add(self, batches: Iterable[pa.RecordBatch]) -> None:
        """Add rows; full groups are written at once."""
        for batch in batches:
            self._waiting.append(batch)
            self._held += batch.num_rows
            while self._held >= ROW_GROUP:
                table = pa.Table.from_batches(self._waiting)
                self._put(table.slice(0, ROW_GROUP))
                rest = table.slice(ROW_GROUP)
                self._waiting, self._held = rest.to_batches(), rest.num_rows

    def finish(self) -> None:
        """Write what is left."""
        if self._held:
            self._put(pa.Table.from_batches(self._waiting))

    def _put(self, table: pa.Table) -> None:
        # one chunk per column, and our own schema: page borders then follow the rows only
        self._write(table.combine_chunks().cast(self._form))


@contextmanager
def parquet_sink(target: Path, written: tuple[Written, ...]) -> Iterator[Sink]:
    """Write Parquet with fixed row groups and no metadata of our own."""
    form = schema(written)
    unique = {item.name for item in written if item.column.name in _UNIQUE}
    with (
        writing_file(target) as beside,
        pq.ParquetWriter(
            beside,
            form,
            compression="zstd",
            compression_level=1,
            use_dictionary=[item.name for item in written if item.name not in unique],
            store_schema=False,
        ) as writer,
    ):
        sink = Regrouper(form, lambda table: writer.write_table(table, row_group_size=ROW_GROUP))
        yield sink
        sink.finish()


@contextmanager
def csv_sink(target: Path, written: tuple[Written, ...]) -> Iterator[Sink]:
    """Write CSV with `;` and one heading line, values unquoted, as the converted files are delivered."""
    form = schema(written)
    options = pa_csv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
    with writing_file(target) as beside, beside.open("wb") as stream:
        stream.write((";".join(item.name for item in written) + "\n").encode())
        with pa_csv.CSVWriter(stream, form, write_options=options) as writer:
            sink = Regrouper(form, writer.write_table)
            yield sink
            sink.finish()


@contextmanager
def sav_sink(target: Path, written: tuple[Written, ...]) -> Iterator[Sink]:
    """Write SPSS with declared widths and value labels; the clock in the header is a fixed one."""
    form = schema(written)
    tables: list[pa.Table] = []
    sink = Regrouper(form, tables.append)
    yield sink
    sink.finish()
    with writing_file(target) as beside:
        _write_sav(beside, written, pa.concat_tables(tables or [form.empty_table()]))


def _write_sav(target: Path, written: tuple[Written, ...], rows: pa.Table) -> None:
    labels: Any = {  # the stubs know labels of numbers only
        item.name: item.column.codes for item in written if item.column.codes and not _is_number(item)
    }
    # text as plain Python objects: pyreadstat reads those three times as fast
    frame = rows.to_pandas().astype({item.name: object for item in written if not _is_number(item)})
    pyreadstat.write_sav(
        frame,
        str(target),
        column_labels=[item.column.meaning for item in written],
        variable_value_labels=labels,
        variable_format={item.name: f"{'F' if _is_number(item) else 'A'}{item.column.width}" for item in written},
    )
    with target.open("r+b") as stream:
        stream.seek(_SAV_CLOCK)
        stream.write(_SAV_MOMENT)


def _is_number(item: Written) -> bool:
    return item.column.form in (Form.INTEGER, Form.AMOUNT)
