"""Keys: made once, private by mode, never overwritten."""

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from smartstart.release.keys import (
    PASSPHRASE_VARIABLE,
    PrivateKey,
    fingerprint,
    is_signed_by,
    load_private_key,
    load_public_key,
    new_keys,
)
from smartstart.vocabulary.errors import StorageError, TrustError, UsageError


def test_a_pair_signs_and_verifies(tmp_path: Path) -> None:
    private, public = new_keys(tmp_path / "sleutels", "gemeente", {})
    key = load_private_key(private, {})
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert is_signed_by(b"x", key.sign(b"x"), load_public_key(public))
    assert not is_signed_by(b"y", key.sign(b"x"), load_public_key(public))
    assert fingerprint(load_public_key(public)) == fingerprint(key.public_key())


def test_the_fingerprint_is_of_the_raw_key() -> None:
    """RFC 8032, section 7.1, test 1: the public key d75a98...; its sha256 computed with sha256sum."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = PrivateKey.from_private_bytes(seed)
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    assert raw.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert fingerprint(key.public_key()) == "21fe31dfa154a261626bf854046fd2271b7bed4b6abe45aa58877ef47f9721b9"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    private, public = new_keys(tmp_path, "a", {})
    before = private.read_bytes()
    with pytest.raises(UsageError):
        new_keys(tmp_path, "a", {})
    public.unlink()
    private.rename(tmp_path / "b.pub")
    with pytest.raises(UsageError):
        new_keys(tmp_path, "b", {})
    assert (tmp_path / "b.pub").read_bytes() == before


@pytest.mark.parametrize("name", ["", "../a", "a/b", ".a", "a b", "x" * 80])
def test_a_name_is_a_plain_word(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        new_keys(tmp_path, name, {})


def test_a_passphrase_locks_the_key(tmp_path: Path) -> None:
    words = {PASSPHRASE_VARIABLE: "vier paarden lopen langs"}
    private, _ = new_keys(tmp_path, "a", words)
    assert b"ENCRYPTED" in private.read_bytes()
    assert load_private_key(private, words)
    for wrong in ({}, {PASSPHRASE_VARIABLE: "anders"}):
        with pytest.raises(TrustError):
            load_private_key(private, wrong)


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = other.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = other.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for number, content in enumerate((b"", b"hoi", pem, public, b"x" * 20_000)):
        path = tmp_path / f"{number}.key"
        path.write_bytes(content)
        for load in (load_private_key, load_public_key):
            with pytest.raises(TrustError):
                load(path)
    with pytest.raises(TrustError):
        load_private_key(tmp_path / "niets.key")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(StorageError):
        new_keys(tmp_path / "bestand", "a", {})
