"""Room on the disk: never fill somebody's disk with invented people."""

import shutil
from pathlib import Path

from smartstart.vault.twin.plan import TwinPlan
from smartstart.vocabulary.errors import StorageError

GIGABYTE = 1_000_000_000
KEEP_FREE = 5 * GIGABYTE
_BYTES_PER_PERSON = {"parquet": 560, "csv": 2_600, "sav": 3_600}


def expected_bytes(plan: TwinPlan) -> int:
    """Return about how many bytes a twin takes, what it needs on the way included."""
    people = sum(place.people for place in plan.places)
    return people * _BYTES_PER_PERSON[plan.fmt]


def check_room(folder: Path, still_to_write: int = 0) -> None:
    """Refuse when less than 5 GB would stay free after `still_to_write` bytes.

    Raises:
        StorageError: too little room; nothing was written by this call.
    """
    place = folder
    while not place.exists():
        place = place.parent
    left = shutil.disk_usage(place).free - still_to_write
    if left < KEEP_FREE:
        raise StorageError(
            "Er blijft te weinig ruimte vrij op de schijf voor deze verzonnen gegevens.",
            where=str(folder),
            expected=f"na het schrijven minstens {KEEP_FREE // GIGABYTE} GB vrij"
            + (f" (er is ongeveer {_gigabytes(still_to_write)} GB nodig)" if still_to_write else ""),
            mend="maak ruimte vrij of kies een andere map, en geef dezelfde opdracht nog een keer",
        )


def _gigabytes(size: int) -> str:
    tenths = -(-size * 10 // GIGABYTE)
    return f"{tenths // 10},{tenths % 10}"
