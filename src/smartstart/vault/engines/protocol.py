"""What the building of a cohort asks of an engine. Whoever can do this, can build the same cohort."""

from typing import Any, Protocol

import pyarrow as pa


class Engine(Protocol):
    """An engine that holds the tables of the registers and answers reviewed queries, written in DuckDB's dialect."""

    def define(self, word: str) -> None:
        """Make a word known to the queries that follow: a `CREATE OR REPLACE TEMP MACRO`."""

    def keep(self, table: str, query: str) -> None:
        """Keep the result of a query under the name `table`, in place of an earlier one, until `forget`."""

    def lend(self, table: str, data: pa.Table) -> None:
        """Make a small Arrow table known under the name `table`, in place of an earlier one, until `forget`."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query; for small results only."""

    def table(self, query: str) -> pa.Table:
        """Return a query's result as an Arrow table. The query orders its rows."""

    def drop(self, *tables: str) -> None:
        """Forget these of the tables that were kept: of a whole country each takes room."""

    def forget(self) -> None:
        """Forget what was kept and lent: it is about persons, and it takes room. The registers stay."""
