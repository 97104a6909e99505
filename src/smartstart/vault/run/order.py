"""What a user asks of a run, and what the run gives back."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from smartstart.disclosure.door import ReleasePaths
from smartstart.disclosure.gate import Judged
from smartstart.release.contents import ReleaseContents
from smartstart.release.keys import PrivateKey, PublicKey
from smartstart.vault.engines.spark_place import SparkPlace

Note = Callable[[str], None]
Step = Callable[[str], AbstractContextManager[Note]]


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for.

    Attributes:
        study: the question file; data: folder with the files; out: folder for the results.
        key: signs the release; None only for a draft.
        approvers: public keys of those who may approve a study.
        ledger: file with everything that was ever released from this room.
        draft: run without approval; every page says so, and nothing is signed.
        day: of the release, as its manifest says.
        today: the real day; whether an approval still holds is judged on it, whatever `day` says.
        borders: GeoJSON with the borders of the areas (`statcode`, `statnaam`); None takes the one beside the data.
        memory, threads: for the engine; they never change a result.
        spark: where Spark builds the cohort; None: DuckDB does, on this machine. It never changes a result.
    """

    study: Path
    data: Path
    out: Path
    key: PrivateKey | None
    approvers: tuple[PublicKey, ...]
    ledger: Path
    draft: bool
    day: dt.date
    today: dt.date
    borders: Path | None = None
    memory: str = "3GB"
    threads: int | None = None
    spark: SparkPlace | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made.

    Attributes:
        contents: what was released; judged: what the gate decided, with reasons, for inside the room.
        paths: where the release stands; inside: folder with the exact results, which never leaves.
    """

    contents: ReleaseContents
    judged: Judged
    paths: ReleasePaths
    inside: Path
