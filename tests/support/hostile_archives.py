"""Archives that are hostile as archives: bombs, tricks with names, lying headers, damage."""

import bz2
import random
import stat
import struct
import zipfile
from collections.abc import Callable
from functools import cache

from smartstart.release.members import MANIFEST
from tests.support.hostile_material import Files, Material, some_bytes, zipped

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_MIB = 1024 * 1024


def _renamed(made: Material, chance: random.Random, rename: Callable[[str], str]) -> bytes:
    victim = chance.choice(sorted(made.files))
    return zipped([(rename(name) if name == victim else name, content) for name, content in sorted(made.files.items())])


def _up(chance: random.Random, made: Material) -> bytes:
    start = "../" * chance.randint(1, 12) + chance.choice(["", "etc/", "root/.ssh/", "tmp/"])
    return _renamed(made, chance, lambda name: start + name)


def _absolute(chance: random.Random, made: Material) -> bytes:
    start = chance.choice(["/", "//", "/tmp/", "C:/", "\\\\server\\share\\", "file:///", "~/", "/dev/shm/"])  # noqa: S108
    return _renamed(made, chance, lambda name: start + name)


def _inside(chance: random.Random, made: Material) -> bytes:
    start = chance.choice(["a/b/", "./", "a/../", "..//", "release/../../", ".\u2024/", "a/./"])
    return _renamed(made, chance, lambda name: start + name)


def _backslash(chance: random.Random, made: Material) -> bytes:
    start = chance.choice(["..\\", "a\\", "\\", "..\\..\\windows\\", "a/..\\"])
    return _renamed(made, chance, lambda name: start + name)


def _odd_name(chance: random.Random, made: Material) -> bytes:
    change = chance.choice(
        [
            str.upper,
            str.title,
            lambda n: n + " ",
            lambda n: n + ".",
            lambda n: "\u202e" + n,
            lambda n: n + "\u200b",
            lambda n: "\u0455" + n[1:],
            lambda n: n * 900,
            lambda n: "con." + n,
            lambda n: n + ":stroom",
            lambda n: "\n" + n,
        ]
    )
    return _renamed(made, chance, change)


def _nul_name(chance: random.Random, made: Material) -> bytes:
    """The library cuts a name at a NUL when it writes; so the NUL is put in afterwards, in both headers."""
    hidden = "study_json" if chance.random() < 0.5 else "../../xjson"
    content = _renamed(made, random.Random(1), lambda name: hidden + name)  # noqa: S311
    return content.replace(hidden.encode(), hidden.replace("_", "\0").replace("xj", "\0j").encode())


def _twice(chance: random.Random, made: Material) -> bytes:
    victim = chance.choice(sorted(made.files))
    other = victim[:-1] + "~"
    content = zipped(
        [*sorted(made.files.items()), (other, chance.choice([b"{}", made.files[victim], some_bytes(chance)]))]
    )
    return content.replace(other.encode(), victim.encode())


def _special(chance: random.Random, made: Material) -> bytes:
    kind = chance.choice([stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFDIR])
    victim = chance.choice(sorted(made.files))
    entries = []
    for name, content in sorted(made.files.items()):
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = ((kind if name == victim else stat.S_IFREG) | 0o777) << 16
        entries.append((info, b"/etc/passwd" if name == victim else content))
    return zipped(entries)


def _patched(made: Material, chance: random.Random, central: int, local: int, value: bytes) -> bytes:
    """Write something over a field of one entry, in the list and before the entry itself."""
    content = bytearray(made.archive)
    victim = chance.choice(sorted(made.files)).encode()
    for sign, offset, name_at in ((_CENTRAL, central, 46), (_LOCAL, local, 30)):
        place = content.find(sign)
        while place >= 0 and content[place + name_at : place + name_at + len(victim)] != victim:
            place = content.find(sign, place + 1)
        if place >= 0 and offset >= 0:
            content[place + offset : place + offset + len(value)] = value
    return bytes(content)


