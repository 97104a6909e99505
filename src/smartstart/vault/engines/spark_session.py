"""Starting and stopping Spark: nothing on the network that is not needed, nothing written outside the room."""

import logging
import os
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.sql import SparkSession

from smartstart.vault.engines.spark_place import SparkPlace, no_java
from smartstart.vocabulary.errors import EngineError

_LOOPBACK = "127.0.0.1"
_PARTITIONS = "16"  # on one machine; a cluster says itself
# What decides on a meaning is written down here, whatever the cluster has as its own default.
_MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.legacy.timeParserPolicy": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
}
# Spark's logs hold values, its event log and its pages hold counts.
_QUIET = {
    "spark.log.level": "OFF",
    "spark.eventLog.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",
}
# PySpark's own loggers in Python print errors whole, values and all.
_LOGGERS = ("SQLQueryContextLogger", "DataFrameQueryContextLogger", "py4j")
_NEVER = logging.CRITICAL + 1


def _not_of_the_bridge(record: logging.LogRecord) -> bool:
    """Keep out what the bridge to Java says through the root logger, past its own: a lost connection, and its data."""
    return "py4j" not in Path(record.pathname).parts


@dataclass(frozen=True, slots=True)
class RunningSpark:
    """A Spark that runs.

    Attributes:
        session: to ask it things.
        process: its driver, a process of Java's.
    """

    session: SparkSession
    process: "subprocess.Popen[bytes]"

    @property
    def gone(self) -> bool:
        """Whether the driver has ended."""
        return self.process.poll() is not None


@contextmanager
def started(place: SparkPlace, work: Path, extra: dict[str, str] | None = None) -> Iterator[RunningSpark]:
    """Start Spark, and stop it at the end. One at a time in a process.

    Args:
        place: where it runs.
        work: folder in the room for what Spark puts on disk; it must exist.
        extra: further settings of Spark.

    Raises:
        UsageError, EngineError: Spark cannot run here or does not start.
    """
    place.require()
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(_NEVER)
    logging.getLogger().addFilter(_not_of_the_bridge)  # added once, however often this runs
    conf = SparkConf().setAll([*settings(place, work).items(), *(extra or {}).items()])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # a remark on pandas, which is not used here
        gateway = _java(conf, place)
        try:
            yield RunningSpark(_session(conf, gateway, place), gateway.proc)
        finally:
            _stop(gateway)


def settings(place: SparkPlace, work: Path) -> dict[str, str]:
    """Return the settings of Spark for a place."""
    common = {"spark.master": place.master, "spark.app.name": "smartstart", **_MEANING, **_QUIET}
    common["spark.driver.memory"] = f"{place.megabytes}m"
    common["spark.local.dir"] = str(work)
    common["spark.sql.warehouse.dir"] = str(work / "warehouse")
    if place.local:
        common |= {"spark.driver.bindAddress": _LOOPBACK, "spark.driver.host": _LOOPBACK}
        common["spark.sql.shuffle.partitions"] = _PARTITIONS
    return common


def _java(conf: SparkConf, place: SparkPlace) -> Any:
    if place.local:
        os.environ.setdefault("SPARK_LOCAL_IP", _LOOPBACK)
    # What the Java side says goes nowhere: it can hold values.
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return launch_gateway(conf, popen_kwargs=silent)  # type: ignore[no-untyped-call]
    except PySparkException as problem:
        raise no_java() from problem


def _session(conf: SparkConf, gateway: Any, place: SparkPlace) -> SparkSession:
    try:
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    except Exception as problem:
        raise EngineError(
            "Spark begint niet.",
            where=f"--spark-master {place.master}",
            mend="kijk of het cluster er is en of deze machine het mag gebruiken; zie --debug voor de oorzaak",
        ) from problem


def _stop(gateway: Any) -> None:
    """Stop Spark and its Java; what PySpark remembers of it goes too, so that another can start."""
    context = SparkContext._active_spark_context
    with suppress(Py4JError, OSError):
        if context is not None:
            context.stop()
    with suppress(Py4JError, OSError):
        gateway.shutdown()
    gateway.proc.terminate()
    gateway.proc.wait()
    SparkContext._active_spark_context = None
    SparkContext._gateway = None
    SparkContext._jvm = None
    SparkSession._instantiatedSession = None
