"""Each example of `cohort/*.txt`, and random registers, on Spark: the coded cohort of plain Python, to the last unit.

Examples that ask the same are answered at once, each in a world of its own (`many_worlds`).
Below them stands what engines read differently: the difference itself, that the vetting refuses it, and what we use.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlglot import transpile

from smartstart.vault.cohort.templates import define_macros
from smartstart.vault.engines import DuckEngine, Engine
from smartstart.vault.engines.spark import SparkEngine
from smartstart.vault.engines.spark_session import RunningSpark
from smartstart.vault.engines.translating import Translator
from smartstart.vocabulary.errors import DataError, SmartStartError
from tests.support.cohort_examples import CONTROL, Example, read_examples, registers_of
from tests.support.many_worlds import merged, rows_of
from tests.support.plain_cohort import FACTORS, PlainCohort, Question, plain_cohort
from tests.support.random_registers import random_question, random_registers
from tests.support.spark import one_spark, spark_cohort
from tests.support.tiny_registers import Registers

pytestmark = pytest.mark.xdist_group("spark")

_FOLDER = Path(__file__).parent / "cohort"
_BASE = read_examples(_FOLDER / "base.txt")[0]
_EXAMPLES = {
    f"{path.stem}: {example.title}": example
    for path in sorted(_FOLDER.glob("*.txt"))
    if path.stem != "base"
    for example in read_examples(path)
}
_RANDOM = {number: [random_registers(seed) for seed in range(number, 30, 4)] for number in range(4)}


def _without_factors(example: Example) -> Question:
    return replace(example.question, factors=())


def _asks(example: Example) -> Question:
    """Return what an example asks, with the factors of all examples that ask the same otherwise."""
    alike = [other for other in _EXAMPLES.values() if _without_factors(other) == _without_factors(example)]
    wanted = {factor for other in alike for factor in other.question.factors}
    return replace(example.question, factors=tuple(factor for factor in FACTORS if factor in wanted))


def _worlds(question: Question) -> list[str]:
    return [name for name, example in _EXAMPLES.items() if _asks(example) == question]


Answer = Callable[[Question], PlainCohort]


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSpark]:
    with one_spark(tmp_path_factory.mktemp("spark")) as running:
        yield running


@pytest.fixture(scope="session")
def answer(spark: RunningSpark, tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """Return Spark's cohort on all examples that ask a question."""
    known: dict[Question, PlainCohort] = {}

    def asked(question: Question) -> PlainCohort:
        if question not in known:
            registers = merged([registers_of(_BASE, _EXAMPLES[name]) for name in _worlds(question)])
            known[question] = spark_cohort(spark, registers, question, tmp_path_factory.mktemp("tables"))
        return known[question]

    return asked


@pytest.mark.parametrize("name", _EXAMPLES)
def test_example(name: str, answer: Answer) -> None:
    example = _EXAMPLES[name]
    question = _asks(example)
    rows = rows_of(answer(question).rows, _worlds(question).index(name))
    assert rows == plain_cohort(registers_of(_BASE, example), question).rows

    columns = list(example.expected[0]) if example.expected else []
    others = [{column: str(row[column]) for column in columns} for row in rows if row["PERSOON"] != CONTROL]
    assert others == example.expected


@pytest.mark.parametrize("question", sorted({_asks(example) for example in _EXAMPLES.values()}, key=str), ids=str)
def test_the_way_to_the_rows(question: Question, answer: Answer) -> None:
    worlds = [registers_of(_BASE, _EXAMPLES[name]) for name in _worlds(question)]
    _same_way(answer(question), worlds, question)


@pytest.mark.parametrize("number", _RANDOM)
def test_random_registers(number: int, spark: RunningSpark, tmp_path: Path) -> None:
    question, worlds = random_question(number), _RANDOM[number]
    found = spark_cohort(spark, merged(worlds), question, tmp_path)
    for at, world in enumerate(worlds):
        assert rows_of(found.rows, at) == plain_cohort(world, question).rows
    assert len(found.rows) > 100
    _same_way(found, worlds, question)
    assert not list(tmp_path.iterdir()), "a table about persons stayed behind"


def _same_way(found: PlainCohort, worlds: list[Registers], question: Question) -> None:
    truth = [plain_cohort(world, question) for world in worlds]
    for day in question.reference_dates:
        assert found.steps[day] == [sum(counts) for counts in zip(*(one.steps[day] for one in truth), strict=True)]
        assert sorted(found.routes[day]) == sorted(route for one in truth for route in one.routes[day])


