"""A policy adviser, and a mother on an old phone, open the colour of the neighbourhood."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from smartstart.opendata.colour import colour
from smartstart.opendata.folder import OpenFolder
from smartstart.presentation.colour_page import About, write_colour
from tests.support.browser import accessibility_mistakes, open_browser, open_page
from tests.support.open_region import HOME, write_open_region
from tests.support.shared import shared_data

pytestmark = pytest.mark.browser

DAY = date(2026, 11, 21)
PAGES = ("korvel", "katsbogten", "tilburg", "rijen", "verzonnen")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = tmp_path_factory.mktemp("kleur")
    real = OpenFolder.at(shared_data())
    about = About(DAY, highlight=("WK085517",))
    tilburg = write_colour(made / "tilburg", colour(real, "GM0855"), about).folder
    gilze = write_colour(made / "gilze", colour(real, "GM0784"), about).folder
    invented = OpenFolder.at(write_open_region(made / "open"))
    lindeveen = write_colour(made / "lindeveen", colour(invented, HOME), about).folder
    return {
        "korvel": tilburg / "wk085517.html",
        "katsbogten": tilburg / "wk085561.html",
        "tilburg": tilburg / "index.html",
        "rijen": gilze / "wk078401.html",
        "verzonnen": lindeveen / "wk990101.html",
    }


def open_all(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


@pytest.mark.parametrize("which", PAGES)
def test_everybody_can_use_it(browser: Browser, pages: dict[str, Path], which: str) -> None:
    for width in (1280, 360) if which in ("korvel", "tilburg") else (360,):
        with open_page(browser, pages[which], width) as page:
            open_all(page)
            assert accessibility_mistakes(page) == []


@pytest.mark.parametrize("which", PAGES)
def test_nothing_has_to_be_scrolled_sideways_on_the_smallest_phone(
    browser: Browser, pages: dict[str, Path], which: str
) -> None:
    with open_page(browser, pages[which], 320) as page:
        open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_buurten_stand_below_each_other_on_a_phone(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 360) as page:
        table = page.locator("section[aria-labelledby=buurten] table")
        assert table.evaluate("t => t.closest('.scroll')") is None
        right = "t => Math.max(...[...t.querySelectorAll('td')].map(c => c.getBoundingClientRect().right))"
        assert table.evaluate(right) <= 360
        assert (
            table.locator("td").first.evaluate("c => getComputedStyle(c, '::before').content").startswith('"Inwoners')
        )


def test_no_line_on_a_phone_has_a_name_and_nothing_behind_it(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 360) as page:
        empty = page.locator(".stack td:empty").all()
        assert empty
        assert not any(cell.is_visible() for cell in empty)


def test_korvel_in_six_lines_on_the_first_screen_beside_the_map(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 1280, height=1100) as page:
        six = page.locator(".six > div")
        assert six.count() <= 6
        text = page.locator(".six").inner_text()
        assert "Geen sterke punten in de cijfers: vraag het de bewoners." in text
        assert "Meer mensen met een bijstandsuitkering dan in Tilburg (66 tegen 47 van elke 1.000)." in text
        assert "Valt samen op" in text
        assert "verslaving" in text
        beside, drawn = page.locator(".six").bounding_box(), page.locator(".side .map").bounding_box()
        assert beside
        assert drawn
        assert beside["x"] > drawn["x"] + drawn["width"] * 0.9
        assert beside["y"] + beside["height"] <= 1150


def test_the_answer_is_on_the_first_screen_of_a_phone(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 360, height=740) as page:
        lead = page.locator(".lead").last.bounding_box()
        assert lead
        assert lead["y"] + lead["height"] <= 740


def test_assistance_divorce_drinking_and_hardship_as_they_are(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 1280) as page:
        rows = {
            row.locator("th").inner_text().split("\n")[0]: row.inner_text()
            for row in page.locator(".stack tbody tr").all()
        }
        assert "duidelijk meer dan in Tilburg" in rows["Mensen met een bijstandsuitkering"]
        assert "iets meer dan in Tilburg" in rows["Gescheiden mensen"]
        assert "8,6" in rows["Gescheiden mensen"]
        assert "geen cijfer" in rows["Verslaving"]
        assert "geschat" in rows["Te veel drinken"]
        body = page.locator("main").inner_text()
        assert re.search(r"van 30,5\s% naar 18,2\s% tussen 2012 en 2020 \(geschat\)", body)
        assert re.search(r"In Nederland van 24,0\s% naar 13,9\s%", body)


def test_letters_in_the_picture_of_change_stay_readable_on_a_phone(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 360) as page:
        heights = page.evaluate(
            "[...document.querySelectorAll('.trend svg text')]"
            ".map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
        )
        assert len(heights) >= 6
        assert min(heights) >= 12


def test_a_place_with_few_people_says_so_and_shows_no_nought(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["katsbogten"], 1280) as page:
        assert "te weinig om iets te zeggen" in page.locator("header").inner_text()
        cells = [cell.inner_text() for cell in page.locator(".stack td.n[data-label='De Katsbogten']").all()]
        assert [cell for cell in cells if cell != "20"] == []


def test_other_borders_are_said(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["rijen"], 1280) as page:
        assert "niet vergelijkbaar (andere indeling)" in page.locator("main").inner_text()


def test_every_wijk_is_one_click_away_by_name_and_on_the_map(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(pages["tilburg"].as_uri())
        names = [link.inner_text() for link in page.locator(".names a").all()]
        assert len(names) == 59
        assert names == sorted(names, key=str.casefold)
        assert page.locator("svg.map a").count() == 59
        page.locator(".names a", has_text="Korvel").click()
        assert page.locator("h1").inner_text() == "Korvel, wijk in Tilburg"
        page.locator(".names a", has_text="Oerle").click()
        assert page.locator("h1").inner_text() == "Oerle, wijk in Tilburg"
        page.locator(".crumbs a").click()
        assert "Tilburg" in page.locator("h1").inner_text()


def test_the_chosen_wijk_is_outlined_and_what_is_unknown_is_hatched(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 1280) as page:
        first = page.locator("svg.map").first
        assert first.locator("path[stroke='#000000'][fill='none']").count() == 1
        assert first.locator("path[data-code='WK085561']").get_attribute("fill", timeout=1000).startswith("url(#")
        assert not first.locator("path[data-code='WK085517']").get_attribute("fill").startswith("url(#")
        colours = {path.get_attribute("fill") for path in first.locator("path[data-code]").all()}
        assert len([fill for fill in colours if fill and fill.startswith("#")]) <= 5


def test_invented_is_said_everywhere(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["verzonnen"], 1280) as page:
        assert "erzonnen gegevens" in page.locator(".banner").inner_text()
        assert "erzonnen gegevens" in page.locator("footer").inner_text()
        for caption in page.locator("figcaption").all():
            assert "erzonnen gegevens" in caption.inner_text()
        assert "CC BY" not in page.locator("body").inner_text()
        assert b"verzonnen" in page.content().lower().encode()


def test_all_that_is_folded_is_printed(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 673) as page:
        page.emulate_media(media="print")
        tables = page.locator("details table")
        assert tables.count() >= 2
        for table in tables.all():
            box = table.bounding_box()
            assert box
            assert box["height"] > 20
        assert page.locator(".crumbs").is_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= 673


def test_the_keyboard_reaches_the_content(browser: Browser, pages: dict[str, Path]) -> None:
    with open_page(browser, pages["korvel"], 1280) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Ga naar de inhoud"
