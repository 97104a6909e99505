"""Where a run may write: nothing that is not ours is replaced, and two runs do not share a place."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smartstart.disclosure.audit.cache import Cache
from smartstart.disclosure.locking import locked
from smartstart.release import members
from smartstart.release.keys import PrivateKey, secret_of
from smartstart.vault.export import inside
from smartstart.vocabulary.errors import StorageError, UsageError

INSIDE = "inside"
REFUSED = "geweigerd"
DRAFT = "concept"
_WORK = ".werk"
_LOCK = ".werk.lock"
_OURS = {"release": members.KNOWN, INSIDE: inside.FILES, REFUSED: inside.FILES}
"""By folder: the files that a run makes there."""


def prepared(out: Path, data: Path, *, draft: bool) -> Path:
    """Return the folder to write in, made when absent; a draft gets one of its own, beside any release.

    Raises:
        UsageError: it is the folder with data, or a folder that would be replaced holds files that are not ours.
        StorageError: it cannot be made.
    """
    if data.is_dir() and out.resolve() == data.resolve():
        raise UsageError(
            "De uitkomsten mogen niet tussen de gegevens komen.", where=str(out), mend="kies een andere map met --out"
        )
    target = out / DRAFT if draft else out
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StorageError(
            "Op deze plek kan geen map komen.",
            where=str(target),
            expected="een map, of een plek waar u een map mag maken",
            mend="kies een andere plek met --out",
        ) from problem
    for name, ours in _OURS.items():
        _require_ours(target / name, ours)
    return target


def _require_ours(folder: Path, ours: frozenset[str]) -> None:
    if not folder.exists():
        return
    others = sorted(entry.name for entry in folder.iterdir() if entry.name not in ours) if folder.is_dir() else ["."]
    if others:
        raise UsageError(
            "In deze map staat iets dat niet van Smart Start is. Wij vervangen haar daarom niet.",
            where=str(folder / others[0]),
            mend="kies een andere plek met --out, of haal het bestand daar weg",
        )


def answers(ledger: Path, key: PrivateKey) -> Cache:
    """Return what the joint audit answered before in this room: a folder beside the ledger, for its signer only.

    Raises:
        StorageError: it cannot be made.
    """
    folder = ledger.with_suffix(".nagerekend")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        raise StorageError(
            "Hier kan niet worden bewaard wat de controle al heeft nagerekend.",
            where=str(folder),
            expected="een plek waar een map mag komen, naast het grootboek",
        ) from problem
    return Cache(folder, secret_of(key, "joint audit"))


@contextmanager
def working_folder(out: Path) -> Iterator[Path]:
    """Yield an empty folder for temporary files inside the room; what an interrupted run left is cleared first.

    Raises:
        StorageError: another run is busy in this place.
    """
    work = out / _WORK
    with locked(out / _LOCK, what="Deze map", wait_seconds=0):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True, mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
            (out / _LOCK).unlink(missing_ok=True)
