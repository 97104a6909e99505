"""DuckDB, embedded: reviewed SQL templates in, arrays out. It never reaches for a network."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa

from smartstart.vocabulary.errors import DataError, StorageError

_SETTINGS = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET preserve_insertion_order = true",
)


class DuckEngine:
    """One DuckDB connection with a folder for spilling.

    Args:
        spill: folder for temporary files; it must exist.
        memory: DuckDB's memory limit, "3GB".
        threads: number of threads; None leaves it to DuckDB. Results never depend on it.
    """

    def __init__(self, spill: Path, *, memory: str = "3GB", threads: int | None = None) -> None:
        self._connection = duckdb.connect(":memory:")
        self._kept: dict[str, None] = {}
        self._lent: dict[str, None] = {}
        for setting in _SETTINGS:
            self._connection.execute(setting)
        if self.value("SELECT current_setting('enable_progress_bar')"):
            # In a notebook without widgets the bar is off, and even turning it off is an error there.
            self.run("SET enable_progress_bar = false")
        self._connection.execute("SET temp_directory = ?", [str(spill)])
        self._connection.execute("SET memory_limit = ?", [memory])
        if threads is not None:
            self._connection.execute("SET threads = ?", [threads])

    def __enter__(self) -> "DuckEngine":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection and forget everything in it."""
        self._connection.close()

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement for its effect."""
        with _explained():
            self._connection.execute(sql, list(parameters)).fetchall()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; for small results only."""
        with _explained():
            return self._connection.execute(sql, list(parameters)).fetchall()

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Return the one value of a query."""
        return self.rows(sql, parameters)[0][0]

    def table(self, sql: str, parameters: Sequence[Any] = ()) -> pa.Table:
        """Return a query's result as an Arrow table. The query orders its rows."""
        with _explained():
            return self._connection.sql(sql, params=list(parameters)).to_arrow_table()

    def batches(self, sql: str, rows: int = 122_880) -> Iterator[pa.RecordBatch]:
        """Yield a query's result in Arrow batches of at most `rows` rows."""
        with _explained():
            reader = self._connection.sql(sql).to_arrow_reader(rows)
            yield from cast(Iterator[pa.RecordBatch], reader)

    def register(self, name: str, data: pa.Table | pa.RecordBatchReader) -> None:
        """Make Arrow data known to queries under `name`, without copying."""
        self._connection.register(name, data)

    def define(self, word: str) -> None:
        """Make a word known to the queries that follow: a `CREATE OR REPLACE TEMP MACRO`."""
        self.run(word)

    def keep(self, table: str, query: str) -> None:
        """Keep the result of a query as a temporary table, in place of an earlier one, until `forget`."""
        self._kept[table] = None
        self.run(f"CREATE OR REPLACE TEMP TABLE {table} AS\n{query}")

    def lend(self, table: str, data: pa.Table) -> None:
        """Make a small Arrow table known under the name `table`, in place of an earlier one, until `forget`."""
        self._lent[table] = None
        self.register(table, data)

    def drop(self, *tables: str) -> None:
        """Forget these of the tables that were kept."""
        for table in tables:
            self.run(f"DROP TABLE IF EXISTS {table}")
            self._kept.pop(table, None)

    def forget(self) -> None:
        """Forget what was kept and lent: it is about persons, and it takes room."""
        self.drop(*self._kept)
        for table in self._lent:
            self._connection.unregister(table)
        self._lent.clear()


@contextmanager
def _explained() -> Iterator[None]:
    """Turn the engine's own errors into ours. Its texts can hold values, so they are not passed on."""
    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as problem:
        # The engine turns Ctrl-C during a query into an error of its own; to a user it is still Ctrl-C.
        if isinstance(problem, duckdb.InterruptException) or "interrupt" in str(problem).lower():
            raise KeyboardInterrupt from problem
        raise
    except duckdb.OutOfMemoryException as problem:
        raise DataError(
            "De rekenmachine heeft te weinig geheugen.",
            mend="geef meer geheugen met --memory, of kies minder peildatums tegelijk",
        ) from problem
    except duckdb.IOException as problem:
        if "No space left" in str(problem):
            raise StorageError(
                "De schijf is vol. Er is niets veranderd.",
                mend="maak ruimte vrij en geef dezelfde opdracht nog een keer",
            ) from problem
        raise DataError("Een gegevensbestand is niet te lezen.", mend="zie --debug voor de oorzaak") from problem
