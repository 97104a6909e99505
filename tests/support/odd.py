"""What nobody would ask by hand: values, queries, posts and headers for tests that no page breaks on them."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile

VALUES = (
    "",
    "a\0b",
    "x" * 5000,
    "é😀\u202e\uffff",
    "-1",
    "9" * 30,
    "9" * 5000,
    "1e999",
    "²½١",
    "0001-01-01",
    "9999-12-31",
    str(uuid.UUID(int=7)),
    "'\";--<b>{{x}}{% y %}#$@\\",
    "\x01\x0b\r\n",
)
"""Empty, unreadable, too long, too large, not a number although it looks like one, at the ends of time, unknown."""

ASKED = (
    "q", "gemeente", "pagina", "toon", "staat", "begin", "vrijgave", "onderwerp", "a4", "next", "municipality", "pilot",
    "indicator", "tweede", "niveau", "jaar", "gebied", "indeling",
)  # fmt: skip
"""What pages look for in a query."""

BUTTONS = ("challenge_device", "wizard_goto_step", "weg", "aan", "nakijken", "seen_version", "key", "begin")
"""What pages look for in a post and a browser does not always send."""

_FORM = ("input", "select", "textarea", "button")
_TURNS, _STEP = 4, 3  # every name meets four values, neighbours meet others
_PARTS = ("a\0b", "é😀", "9" * 30, str(uuid.UUID(int=7)))
_BINARY = b"PK\x03\x04\0\xff"


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _FORM and (name := given.get("name")):
            self.found.setdefault(name, given.get("value") or "")


def fields(page: str) -> dict[str, str]:
    """Return the names of the fields on a page, with the value that each begins with."""
    reader = _Fields()
    reader.feed(page)
    return reader.found


def queries() -> Iterator[dict[str, str]]:
    """Yield queries in which everything is odd, each name in another way every time."""
    for turn in range(_TURNS):
        yield _odd(ASKED, turn)


def posts(good: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what can be posted to a form: nothing, everything odd, one thing odd, files for texts, lists for one thing.

    Args:
        good: the fields of the page, with what it begins with or what would be accepted.
    """
    every = [*good, *(name for name in BUTTONS if name not in good)]
    yield {}
    for turn in range(_TURNS):
        yield _odd(every, turn)
    for number, name in enumerate(every):
        yield {**good, name: VALUES[number % len(VALUES)]}
    yield {name: SimpleUploadedFile("naam.zip", _BINARY) for name in every}
    yield {name: ["a", "b"] for name in every}


def addresses(address: str, kwargs: Mapping[str, Any]) -> Iterator[str]:
    """Yield the address with one part of it odd: unreadable, strange, a number too large, unknown."""
    for value in kwargs.values():
        for odd in _PARTS:
            yield address.replace(f"/{quote(str(value))}", f"/{quote(odd)}", 1)


def _odd(names: Iterable[str], turn: int) -> dict[str, str]:
    return {name: VALUES[(number * _STEP + turn * _TURNS) % len(VALUES)] for number, name in enumerate(names)}
