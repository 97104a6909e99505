"""A real browser for functional tests. Without one these tests fail in CI, and are skipped elsewhere."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_OF_FILES: WeakKeyDictionary[Browser, BrowserContext] = WeakKeyDictionary()
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def chromium() -> str:
    """Return the path of chromium; skip where it is absent, but never in CI."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("chromium is missing; CI needs it for the functional tests")
    pytest.skip("chromium is missing: install it, or set CHROMIUM to its path")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Yield a headless browser."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()


@contextmanager
def open_page(browser: Browser, file: Path, width: int, *, height: int = 900) -> Iterator[Page]:
    """Yield a page on a local file; whatever the browser complains about (policy, errors, requests) is a failure.

    A file keeps nothing in a browser, so all of them share one context: a new one costs more than the page.
    """
    if browser not in _OF_FILES:
        _OF_FILES[browser] = browser.new_context(locale="nl-NL")
    page = _OF_FILES[browser].new_page()
    page.set_viewport_size({"width": width, "height": height})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url == file.as_uri() else complaints.append(request.url))
    page.goto(file.as_uri())
    yield page
    page.close()
    assert complaints == []


def accessibility_mistakes(page: Page) -> list[str]:
    """Return the rules of WCAG 2.1 A and AA that the page breaks, with the elements."""
    options = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
    result = Axe().run(page, options=options)
    return [
        f"{broken['id']}: {node['html'][:160]}" for broken in result.response["violations"] for node in broken["nodes"]
    ]
