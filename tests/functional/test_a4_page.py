"""The alderman opens the A4 as a page: on a screen, on a phone and on paper."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from smartstart.presentation import insight, look
from smartstart.presentation.a4 import A4, as_html, figure_of
from tests.support.browser import accessibility_mistakes, open_browser, open_page
from tests.support.release_example import example_release

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = insight.findings(example_release())[:3]
    made = A4(
        title="Hoe voorkomen we dat kinderen uit huis worden geplaatst?",
        municipality="Lindedal",
        owner="Anna Jansen",
        day=date(2026, 11, 21),
        figures=tuple(figure_of(part, stairs=place == 1) for place, part in enumerate(parts)),
        decision="Stem in met een proef van een jaar.",
        caveat="Dit zegt niets over één gezin, en niets over de oorzaak.",
        marks=("verzonnen gegevens",),
        id="a4-0017",
        version=3,
    )
    file = tmp_path_factory.mktemp("a4") / "a4.html"
    file.write_text(look.page(title="A4", body=as_html(made), foot="Bron: verzonnen."), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [1280, 320])
def test_everybody_can_use_it(browser: Browser, page_file: Path, width: int) -> None:
    with open_page(browser, page_file, width) as page:
        assert accessibility_mistakes(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_picture_stands_beside_its_sentence_on_a_wide_screen(browser: Browser, page_file: Path) -> None:
    with open_page(browser, page_file, 1280) as page:
        figures = page.locator(".a4-figure")
        assert figures.count() == 3
        for place in range(3):
            sentence = figures.nth(place).locator(".a4-sentence").bounding_box()
            picture = figures.nth(place).locator("svg").first.bounding_box()
            assert sentence
            assert picture
            assert picture["x"] > sentence["x"] + sentence["width"]
            assert abs(picture["y"] - sentence["y"]) < 40
