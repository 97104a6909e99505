"""From files to cohort on Spark, as `smartstart run` does it; and what a user sees when Spark stops or cannot start.

Each run is a process of its own: one process can hold one Spark, and one test takes its Spark away.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import smartstart
from tests.support.rooms import Room, small_study
from tests.support.spark import CHEAP, skip_without_java

pytestmark = pytest.mark.xdist_group("spark")

_RUN = "from smartstart.cli.root import main\nmain()\n"
_KILLED_HALF_WAY = """
import smartstart.vault.cohort.build as build
from pyspark import SparkContext
building = build.build_slice
def killing(*arguments):
    SparkContext._gateway.proc.kill()
    return building(*arguments)
build.build_slice = killing
"""
_BOTH = """
import sys
from pathlib import Path
from smartstart.vault.cohort import build_cohort, needed_columns, needed_tables
from smartstart.vault.engines import DuckEngine
from smartstart.vault.engines.spark_place import SparkPlace
from smartstart.vault.run.machines import cohort_engine
from smartstart.vault.sources.registers import open_registers
from smartstart.vault.study.reading import read_study

study, data, work = map(Path, sys.argv[1:])
plan = read_study(study).cohort.model_copy(update={"factors": ("gezin", "bijstand", "verhuisd", "werk_moeder")})
with DuckEngine(work, memory="1GB", threads=1) as duck:
    report = open_registers(
        duck, data, tables=needed_tables(plan), columns=needed_columns(plan), classification_year=2022,
        unknown_codes="stop", work=work / "gelezen",
    )
    one = build_cohort(duck, plan, areas=("GM9901",))
    with cohort_engine(duck, report, SparkPlace("local[2]", "1GB"), work) as spark:
        other = build_cohort(spark, plan, areas=("GM9901",))
assert one.table.schema == other.table.schema, (one.table.schema, other.table.schema)
assert one.table.equals(other.table)
assert (one.factors, one.places, one.steps, one.routes) == (other.factors, other.places, other.steps, other.routes)
print(one.table.num_rows, sum(one.table["UITKOMST"].to_pylist()))
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, small_twin: Path) -> Room:
    made = Room(tmp_path_factory.mktemp("spark"), small_twin)
    dates = re.compile(r"reference_dates = \[.*?\]", re.DOTALL)
    made.write(dates.sub("reference_dates = [2020-12-31]", small_study()))
    return made


def _run(room: Room, program: str, *options: str, **changes: str) -> subprocess.CompletedProcess[str]:
    study = [str(room.study), "--data", str(room.data), "--out", str(room.folder / "uit"), "--draft"]
    return subprocess.run(
        [sys.executable, "-c", program, "run", *study, "--engine", "spark", *options],
        env=os.environ | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def _settings(folder: Path, *names: str) -> dict[str, str]:
    """Return the environment with settings for small data, the way a cluster has its own."""
    (folder / "conf").mkdir()
    lines = [f"{name} {value}" for name, value in CHEAP.items() if not names or name in names]
    (folder / "conf" / "spark-defaults.conf").write_text("\n".join(lines), encoding="utf-8")
    return {"SPARK_CONF_DIR": str(folder / "conf")}


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.slow
def test_spark_builds_the_cohort_of_duckdb_from_files(room: Room, tmp_path: Path) -> None:
    """Two cores, adaptive plans and generated code, as in earnest; the files are those of the reader."""
    skip_without_java()
    program = [sys.executable, "-c", _BOTH, str(room.study), str(room.data), str(tmp_path)]
    quick = _settings(tmp_path, "spark.driver.extraJavaOptions")
    done = subprocess.run(program, env=os.environ | quick, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows, events = map(int, done.stdout.split())
    assert rows > 3_000
    assert events > 0
    assert not any(path.name.startswith(("cohort_", "factor_")) for path in (tmp_path / "spark").iterdir())


@pytest.mark.slow
def test_spark_that_stops_half_way_leaves_what_was_there(room: Room, tmp_path: Path) -> None:
    skip_without_java()
    before = _files(room.folder)
    stopped = _run(room, _KILLED_HALF_WAY + _RUN, "--spark-master", "local[1]", **_settings(tmp_path))
    assert stopped.returncode == 4
    told = stopped.stdout + stopped.stderr
    assert "Spark is halverwege gestopt" in told
    assert "--memory" in told
    assert "Traceback" not in told
    assert "Exception" not in told
    assert _files(room.folder) == before


@pytest.mark.parametrize("home", ["/bestaat/niet", "/usr"])
def test_without_a_java_that_works_the_user_hears_how_to_mend_it(room: Room, home: str, tmp_path: Path) -> None:
    """One home without any Java, one with something by that name that does not start Spark."""
    if home == "/usr":
        fake = tmp_path / "bin" / "java"
        fake.parent.mkdir()
        fake.write_text("#!/bin/sh\nexit 1\n")
        fake.chmod(0o755)
        home = str(tmp_path)
    before = _files(room.folder)
    refused = _run(room, _RUN, JAVA_HOME=home)
    assert refused.returncode == 4
    told = refused.stdout + refused.stderr
    assert "geen Java" in told
    assert "default-jre-headless" in told
    assert "Traceback" not in told
    assert _files(room.folder) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--spark-master", "mijn-cluster"), "geen plek waar Spark kan draaien"),
        (("--spark-master", "local[0]"), "geen plek waar Spark kan draaien"),
        (("--engine", "duckdb", "--spark-master", "local[2]"), "alleen gebeurt er niets"),
        (("--engine", "hadoop"), "hadoop"),
    ],
)
def test_options_that_make_no_sense(room: Room, options: tuple[str, ...], said: str) -> None:
    study = (room.study, "--data", room.data, "--out", room.folder / "uit", "--draft")
    refused = smartstart("run", *study, "--engine", "spark", *options)
    assert refused.returncode == 2
    assert said in refused.stdout + refused.stderr