@dataclass(frozen=True)
class Difference:
    """What two engines make of one query, and what we use in its place."""

    query: str
    duck: Any
    spark: Any
    ours: str
    same: Any


_LATE, _EARLY = "DATE '2022-01-01'", "DATE '2004-12-31'"
_LENT = {
    "drie": pa.table({"A": [1, 1, 1], "X": [3, 1, 2]}),
    "staten": pa.table(
        {"DAG": [dt.date(2019, 5, 1), dt.date(2020, 1, 1), dt.date(2019, 5, 1)], "STAAT": ["B", "C", "A"]}
    ),
}
_RANKED = "SELECT A, X, row_number() OVER (PARTITION BY A ORDER BY X) AS RANG FROM drie"
_DIFFERENCES = {
    "a year begins on 1 January": Difference(
        f"SELECT date_diff('year', {_EARLY}, {_LATE})",
        duck=18,
        spark=17,
        ours="SELECT completed_years(month_number('2022', '01') - month_number('2004', '12'))",
        same=17,
    ),
    "a half is rounded or cut off": Difference(
        "SELECT CAST(2.5 AS INTEGER)", duck=3, spark=2, ours="SELECT 5 // 2", same=2
    ),
    "a month begins on its first day": Difference(
        "SELECT date_diff('month', DATE '2020-01-31', DATE '2020-02-01')",
        duck=1,
        spark=0,
        ours="SELECT month_number('2020', '02') - month_number('2020', '01')",
        same=1,
    ),
    "a list keeps its order or not": Difference(
        "SELECT CAST(list(X ORDER BY X DESC) AS VARCHAR) FROM drie",
        duck="[3, 2, 1]",
        spark="[3, 1, 2]",
        ours="SELECT last_state(STAAT, DAG) FROM staten WHERE DAG < DATE '2020-01-01'",
        same="B",
    ),
    "a filter on a window brings a column": Difference(
        "SELECT * FROM drie QUALIFY row_number() OVER (PARTITION BY A ORDER BY X) = 1",
        duck=(1, 1),
        spark=(1, 1, 1),
        ours=f"SELECT A, X FROM ({_RANKED}) AS r WHERE RANG = 1",
        same=(1, 1),
    ),
    "a difference of dates is a number or an interval": Difference(
        f"SELECT {_LATE} - {_EARLY}",
        duck=6210,
        spark=dt.timedelta(days=6210),
        ours=f"SELECT days_between({_EARLY}, {_LATE})",
        same=6210,
    ),
}


def _one(rows: list[tuple[Any, ...]]) -> Any:
    (row,) = rows
    return row[0] if len(row) == 1 else row


@pytest.fixture
def both(spark: RunningSpark, tmp_path: Path) -> Iterator[tuple[DuckEngine, SparkEngine]]:
    with DuckEngine(tmp_path, threads=1) as duck:
        other = SparkEngine(spark, tmp_path)
        for engine in (duck, other):
            define_macros(engine)
            for name, data in _LENT.items():
                engine.lend(name, data)
        yield duck, other
        other.forget()


@pytest.mark.parametrize("name", _DIFFERENCES)
def test_a_silent_difference(name: str, both: tuple[DuckEngine, SparkEngine], spark: RunningSpark) -> None:
    difference = _DIFFERENCES[name]
    duck, other = both
    assert _one(duck.rows(difference.query)) == difference.duck
    for lent, data in _LENT.items():
        spark.session.createDataFrame(data).createOrReplaceTempView(lent)
    (unvetted,) = transpile(difference.query, read="duckdb", write="spark")
    assert _one([tuple(row) for row in spark.session.sql(unvetted).collect()]) == difference.spark
    assert difference.duck != difference.spark

    with pytest.raises(SmartStartError, match="niet op elke rekenmachine hetzelfde"):
        other.rows(difference.query)
    assert _one(duck.rows(difference.ours)) == _one(other.rows(difference.ours)) == difference.same


def test_a_sum_of_floats_depends_on_the_order_and_is_refused(both: tuple[DuckEngine, SparkEngine]) -> None:
    duck, other = both
    orders = ([1e16, 1.0, -1e16], [1e16, -1e16, 1.0])
    sums = []
    for order in orders:
        duck.lend("bedragen", pa.table({"X": order}))
        sums += duck.rows("SELECT sum(X) FROM bedragen")
    assert len(set(sums)) == 2, "then a sum of floats would be safe"
    for query in ("SELECT sum(X) FROM bedragen", "SELECT avg(X) FROM bedragen", "SELECT sum(X / 2) FROM bedragen"):
        with pytest.raises(SmartStartError):
            other.rows(query)
    counted = "SELECT sum(CASE WHEN X > 0 THEN 1 ELSE 0 END) FROM bedragen"
    for order in orders:
        for engine in both:
            engine.lend("bedragen", pa.table({"X": order}))
            assert engine.rows(counted) == [(2,)]


