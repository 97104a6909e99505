"""Fetching pages of JSON: again when the server falters, never again when a page is already on disk.

Retries: a dropped connection, a time-out, and the answers 429, 500, 502, 503 and 504 are tried again with growing
pauses; a `Retry-After` of the server is honoured up to a limit. Pages on disk are whole (written beside, then
renamed), so that an interrupted download goes on where it stopped.
"""

import email.utils
import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import tenacity

from smartstart.opendata.odata import troubles
from smartstart.storage import write_bytes

_AGAIN = frozenset({429, 500, 502, 503, 504})
_USER_AGENT = "smartstart-opendata"
MOST_BYTES = 64 * 1024 * 1024

Page = dict[str, Any]


@dataclass(frozen=True)
class Retry:
    """How often and how patiently: attempts in all, first pause, longest pause, and how to sleep (seconds)."""

    attempts: int = 5
    first: float = 1.0
    longest: float = 60.0
    sleep: Callable[[float], None] = time.sleep


class _FalteredError(Exception):
    """The server answered that it cannot answer now."""

    def __init__(self, status: int, pause: float | None) -> None:
        super().__init__(status)
        self.status = status
        self.pause = pause


@dataclass
class PageReader:
    """Reads pages from one server.

    Args:
        base: address of the server, `https://opendata.cbs.nl`; links to any other place are read from here too.
        table: table that is read, for the messages.
        cache: folder for pages; None keeps nothing.
        retry: patience.
        most_bytes: largest page that is accepted.
        timeout: seconds to wait for an answer.
    """

    base: str
    table: str
    cache: Path | None = None
    retry: Retry = field(default_factory=Retry)
    most_bytes: int = MOST_BYTES
    timeout: float = 60.0
    fetched: int = 0
    reused: int = 0
    _client: httpx.Client | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> "PageReader":
        self._client = httpx.Client(
            timeout=self.timeout,
            headers={"User-Agent": _USER_AGENT, "Accept": "application/json"},
            follow_redirects=False,
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def address(self, link: str) -> str:
        """Return a path or a link of the server as an address on our server.

        A link that names another host is followed on our own host only: the server never sends us elsewhere.
        """
        ours, parts = urlsplit(self.base), urlsplit(link)
        path = parts.path if link.startswith(("/", "http:", "https:")) else f"{ours.path.rstrip('/')}/{parts.path}"
        return urlunsplit((ours.scheme, ours.netloc, path, parts.query, ""))

    def read(self, link: str, *, version: str = "", keep: bool = True) -> Page:
        """Return one page.

        Args:
            link: path or address.
            version: stamp of the table's state; pages of another state are not used again.
            keep: whether the page is kept on disk, and taken from there.

        Raises:
            DataError: see `troubles`.
        """
        address = self.address(link)
        place = self._place(address, version) if keep else None
        if place is not None:
            kept = _kept(place)
            if kept is not None:
                self.reused += 1
                return kept
        page = self._parse(self._patiently(address), address)
        self.fetched += 1
        if place is not None:
            write_bytes(place, json.dumps(page, ensure_ascii=False).encode("utf-8"))
        return page

    def _place(self, address: str, version: str) -> Path | None:
        if self.cache is None:
            return None
        parts = urlsplit(address)
        name = hashlib.sha256(f"{version}\n{parts.path}?{parts.query}".encode()).hexdigest()[:32]
        folder = "".join(c for c in self.table if c.isalnum()) or "tabel"
        return self.cache / folder / f"{name}.json"

    def _patiently(self, address: str) -> bytes:
        host = urlsplit(self.base).netloc
        patience = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.retry.attempts),
            wait=self._pause,
            retry=tenacity.retry_if_exception_type((_FalteredError, httpx.TransportError)),
            sleep=self.retry.sleep,
            reraise=True,
        )
        try:
            return patience(self._once, address)
        except _FalteredError as problem:
            raise troubles.server_down(host, problem.status) from problem
        except httpx.TransportError as problem:
            raise troubles.no_network(host) from problem
        except (httpx.InvalidURL, httpx.DecodingError) as problem:
            raise troubles.not_json(address) from problem

    def _pause(self, state: tenacity.RetryCallState) -> float:
        outcome = state.outcome.exception() if state.outcome is not None else None
        asked = outcome.pause if isinstance(outcome, _FalteredError) else None
        growing: float = self.retry.first * 2.0 ** (state.attempt_number - 1)
        return min(growing if asked is None else max(asked, 0.0), self.retry.longest)

    def _once(self, address: str) -> bytes:
        if self._client is None:
            raise RuntimeError("use PageReader in a with statement")
        with self._client.stream("GET", address) as answer:
            self._judge(answer)
            body = bytearray()
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > self.most_bytes:
                    raise troubles.too_large("een antwoord is te lang", f"{self.most_bytes // 2**20} MB per antwoord")
            return bytes(body)

    def _judge(self, answer: httpx.Response) -> None:
        status = answer.status_code
        if status == httpx.codes.OK:
            return
        if status in _AGAIN:
            raise _FalteredError(status, _retry_after(answer.headers.get("Retry-After", "")))
        if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
            raise troubles.no_such_table(self.table)
        raise troubles.refused(urlsplit(self.base).netloc, status)

    def _parse(self, body: bytes, address: str) -> Page:
        try:
            page = json.loads(body)
        except ValueError as problem:
            raise troubles.not_json(address) from problem
        if not isinstance(page, dict):
            raise troubles.not_json(address)
        return page


def _kept(place: Path) -> Page | None:
    try:
        page = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return None
    return page if isinstance(page, dict) else None


def _retry_after(text: str) -> float | None:
    """Return the pause that a server asks for, in seconds or as a moment (RFC 9110, section 10.2.3)."""
    if text.strip().isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - datetime.now(UTC)).total_seconds()
