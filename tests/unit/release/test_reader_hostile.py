"""Hostile releases: every way to change, damage or overload one is refused with one clear message."""

import bz2
import io
import json
import os
import random
import shutil
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from smartstart.release import archive as archives
from smartstart.release.canonical import strict_json
from smartstart.release.contents import Origin, Stamp
from smartstart.release.keys import PrivateKey
from smartstart.release.members import MANIFEST, SIGNATURE
from smartstart.release.reader import Release, check_files, read_again, read_packed, read_release
from smartstart.release.refusals import Reason, ReleaseError
from smartstart.release.seal import archive_bytes, sealed
from smartstart.vocabulary.errors import TrustError
from tests.support.gate_world import write_small_release

KEY = PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = [KEY.public_key()]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_release(tmp_path_factory.mktemp("vrijgave"), KEY).folder


@pytest.fixture(scope="module")
def files(made: Path) -> Files:
    return {path.name: path.read_bytes() for path in made.iterdir()}


@pytest.fixture(scope="module")
def good(files: Files) -> Release:
    return check_files(files, TRUSTED)


def _read_zip(content: bytes, folder: Path, keys: list | None = TRUSTED) -> Release:
    path = folder / "r.zip"
    path.write_bytes(content)
    return read_release(path, keys)


def _zip(entries: list[tuple[zipfile.ZipInfo | str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def test_the_folder_around_a_release_is_told_apart_and_nothing_in_it_is_to_be_taken_away(made: Path) -> None:
    with pytest.raises(ReleaseError, match="geen vrijgave") as problem:
        read_release(made.parent, TRUSTED)  # where the ledger is as well
    assert problem.value.where == str(made.parent)
    assert problem.value.mend == f"bedoelde u {made.parent / 'release.zip'}?"


def test_one_changed_byte_in_any_member_is_refused(files: Files) -> None:
    chance = random.Random(7)  # noqa: S311
    for name, content in files.items():
        every = range(len(content)) if name == SIGNATURE else sorted(chance.sample(range(len(content)), 120))
        for place in {0, len(content) - 1, *every}:
            changed = bytearray(content)
            changed[place] ^= 1 << chance.randrange(8)
            with pytest.raises(TrustError):
                check_files({**files, name: bytes(changed)}, TRUSTED)


@pytest.mark.parametrize(
    "change", [lambda c: c[:-1], lambda c: c + b"\n", lambda c: c + b"\0", lambda c: b"", lambda c: b" " + c]
)
def test_more_or_fewer_bytes_are_refused(files: Files, change: Callable[[bytes], bytes]) -> None:
    for name, content in files.items():
        with pytest.raises(TrustError):
            check_files({**files, name: change(content)}, TRUSTED)


def test_a_missing_or_swapped_member_is_refused(files: Files) -> None:
    for name in files:
        with pytest.raises(TrustError):
            check_files({k: v for k, v in files.items() if k != name}, TRUSTED)
    swapped = {**files, "study.json": files["outline.json"], "outline.json": files["study.json"]}
    with pytest.raises(TrustError):
        check_files(swapped, TRUSTED)


def test_a_changed_byte_in_the_archive_is_refused_or_changes_nothing(
    files: Files, good: Release, tmp_path: Path
) -> None:
    """The wrapping is not signed (it may be packed again); what is in it is. So: refused, or the same release."""
    content = archive_bytes(files)
    chance = random.Random(11)  # noqa: S311
    headers = [i for i in range(len(content)) if content[max(0, i - 46) : i + 4].find(b"PK") >= 0]
    refused = 0
    for place in sorted({*chance.sample(range(len(content)), 400), *chance.sample(headers, 400)}):
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        try:
            found = _read_zip(bytes(changed), tmp_path)
        except TrustError:
            refused += 1
        else:
            assert (found.digest, found.contents) == (good.digest, good.contents)
    assert refused > 400


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("folder", ["", "release/"])
def test_packed_again_it_still_verifies(files: Files, good: Release, tmp_path: Path, method: int, folder: str) -> None:
    entries = [(folder + name, content) for name, content in sorted(files.items(), reverse=True)]
    if folder:
        entries.insert(0, (folder, b""))
    assert _read_zip(_zip(entries, method), tmp_path) == good


def test_unpacked_it_still_verifies(files: Files, good: Release, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(archive_bytes(files))) as archive:
        archive.extractall(tmp_path / "uitgepakt")
    assert read_release(tmp_path / "uitgepakt", TRUSTED) == good


def _symbolic(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def _bad_zips(files: Files) -> dict[str, bytes]:
    plain = sorted(files.items())
    renamed = [(f"../{n}" if n == "study.json" else n, c) for n, c in plain]
    absolute = [(f"/{n}" if n == "study.json" else n, c) for n, c in plain]
    nested = [(f"a/b/{n}", c) for n, c in plain]
    encrypted = bytearray(archive_bytes(files))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = encrypted.find(signature)
        encrypted[place + offset] |= 1
    return {
        "an extra file": _zip([*plain, ("lees.txt", b"hoi")]),
        "a program": _zip([*plain, ("report.exe", b"MZ")]),
        "a zip in a zip": _zip([("release.zip", archive_bytes(files))]),
        "a way up": _zip(renamed),
        "an absolute name": _zip(absolute),
        "folders in folders": _zip(nested),
        "a backslash": _zip([(n.replace("study", "..\\study"), c) for n, c in plain]),
        "another case": _zip([(n.upper(), c) for n, c in plain]),
        "twice the same": _twice(plain),
        "a symbolic link": _zip([(_symbolic(n) if n == "study.json" else n, c) for n, c in plain]),
        "encrypted": bytes(encrypted),
        "too many": _zip([(f"x{i}.json", b"") for i in range(5000)]),
        "a bomb": _zip([("study.json", bytes(40 * 1024 * 1024))], zipfile.ZIP_DEFLATED),
        "a small bomb": _zip([("study.json", bytes(8 * 1024 * 1024))], zipfile.ZIP_DEFLATED),
        "a bzip2 bomb": _zip([("study.json", bytes(31 * 1024 * 1024))], zipfile.ZIP_BZIP2),
        "bzip2": _zip(plain, zipfile.ZIP_BZIP2),
        "lzma": _zip(plain, zipfile.ZIP_LZMA),
        "half": archive_bytes(files)[:-200],
        "nothing": b"",
        "empty": _zip([]),
        "no zip": b"PK" + os.urandom(500),
        "text": b"geachte heer, mevrouw",
    }


def _twice(plain: list[tuple[str, bytes]]) -> bytes:
    """An archive with one name twice: a name of the same length is changed afterwards, in both headers."""
    return _zip([*plain, ("studx.json", b"{}")]).replace(b"studx.json", b"study.json")


def test_every_bad_archive_is_refused(files: Files, tmp_path: Path) -> None:
    for name, content in _bad_zips(files).items():
        with pytest.raises(TrustError) as problem:
            _read_zip(content, tmp_path)
        assert problem.value.exit_code == 6, name
        assert len(str(problem.value)) < 600, name


def test_a_header_that_lies_about_the_size_is_refused(files: Files, tmp_path: Path) -> None:
    content = bytearray(_zip([("study.json", bytes(33 * 1024 * 1024))], zipfile.ZIP_DEFLATED))
    central = content.find(b"PK\x01\x02")
    content[central + 24 : central + 28] = struct.pack("<I", 10)
    with pytest.raises(TrustError):
        _read_zip(bytes(content), tmp_path)


def _lying_bomb(files: Files) -> bytes:
    """Some hundred bytes of bzip2 that unpack to 200 MiB, in an entry that says it holds ten."""
    content = bytearray(_zip([("study.json", bz2.compress(bytes(200 * 1024 * 1024)))]))
    for signature, offset in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        content[content.find(signature) + offset] = zipfile.ZIP_BZIP2
    struct.pack_into("<I", content, content.find(b"PK\x01\x02") + 24, 10)
    return bytes(content)


def _crowd(files: Files) -> bytes:
    """A list of fifty thousand entries without a file behind any of them."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *(0,) * 4, *(0,) * 4, 0, 0, 0, *(0,) * 5, 0, 0)
    entries = entry * 50_000
    return entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50_000, 50_000, len(entries), 0, 0)


@pytest.mark.parametrize("make", [_lying_bomb, _crowd])
def test_memory_stays_small_whatever_an_archive_promises(files: Files, make: Callable[[Files], bytes]) -> None:
    content = make(files)
    assert len(content) < 3_000_000
    tracemalloc.start()
    try:
        with pytest.raises(ReleaseError):
            read_packed(content, TRUSTED)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_sizes_are_capped_on_what_is_read(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBER_LIMIT", 1000)
    with pytest.raises(TrustError, match="te groot"):
        _read_zip(archive_bytes(files), tmp_path)
    monkeypatch.setattr(archives, "MEMBER_LIMIT", 10**9)
    monkeypatch.setattr(archives, "TOTAL_LIMIT", 6000)
    for name, content in files.items():
        (tmp_path / "map").mkdir(exist_ok=True)
        (tmp_path / "map" / name).write_bytes(content)
    with pytest.raises(TrustError, match="te groot"):
        read_release(tmp_path / "map", TRUSTED)


def _link(folder: Path) -> None:
    (folder / "study.json").rename(folder.parent / "elders.json")
    (folder / "study.json").symlink_to(folder.parent / "elders.json")


def _fifo(folder: Path) -> None:
    (folder / "study.json").unlink()
    os.mkfifo(folder / "study.json")


def _inner(folder: Path) -> None:
    (folder / "study.json").unlink()
    (folder / "study.json").mkdir()


def _extra(folder: Path) -> None:
    (folder / "notities.txt").write_text("x")


def _many(folder: Path) -> None:
    for number in range(50):
        (folder / f"{number}.json").write_text("{}")


@pytest.mark.parametrize("spoil", [_link, _fifo, _inner, _extra, _many])
def test_every_bad_folder_is_refused(made: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    copy = tmp_path / "map"
    shutil.copytree(made, copy)
    assert read_release(copy, TRUSTED)
    spoil(copy)
    with pytest.raises(TrustError):
        read_release(copy, TRUSTED)


def test_a_link_to_a_release_or_nothing_at_all_is_refused(made: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(made)
    for path in (tmp_path / "link", tmp_path / "niets"):
        with pytest.raises(TrustError):
            read_release(path, TRUSTED)


def _resealed(good: Release, files: Files, **changes: bytes) -> Files:
    """The same release with other members, signed by somebody we trust: only contents are wrong."""
    members = {k: v for k, v in files.items() if k not in (MANIFEST, SIGNATURE)} | changes
    return sealed(good.manifest, members, KEY)


def _edited(files: Files, name: str, edit: Callable[[object], object]) -> bytes:
    content = edit(json.loads(files[name]))
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _statement(position: int, **changes: object) -> Callable[[list[dict]], list[dict]]:
    def edit(statements: list[dict]) -> list[dict]:
        statements[position] |= changes
        return statements

    return edit


_CONTENT_MISTAKES: dict[str, tuple[str, Callable]] = {
    "unknown field": ("statements.json", _statement(0, secret=1)),
    "no state": ("statements.json", _statement(0, state="misschien")),
    "value while withheld": ("statements.json", _statement(0, state="te weinig om iets te zeggen")),
    "no value while shown": ("statements.json", _statement(0, value=None)),
    "value as text": ("statements.json", _statement(0, value="70")),
    "value beyond its limits": ("statements.json", _statement(0, value=700.0)),
    "negative": ("statements.json", _statement(0, value=-5.0, lower=-7.0, upper=-3.0)),
    "not rounded as said": ("statements.json", _statement(0, value=71.0, lower=69.0, upper=73.0, rounded_to=5)),
    "rounded to nought": ("statements.json", _statement(0, rounded_to=0)),
    "undeclared dimension": (
        "statements.json",
        _statement(0, predicate={"conditions": [{"factor": "school", "levels": ["x"]}]}),
    ),
    "undeclared level": (
        "statements.json",
        _statement(0, predicate={"conditions": [{"factor": "wijk", "levels": ["zz"]}]}),
    ),
    "other id": ("statements.json", _statement(0, id="test/ander/events")),
    "ratio of nothing": ("statements.json", _statement(1, of=["test/x/y", "test/alle/size"])),
    "ratio of too few": ("statements.json", _statement(1, of=["test/alle/size"])),
    "twice the same": ("statements.json", lambda s: [s[0], *s]),
    "other order": ("statements.json", lambda s: s[::-1]),
    "one less": ("statements.json", lambda s: s[1:]),
    "no list": ("statements.json", lambda s: {"a": s}),
    "outline": ("outline.json", lambda o: o | {"released": o["released"] + 1}),
    "sheet": ("study.json", lambda s: s | {"title": 3}),
    "other title than the package": ("study.json", lambda s: s | {"title": "Anders"}),
    "package": ("datapackage.json", lambda p: p | {"title": "Anders"}),
}


@pytest.mark.parametrize("name", _CONTENT_MISTAKES)
def test_contents_that_contradict_themselves_are_refused_whoever_signed(good: Release, files: Files, name: str) -> None:
    member, edit = _CONTENT_MISTAKES[name]
    with pytest.raises(TrustError):
        check_files(_resealed(good, files, **{member: _edited(files, member, edit)}), TRUSTED)


def test_the_same_members_sealed_again_are_accepted(good: Release, files: Files) -> None:
    assert check_files(_resealed(good, files), TRUSTED) == good


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":1e999}',
        b"[" * 100 + b"]" * 100,
        b'["\\"[", ' + b"[" * 41 + b"]" * 41 + b"]",
        b"\xff\xfe",
        b'{"a":1} x',
        b"",
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":"\\ud800"}',
        b'{"\\uDFFF":1}',
    ],
)
def test_json_is_read_strictly(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        strict_json(content)


def test_brackets_in_text_are_no_depth() -> None:
    assert strict_json(b'["' + b"[" * 500 + b'\\"' + b"[" * 500 + b'"]') == ["[" * 500 + '"' + "[" * 500]


def test_another_key_is_refused(files: Files) -> None:
    other = PrivateKey.generate().public_key()
    with pytest.raises(TrustError, match="niet vertrouwen"):
        check_files(files, [other])
    with pytest.raises(TrustError):
        check_files(files, [])
    assert check_files(files, [other, *TRUSTED])


def test_a_signature_of_another_key_under_our_name_is_refused(files: Files) -> None:
    forged = PrivateKey.generate().sign(files[MANIFEST]).hex().encode() + b"\n"
    with pytest.raises(TrustError, match="klopt niet"):
        check_files({**files, SIGNATURE: forged}, TRUSTED)


def test_real_data_cannot_call_themselves_full(good: Release, files: Files) -> None:
    members = {k: v for k, v in files.items() if k not in (MANIFEST, SIGNATURE)}
    wrong = good.manifest.model_copy(update={"origin": Origin.REAL, "stamp": Stamp.FULL})
    with pytest.raises(TrustError, match="volledig"):
        check_files(sealed(wrong, members, KEY), TRUSTED)


def test_read_from_bytes_it_is_the_same_release(files: Files, good: Release) -> None:
    assert read_packed(archive_bytes(files), TRUSTED, name="vrijgave.zip") == good


def test_what_was_verified_before_is_read_again_as_long_as_every_byte_is_the_same(files: Files, good: Release) -> None:
    assert read_again(archive_bytes(files), good.digest) == good.contents
    others = {**files, "study.json": files["study.json"].replace(b"kind", b"dink", 1)}
    resealed = {**files, MANIFEST: files[MANIFEST].replace(b"invented", b"envinted").replace(b" ", b"  ", 1)}
    without = {name: content for name, content in files.items() if name != MANIFEST}
    for changed in (others, resealed, without):
        with pytest.raises(ReleaseError):
            read_again(archive_bytes(changed), good.digest)


def test_who_reads_may_set_a_smaller_limit(files: Files) -> None:
    content = archive_bytes(files)
    most = sum(map(len, files.values()))
    assert read_packed(content, TRUSTED, most=most)
    with pytest.raises(ReleaseError, match="te groot"):
        read_packed(content, TRUSTED, most=most - 1)


def _reason(files: Files, keys: list | None = TRUSTED) -> Reason:
    with pytest.raises(ReleaseError) as problem:
        check_files(files, keys)
    return problem.value.reason


def test_each_refusal_says_its_kind(good: Release, files: Files) -> None:
    manifest = files[MANIFEST]
    members = {k: v for k, v in files.items() if k not in (MANIFEST, SIGNATURE)}
    draft = good.manifest.model_copy(update={"stamp": Stamp.DRAFT})
    newer = manifest.replace(b"smartstart-release/1", b"smartstart-release/9")
    found = {
        "unsigned": _reason({k: v for k, v in files.items() if k != SIGNATURE}),
        "no signature": _reason({**files, SIGNATURE: b"jan\n"}),
        "another key": _reason(files, [PrivateKey.generate().public_key()]),
        "forged": _reason({**files, SIGNATURE: b"0" * 128 + b"\n"}),
        "changed": _reason({**files, "study.json": files["study.json"] + b" "}),
        "missing": _reason({k: v for k, v in files.items() if k != "study.json"}),
        "draft": _reason(sealed(draft, members, KEY)),
        "newer": _reason({**files, MANIFEST: newer}),
        "another thing": _reason({**files, MANIFEST: manifest.replace(b"smartstart-release/1", b"gedicht")}),
        "no manifest": _reason(members),
        "contradictory": _reason(_resealed(good, files, **{"outline.json": _edited(files, "outline.json", _one_more)})),
    }
    assert found == {
        "unsigned": Reason.UNSIGNED,
        "no signature": Reason.UNSIGNED,
        "another key": Reason.UNTRUSTED_KEY,
        "forged": Reason.ALTERED,
        "changed": Reason.ALTERED,
        "missing": Reason.ALTERED,
        "draft": Reason.DRAFT,
        "newer": Reason.UNKNOWN_VERSION,
        "another thing": Reason.MALFORMED,
        "no manifest": Reason.NOT_A_RELEASE,
        "contradictory": Reason.CONTRADICTORY,
    }


def _one_more(outline: dict) -> dict:
    return outline | {"released": outline["released"] + 1}