def _encrypted(chance: random.Random, made: Material) -> bytes:
    return _patched(made, chance, 8, 6, struct.pack("<H", chance.choice([1, 0x41, 0x2001])))


def _declared_huge(chance: random.Random, made: Material) -> bytes:
    size = chance.choice([0xFFFFFFFF, 0xFFFFFFFE, 0x7FFFFFFF, 40 * _MIB, 2**31])
    return _patched(made, chance, chance.choice([20, 24]), -1, struct.pack("<L", size))


def _unknown_method(chance: random.Random, made: Material) -> bytes:
    return _patched(made, chance, 10, 8, struct.pack("<H", chance.choice([1, 6, 9, 12, 14, 19, 93, 95, 98, 99, 65535])))


def _far_offset(chance: random.Random, made: Material) -> bytes:
    return _patched(made, chance, 42, -1, struct.pack("<L", chance.choice([0xFFFFFFFF, 2**31, len(made.archive), 1])))


def _wrong_sum(chance: random.Random, made: Material) -> bytes:
    return _patched(made, chance, 16, 14, chance.randbytes(4))


@cache
def _zeros(size: int, method: int) -> bytes:
    return zipped({"study.json": bytes(size)}, method)


def _bomb(chance: random.Random, made: Material) -> bytes:
    return _zeros(chance.choice([8, 33, 60]) * _MIB, chance.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]))


def _lying_bomb(chance: random.Random, made: Material) -> bytes:
    """It says that it holds little, and holds much."""
    content = bytearray(_zeros(chance.choice([33, 60]) * _MIB, zipfile.ZIP_DEFLATED))
    struct.pack_into("<L", content, content.find(_CENTRAL) + 24, chance.choice([0, 10, 1000, 200_000]))
    return bytes(content)


@cache
def _packed_zeros() -> bytes:
    return bz2.compress(bytes(200 * _MIB))


def _bomb_in_one_piece(chance: random.Random, made: Material) -> bytes:
    """Some hundred bytes of bzip2 that the library would unpack in one piece."""
    content = bytearray(zipped({chance.choice(sorted(made.files)): _packed_zeros()}))
    for sign, offset in ((_CENTRAL, 10), (_LOCAL, 8)):
        content[content.find(sign) + offset] = zipfile.ZIP_BZIP2
    struct.pack_into("<L", content, content.find(_CENTRAL) + 24, chance.randint(1, 5000))
    return bytes(content)


def _nested(chance: random.Random, made: Material) -> bytes:
    content = made.archive
    for _ in range(chance.randint(1, 6)):
        content = zipped(
            {chance.choice(["release.zip", "study.json", "a/b.zip", MANIFEST]): content}, zipfile.ZIP_DEFLATED
        )
    return content


def _overlapping(chance: random.Random, made: Material) -> bytes:
    """Many entries in the list, all with the same bytes behind them."""
    one = _zeros(8 * _MIB, zipfile.ZIP_DEFLATED)
    start = one.find(_CENTRAL)
    entry, end = one[start : one.find(_END)], bytearray(one[one.find(_END) :])
    times = chance.choice([2, 9, 11, 500, 20_000])
    struct.pack_into("<HHL", end, 8, min(times, 65535), min(times, 65535), len(entry) * times)
    return one[:start] + entry * times + bytes(end)


