"""Releases that are hostile inside: altered, unsigned, signed by a stranger, or signed by a friend who was fooled."""

import json
import random
from collections.abc import Iterator
from typing import Any

from smartstart.release.contents import Origin, Stamp
from smartstart.release.keys import fingerprint
from smartstart.release.members import BORDERS, MANIFEST, SIGNATURE, manifest_bytes
from smartstart.release.seal import archive_bytes, listed, sealed
from tests.support.hostile_material import KEY, STRANGER, Files, Material, resealed, some_bytes

_JSON_MEMBERS = ("study.json", "statements.json", "outline.json", "datapackage.json", BORDERS)
_TRUSTED = fingerprint(KEY.public_key())
_MARK = "##HIER##"


def _packed(files: Files) -> bytes:
    return archive_bytes(files)


def _altered(chance: random.Random, made: Material) -> bytes:
    name = chance.choice(sorted(made.members))
    content = bytearray(made.files[name])
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return _packed({**made.files, name: bytes(content)})


def _longer(chance: random.Random, made: Material) -> bytes:
    name = chance.choice(sorted(made.files))
    content = made.files[name]
    changed = chance.choice(
        [content + b"\n", b" " + content, content[:-1], b"", content * 2, b"\xef\xbb\xbf" + content]
    )
    return _packed({**made.files, name: changed})


def _swapped(chance: random.Random, made: Material) -> bytes:
    one, other = chance.sample(sorted(made.files), 2)
    return _packed({**made.files, one: made.files[other], other: made.files[one]})


def _rehashed(chance: random.Random, made: Material) -> bytes:
    """Another member and its right hash in the manifest, but the old signature."""
    name = chance.choice(sorted(made.members))
    members = {**made.members, name: some_bytes(chance)}
    manifest = manifest_bytes(made.manifest.model_copy(update={"members": listed(members)}))
    return _packed({**members, MANIFEST: manifest, SIGNATURE: made.files[SIGNATURE]})


def _wrong_hash(chance: random.Random, made: Material) -> bytes:
    """Signed by a friend, but a hash or size in the manifest is wrong."""
    members = list(made.manifest.members)
    place = chance.randrange(len(members))
    update = chance.choice([{"sha256": chance.randbytes(32).hex()}, {"size": chance.randrange(2**26)}])
    members[place] = members[place].model_copy(update=update)
    chosen = chance.choice([members, members[:-1], [*members, members[place]]])
    manifest = manifest_bytes(made.manifest.model_copy(update={"members": tuple(chosen)}))
    return _packed({**made.files, MANIFEST: manifest, SIGNATURE: KEY.sign(manifest).hex().encode() + b"\n"})


def _no_signature(_: random.Random, made: Material) -> bytes:
    return _packed({name: content for name, content in made.files.items() if name != SIGNATURE})


def _wrong_signature(chance: random.Random, made: Material) -> bytes:
    good = made.files[SIGNATURE]
    noise = chance.randbytes(64).hex().encode() + b"\n"
    wrong = chance.choice(
        [
            noise,
            good.upper(),
            good.strip(),
            good + good,
            b"\n" + good,
            b"0" * 128 + b"\n",
            b"",
            some_bytes(chance),
            b"-----BEGIN",
            good.replace(b"a", b"b"),
        ]
    )
    return _packed({**made.files, SIGNATURE: wrong})


def _stranger(_: random.Random, made: Material) -> bytes:
    return _packed(sealed(made.manifest, made.members, STRANGER))


def _stranger_under_our_name(chance: random.Random, made: Material) -> bytes:
    """The fingerprint of a friend, the signature of a stranger; or the other way round."""
    keyed = made.manifest.model_copy(
        update={"key": chance.choice([_TRUSTED, fingerprint(STRANGER.public_key()), "", "x"])}
    )
    manifest = manifest_bytes(keyed)
    signer = STRANGER if keyed.key == _TRUSTED else KEY
    return _packed({**made.files, MANIFEST: manifest, SIGNATURE: signer.sign(manifest).hex().encode() + b"\n"})


def _draft(chance: random.Random, made: Material) -> bytes:
    stamped = made.manifest.model_copy(update={"stamp": Stamp.DRAFT})
    return _packed(sealed(stamped, made.members, chance.choice([KEY, None])))


def _on_trial(chance: random.Random, made: Material) -> bytes:
    changes = {"origin": chance.choice([Origin.REAL, Origin.PUBLIC]), "stamp": Stamp.TRIAL}
    return _packed(sealed(made.manifest.model_copy(update=changes), made.members, KEY))


