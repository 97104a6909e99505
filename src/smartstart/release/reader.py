"""Read and verify a release. The file is taken to be hostile until every check has passed.

Order: shape of the archive, manifest, signature over the manifest's bytes, hash of every member, closed schema,
consistency between members. The signature covers the manifest, and the manifest covers every other member, so a
release that was unpacked or packed again still verifies and one with a byte changed does not.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from smartstart.release import keys as signing
from smartstart.release.archive import read_files, unpacked
from smartstart.release.canonical import strict_json
from smartstart.release.consistency import problems
from smartstart.release.contents import AnyStatement, Manifest, Outline, ReleaseContents, Review, Stamp, StudySheet
from smartstart.release.formats import format_of
from smartstart.release.members import (
    BORDERS,
    KNOWN,
    MANIFEST,
    OUTLINE,
    REPORT,
    REQUIRED,
    REVIEW,
    SIGNATURE,
    STATEMENTS,
    STUDY,
    Render,
    data_members,
    manifest_bytes,
    report_bytes,
)
from smartstart.release.refusals import Reason, ReleaseError, refused
from smartstart.release.reviews import contradiction, signed_by_maker

_SIGNATURE = re.compile(rb"[0-9a-f]{128}\n")
_STATEMENTS: TypeAdapter[tuple[AnyStatement, ...]] = TypeAdapter(tuple[AnyStatement, ...])
_FORMATS: tuple[str, ...] = get_args(Manifest.model_fields["format"].annotation)
_FAMILY = _FORMATS[0].partition("/")[0] + "/"
_M = TypeVar("_M", bound=BaseModel)
_Loads = Callable[[bytes], Any]


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
    manifest = _parsed(Manifest, files[MANIFEST], MANIFEST)
    _check_members(manifest, files)
    return _contents(manifest, files, json.loads)  # bytes that were read strictly when they came in


def check_files(files: Mapping[str, bytes], keys: Sequence[signing.PublicKey] | None) -> Release:
    """Check the files of a release, by name, as `read_release` does."""
    if MANIFEST not in files:
        raise refused(Reason.NOT_A_RELEASE, "Het overzicht van de vrijgave ontbreekt.", MANIFEST)
    _check_format(files[MANIFEST])
    manifest = _parsed(Manifest, files[MANIFEST], MANIFEST)
    if manifest_bytes(manifest) != files[MANIFEST]:
        raise refused(Reason.MALFORMED, "Het overzicht is anders geschreven dan Smart Start dat doet.", MANIFEST)
    if keys is not None:
        _check_signature(manifest, files, keys)
    _check_members(manifest, files)
    contents = _contents(manifest, files)
    _check_review(contents.review, manifest, keys)
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


def _check_format(content: bytes) -> None:
    """Tell another version apart from a mistake: its manifest may have another shape altogether."""
    found = _json(content, MANIFEST)
    name = found.get("format") if isinstance(found, dict) else None
    if isinstance(name, str) and name.startswith(_FAMILY) and name not in _FORMATS:
        raise refused(
            Reason.UNKNOWN_VERSION,
            "Deze vrijgave is geschreven in een vorm die dit programma niet kent.",
            MANIFEST,
            expected=" of ".join(_FORMATS),
            mend="vraag de beheerder om Smart Start bij te werken, of de maker om een vrijgave in deze vorm",
        )


def _check_signature(manifest: Manifest, files: Mapping[str, bytes], keys: Sequence[signing.PublicKey]) -> None:
    if manifest.stamp is Stamp.DRAFT:
        raise refused(
            Reason.DRAFT,
            "Dit is een concept. Een concept wordt nooit ondertekend en mag niet gebruikt worden.",
            MANIFEST,
            mend="laat de studie goedkeuren en draai haar zonder --draft",
        )
    if SIGNATURE not in files:
        raise refused(Reason.UNSIGNED, "De handtekening ontbreekt.", SIGNATURE)
    if not _SIGNATURE.fullmatch(files[SIGNATURE]):
        raise refused(Reason.UNSIGNED, "De handtekening is geen handtekening.", SIGNATURE)
    signature = bytes.fromhex(files[SIGNATURE].decode("ascii"))
    trusted = {signing.fingerprint(key): key for key in keys}
    if manifest.key not in trusted:
        raise refused(
            Reason.UNTRUSTED_KEY,
            "Deze vrijgave is ondertekend met een sleutel die we niet vertrouwen.",
            SIGNATURE,
            expected=" of ".join(name[:16] for name in sorted(trusted)) or "een sleutel met --key",
            mend="vraag de maker om de openbare sleutel, en controleer die langs een andere weg",
        )
    if not signing.is_signed_by(files[MANIFEST], signature, trusted[manifest.key]):
        raise refused(Reason.ALTERED, "De handtekening klopt niet: er is iets veranderd na het ondertekenen.", MANIFEST)


def _check_review(review: Review | None, manifest: Manifest, keys: Sequence[signing.PublicKey] | None) -> None:
    """Check that what a person let through is what its maker made; with keys, that we trust that maker too."""
    problem = contradiction(review, manifest)
    if problem:
        raise refused(Reason.CONTRADICTORY, problem, REVIEW if review else MANIFEST)
    if review is None or keys is None:
        return
    maker = next((key for key in keys if signing.fingerprint(key) == review.manifest.key), None)
    if maker is None:
        raise refused(
            Reason.UNTRUSTED_KEY,
            "Wie deze vrijgave nakeek, kennen we; wie haar maakte niet.",
            REVIEW,
            expected="ook de sleutel van de maker bij de sleutels die u vertrouwt",
            mend="vraag de maker om de openbare sleutel, en controleer die langs een andere weg",
        )
    if not signed_by_maker(review, maker):
        raise refused(Reason.ALTERED, "De handtekening van de maker klopt niet.", REVIEW)


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


def _contents(manifest: Manifest, files: Mapping[str, bytes], loads: _Loads = strict_json) -> ReleaseContents:
    statements = _json(files[STATEMENTS], STATEMENTS, loads)
    try:
        parsed = _STATEMENTS.validate_python(statements)
    except ValidationError as problem:
        raise _schema(problem, STATEMENTS) from problem
    return ReleaseContents(
        sheet=_parsed(StudySheet, files[STUDY], STUDY, loads),
        statements=parsed,
        outline=_parsed(Outline, files[OUTLINE], OUTLINE, loads),
        stamp=manifest.stamp,
        origin=manifest.origin,
        day=manifest.day,
        policy=manifest.policy.split(" ")[0],
        borders=_borders(files[BORDERS], loads) if BORDERS in files else None,
        subset_reason=manifest.subset_reason,
        review=_parsed(Review, files[REVIEW], REVIEW) if REVIEW in files else None,
    )


def _check_contents(contents: ReleaseContents, files: Mapping[str, bytes]) -> None:
    for where, problem in problems(contents.sheet, contents.statements, contents.outline):
        raise refused(Reason.CONTRADICTORY, f"De vrijgave spreekt zichzelf tegen: {problem}.", where)
    for name, expected in sorted(data_members(contents).items()):
        if files[name] != expected:
            raise refused(Reason.MALFORMED, "Een onderdeel is niet geschreven zoals Smart Start dat doet.", name)


def _borders(content: bytes, loads: _Loads) -> dict[str, Any]:
    parsed = _json(content, BORDERS, loads)
    if not isinstance(parsed, dict) or parsed.get("type") != "FeatureCollection":
        raise refused(Reason.MALFORMED, "De grenzen van de gebieden zijn geen GeoJSON.", BORDERS)
    return parsed


def _parsed(model: type[_M], content: bytes, name: str, loads: _Loads = strict_json) -> _M:
    try:
        return model.model_validate(_json(content, name, loads))
    except ValidationError as problem:
        raise _schema(problem, name) from problem


def _json(content: bytes, name: str, loads: _Loads = strict_json) -> Any:
    try:
        return loads(content)
    except (ValueError, RecursionError) as problem:
        raise refused(Reason.MALFORMED, "Een onderdeel is geen geldige JSON.", name) from problem


def _schema(problem: ValidationError, name: str) -> ReleaseError:
    place = ".".join(str(part)[:40] for part in problem.errors()[0]["loc"])[:120]
    return refused(
        Reason.MALFORMED, "Een onderdeel heeft niet de vorm van een vrijgave.", f"{name}, {ascii(place)[1:-1]}"
    )
