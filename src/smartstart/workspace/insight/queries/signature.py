"""Who signed a release, and whether the signature still holds when it is looked at again."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.serialization import load_pem_public_key

from smartstart.release.keys import PublicKey
from smartstart.release.reader import read_packed
from smartstart.release.refusals import ReleaseError
from smartstart.workspace.data.models import Release, TrustedKey
from smartstart.workspace.data.queries.releases import archive_of


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
    try:
        return read_packed(archive_of(release), [key]).digest == release.manifest
    except ReleaseError:
        return False
