"""Which engine builds the cohort: the one that read the registers, or Spark on what it left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smartstart.vault.engines import DuckEngine, Engine
from smartstart.vault.engines.spark_place import SparkPlace
from smartstart.vault.sources.registers import RegisterReport
from smartstart.vault.study.model import RegisterData, Study
from smartstart.vocabulary.errors import UsageError


@contextmanager
def cohort_engine(engine: DuckEngine, report: RegisterReport, spark: SparkPlace | None, work: Path) -> Iterator[Engine]:
    """Yield the engine that builds the cohort: the one that read the registers, or Spark on the files that it left."""
    if spark is None:
        yield engine
        return
    from smartstart.vault.engines.spark import SparkEngine
    from smartstart.vault.engines.spark_session import started

    folder = work / "spark"
    folder.mkdir()
    with started(spark, folder) as running:
        builder = SparkEngine(running, folder)
        for table in report.tables:
            builder.read(table.table.lower(), table.stored)
        yield builder


def require_spark(spark: SparkPlace, study: Study) -> None:
    """Check beforehand what Spark needs.

    Raises:
        UsageError: the study has no registers, the address is none, or the package is not installed.
        EngineError: there is no Java.
    """
    if not isinstance(study.data, RegisterData):
        raise UsageError(
            "Alleen een studie op registers kan op Spark draaien.", where="--engine spark", mend="laat --engine weg"
        )
    spark.require()
