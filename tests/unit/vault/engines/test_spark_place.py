"""Where Spark may run, and what it is told: nothing on the network that is not needed, nothing outside the room."""

from pathlib import Path

import pytest

from smartstart.vault.engines import spark_place
from smartstart.vault.engines.spark_place import SparkPlace
from smartstart.vault.engines.spark_session import settings
from smartstart.vocabulary.errors import EngineError, UsageError


@pytest.mark.parametrize(
    ("memory", "megabytes"), [("3GB", 2861), ("3GiB", 3072), ("1.5 GB", 1430), ("700MB", 667), ("100MB", 512)]
)
def test_memory_is_told_in_the_unit_of_spark(memory: str, megabytes: int) -> None:
    assert SparkPlace(memory=memory).megabytes == megabytes


def test_memory_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="geheugen"):
        _ = SparkPlace(memory="veel").megabytes


@pytest.mark.parametrize(
    "master", ["local", "local[*]", "local[2]", "spark://a:7077,b:7077", "yarn", "k8s://https://x"]
)
def test_places_that_are_known(master: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_place, "_java", lambda: True)
    SparkPlace(master).require()


@pytest.mark.parametrize(
    "master", ["", "local[0]", "local[2", "spark://a", "mesos://a:1", "yarn; rm -rf /", "local[2]\n"]
)
def test_places_that_are_none(master: str) -> None:
    with pytest.raises(UsageError, match="geen plek"):
        SparkPlace(master).require()


def test_an_absent_package_and_an_absent_java_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_place, "_java", lambda: False)
    with pytest.raises(EngineError) as no_java:
        SparkPlace("local[1]").require()
    assert "default-jre-headless" in no_java.value.mend
    monkeypatch.setattr(spark_place, "find_spec", lambda _: None)
    with pytest.raises(UsageError) as no_package:
        SparkPlace("local[1]").require()
    assert "smartstart[spark]" in no_package.value.mend


def test_one_machine_listens_to_itself_only_and_writes_in_the_room(tmp_path: Path) -> None:
    told = settings(SparkPlace("local[2]"), tmp_path)
    assert told["spark.driver.bindAddress"] == told["spark.driver.host"] == "127.0.0.1"
    assert told["spark.local.dir"].startswith(str(tmp_path))
    assert told["spark.sql.warehouse.dir"].startswith(str(tmp_path))
    assert told["spark.ui.enabled"] == told["spark.eventLog.enabled"] == "false"


def test_a_cluster_is_reached_but_decides_on_no_meaning(tmp_path: Path) -> None:
    told = settings(SparkPlace("spark://kamer:7077"), tmp_path)
    assert "spark.driver.bindAddress" not in told
    assert "spark.sql.shuffle.partitions" not in told
    assert told["spark.sql.ansi.enabled"] == "true"
    assert told["spark.sql.session.timeZone"] == "UTC"
