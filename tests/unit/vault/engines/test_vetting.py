"""The vetted list: every template holds to it, and what is not on it is refused before an engine sees it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from smartstart.vault.cohort import FACTORS, OUTCOMES, build_cohort
from smartstart.vault.cohort.templates import shared_words
from smartstart.vault.engines import DuckEngine
from smartstart.vault.engines.translating import Translator
from smartstart.vault.sources.columns import Found
from smartstart.vault.sources.normalising import typed
from smartstart.vault.tables import TABLES
from smartstart.vocabulary.errors import SmartStartError
from tests.support.cohort_engines import plan_of
from tests.support.house import ROOT
from tests.support.random_registers import random_question, random_registers
from tests.support.tiny_registers import load


class _Watched(DuckEngine):
    """DuckDB, with every query translated before it runs."""

    def __init__(self, spill: Path) -> None:
        self.words: Translator | None = None  # what the engine asks of itself at its start is no template
        self.seen: list[str] = []
        super().__init__(spill, memory="1GB", threads=1)
        self.words = Translator()

    def define(self, word: str) -> None:
        assert self.words is not None
        self.words.define(word)
        super().define(word)

    def keep(self, table: str, query: str) -> None:
        self._look(query)
        super().keep(table, query)

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        self._look(sql)
        return super().rows(sql, parameters)

    def table(self, sql: str, parameters: Any = ()) -> pa.Table:
        self._look(sql)
        return super().table(sql, parameters)

    def _look(self, query: str) -> None:
        if self.words is not None:
            self.words.to_spark(query)
            self.seen.append(query)


def test_every_query_of_a_cohort_holds_to_the_list(tmp_path: Path) -> None:
    seen: list[str] = []
    for outcome in OUTCOMES:
        with _Watched(tmp_path) as engine:
            load(engine, random_registers(5))
            question = replace(random_question(5), outcome=outcome, factors=tuple(FACTORS))
            build_cohort(engine, plan_of(question), areas=question.areas)
            seen += engine.seen
    texts = {path.read_text(encoding="utf-8") for path in (ROOT / "src/smartstart/vault/cohort").rglob("*.sql")}
    words = {text for text in texts if "TEMP MACRO" in text}
    assert len(texts) > 25
    unused = [text for text in texts - words if not any(text in query for query in seen)]
    assert not unused, "a template that no cohort runs"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT date_diff('year', A, B) FROM t",
        "SELECT date_diff('month', A, B) FROM t",
        "SELECT age(A, B) FROM t",
        "SELECT A - B FROM t",
        "SELECT A + INTERVAL 1 YEAR FROM t",
        "SELECT CAST(2.5 AS INTEGER)",
        "SELECT CAST(A AS DOUBLE) FROM t",
        "SELECT CAST(A AS DECIMAL(9, 2)) FROM t",
        "SELECT round(A) FROM t",
        "SELECT A / 2 FROM t",
        "SELECT A % 2 FROM t",
        "SELECT sum(A) FROM t",
        "SELECT avg(A) FROM t",
        "SELECT list(A) FROM t",
        "SELECT string_agg(A, ',') FROM t",
        "SELECT first(A) FROM t",
        "SELECT arg_max(A, B) FROM t",
        "SELECT quantile_cont(A, 0.5) FROM t",
        "SELECT * FROM t QUALIFY row_number() OVER (ORDER BY A) = 1",
        "SELECT row_number() OVER () FROM t",
        "SELECT A FROM t LIMIT 5",
        "SELECT * FROM t ASOF JOIN u ON t.A >= u.A",
        "SELECT * FROM t NATURAL JOIN u",
        "SELECT * FROM t SEMI JOIN u ON t.A = u.A",
        "SELECT current_date",
        "SELECT random()",
        "SELECT een_woord_dat_niet_bestaat(A) FROM t",
        "SELECT A FROM t TABLESAMPLE 5 ROWS",
        "SELECT A LIKE 'x%' FROM t",
    ],
)
def test_what_is_not_on_the_list_is_refused(query: str) -> None:
    with pytest.raises(SmartStartError, match="fout in Smart Start"):
        Translator().to_spark(query)


def test_a_shared_word_is_vetted_as_well() -> None:
    """A word that hides a year difference would bring it into every template that uses it."""
    words = Translator()
    for word in shared_words():
        words.define(word)
    assert "DIV" in words.to_spark("SELECT completed_years(A) FROM t")
    words.define("CREATE OR REPLACE TEMP MACRO completed_years(age) AS date_diff('year', age, DATE '2022-01-01')")
    with pytest.raises(SmartStartError, match="niet op elke rekenmachine"):
        words.to_spark("SELECT completed_years(A) FROM t")


def test_a_word_with_another_number_of_parts_is_refused() -> None:
    words = Translator()
    words.define("CREATE OR REPLACE TEMP MACRO overlap(a, b) AS a <= b")
    with pytest.raises(SmartStartError, match="bestaat"):
        words.to_spark("SELECT overlap(A) FROM t")


def test_only_words_are_defined() -> None:
    with pytest.raises(SmartStartError):
        Translator().define("CREATE TABLE t AS SELECT 1")


def test_a_part_with_the_name_of_a_column_is_not_filled_in_twice() -> None:
    words = Translator()
    words.define("CREATE OR REPLACE TEMP MACRO swap(a, b) AS b - 1 < a")
    assert words.to_spark("SELECT swap(b, a) FROM t") == "SELECT ((a) - 1 < (b)) FROM t"


def test_registers_hold_no_fractions(tmp_path: Path) -> None:
    """A fraction becomes a whole number by cutting off or by rounding; what the reader stores has none."""
    kinds = set()
    with DuckEngine(tmp_path, threads=1) as engine:
        for table in TABLES.values():
            for column in table.columns:
                stored = typed(Found(column, column.name, None, pa.string()), tolerant=False)
                kinds |= {
                    kind for (kind,) in engine.rows(f"SELECT typeof({stored}) FROM (SELECT '1' AS \"{column.name}\")")
                }
    assert kinds == {"VARCHAR", "INTEGER", "BIGINT", "DATE"}
