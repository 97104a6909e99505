"""Uploads that are no release at all: other formats, pages with scripts, JSON and CSV that want to hurt."""

import gzip
import io
import lzma
import random
import tarfile

from tests.support.hostile_material import Material, some_bytes, zipped

_HEADER = "gebied;indicator;jaar;waarde;bron\n"
_NO_NUMBERS = ("nan", "inf", "1e3", "0x10", "\u0661\u0662", "\uff11\uff12", "1_000", "\u00b2", "1.234", "12%")
_NO_YEARS = ("\u0662\u0660\u0662\u0660", "2020.0", "99999", "-2020", "+2020", "20 20", "1987", "")
_NO_AREAS = ("../../etc/passwd", "GM99O1", "\uff27\uff2d9901", "GM9901\u200b", "gm 9901", "GM0855", "NL99", "")
_GOOD = "GM9901;bijstand;2020;32,5;CBS\n"


def _empty(chance: random.Random, made: Material) -> bytes:
    return chance.choice([b"", b" ", b"\n\n", b"\xef\xbb\xbf", b"\0", b"PK", b"PK\x05\x06", b"PK\x05\x06" + bytes(18)])


def _random(chance: random.Random, made: Material) -> bytes:
    start = chance.choice([b"", b"PK\x03\x04", b"PK\x05\x06", b"gebied;", b"\x1f\x8b\x08", b"<", b"{"])
    return start + some_bytes(chance, 1, 20_000)


def _other_archive(chance: random.Random, made: Material) -> bytes:
    kind = chance.randrange(7)
    if kind == 0:
        return gzip.compress(made.archive, 1)
    if kind == 1:
        return lzma.compress(made.archive[:5000])
    if kind == 2:
        return _tar(chance)
    start = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x00", b"BZh91AY&SY", b"MSCF\0\0\0\0")[kind - 3]
    return start + some_bytes(chance)


def _tar(chance: random.Random) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo(chance.choice(["../../x", "/etc/passwd", "study.json"]))
        info.type = chance.choice([tarfile.REGTYPE, tarfile.SYMTYPE])
        info.linkname = "/etc/passwd"
        archive.addfile(info, io.BytesIO(b""))
    return buffer.getvalue()


def _document(chance: random.Random, made: Material) -> bytes:
    start = chance.choice(
        [
            b"%PDF-1.7\n",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"\xff\xd8\xff\xe1",
            b"MZ\x90",
            b"\x7fELF",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"SQLite format 3\0",
            b"PAR1",
            b"RIFF",
            b"OggS",
            b"$FL2@(#)",
        ]
    )
    return start + some_bytes(chance)


def _office(chance: random.Random, made: Material) -> bytes:
    sheet = b"<worksheet><row><c><v>123456782</v></c></row></worksheet>"
    return zipped({"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": sheet})


def _page(chance: random.Random, made: Material) -> bytes:
    return chance.choice(
        [
            b"<!doctype html><script>fetch('//x')</script>",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]><a>&b;</a>",
            b"\xef\xbb\xbf \n<html><body onload=alert(1)>",
            b"<?php system($_GET['x']); ?>",
        ]
    ) + b" " * chance.randrange(500)


def _json(chance: random.Random, made: Material) -> bytes:
    deep = chance.choice([50, 5000, 200_000])
    return chance.choice(
        [
            b"[" * deep,
            b'{"a":' * deep,
            b"[" * deep + b"]" * deep,
            b'[{"gebied":"GM9901"}' + b',{"gebied":"GM9901"}' * 1000 + b"]",
            b'{"a":' + b"9" * 100_000 + b"}",
            b"[NaN,Infinity,-Infinity,1e999]",
            b'"\\ud800"',
            b'{"__proto__":{"x":1}}',
        ]
    )


def _formulas(chance: random.Random, made: Material) -> bytes:
    formula = chance.choice(
        ["=cmd|' /C calc'!A0", "@SUM(1+1)", "+1+1", "-2+3", '=HYPERLINK("http://x")', "\t=1+1", "=1+1"]
    )
    cells = ["GM9901", "bijstand", "2020", "32,5", "CBS"]
    cells[chance.randrange(5)] = formula
    return (_HEADER + ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells) + "\n").encode()


def _broken_table(chance: random.Random, made: Material) -> bytes:
    return chance.choice(
        [
            _HEADER + _GOOD + '"' + "x" * 200_000,
            _HEADER + _GOOD + 'GM9901;bij"stand";2021;1;CBS',
            _HEADER + ";" * 100_000,
            _HEADER + _GOOD * 70_000,
            _HEADER + ("x" * 131_073) + ";;;;\n",
            "gebied;" * 20_000 + "\n",
            _HEADER + _GOOD + "\x00\n",
            _HEADER + "GM9901;bijstand;2020;" + "9" * chance.choice([10, 5000, 100_000]) + ";CBS\n",
            f"{_HEADER}GM9901;bijstand;2020;{chance.choice(_NO_NUMBERS)};CBS\n",
            f"{_HEADER}GM9901;bijstand;{chance.choice(_NO_YEARS)};1,5;CBS\n",
            f"{_HEADER}{chance.choice(_NO_AREAS)};bijstand;2020;1;CBS\n",
            _HEADER + 'GM9901;bijstand;2020;1,5;"CBS\nregel twee"\n',
            _HEADER + "GM9901;bijstand;2020;1,5;\u202eSBC\n",
            _HEADER + "GM9901;bijstand;2020;1,5;" + "C" * 5000 + "\n",
            _HEADER,
            "gebied;indicator;jaar;waarde\n" + "GM9901;bijstand;2020;1\n",
            "gebied;indicator;jaar;waarde;bron;naam\nGM9901;bijstand;2020;1;CBS;x\n",
            "gebied;gebied;indicator;jaar;waarde;bron\nGM9901;GM9901;bijstand;2020;1;CBS\n",
        ]
    ).encode("utf-8")


def _other_coding(chance: random.Random, made: Material) -> bytes:
    good = _HEADER + _GOOD
    return chance.choice(
        [
            good.encode("utf-16"),
            good.encode("utf-16-le"),
            good.encode("utf-32"),
            good.encode() + b"\x81\x8d\x8f\x90\x9d",
            good.encode("cp037"),
            b"\xef\xbb\xbf" * 3 + good.encode(),
        ]
    )


FILES = {
    "empty": _empty,
    "random bytes": _random,
    "another archive": _other_archive,
    "another document": _document,
    "a spreadsheet": _office,
    "a page with a script": _page,
    "JSON that hurts": _json,
    "formulas": _formulas,
    "a broken table": _broken_table,
    "another coding": _other_coding,
}
