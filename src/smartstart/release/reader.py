"""Read and verify a release. The file is taken to be hostile until every check has passed.

Order: shape of the archive, manifest, signature over the manifest's bytes, hash of every member, closed schema,
consistency between members. The signature covers the manifest, and the manifest covers every other member, so a
release that was unpacked or packed again still verifies and one with a byte changed does not.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from smartstart.release import keys as signing
from smartstart.release.archive import read_files, unpacked
from smartstart.release.consistency import problems
from smartstart.release.contents import Manifest, ReleaseContents
from smartstart.release.formats import format_of
from smartstart.release.members import (
    KNOWN,
    MANIFEST,
    REPORT,
    REQUIRED,
    SIGNATURE,
    Render,
    data_members,
    manifest_bytes,
    report_bytes,
)
from smartstart.release.parsing import parsed_contents, parsed_manifest
from smartstart.release.refusals import Reason, refused
from smartstart.release.signatures import check_review, check_signature


@dataclass(frozen=True, slots=True)
class Release:
    """A release that passed every check.

    Attributes:
        manifest: what was signed; digest: sha256 of its bytes, the name of this release for other releases.
        contents: everything the report is made from.
        report: the report's bytes.
        signed: whether one of the given keys signed it; False when no keys were given.
    """

    manifest: Manifest
    digest: str
    contents: ReleaseContents
    report: bytes
    signed: bool

    @property
    def maker(self) -> str:
        """Fingerprint of the key of who made it; `manifest.key` is that of who signed last."""
        review = self.contents.review
        return self.manifest.key if review is None else review.manifest.key


def read_release(path: Path, keys: Sequence[signing.PublicKey] | None) -> Release:
    """Read a release from a folder or a zip archive.

    Args:
        path: what somebody gave us.
        keys: keys we trust; one of them must have signed. None checks everything but the signature.

    Raises:
        ReleaseError: the first check that fails, in Dutch, with its kind of reason.
    """
    return check_files(read_files(path), keys)


def read_packed(
    content: bytes, keys: Sequence[signing.PublicKey] | None, *, name: str = "", most: int | None = None
) -> Release:
    """Read a release from the bytes of a zip archive, as `read_release` does; nothing touches the disk.

    Args:
        name: what it was called, for the message.
        most: bytes that its files together may take, where that is less than a release at large may take.
    """
    return check_files(unpacked(content, name, most), keys)


def read_again(content: bytes, digest: str, *, most: int | None = None) -> ReleaseContents:
    """Return what a release holds that was verified before, from the bytes of its archive.

    The manifest has the digest that it had then, and every member the hash that the manifest gives: every byte is the
    same, so all that was true of it still is. Not for a release that comes from outside.

    Args:
        digest: of the manifest, as `Release.digest` was.
        most: as in `read_packed`.

    Raises:
        ReleaseError: it is no longer the same.
    """
    files = unpacked(content, most=most)
    if hashlib.sha256(files.get(MANIFEST, b"")).hexdigest() != digest:
        raise refused(Reason.ALTERED, "Dit is een andere vrijgave dan toen.", MANIFEST)
    manifest = parsed_manifest(files[MANIFEST])
    _check_members(manifest, files)
    return parsed_contents(manifest, files, json.loads)  # bytes that were read strictly when they came in


def check_files(files: Mapping[str, bytes], keys: Sequence[signing.PublicKey] | None) -> Release:
    """Check the files of a release, by name, as `read_release` does."""
    if MANIFEST not in files:
        raise refused(Reason.NOT_A_RELEASE, "Het overzicht van de vrijgave ontbreekt.", MANIFEST)
    manifest = parsed_manifest(files[MANIFEST])
    if manifest_bytes(manifest) != files[MANIFEST]:
        raise refused(Reason.MALFORMED, "Het overzicht is anders geschreven dan Smart Start dat doet.", MANIFEST)
    if keys is not None:
        check_signature(manifest, files, keys)
    _check_members(manifest, files)
    contents = parsed_contents(manifest, files)
    check_review(contents.review, manifest, keys)
    if manifest.format < format_of(contents):
        raise refused(Reason.MALFORMED, "In de vrijgave staat iets dat deze vorm niet kent.", MANIFEST)
    _check_contents(contents, files)
    digest = hashlib.sha256(files[MANIFEST]).hexdigest()
    return Release(manifest, digest, contents, files[REPORT], signed=keys is not None)


def check_report(release: Release, render: Render) -> None:
    """Check that the report is what the other members make of it.

    Only fair with the version of Smart Start that made the release (`manifest.software`).

    Raises:
        ReleaseError: the report differs.
    """
    if report_bytes(release.contents, render) != release.report:
        raise refused(Reason.CONTRADICTORY, "Het rapport is niet gemaakt van de cijfers in deze vrijgave.", REPORT)


def _check_members(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    listed = {member.name: member for member in manifest.members}
    if len(listed) != len(manifest.members):
        raise refused(Reason.MALFORMED, "Het overzicht noemt een onderdeel twee keer.", MANIFEST)
    present = set(files) - {MANIFEST, SIGNATURE}
    missing = sorted((set(listed) | set(REQUIRED)) - present)
    if missing:
        raise refused(Reason.ALTERED, "Een onderdeel ontbreekt.", missing[0])
    strange = sorted(set(listed) - KNOWN)
    if strange:
        what = "Hier zit een bestand in dat niet bij een vrijgave hoort."
        raise refused(Reason.NOT_A_RELEASE, what, strange[0], expected=", ".join(sorted(KNOWN)))
    extra = sorted(present - set(listed))
    if extra:
        raise refused(Reason.ALTERED, "Een onderdeel staat niet in het overzicht.", extra[0])
    for name, member in sorted(listed.items()):
        if len(files[name]) != member.size or hashlib.sha256(files[name]).hexdigest() != member.sha256:
            raise refused(Reason.ALTERED, "Een onderdeel is veranderd nadat de vrijgave gemaakt werd.", name)


def _check_contents(contents: ReleaseContents, files: Mapping[str, bytes]) -> None:
    for where, problem in problems(contents.sheet, contents.statements, contents.outline):
        raise refused(Reason.CONTRADICTORY, f"De vrijgave spreekt zichzelf tegen: {problem}.", where)
    for name, expected in sorted(data_members(contents).items()):
        if files[name] != expected:
            raise refused(Reason.MALFORMED, "Een onderdeel is niet geschreven zoals Smart Start dat doet.", name)
