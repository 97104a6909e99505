"""Who signed a release, and whether the signature still holds when it is looked at again."""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.serialization import load_pem_public_key

from smartstart.release.archive import unpacked
from smartstart.release.canonical import strict_json
from smartstart.release.contents import Manifest
from smartstart.release.keys import PublicKey, is_signed_by
from smartstart.release.members import MANIFEST, SIGNATURE
from smartstart.release.refusals import ReleaseError
from smartstart.workspace.data.models import Release, TrustedKey
from smartstart.workspace.data.queries.releases import archive_of
from smartstart.workspace.data.rules.limits import UNPACKED_LIMIT


@dataclass(frozen=True, slots=True)
class Signature:
    """What can be said of a signature now.

    Attributes:
        holds: the archive was checked again with the key, just now.
        by: whose key it is, as the administrator wrote it down; empty when it is not known here any more.
        trusted: whether the municipality still trusts that key.
    """

    holds: bool
    by: str
    trusted: bool


def signature_of(release: Release) -> Signature:
    """Check the signature of a release again."""
    row = TrustedKey.objects.filter(municipality=release.municipality_id, fingerprint=release.key).first()
    if row is None:
        return Signature(False, "", False)
    key = load_pem_public_key(row.public_key.encode("ascii"))
    return Signature(isinstance(key, PublicKey) and _holds(release, key), row.name, row.ended_at is None)


def _holds(release: Release, key: PublicKey) -> bool:
    """Check the signature, and that it covers every file; what the files say was judged when they came in."""
    try:
        files = unpacked(archive_of(release), most=UNPACKED_LIMIT)
        manifest = files[MANIFEST]
        signature = bytes.fromhex(files[SIGNATURE].decode("ascii"))
        members = Manifest.model_validate(strict_json(manifest)).members
        same = all(hashlib.sha256(files[member.name]).hexdigest() == member.sha256 for member in members)
    except (ReleaseError, KeyError, ValueError):  # a mistake in the schema is a ValueError too
        return False
    return same and hashlib.sha256(manifest).hexdigest() == release.manifest and is_signed_by(manifest, signature, key)
