"""Where Spark runs, and whether it can run at all: told at once, not after hours of reading."""

import os
import re
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from smartstart.vocabulary.errors import EngineError, UsageError

LOCAL = "local[*]"
_MASTER = re.compile(r"local(\[([1-9][0-9]*|\*)\])?|spark://[^\s/]+:[0-9]+(,[^\s/]+:[0-9]+)*|yarn|k8s://\S+")
_UNITS = {"mb": 1000**2, "gb": 1000**3, "mib": 1024**2, "gib": 1024**3}


@dataclass(frozen=True, slots=True)
class SparkPlace:
    """Where Spark runs.

    Attributes:
        master: "local[2]" (two cores of this machine), "spark://host:7077", "yarn" or "k8s://…".
        memory: of the driver, "3GB"; in local mode that is all of Spark.
    """

    master: str = LOCAL
    memory: str = "3GB"

    @property
    def local(self) -> bool:
        """Whether Spark runs on this machine only."""
        return self.master.startswith("local")

    @property
    def megabytes(self) -> int:
        """Memory in MiB, as Spark wants it, at least what Spark needs to start.

        Raises:
            UsageError: the text is no amount of memory.
        """
        found = re.fullmatch(r"([0-9.]+)\s?([MG]i?B)", self.memory.strip(), re.IGNORECASE)
        if found is None:
            raise UsageError(
                "Deze hoeveelheid geheugen begrijpen we niet.", where=self.memory, expected="bijvoorbeeld 3GB"
            )
        return max(512, int(float(found[1]) * _UNITS[found[2].lower()]) // 1024**2)

    def require(self) -> None:
        """Check what can be checked before Spark starts.

        Raises:
            UsageError: the address of the master is none, or the package is not installed.
            EngineError: there is no Java.
        """
        if not _MASTER.fullmatch(self.master):
            raise UsageError(
                "Dit is geen plek waar Spark kan draaien.",
                where=f"--spark-master {self.master}",
                expected="local[2], spark://naam:7077, yarn of k8s://…",
            )
        if find_spec("pyspark") is None or find_spec("sqlglot") is None:
            raise UsageError(
                "Het onderdeel voor Spark is hier niet geïnstalleerd.",
                where="--engine spark",
                mend="installeer smartstart[spark], of laat --engine weg: één machine kan heel Nederland aan",
            )
        if not _java():
            raise no_java()


def no_java() -> EngineError:
    """Return the error of a machine on which Spark finds no Java that it can use."""
    return EngineError(
        "Spark kan niet beginnen: er is geen Java die het kan gebruiken.",
        expected="Java 17 of nieuwer (JAVA_HOME, of het commando java)",
        mend="installeer op Debian het pakket default-jre-headless, of laat --engine weg",
    )


def _java() -> bool:
    home = os.environ.get("JAVA_HOME", "")
    if home:
        return shutil.which("java", path=str(Path(home) / "bin")) is not None
    return shutil.which("java") is not None
