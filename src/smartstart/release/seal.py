"""Seal members into a release: manifest, signature, folder and archive. Imported by the gate's door only.

Bytes depend on the members, the day and the key, on nothing else: Ed25519 is deterministic, the archive is stored,
sorted and dated 1980.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from smartstart.release import keys
from smartstart.release.contents import Manifest, Member
from smartstart.release.members import MANIFEST, SIGNATURE, manifest_bytes
from smartstart.release.packing import archive_bytes
from smartstart.storage import writing_file, writing_folder


@dataclass(frozen=True, slots=True)
class ReleasePaths:
    """Where a release stands: as a folder and as one archive, with the same members."""

    folder: Path
    archive: Path


def listed(members: Mapping[str, bytes]) -> tuple[Member, ...]:
    """Return name, hash and size of each member, in order of name."""
    return tuple(
        Member(name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
        for name, content in sorted(members.items())
    )


def sealed(manifest: Manifest, members: Mapping[str, bytes], key: keys.PrivateKey | None) -> dict[str, bytes]:
    """Return the members with their manifest and, with a key, its signature: 128 hexadecimal digits and a line feed.

    Args:
        manifest: facts; `members` and `key` are filled in here.
        members: everything that is to be signed.
        key: None leaves the release unsigned.
    """
    signer = keys.fingerprint(key.public_key()) if key is not None else ""
    complete = manifest.model_copy(update={"members": listed(members), "key": signer})
    written = manifest_bytes(complete)
    found = {**members, MANIFEST: written}
    if key is not None:
        found[SIGNATURE] = key.sign(written).hex().encode() + b"\n"
    return found


def write_release(members: Mapping[str, bytes], out: Path, name: str = "release") -> ReleasePaths:
    """Write `OUT/NAME/` and `OUT/NAME.zip`, each whole or not at all; both are complete before either is put in place.

    Raises:
        StorageError: the disk is full or the folder may not be written; what stood there is as it was.
    """
    paths = ReleasePaths(out / name, out / f"{name}.zip")
    content = archive_bytes(members)
    with writing_file(paths.archive) as beside, writing_folder(paths.folder) as folder:
        beside.write_bytes(content)
        for member, member_content in sorted(members.items()):
            _write_synced(folder / member, member_content)
    return paths


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
