"""Pictures of the demo's pages, at 1280 and 360 pixels and printed: `python -m tools.pictures DEMO OUT`.

For whoever changes a page: look at it as its reader would, before and after.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "rapport": Path("uithuisplaatsing/release/report.html"),
    "korvel": Path("kleur-van-de-wijk/wk085517.html"),
    "wijken": Path("kleur-van-de-wijk/index.html"),
}
WIDTHS = (1280, 360)
_FIRST_SCREENS = 2200  # pixels: what a reader sees first; the whole page is in the PDF
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main(demo: Path, out: Path) -> int:
    """Write the pictures of those pages that are there; return 1 when there are none."""
    out.mkdir(parents=True, exist_ok=True)
    found = {name: demo / page for name, page in PAGES.items() if (demo / page).is_file()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_QUIET))
        for name, page in found.items():
            _pictures(browser, page.resolve(), out, name)
        browser.close()
    sys.stdout.write(f"{len(found)} bladzijden in {out}\n")
    return 0 if found else 1


def _pictures(browser: Browser, page: Path, out: Path, name: str) -> None:
    for width in WIDTHS:
        shown = browser.new_page(viewport={"width": width, "height": _FIRST_SCREENS}, locale="nl-NL")
        shown.goto(page.as_uri())
        shown.screenshot(path=out / f"{name}-{width}.png")
        if width == WIDTHS[0]:
            shown.pdf(path=out / f"{name}.pdf", format="A4")
        shown.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
