"""Ed25519 keys: make, store, load, and name them by a fingerprint.

A private key is a PEM file (PKCS 8), readable by its owner only and, when the environment variable
`SMARTSTART_KEY_PASSPHRASE` is set, encrypted with it. A public key is a PEM file that anyone may have. The
fingerprint is the sha256 of the 32 raw bytes of the public key, hexadecimal.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from smartstart.vocabulary.errors import StorageError, TrustError, UsageError

PrivateKey = Ed25519PrivateKey
PublicKey = Ed25519PublicKey

PASSPHRASE_VARIABLE = "SMARTSTART_KEY_PASSPHRASE"  # noqa: S105 - the name of the variable, not its content
_LIMIT = 16 * 1024
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


def fingerprint(key: PublicKey) -> str:
    """Return the sha256 of the raw public key, 64 hexadecimal digits."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()


def new_keys(folder: Path, name: str, environ: Mapping[str, str] = os.environ) -> tuple[Path, Path]:
    """Make a pair of keys in `folder`: `NAME.key` (private, mode 0600) and `NAME.pub`. Never overwrites.

    Raises:
        UsageError: the name is not a plain word, or one of the files exists.
        StorageError: the folder may not be written.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            "Deze naam kan niet voor een sleutel.",
            where="--name",
            expected="letters, cijfers, streepje of laag streepje, hoogstens 61 tekens",
        )
    private, public = folder / f"{name}.key", folder / f"{name}.pub"
    for path in (private, public):
        if path.exists():
            raise UsageError(
                "Er is al een sleutel met deze naam. Hij is niet overschreven.",
                where=str(path),
                mend="kies een andere naam; wie een sleutel weggooit, kan er nooit meer mee ondertekenen",
            )
    key = PrivateKey.generate()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _create(private, _private_pem(key, environ.get(PASSPHRASE_VARIABLE, "")), 0o600)
        _create(public, public_pem(key.public_key()), 0o644)
    except OSError as problem:
        raise StorageError(
            "De sleutel kan hier niet worden geschreven.",
            where=str(folder),
            expected="een map waarin geschreven mag worden",
        ) from problem
    return private, public


def public_pem(key: PublicKey) -> bytes:
    """Return a public key as PEM."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _private_pem(key: PrivateKey, passphrase: str) -> bytes:
    protection: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        protection = serialization.BestAvailableEncryption(passphrase.encode())
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, protection)


def _create(path: Path, content: bytes, mode: int) -> None:
    """Write a file that did not exist, with its mode from the first byte; a half one is taken away."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def load_private_key(path: Path, environ: Mapping[str, str] = os.environ) -> PrivateKey:
    """Return the private key of a file.

    Raises:
        TrustError: absent, no private Ed25519 key, or the passphrase does not fit.
    """
    content = _content(path)
    passphrase = environ.get(PASSPHRASE_VARIABLE, "")
    encrypted = b"ENCRYPTED" in content
    if encrypted and not passphrase:
        raise TrustError(
            "De sleutel is met een wachtzin beveiligd.",
            where=str(path),
            mend=f"zet de wachtzin in de omgevingsvariabele {PASSPHRASE_VARIABLE}",
        )
    try:
        key = serialization.load_pem_private_key(content, passphrase.encode() if encrypted else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise TrustError(
            "De geheime sleutel kan niet worden gelezen.",
            where=str(path),
            expected="een bestand van 'smartstart keys new' (eindigt op .key)" + (" en de goede wachtzin" * encrypted),
        ) from problem
    if not isinstance(key, PrivateKey):
        raise _wrong_kind(str(path))
    return key


def load_public_key(path: Path) -> PublicKey:
    """Return the public key of a file.

    Raises:
        TrustError: absent, or no public Ed25519 key.
    """
    return public_key_in(_content(path), str(path))


def public_key_in(content: bytes, where: str = "") -> PublicKey:
    """Return the public key in the content of a file.

    Raises:
        TrustError: too large, or no public Ed25519 key.
    """
    if len(content) > _LIMIT:
        raise _too_large(where)
    try:
        key = serialization.load_pem_public_key(content)
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise TrustError(
            "De openbare sleutel kan niet worden gelezen.",
            where=where,
            expected="een bestand van 'smartstart keys new' (eindigt op .pub)",
        ) from problem
    if not isinstance(key, PublicKey):
        raise _wrong_kind(where)
    return key


def secret_of(key: PrivateKey, purpose: str) -> bytes:
    """Return 32 bytes that only the holder of this key can work out, for one purpose (HKDF, RFC 5869)."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"smartstart {purpose}".encode()).derive(key.private_bytes_raw())


def public_hex(key: PublicKey) -> str:
    """Return the raw public key itself, 64 hexadecimal digits: for files that carry the key they were signed with."""
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()


def public_key_of(raw: str) -> PublicKey | None:
    """Return the key of `public_hex`; None when it is no key."""
    try:
        return PublicKey.from_public_bytes(bytes.fromhex(raw))
    except ValueError:
        return None


def _wrong_kind(where: str) -> TrustError:
    return TrustError("Dit is een sleutel van een andere soort.", where=where, expected="een Ed25519-sleutel")


def _too_large(where: str) -> TrustError:
    return TrustError("Dit bestand is te groot voor een sleutel.", where=where)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError as problem:
        raise TrustError(
            "De sleutel kan niet worden geopend.",
            where=str(path),
            expected="een bestand van 'smartstart keys new' (.key is geheim, .pub is openbaar)",
            mend="kijk of de naam klopt, en of u het bestand mag lezen",
        ) from problem
    if len(content) > _LIMIT:
        raise _too_large(str(path))
    return content


def is_signed_by(content: bytes, signature: bytes, key: PublicKey) -> bool:
    """Return whether `signature` over `content` is by this key."""
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True