def _crowd(chance: random.Random, made: Material) -> bytes:
    """A long list of entries without a file behind any of them."""
    entry = struct.pack("<4s4B4HL2L5H2L", _CENTRAL, *(0,) * 4, *(0,) * 4, 0, 0, 0, *(0,) * 5, 0, 0)
    entries = entry * chance.choice([12, 1000, 30_000])
    count = min(len(entries) // len(entry), 65535)
    head = b"PK\x03\x04" + bytes(26) if chance.random() < 0.5 else b""
    return head + entries + struct.pack("<4s4H2LH", _END, 0, 0, count, count, len(entries), len(head), 0)


def _wide_archive(chance: random.Random, made: Material) -> bytes:
    """The form for archives over four gigabytes, with a list of any size."""
    end = made.archive.rfind(_END)
    start = struct.unpack_from("<L", made.archive, end + 16)[0]
    size = chance.choice([end - start, 2**62, 2**40, 0])
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    tail = bytearray(made.archive[end:])
    struct.pack_into("<2H2L", tail, 8, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return made.archive[:end] + record + locator + bytes(tail)


def _long_comment(chance: random.Random, made: Material) -> bytes:
    size = chance.choice([1, 1000, 65535])
    comment = chance.choice([b"<script>", b"PK\x05\x06", b"\0"]) * size
    return made.archive[:-2] + struct.pack("<H", size) + comment[:size]


def _behind(chance: random.Random, made: Material) -> bytes:
    return made.archive + chance.choice([b"\0", b"<html><script>alert(1)</script>", made.archive, some_bytes(chance)])


def _before(chance: random.Random, made: Material) -> bytes:
    start = chance.choice(
        [
            b"<html><script>alert(1)</script>",
            b"GIF89a",
            b"%PDF-1.7\n",
            b"\xff\xd8\xff\xe0",
            b"MZ",
            b"#!/bin/sh\n",
            b"gebied;indicator;jaar;waarde;bron\n",
            b"\0",
        ]
    )
    return start + made.archive


def _cut(chance: random.Random, made: Material) -> bytes:
    return made.archive[: chance.randrange(len(made.archive))]


def _bytes_changed(chance: random.Random, made: Material) -> bytes:
    content = bytearray(made.archive)
    for _ in range(chance.choice([1, 1, 2, 5, 50])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _headers_changed(chance: random.Random, made: Material) -> bytes:
    """Change bytes only where the archive describes itself."""
    content = bytearray(made.archive)
    start = content.find(_CENTRAL)
    for _ in range(chance.choice([1, 2, 3, 8])):
        content[chance.randrange(start, len(content))] = chance.randrange(256)
    return bytes(content)


def _pasted(chance: random.Random, made: Material) -> bytes:
    content = made.archive
    a, b = sorted(chance.randrange(len(content)) for _ in range(2))
    kept = content[a : min(b, a + 4000)]
    place = chance.randrange(len(content))
    return chance.choice([content[:place] + kept + content[place:], content[:a] + content[min(b, a + 4000) :]])


def _extra(chance: random.Random, made: Material) -> bytes:
    name = chance.choice(["lees.txt", "study.html", "report.exe", ".htaccess", "__MACOSX/x", "x.py", "a" * 200])
    files: Files = {**made.files, name: some_bytes(chance)}
    return zipped(files)


def _missing(chance: random.Random, made: Material) -> bytes:
    gone = chance.sample(sorted(made.files), chance.randint(1, 5))
    return zipped({name: content for name, content in made.files.items() if name not in gone})


def _crowded(chance: random.Random, made: Material) -> bytes:
    return zipped({f"{number}.json": b"{}" for number in range(chance.choice([12, 200, 2000]))})


ARCHIVES = {
    "a way up": _up,
    "an absolute name": _absolute,
    "a folder inside": _inside,
    "a backslash": _backslash,
    "an odd name": _odd_name,
    "a NUL in a name": _nul_name,
    "twice the same name": _twice,
    "a link or device": _special,
    "encrypted": _encrypted,
    "declared huge": _declared_huge,
    "unknown method": _unknown_method,
    "far offset": _far_offset,
    "wrong sum": _wrong_sum,
    "bomb": _bomb,
    "lying bomb": _lying_bomb,
    "bomb in one piece": _bomb_in_one_piece,
    "nested": _nested,
    "overlapping": _overlapping,
    "crowd of entries": _crowd,
    "wide archive": _wide_archive,
    "long comment": _long_comment,
    "something behind": _behind,
    "something before": _before,
    "cut off": _cut,
    "changed bytes": _bytes_changed,
    "changed headers": _headers_changed,
    "cut and pasted": _pasted,
    "extra file": _extra,
    "missing files": _missing,
    "too many files": _crowded,
}
