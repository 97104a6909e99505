"""Judging a page that was written down (`tests.support.every_page`) in a real browser, with its style and script."""

import mimetypes
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page

from tests.support.browser import accessibility_mistakes
from tests.support.contrast import texts_too_faint
from tests.support.every_page import Shown
from tests.support.pages import Element, read_page
from tests.support.photos import good_photo

WIDE, NARROW = 1280, 320
_UNFOLD = "document.querySelectorAll('main details').forEach(found => { found.open = true })"

_REFUSED = (403, 404)  # they look alike, whatever was asked

Judge = Callable[[Shown], list[str]]


def of_every_build(shown: Iterable[Shown], folder: Path) -> list[Shown]:
    """Return a page of every name and status, and all that show something in a place where no other shows it."""
    seen: set[str] = set()
    names: set[tuple[str, int]] = set()
    found = []
    for one in shown:
        parts, name = build(folder / one.file), (one.name, one.status)
        if parts <= seen and (name in names or one.status in _REFUSED):
            continue
        seen |= parts
        names.add(name)
        found.append(one)
    return found


def build(file: Path) -> frozenset[str]:
    """Return of what a page is built: its elements with those around them, their kinds, and whether they hold text."""
    found: set[str] = set()

    def walk(element: Element, around: str) -> None:
        kinds = element.attributes.get("class", "")
        given = ",".join(sorted(element.attributes))
        here = f"{around}/{element.name}.{kinds}[{given}]{'=' if element.text().strip() else ''}"
        found.add(here)
        for child in element.children:
            if isinstance(child, Element):
                walk(child, here)

    walk(read_page(file.read_text(encoding="utf-8")), "")
    return frozenset(found)


@contextmanager
def judging(
    browser: Browser, folder: Path, *, script: bool = True, widths: tuple[int, ...] = (WIDE,)
) -> Iterator[Judge]:
    """Yield what returns the mistakes of a page: as WCAG counts them, in contrast, in width, and for the browser.

    Args:
        browser: an open one.
        folder: of the pages.
        script: whether the page may run its scripts; without them only its width and its heading are judged.
        widths: at which WCAG is counted.
    """
    context = browser.new_context(locale="nl-NL", java_script_enabled=script)
    page = context.new_page()
    page.set_default_timeout(120_000)  # only for a machine that does something else
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    with serving(folder) as (home, policies):

        def judge(shown: Shown) -> list[str]:
            complaints.clear()
            policies[shown.file] = shown.policy
            page.set_viewport_size({"width": WIDE if script else NARROW, "height": 900})
            page.goto(f"{home}/{shown.file}")
            return (_with_script(page, widths) if script else _without_script(page)) + complaints

        yield judge
    context.close()


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the address of a server of the pages and of what belongs to them, and the policy of each page to fill in.

    Every page is served as one that was found: a browser would note any other status as a complaint.
    """
    policies: dict[str, str] = {}
    photo = good_photo()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = self.path.partition("?")[0].lstrip("/")
            if name in policies:
                self._send((folder / name).read_bytes(), "text/html; charset=utf-8", policies[name])
            elif name.endswith("/portret/"):  # the one part of a page that is asked for apart
                self._send(photo, "image/jpeg")
            elif name.startswith("static/") and (found := finders.find(name.removeprefix("static/"))):
                self._send(Path(found).read_bytes(), mimetypes.guess_type(name)[0] or "application/octet-stream")
            else:
                self.send_error(404)

        def _send(self, content: bytes, kind: str, policy: str = "") -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            if policy:
                self.send_header("Content-Security-Policy", policy)
            else:
                self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", policies
        server.shutdown()


def _with_script(page: Page, widths: tuple[int, ...]) -> list[str]:
    page.evaluate(_UNFOLD)
    found = [f"faint: {text}" for text in texts_too_faint(page)[1]]
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"at {width}: {mistake}" for mistake in accessibility_mistakes(page)]
    page.set_viewport_size({"width": NARROW, "height": 900})
    return found + _width(page)


def _without_script(page: Page) -> list[str]:
    heading = page.locator("main h1")
    found = [] if heading.count() == 1 and heading.is_visible() else ["no heading"]
    return found + _width(page)


def _width(page: Page) -> list[str]:
    """Return whether one would have to scroll sideways; asked of the browser itself, so it works without script."""
    session = page.context.new_cdp_session(page)
    wide = session.send("Page.getLayoutMetrics")["cssContentSize"]["width"]
    session.detach()
    return [f"{wide:.0f} px wide on a screen of {NARROW}"] if wide > NARROW else []


def needs_script(file: Path) -> list[str]:
    """Return what on a page does nothing without a script: forms that cannot be sent, and links that lead nowhere."""
    root = read_page(file.read_text(encoding="utf-8"))
    found = [
        f"a form to {form.attributes.get('action', 'here')}" for form in root.all("form") if not _can_be_sent(form)
    ]
    for element in root.all():
        asks = [name for name in element.attributes if name.startswith(("hx-get", "hx-post"))]
        inside = element.name in ("a", "form") or any(one.name == "form" for one in element.around())
        if asks and not inside:
            found.append(f"{element.name} with {asks[0]}")
        if element.name == "a" and element.attributes.get("href", "#") == "#":
            found.append(f"a link that leads nowhere: {element.text()[:40]}")
    return found


def _can_be_sent(form: Element) -> bool:
    buttons = [element for element in form.all() if element.name in ("button", "input")]
    return any(
        element.attributes.get("type", "submit" if element.name == "button" else "") == "submit" for element in buttons
    )
