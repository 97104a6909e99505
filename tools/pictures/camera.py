"""The browser that takes the pictures: without a window, and without a way to any other machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (1280, 360)
PAPER = 673  # pixels: an A4 within its margins, as the browser prints it
_SCREEN = 900  # pixels: the height of a window
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@contextmanager
def opened() -> Iterator[Browser]:
    """Yield the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_QUIET))
        yield browser
        browser.close()


def files(name: str) -> tuple[str, ...]:
    """Return the names of the files with the pictures of one page: two screens, the paper, and its sheets."""
    return (*(f"{name}-{width}.png" for width in WIDTHS), f"{name}-papier.png", f"{name}.pdf")


def take(page: Page, address: str, out: Path, name: str, *, height: int = _SCREEN, whole: bool = True) -> None:
    """Take all pictures of one page.

    Args:
        page: of the browser.
        address: of what is shown.
        out: the folder for the files.
        name: what the files are called.
        height: of the window.
        whole: the whole page, or what fits in the window.
    """
    *screens, paper, sheets = files(name)
    page.emulate_media(media="screen")
    page.goto(address)
    for width, file in zip(WIDTHS, screens, strict=True):
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=out / file, full_page=whole)
    page.set_viewport_size({"width": PAPER, "height": height})
    page.emulate_media(media="print")
    page.screenshot(path=out / paper, full_page=whole)
    page.pdf(path=out / sheets, prefer_css_page_size=True)
