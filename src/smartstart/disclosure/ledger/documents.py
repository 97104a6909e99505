"""A signed document of one file: canonical JSON on the first line, its signature on the second."""

import re
from typing import Any

from smartstart.release.canonical import canonical_json, strict_json
from smartstart.release.keys import PrivateKey, PublicKey, fingerprint, is_signed_by, public_hex
from smartstart.vocabulary.errors import TrustError

LIMIT = 256 * 1024 * 1024
_SIGNATURE = re.compile(rb"[0-9a-f]{128}")


def signed_document(content: dict[str, Any], key: PrivateKey) -> bytes:
    """Return a document; `content` has its own `format`, and gets the public key under `key`."""
    body = canonical_json(content | {"key": public_hex(key.public_key())})
    return body + b"\n" + key.sign(body).hex().encode() + b"\n"


def read_document(content: bytes, trusted: list[PublicKey], form: str, where: str) -> dict[str, Any]:
    """Return what a document says, its key included.

    Args:
        trusted: keys of which one must have signed.
        form: the `format` that it must have, "smartstart-shown/1".
        where: the name of the file, for the message.

    Raises:
        TrustError: another format, not signed, by an unknown key, or changed after it was signed.
    """
    body, _, rest = content.partition(b"\n")
    found = _parsed(body, where, form)
    signature = rest.removesuffix(b"\n")
    if not _SIGNATURE.fullmatch(signature):
        raise TrustError("Dit bestand is niet ondertekend.", where=where, mend="vraag de maker om een nieuw bestand")
    signer = next((key for key in trusted if public_hex(key) == found.get("key")), None)
    if signer is None:
        raise TrustError(
            "Dit bestand is ondertekend met een sleutel die u niet vertrouwt.",
            where=where,
            expected=" of ".join(sorted(fingerprint(key)[:16] for key in trusted)),
            mend="vraag de maker om de openbare sleutel, en controleer die langs een andere weg",
        )
    if not is_signed_by(body, bytes.fromhex(signature.decode("ascii")), signer):
        raise TrustError(
            "De handtekening klopt niet: dit bestand is veranderd na het ondertekenen.",
            where=where,
            mend="vraag de maker om een nieuw bestand",
        )
    return found


def _parsed(body: bytes, where: str, form: str) -> dict[str, Any]:
    try:
        found = strict_json(body) if len(body) <= LIMIT else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != form:
        raise TrustError(
            "Dit bestand heeft niet de vorm die Smart Start hier kan lezen.",
            where=where,
            expected=form,
            mend="vraag de maker om een bestand in deze vorm, of de beheerder om Smart Start bij te werken",
        )
    return found
