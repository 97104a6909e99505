"""An output checker opens `inside/checker.html`: on a screen, on a narrow one, without script or network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import accessibility_mistakes, open_browser, open_page
from tests.support.checker_example import example_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("inside") / "checker.html"
    file.write_text(example_page(), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_use_it(browser: Browser, checker: Path, width: int) -> None:
    with open_page(browser, checker, width) as page:
        assert accessibility_mistakes(page) == []


def test_nothing_has_to_be_scrolled_sideways_on_the_smallest_screen(browser: Browser, checker: Path) -> None:
    with open_page(browser, checker, 320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_asked_stands_on_the_first_screen(browser: Browser, checker: Path) -> None:
    with open_page(browser, checker, 1280) as page:
        box = page.locator("#beslissen").bounding_box()
        assert box
        assert box["y"] < 500


def test_every_link_leads_to_a_place_that_can_be_seen(browser: Browser, checker: Path) -> None:
    with open_page(browser, checker, 1280) as page:
        targets = page.locator("main a[href^='#']").evaluate_all("links => links.map(l => l.hash.slice(1))")
        assert len(targets) > 5
        for target in set(targets):
            assert page.locator(f"[id='{target}']").is_visible(), target
