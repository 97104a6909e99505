"""The pages of the demo that stand on their own: what a reader sees first on a screen, and all of it on paper."""

from pathlib import Path

from tools.pictures import camera

PAGES = {
    "rapport": Path("uithuisplaatsing/release/report.html"),
    "controle": Path("uithuisplaatsing/inside/checker.html"),
    "korvel": Path("kleur-van-de-wijk/wk085517.html"),
    "wijken": Path("kleur-van-de-wijk/index.html"),
}
_FIRST_SCREENS = 2200  # pixels; the whole page is in the PDF


def picture(demo: Path, out: Path) -> list[str]:
    """Take the pictures of those pages that are there; return the names of the files."""
    found = {name: demo / page for name, page in PAGES.items() if (demo / page).is_file()}
    with camera.opened() as browser:
        for name, file in found.items():
            page = browser.new_page(locale="nl-NL")
            camera.take(page, file.resolve().as_uri(), out, name, height=_FIRST_SCREENS, whole=False)
            page.close()
    return list(found)
