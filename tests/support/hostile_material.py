"""What hostile uploads are made of: a good release, signed, and a key that nobody trusts."""

import io
import random
import zipfile
from dataclasses import dataclass
from functools import cache

from smartstart.release.contents import Manifest, ReleaseContents
from smartstart.release.keys import PrivateKey
from smartstart.release.members import MANIFEST, REPORT, SIGNATURE, data_members
from smartstart.release.seal import archive_bytes, sealed
from tests.support.release_example import example_release

KEY = PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = PrivateKey.from_private_bytes(bytes(range(32, 64)))

Files = dict[str, bytes]
Entry = tuple[zipfile.ZipInfo | str, bytes]


@dataclass(frozen=True, slots=True)
class Material:
    """A good release: its manifest, its files by name, and the archive."""

    manifest: Manifest
    files: Files
    archive: bytes

    @property
    def members(self) -> Files:
        """The files that the manifest lists."""
        return {name: content for name, content in self.files.items() if name not in (MANIFEST, SIGNATURE)}


@cache
def material() -> Material:
    """Return the example release as it is signed by a trusted key."""
    return signed_release(example_release())


def signed_release(contents: ReleaseContents, key: PrivateKey | None = KEY, **changes: object) -> Material:
    """Return any contents as a release, signed with a key; keywords change the manifest."""
    manifest = Manifest(
        study=contents.sheet.id,
        study_fingerprint="a" * 64,
        definitions_fingerprint="b" * 64,
        policy=f"{contents.policy} 0123456789ab",
        software="smartstart 0",
        origin=contents.origin,
        stamp=contents.stamp,
        day=contents.day,
        members=(),
    ).model_copy(update=changes)
    members = {**data_members(contents), REPORT: b"<!doctype html>\n<title>Verzonnen</title>\n"}
    files = sealed(manifest, members, key)
    found = Manifest.model_validate_json(files[MANIFEST])
    return Material(found, files, archive_bytes(files))


def zipped(entries: list[Entry] | Files, method: int = zipfile.ZIP_STORED) -> bytes:
    """Return an archive of these entries, names and all as given."""
    buffer = io.BytesIO()
    listed = list(entries.items()) if isinstance(entries, dict) else entries
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in listed:
            archive.writestr(name, content)
    return buffer.getvalue()


def resealed(made: Material, changes: Files, key: PrivateKey = KEY) -> bytes:
    """Return the release with other members, hashed and signed anew."""
    return archive_bytes(sealed(made.manifest, {**made.members, **changes}, key))


def some_bytes(chance: random.Random, least: int = 1, most: int = 3000) -> bytes:
    """Return random bytes."""
    return chance.randbytes(chance.randint(least, most))
