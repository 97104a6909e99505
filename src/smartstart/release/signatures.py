"""Who signed a release, and whether that is somebody we trust: its maker, and who looked at it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from smartstart.release import keys as signing
from smartstart.release.contents import Manifest, Review, Stamp
from smartstart.release.members import MANIFEST, REVIEW, SIGNATURE
from smartstart.release.refusals import Reason, refused
from smartstart.release.reviews import contradiction, signed_by_maker

_SIGNATURE = re.compile(rb"[0-9a-f]{128}\n")
_ASK_FOR_KEY = "vraag de maker om de openbare sleutel, en controleer die langs een andere weg"


def check_signature(manifest: Manifest, files: Mapping[str, bytes], keys: Sequence[signing.PublicKey]) -> None:
    """Check that one of the keys signed the manifest.

    Raises:
        ReleaseError: it is a draft, is not signed, by a key that is not among them, or changed since.
    """
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
            expected=_expected(trusted),
            mend=_ASK_FOR_KEY,
        )
    if not signing.is_signed_by(files[MANIFEST], signature, trusted[manifest.key]):
        raise refused(Reason.ALTERED, "De handtekening klopt niet: er is iets veranderd na het ondertekenen.", MANIFEST)


def _expected(trusted: Iterable[str]) -> str:
    names = " of ".join(name[:16] for name in sorted(trusted))
    return f"een handtekening met sleutel {names}" if names else "een sleutel met --key"


def check_review(review: Review | None, manifest: Manifest, keys: Sequence[signing.PublicKey] | None) -> None:
    """Check that what a person let through is what its maker made; with keys, that we trust that maker too.

    Raises:
        ReleaseError: the review speaks of another release, or its maker is not to be trusted.
    """
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
            mend=_ASK_FOR_KEY,
        )
    if not signed_by_maker(review, maker):
        raise refused(Reason.ALTERED, "De handtekening van de maker klopt niet.", REVIEW)