def _other_version(chance: random.Random, made: Material) -> bytes:
    name = chance.choice([b"smartstart-release/9", b"smartstart-release/0", b"smartstart-release/", b"release/1", b""])
    manifest = made.files[MANIFEST].replace(b"smartstart-release/1", name)
    return _packed({**made.files, MANIFEST: manifest, SIGNATURE: KEY.sign(manifest).hex().encode() + b"\n"})


def _poison(chance: random.Random) -> str:
    """A piece of JSON that has no business anywhere in a release."""
    deep = chance.choice([50, 500, 20_000])
    return chance.choice(
        [
            "NaN",
            "-Infinity",
            "1e999",
            "9" * chance.choice([30, 400, 5000]),
            '"\\ud800"',
            '"\\u0000"',
            '{"x":1}',
            "[[[]]]",
            "[" * deep + "]" * deep,
            '{"a":' * deep + "1" + "}" * deep,
            '{"a":1,"a":2}',
            "true",
            '"' + "x" * 100_000 + '"',
            "tru",
            "'x'",
            "",
        ]
    )


def _poisoned(text: bytes, chance: random.Random) -> bytes:
    """Return JSON with one of its values replaced."""
    parsed = json.loads(text)
    holder, key = chance.choice(list(_places(parsed)))
    holder[key] = _MARK
    return (
        json.dumps(parsed, ensure_ascii=False, sort_keys=True, indent=1).replace(f'"{_MARK}"', _poison(chance)).encode()
    )


def _places(parsed: Any) -> Iterator[tuple[Any, Any]]:
    inner = parsed.items() if isinstance(parsed, dict) else enumerate(parsed) if isinstance(parsed, list) else ()
    for key, value in inner:
        yield parsed, key
        yield from _places(value)


def _poisoned_member(chance: random.Random, made: Material) -> bytes:
    """A friend signed it: only its contents are mad."""
    name = chance.choice([member for member in _JSON_MEMBERS if member in made.files])
    return resealed(made, {name: _poisoned(made.files[name], chance) + b"\n"})


def _poisoned_manifest(chance: random.Random, made: Material) -> bytes:
    manifest = _poisoned(made.files[MANIFEST], chance) + b"\n"
    return _packed({**made.files, MANIFEST: manifest, SIGNATURE: KEY.sign(manifest).hex().encode() + b"\n"})


def _other_text(chance: random.Random, made: Material) -> bytes:
    """A friend signed members that are no JSON, or in another coding."""
    name = chance.choice(sorted(made.members))
    good = made.files[name].decode()
    wrong = chance.choice(
        [
            b"",
            b"null",
            b"0",
            b"[]",
            b"{}",
            b"\xff\xfe",
            some_bytes(chance),
            good.encode("utf-16"),
            b"\xef\xbb\xbf" + good.encode(),
            good.encode() + b"x",
            b"\0" * 100,
        ]
    )
    if name == "report.html":  # any text may stand there; nobody is shown it
        wrong, name = b"{}", "study.json"
    return resealed(made, {name: wrong})


def _loaded_map(chance: random.Random, made: Material) -> bytes:
    """A friend signed a map that holds more than borders."""
    parsed = json.loads(made.files[BORDERS])
    feature = chance.choice(parsed["features"])
    change = chance.randrange(6)
    if change == 0:
        feature["properties"]["bewoner"] = "J. de Vries"
    elif change == 1:
        feature["geometry"] = {"type": "Point", "coordinates": [5.1, 51.6]}
    elif change == 2:
        feature["geometry"]["coordinates"] = [[[123456782, 51.5]]]
    elif change == 3:
        feature["properties"]["statcode"] = "123456782"
    elif change == 4:
        parsed["lijst"] = [1, 2, 3]
    else:
        parsed["features"] = [feature, feature]
    return resealed(made, {BORDERS: json.dumps(parsed, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"})


MEMBERS = {
    "altered member": _altered,
    "longer or shorter member": _longer,
    "swapped members": _swapped,
    "hashed again": _rehashed,
    "wrong hash": _wrong_hash,
    "no signature": _no_signature,
    "wrong signature": _wrong_signature,
    "signed by a stranger": _stranger,
    "signed by a stranger under our name": _stranger_under_our_name,
    "draft": _draft,
    "on trial": _on_trial,
    "other version": _other_version,
    "mad contents": _poisoned_member,
    "mad manifest": _poisoned_manifest,
    "no JSON": _other_text,
    "loaded map": _loaded_map,
}
