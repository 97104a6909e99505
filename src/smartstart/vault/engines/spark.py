"""Spark, for what does not fit one machine: the same templates, translated, the same coded cohort.

Only the building of the cohort runs here. The registers are read and checked by the reader, which leaves them as
Parquet in the working folder of the room; Spark reads those files. Tables in between go there too, as Parquet: a worker
that falls out costs its own part, not the run. On a cluster that folder must be shared.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
from py4j.protocol import Py4JError, Py4JNetworkError
from pyspark.errors import AnalysisException, ParseException, PySparkException
from pyspark.sql import DataFrame

from smartstart.vault.engines.spark_session import RunningSpark
from smartstart.vault.engines.translating import Translator
from smartstart.vocabulary.errors import DataError, EngineError

_STOPPED = ("stopped SparkContext", "SparkContext was shut down", "Answer from Java side is empty")


class SparkEngine:
    """The engine of a cohort in one Spark session.

    Args:
        spark: as `spark_session.started` gives it; what other engines in it hold is not seen.
        work: folder for tables in between, which every worker can read and write.
    """

    def __init__(self, spark: RunningSpark, work: Path) -> None:
        self._spark = spark
        self._session = spark.session.newSession()
        self._work = work
        self._words = Translator()
        self._made: dict[str, Path | None] = {}
        self._numbers = count()

    def read(self, table: str, files: Sequence[Path]) -> None:
        """Make Parquet files known to queries as one table."""
        with self._explained():
            frame = self._session.read.option("mergeSchema", "true").parquet(*(file.as_uri() for file in files))
            frame.createOrReplaceTempView(table)

    def define(self, word: str) -> None:
        """Make a word known to the queries that follow: a `CREATE OR REPLACE TEMP MACRO`."""
        self._words.define(word)

    def keep(self, table: str, query: str) -> None:
        """Keep the result of a query under the name `table`, in place of an earlier one, until `forget`."""
        before = self._made.get(table)
        folder = self._work / f"{table}.{next(self._numbers)}"
        self._made[table] = folder
        with self._explained():
            frame = self._frame(query)
            frame.write.parquet(folder.as_uri())
            self._session.read.schema(frame.schema).parquet(folder.as_uri()).createOrReplaceTempView(table)
        _remove(before)

    def lend(self, table: str, data: pa.Table) -> None:
        """Make a small Arrow table known under the name `table`, in place of an earlier one, until `forget`."""
        self._made[table] = None
        with self._explained():
            self._session.createDataFrame(data).createOrReplaceTempView(table)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query; for small results only."""
        with self._explained():
            return [tuple(row) for row in self._frame(query).collect()]

    def table(self, query: str) -> pa.Table:
        """Return a query's result as an Arrow table. The query orders its rows."""
        with self._explained():
            return self._frame(query).toArrow()

    def drop(self, *tables: str) -> None:
        """Forget these of the tables that were kept."""
        with self._explained():
            for table in tables:
                self._session.catalog.dropTempView(table)
                _remove(self._made.pop(table, None))

    def forget(self) -> None:
        """Forget what was kept and lent: it is about persons, and it takes room."""
        self.drop(*self._made)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn Spark's own errors into ours. Its texts can hold values, so they are not passed on."""
        try:
            yield
        except (AnalysisException, ParseException):
            raise  # a template that Spark does not understand: ours, and without a value
        except (PySparkException, Py4JError, OSError, EOFError) as problem:
            raise self._told(problem) from problem

    def _told(self, problem: Exception) -> DataError:
        if "OutOfMemoryError" in str(problem):
            mend = "geef meer geheugen met --memory, of kies minder peildatums"
            return EngineError("Spark heeft te weinig geheugen.", mend=mend)
        lost = isinstance(problem, OSError | EOFError | Py4JNetworkError)
        if lost or self._spark.gone or any(sign in str(problem) for sign in _STOPPED):
            return EngineError(
                "Spark is halverwege gestopt. Er is niets uitgegeven.",
                mend="kijk of Spark genoeg geheugen heeft (--memory) en of het cluster er nog is; "
                "geef dan dezelfde opdracht nog een keer",
            )
        return DataError("Spark kon een stap niet afmaken.", mend="zie --debug voor de oorzaak")

    def _frame(self, query: str) -> DataFrame:
        return self._session.sql(self._words.to_spark(query))


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
