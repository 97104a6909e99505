"""What must hold between a release that a person let through and what its maker made.

The reviewer signs a new manifest; the maker's own manifest and signature are kept in `review.json`. Between the two
only the stamp, the report (which says the stamp) and the version of the program that wrote it again may differ. Every
other member has the same hash, so a reviewer's key cannot bring in a single other number.
"""

from smartstart.release import keys
from smartstart.release.contents import Manifest, Origin, Review, Stamp
from smartstart.release.members import REPORT, REVIEW, manifest_bytes


def contradiction(review: Review | None, manifest: Manifest) -> str:
    """Return what is wrong between a review and the manifest around it, in Dutch; nothing when all is well."""
    if review is None:
        unseen = manifest.origin is Origin.REAL and manifest.stamp is Stamp.FULL
        return "Een vrijgave van echte gegevens heet pas 'volledig' als een mens haar nakeek." * unseen
    made = review.manifest
    if made.stamp is not Stamp.TRIAL or manifest.stamp is not Stamp.FULL:
        return "Nakijken maakt van een vrijgave op proef een volledige, en niets anders."
    if _facts(made) != _facts(manifest) or _figures(made) != _figures(manifest):
        return "Wat is nagekeken, is niet wat er in deze vrijgave staat."
    return ""


def signed_by_maker(review: Review, maker: keys.PublicKey) -> bool:
    """Return whether the key of the maker signed what was looked at."""
    return keys.is_signed_by(manifest_bytes(review.manifest), bytes.fromhex(review.signature), maker)


def _facts(manifest: Manifest) -> dict[str, object]:
    return manifest.model_dump(exclude={"stamp", "software", "key", "members"})


def _figures(manifest: Manifest) -> dict[str, str]:
    return {m.name: m.sha256 for m in manifest.members if m.name not in (REPORT, REVIEW)}
