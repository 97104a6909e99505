"""The look of the workspace, before any step is built on it: everybody can read, reach and print it."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.conf import LazySettings
from django.conf import settings as current
from django.contrib.staticfiles import finders
from django.test.utils import override_settings
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.support.browser import accessibility_mistakes, open_browser
from tests.support.contrast import contrast, texts_too_faint
from tests.support.served import serve, visit

pytestmark = pytest.mark.browser

WHOLE_PAGE = 60_000  # bytes over the wire for style, letters and behaviour together


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    with override_settings(ROOT_URLCONF="tests.support.gallery"), serve() as address:
        yield address


def unfold(page: Page) -> None:
    for summary in page.locator("main summary").all():
        summary.click()


@pytest.mark.parametrize("where", ["/", "/leeg/"])
@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_use_it(browser: Browser, gallery: str, where: str, width: int) -> None:
    with visit(browser, gallery + where, width) as page:
        unfold(page)
        assert accessibility_mistakes(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_nothing_has_to_be_scrolled_sideways_on_the_smallest_phone(
    browser: Browser, gallery: str, script: bool
) -> None:
    with visit(browser, gallery, 320, script=script) as page:
        unfold(page)
        page.locator("header summary").last.click()
        expect(page.get_by_role("link", name="Kleur van de wijk")).to_be_visible()
        wide = page.locator("html").bounding_box()
        assert wide
        last = [
            box["x"] + box["width"] for link in page.locator("a, button, input").all() if (box := link.bounding_box())
        ]
        assert max(last) <= 320
        if script:
            assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_text_stands_out_from_what_is_behind_it(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery) as page:
        unfold(page)
        looked_at, too_faint = texts_too_faint(page)
        assert looked_at > 150
        assert too_faint == []


@pytest.mark.parametrize(
    "selector",
    [".nl-button--primary", ".nl-button--secondary", ".card h2 a", ".utrecht-nav-list__link", ".utrecht-pagination a"],
)
def test_what_one_points_at_still_stands_out(browser: Browser, gallery: str, selector: str) -> None:
    with visit(browser, gallery) as page:
        for act in ("hover", "focus"):
            getattr(page.locator(selector).first, act)()
            _, too_faint = texts_too_faint(page)
            assert too_faint == [], act


def test_what_is_not_text_stands_out_too(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery) as page:
        paper = "rgb(255, 255, 255)"
        style = "(e, what) => getComputedStyle(e)[what]"
        parts = {
            ".light--groen .on": "fill",
            ".light--oranje .on": "fill",
            ".light--rood .on": "fill",
            ".utrecht-textbox": "borderTopColor",
            ".utrecht-select": "borderTopColor",
            ".utrecht-textarea": "borderTopColor",
            ".steps > li": "color",
            ".utrecht-alert--error": "borderLeftColor",
        }
        for selector, what in parts.items():
            assert contrast(page.locator(selector).first.evaluate(style, what), paper) >= 3, selector


def test_a_light_is_never_colour_alone(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery) as page:
        lights = page.locator(".light").all()
        shapes = [light.locator(".on").evaluate_all("found => found.map(e => e.tagName)") for light in lights]
        assert shapes == [["circle"], ["path"], ["rect"], []]
        words = [light.locator(".light__word").inner_text().split("\n")[0] for light in lights]
        assert words == ["op koers", "let op", "ligt stil", "nog niet begonnen"]


def test_the_seven_steps_are_read_in_order_with_where_we_are(browser: Browser, gallery: str) -> None:
    for width in (1280, 360):
        with visit(browser, gallery, width) as page:
            steps = page.locator(".steps > li")
            assert [text.split("\n")[0].split(" (")[0] for text in steps.all_text_contents()] == [
                "Vraag", "Data", "Inzicht", "Verhalen", "Ontwerp", "Aanbod", "Effect",
            ]  # fmt: skip
            assert page.locator(".steps [aria-current=step]").text_content() == "Inzicht"
            expect(page.locator(".steps-now")).to_have_text("Stap 3 van 7: Inzicht")


def test_the_keyboard_comes_first_to_the_content(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery + "/leeg/") as page:
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Ga naar de inhoud")
        expect(skip).to_be_focused()
        box = skip.bounding_box()
        assert box
        assert box["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "inhoud"


def test_a_form_says_what_is_wrong_and_leads_there(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery) as page:
        assert page.evaluate("document.activeElement.id") == "fouten"
        links = page.locator("#fouten a")
        assert links.all_inner_texts() == ["De vraag", "Voor wie", "Fase"]
        for link in links.all():
            link.click()
            place = link.get_attribute("href")
            leads_to = page.evaluate("id => document.querySelector(id).matches('input, select')", place)
            assert leads_to, place
        field = page.get_by_label("De vraag")
        described = str(field.get_attribute("aria-describedby")).split()
        assert [page.locator(f"#{one}").inner_text() for one in described] == [
            "Eén zin, met een vraagteken.",
            "Dit veld is verplicht.",
        ]


def test_the_whole_map_by_keyboard(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery) as page:
        start = page.locator(".area[tabindex='0']")
        assert start.count() == 1
        assert start.get_attribute("aria-pressed") == "true"
        start.focus()
        page.keyboard.press("ArrowRight")
        here = page.evaluate("document.activeElement.dataset.n")
        assert here != page.locator("#map-detail h3").inner_text()
        expect(page.locator("#map-say")).to_contain_text(here)
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
        page.keyboard.press("ArrowDown")
        chosen = page.evaluate("[document.activeElement.dataset.n, document.activeElement.dataset.c]")
        expect(page.locator(".map-tip")).to_contain_text(chosen[0])
        page.keyboard.press("Escape")
        expect(page.locator(".map-tip")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.locator("#map-detail h3")).to_have_text(chosen[0])
        expect(page.locator("select[name=gebied]")).to_have_value(chosen[1])
        expect(page.locator("#map-say")).to_have_text(f"{chosen[0]} gekozen")
        assert page.url.endswith(f"?gebied={chosen[1]}")
        for _ in range(20):
            page.keyboard.press("ArrowUp")
        expect(page.locator("#map-say")).to_have_text("Verder is er geen gebied")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('svg')") is None


def test_the_map_by_pointer(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery) as page:
        area = page.locator(".area").nth(10)
        name = area.get_attribute("data-n") or ""
        area.hover()
        expect(page.locator(".map-tip")).to_contain_text(name)
        area.click()
        expect(page.locator("#map-detail h3")).to_have_text(name)
        outline = page.locator("g.chosen path")
        assert outline.count() == 2
        assert outline.first.get_attribute("d") == area.get_attribute("d")
        page.get_by_role("heading", level=1).hover()
        expect(page.locator(".map-tip")).to_be_hidden()


def test_the_same_choice_without_script(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery, script=False) as page:
        page.get_by_label("Gebied").select_option(index=5)
        name = page.locator("select[name=gebied] option").nth(5).inner_text()
        page.get_by_role("button", name="Toon").click()
        expect(page.locator("#map-detail h3")).to_have_text(name)
        assert page.locator("g.chosen path").count() == 2


def test_all_that_is_folded_is_printed_and_the_menu_is_not(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery, 673) as page:
        page.emulate_media(media="print")
        table = page.locator("details table").bounding_box()
        assert table
        assert table["height"] > 40
        for selector in (".menu", ".utrecht-breadcrumb-nav", ".actions"):
            expect(page.locator(selector).first).to_be_hidden()
        expect(page.locator(".strip")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 673


def test_on_paper_steps_keep_their_names_and_links_look_like_text(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery, 673) as page:
        page.emulate_media(media="print")
        for step in page.locator(".steps > li > :not(.hidden)").all():
            box = step.bounding_box()
            assert box
            assert box["width"] > 10, step.inner_text()
        for link in page.locator("main a.nl-link:visible").all():
            assert link.evaluate("one => getComputedStyle(one).textDecorationLine") == "none"


def test_every_printed_page_says_that_it_is_invented(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery) as page:
        pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        texts = [one.extract_text() for one in pages]
        assert len(texts) > 2
        assert [text for text in texts if "verzonnen gegevens" not in text] == []
        assert all(f"{place} van {len(texts)}" in text for place, text in enumerate(texts, 1))
    with visit(browser, f"{gallery}/leeg/") as page:
        (only,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert "verzonnen" not in only.extract_text()


def test_the_map_keeps_its_colours_for_who_has_colours_of_their_own(browser: Browser, gallery: str) -> None:
    with visit(browser, gallery) as page:
        page.emulate_media(forced_colors="active", color_scheme="dark")
        style = "(e, what) => getComputedStyle(e)[what]"
        assert page.locator("body").evaluate(style, "backgroundColor") == "rgb(0, 0, 0)"
        assert page.locator("svg[data-map]").evaluate(style, "backgroundColor") == "rgb(255, 255, 255)"
        fills = page.locator(".area").evaluate_all("found => found.map(e => getComputedStyle(e).fill)")
        assert len(set(fills)) == 6
        current = page.locator(".utrecht-nav-list__link[aria-current]")
        assert current.evaluate(style, "backgroundColor") != "rgb(0, 0, 0)"


def test_the_look_is_light(browser: Browser, gallery: str) -> None:
    """Style, letters and behaviour as a server sends them: text in brotli, letters as they are."""
    with visit(browser, gallery) as page:
        used = page.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)")
        page_text = page.content()
    names = {name.removeprefix(current.STATIC_URL) for name in used if name.startswith(current.STATIC_URL)}
    assert {"look/look.css", "look/house.js", "django_htmx/htmx-2.min.js"} <= names
    assert len([name for name in names if name.endswith(".woff2")]) == 2
    sizes = {}
    for name in names:
        data = Path(str(finders.find(name))).read_bytes()
        sizes[name] = len(data if name.endswith(".woff2") else brotli.compress(data))
    assert sum(sizes.values()) <= WHOLE_PAGE, sizes
    assert not re.search(r"\sstyle=\"(?!left|top)", page_text)


def test_a_municipality_brings_its_own_colours(
    browser: Browser, gallery: str, tmp_path: Path, settings: LazySettings
) -> None:
    own = tmp_path / "huisstijl.css"
    own.write_text(".voorbeeld-theme { --basis-color-action-1-inverse-bg-default: #7a0f3c; --accent: #7a0f3c; }\n")
    settings.SMARTSTART_THEME_CSS = str(own)
    with visit(browser, gallery) as page:
        button = page.locator(".nl-button--primary").first
        assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(122, 15, 60)"
        assert page.locator("main .nl-link").first.evaluate("e => getComputedStyle(e).color") == "rgb(122, 15, 60)"
