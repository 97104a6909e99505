"""Every page as everybody gets it: for who cannot see or point, on the smallest phone, and without scripts.

The full count, every page that differs in a word and at two widths, is `benchmarks/parts/every_page.py`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.workspace.places import environment
from smartstart.web.accounts.rules.roles import Role
from tests.support.browser import open_browser
from tests.support.every_page import Shown, read_index, whole
from tests.support.filled import ELSEWHERE, NOBODY
from tests.support.house import ROOT
from tests.support.judged import judging, needs_script, of_every_build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = 2  # addresses of one name that links lead to; more of the same kind are built the same
REFUSED = (403, 404)
READERS = {*(role.value for role in Role), ELSEWHERE, NOBODY}


@dataclass(frozen=True)
class Kept:
    """All pages, and how many answers they stand for."""

    folder: Path
    shown: list[Shown]
    answers: int

    def pages(self) -> list[Shown]:
        """Return the whole pages."""
        return whole(self.shown)


@pytest.fixture(scope="module")
def kept(small_twin: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    home, folder = tmp_path_factory.mktemp("werkplek"), tmp_path_factory.mktemp("bladzijden")
    asked = [sys.executable, "-m", "tests.support.every_page", home, small_twin / "open", folder, MOST]
    mine = environment(home, os.environ.get("DATABASE_URL", ""))
    done = subprocess.run([str(one) for one in asked], cwd=ROOT, env=mine, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return Kept(folder, read_index(folder), int(done.stdout.split()[-1]))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


def _named(shown: Shown) -> str:
    return f"{shown.name} {shown.status} ({', '.join(shown.readers)})"


def test_every_reader_gets_pages_and_none_of_them_breaks(kept: Kept) -> None:
    assert {reader for shown in kept.shown for reader in shown.readers} == READERS
    assert [_named(shown) for shown in kept.shown if shown.status >= 500] == []
    found = {shown.name.partition(" (")[0] for shown in kept.pages() if shown.status == 200}
    assert len(found) > 60


def test_everybody_can_use_every_page(
    kept: Kept, browser: Browser, record_property: Callable[[str, object], None]
) -> None:
    built = of_every_build(kept.pages(), kept.folder)
    record_property("pages", f"{kept.answers} answers, {len(kept.pages())} pages, {len(built)} builds")
    with judging(browser, kept.folder) as judge:
        wrong = {_named(shown): found for shown in built if (found := judge(shown))}
    assert wrong == {}, json.dumps(wrong, indent=1)


def test_every_page_works_without_script(kept: Kept, browser: Browser) -> None:
    wrong = {_named(one): found for one in kept.pages() if (found := needs_script(kept.folder / one.file))}
    first: dict[tuple[str, int], Shown] = {}
    for shown in kept.pages():
        first.setdefault((shown.name if shown.status not in REFUSED else "", shown.status), shown)
    with judging(browser, kept.folder, script=False) as judge:
        wrong |= {_named(shown): found for shown in first.values() if (found := judge(shown))}
    assert wrong == {}, json.dumps(wrong, indent=1)


POOR = """<!doctype html><html lang="nl"><head><title>Proef</title></head><body><main><h1>Proef</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
<svg width="200" height="40" role="img" aria-label="Proef"><rect width="200" height="40" fill="#253494"/>
<text x="20" y="20" fill="#444444">op donker</text></svg>
<table><tr><td width="400"><img alt="" width="400" height="1" src="data:,"></td></tr></table>
<p style="color: red">Rood</p><form><input name="q" aria-label="Zoek"></form><a href="#">Verder</a>
<button hx-get="/elders/">Meer</button></main></body></html>"""


def test_a_poor_page_is_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "arm.html").write_text(POOR, encoding="utf-8")
    shown = Shown("arm", "/", "get", 200, "arm.html", "text/html", "default-src 'none'; img-src data:")
    with judging(browser, tmp_path) as judge:
        told = "\n".join(judge(shown))
    for mistake in ("faint: op donker", "image-alt", "px wide on a screen of 320", "inline style"):
        assert mistake in told
    with judging(browser, tmp_path, script=False) as judge:
        assert "px wide" in "\n".join(judge(shown))
    assert needs_script(tmp_path / "arm.html") == [
        "a form to here",
        "a link that leads nowhere: Verder",
        "button with hx-get",
    ]
