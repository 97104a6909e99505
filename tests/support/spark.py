"""One Spark for a whole test process: starting Java takes longer than all the questions together."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smartstart.vault.engines.spark import SparkEngine
from smartstart.vault.engines.spark_place import SparkPlace
from smartstart.vault.engines.spark_session import RunningSpark, started
from smartstart.vocabulary.errors import EngineError
from tests.support.cohort_engines import asked
from tests.support.plain_cohort import PlainCohort, Question
from tests.support.tiny_registers import Registers, arrow

PLACE = SparkPlace("local[1]", "1GB")
# Small data: no second compiler, no generated code, no partitions. They change the speed and nothing else.
CHEAP = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.parquet.compression.codec": "uncompressed",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def skip_without_java() -> None:
    """Skip where there is no Java; in CI that is a failure."""
    try:
        PLACE.require()
    except EngineError as absent:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Java on this machine, so Spark was not tried: {absent.what}")


@contextmanager
def one_spark(work: Path) -> Iterator[RunningSpark]:
    """Yield a Spark for small data."""
    skip_without_java()
    with started(PLACE, work, CHEAP) as spark:
        yield spark


def spark_cohort(spark: RunningSpark, registers: Registers, question: Question, work: Path) -> PlainCohort:
    """Return the cohort as Spark builds it."""
    engine = SparkEngine(spark, work)
    for name, data in arrow(registers).items():
        engine.lend(name, data)
    return asked(engine, question)