def test_missing_values_come_last_on_both(both: tuple[DuckEngine, SparkEngine], spark: RunningSpark) -> None:
    """Left alone, Spark puts them first; the translation says it."""
    values = pa.table({"X": pa.array([None, 2, 1], pa.int32())})
    for direction, expected in (("", [1, 2, None]), ("DESC", [2, 1, None])):
        query = f"SELECT X, row_number() OVER (ORDER BY X {direction}) AS R FROM waarden"
        for engine in both:
            engine.lend("waarden", values)
            assert [x for x, _ in sorted(engine.rows(query), key=lambda row: row[1])] == expected
    left_alone = spark.session.createDataFrame(values).selectExpr("X", "row_number() OVER (ORDER BY X) AS R").collect()
    assert next(row["X"] for row in left_alone if row["R"] == 1) is None


def test_edge_dates_are_read_as_they_were_written(both: tuple[DuckEngine, SparkEngine], tmp_path: Path) -> None:
    """Before October 1582 Spark had a calendar of its own; 9999-12-31 says "still running"."""
    days = [dt.date(1, 1, 1), dt.date(1500, 2, 28), dt.date(1582, 10, 10), dt.date(2020, 2, 29), dt.date(9999, 12, 31)]
    file = tmp_path / "dagen.parquet"
    duck, other = both
    duck.register("incoming", pa.table({"DAG": days}))
    duck.run(f"COPY (SELECT * FROM incoming) TO '{file}' (FORMAT parquet)")
    other.read("dagen", [file])
    query = "SELECT DAG, covers(DAG, NULL, DATE '2020-02-29') AS LOOPT FROM dagen ORDER BY DAG"
    duck.run(f"CREATE VIEW dagen AS SELECT * FROM read_parquet('{file}')")
    assert duck.rows(query) == other.rows(query) == [(day, day <= dt.date(2020, 2, 29)) for day in days]


def test_files_with_other_types_are_not_put_together(both: tuple[DuckEngine, SparkEngine], tmp_path: Path) -> None:
    files = [tmp_path / "2019.parquet", tmp_path / "2020.parquet"]
    for file, values in zip(files, ([1, 2], ["1", "x"]), strict=True):
        pq.write_table(pa.table({"X": values}), file)
    with pytest.raises(DataError):
        both[1].read("jaren", files)


def test_a_wrong_value_is_told_without_it(
    both: tuple[DuckEngine, SparkEngine], capfd: pytest.CaptureFixture[str]
) -> None:
    both[1].lend("waarden", pa.table({"X": ["geheim"]}))
    with pytest.raises(DataError) as refused:
        both[1].rows("SELECT CAST(X AS INTEGER) FROM waarden")
    assert "geheim" not in str(refused.value)
    assert "geheim" not in "".join(capfd.readouterr())


def test_kept_tables_are_replaced_and_forgotten(both: tuple[DuckEngine, SparkEngine], tmp_path: Path) -> None:
    engines: tuple[Engine, ...] = both
    for engine in engines:
        engine.keep("cohort_een", "SELECT 1 AS X")
        engine.keep("cohort_een", "SELECT X + 1 AS X FROM cohort_een")
        assert engine.rows("SELECT X FROM cohort_een") == [(2,)]
        engine.keep("cohort_twee", "SELECT X FROM cohort_een")
        engine.drop("cohort_een")
        with pytest.raises(Exception, match="cohort_een"):  # each engine has an error of its own for an unknown table
            engine.rows("SELECT X FROM cohort_een")
        assert engine.rows("SELECT X FROM cohort_twee") == [(2,)]
        engine.forget()
    assert not [file for file in tmp_path.iterdir() if file.name.startswith("cohort_een")]


def test_a_word_keeps_its_parts_together() -> None:
    """Filled in without brackets, 14 - 2 // 12 would be 14."""
    words = Translator()
    words.define("CREATE OR REPLACE TEMP MACRO completed_years(age_in_months) AS age_in_months // 12")
    assert words.to_spark("SELECT completed_years(14 - 2)").count("(14 - 2)") == 1
