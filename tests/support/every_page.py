"""Every page as everybody gets it, written down once per page that differs: for tests that look at all of them.

Two ways lead to them: the rows of `tests/support/permissions`, each in a world of its own, and the links on the pages
of a filled workplace. Who gets the same page but for the own name counts as one reader.
Usage, in a process of its own: python -m tests.support.every_page HOME FIGURES OUT MOST
"""

import hashlib
import importlib
import json
import pkgutil
import re
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

INDEX = "pages.json"
_PARTS = ("insight:area-fragment",)
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*')
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
_REDIRECT = (301, 302)


@dataclass
class Shown:
    """A page that was answered.

    Attributes:
        name: of the address, with what was done there: "pilots:edit", "pilots:edit (nothing filled in)".
        address: with the query.
        method: "get" or "post".
        status: of the answer.
        file: with the page, beside the index; empty for what is no page.
        kind: the content type.
        policy: what the browser is told to allow on it.
        readers: who gets it exactly like this.
    """

    name: str
    address: str
    method: str
    status: int
    file: str
    kind: str
    policy: str
    readers: list[str] = field(default_factory=list)


def read_index(folder: Path) -> list[Shown]:
    """Return what `main` wrote."""
    return [Shown(**one) for one in json.loads((folder / INDEX).read_text(encoding="utf-8"))]


def whole(shown: Iterable[Shown]) -> list[Shown]:
    """Return the whole pages; a part that is put into a page is looked at there."""
    return [one for one in shown if one.file and one.name not in _PARTS]


@dataclass(frozen=True)
class Ask:
    """What is asked, and by whom; None: by everybody."""

    name: str
    address: str
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    readers: frozenset[str] | None = None


class Pages:
    """The answers so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: dict[tuple[str, str, int, str], Shown] = {}
        self._keys: dict[Any, str] = {}
        self.answers = 0
        folder.mkdir(parents=True, exist_ok=True)

    def ask(self, reader: str, user: Any, asked: Ask) -> str:
        """Ask, leave the database as it was, keep the answer; return the page, or where one is sent to."""
        response = _answered(self._key(user), asked)
        if response.status_code in _REDIRECT:
            return f'<a href="{response["Location"]}">'
        self.answers += 1
        kind = str(response.get("Content-Type", "")).partition(";")[0]
        content = b"".join(response) if response.streaming else response.content
        text = content.decode() if kind == "text/html" else ""
        same = hashlib.sha256(_without_name(text, user).encode()).hexdigest()[:16]
        key = (asked.name, "" if kind == "text/html" else asked.address, response.status_code, same)
        shown = self._found.get(key)
        if shown is None:
            file, policy = f"{same}.html" if text else "", response.get("Content-Security-Policy", "")
            shown = Shown(asked.name, asked.address, asked.method, response.status_code, file, kind, policy)
            self._found[key] = shown
            if text:
                (self._folder / file).write_text(text, encoding="utf-8")
        if reader not in shown.readers:
            shown.readers.append(reader)
        return text

    def let_in(self, users: Iterable[Any]) -> None:
        """Log these people in, once: that costs as much as a page."""
        self._keys = {user.pk: _logged_in(user) for user in users if user is not None}

    def _key(self, user: Any) -> str:
        return "" if user is None else self._keys[user.pk]

    def write(self) -> None:
        """Write the index."""
        index = [asdict(shown) for shown in self._found.values()]
        (self._folder / INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")


def main(home: Path, figures: Path, out: Path, most: int) -> int:
    """Fill a workplace, ask every page as everybody, and write the pages with an index; return how many answers.

    Args:
        home: folder of the workplace.
        figures: invented open figures.
        out: folder for the pages.
        most: of how many addresses of one name the page is asked, where links lead to more.
    """
    from smartstart.site import workplace

    workplace.opened(home)
    from tests.support import filled

    filled.fill(home, figures)
    people = filled.viewers()
    pages = Pages(out)
    pages.let_in(people.values())
    for reader, user in people.items():
        _follow(pages, reader, user, most)
    _rows(pages, people)
    pages.write()
    return pages.answers


def _follow(pages: Pages, reader: str, user: Any, most: int) -> None:
    """Follow the links from the start page; of addresses with one name, and one sort of query, so many."""
    seen, count = {"/"}, Counter[str]()
    waiting = deque(["/", "/nergens/", "/account/two_factor/setup/"])
    while waiting:
        address = waiting.popleft()
        text = pages.ask(reader, user, Ask(name_of(address), address))
        for link in links(address, text):
            if link in seen:
                continue
            seen.add(link)
            count[name_of(link)] += 1
            if count[name_of(link)] <= most:
                waiting.append(link)


def links(address: str, text: str) -> list[str]:
    """Return where the links on a page lead, as far as that is in the workplace."""
    found = (urljoin(address, unescape(link)).partition("#")[0] for link in _LINK.findall(text))
    return [link for link in found if link.startswith("/") and not link.startswith("/static/")]


def name_of(address: str) -> str:
    """Return the name of an address, with what is asked there."""
    from django.urls import Resolver404, resolve

    parts = urlsplit(address)
    try:
        name = str(resolve(parts.path).view_name)
    except Resolver404:
        return "404"
    asked = ", ".join(sorted(key for key, _ in parse_qsl(parts.query)))
    return f"{name} ({asked})" if asked else name


def _rows(pages: Pages, people: Mapping[str, Any]) -> None:
    """Ask the page of every row in a world of its own; afterwards that world is gone."""
    from django.db import transaction

    from tests.support.filled import world

    for row in all_rows():
        with transaction.atomic():
            for asked in _of_row(row, world()):
                for reader, user in people.items():
                    if asked.readers is None or reader in asked.readers:
                        pages.ask(reader, user, asked)
            transaction.set_rollback(True)


def _of_row(row: Any, world: Any) -> Iterator[Ask]:
    """Yield what to ask: the page; or the form with nothing in it, and the form when somebody else was first."""
    from django.urls import reverse

    address, data = reverse(row.name, kwargs=row.kwargs(world)), row.data(world) if row.data else {}
    if row.method == "get":
        yield Ask(row.name, f"{address}?{urlencode(data)}" if data else address)
        return
    readers = frozenset(role.value for role in row.allowed)
    yield Ask(f"{row.name} (nothing filled in)", address, "post", {"csrfmiddlewaretoken": "as a browser"}, readers)
    if "seen_version" in data:
        yield Ask(f"{row.name} (changed meanwhile)", address, "post", {**data, "seen_version": 0}, readers)


def all_rows() -> list[Any]:
    """Return the rows of all tables of permissions."""
    import tests.support.permissions as tables

    modules = (importlib.import_module(f"{tables.__name__}.{m.name}") for m in pkgutil.iter_modules(tables.__path__))
    return [row for module in modules for row in module.ROWS]


def _logged_in(user: Any) -> str:
    """Log somebody in; return the key by which the workplace knows this person from then on."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _answered(key: str, asked: Ask) -> Any:
    """Ask, with the key of who asks, and leave the database as it was."""
    from django.conf import settings
    from django.db import transaction
    from django.test import Client

    client = Client()
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    with transaction.atomic():
        response = getattr(client, asked.method)(asked.address, asked.data)
        transaction.set_rollback(True)
    return response


def _without_name(text: str, user: Any) -> str:
    text = _TOKEN.sub(r"\1", text)
    for name in (user.name, user.username) if user else ():
        text = text.replace(name, "N.N.")
    return text


if __name__ == "__main__":
    home, figures, out = map(Path, sys.argv[1:4])
    sys.stdout.write(f"\n{main(home, figures, out, int(sys.argv[4]))}\n")
