"""The colour of the neighbourhood in a real browser: by keyboard, without a script, on a small phone, for all."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from smartstart.web.accounts.models import Municipality
from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import Visibility
from smartstart.workspace.data.actions.figures import load_folder
from smartstart.workspace.insight.models import ColourPage
from tests.support.browser import accessibility_mistakes, open_browser
from tests.support.colour_world import small_note
from tests.support.contrast import texts_too_faint
from tests.support.open_region import HOME, write_open_region
from tests.support.people import PASSWORD, acting, colleague, town
from tests.support.served import visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EAST = "WK990101"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # The browser's own loop runs in this thread; Django would take that for a server of its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with open_browser() as opened:
        yield opened


@pytest.fixture
def home(transactional_db: None, tmp_path: Path) -> Municipality:
    municipality = town("Lindeveen")
    folder = write_open_region(tmp_path / "open", buurten=True)
    load_folder(actor=acting(colleague(Role.ADVISER, where=municipality)), folder=folder, municipality_code=HOME)
    ColourPage.objects.create(municipality=municipality, visibility=Visibility.PUBLIC.value)
    return municipality


@pytest.fixture
def here(home: Municipality, live_server: LiveServer) -> str:
    return live_server.url


def _map(**asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('insight:colour-municipality', args=[HOME])}?{query}"


def _area(code: str = EAST) -> str:
    return reverse("insight:area", args=[code])


def _log_in(page: Page, here: str, username: str) -> None:
    page.goto(f"{here}/account/login/")
    page.fill("input[name=auth-username]", username)
    page.fill("input[name=auth-password]", PASSWORD)
    page.press("input[name=auth-password]", "Enter")
    page.wait_for_load_state()


def _unfold(page: Page) -> None:
    for summary in page.locator("main summary").all():
        summary.click()


def test_from_the_map_to_an_area_by_keyboard_only(browser: Browser, here: str) -> None:
    with visit(browser, here + _map()) as page:
        for _ in range(40):
            page.keyboard.press("Tab")
            # The drawing as a whole is no stop on the way: only its areas are.
            assert page.evaluate("document.activeElement.tagName") != "svg"
            if page.evaluate("document.activeElement.matches('.area')"):
                break
        first = page.evaluate("document.activeElement.dataset.n")
        page.keyboard.press("ArrowLeft")
        there = page.evaluate("document.activeElement.dataset.n")
        assert there != first
        expect(page.locator("#map-say")).to_contain_text(there)
        expect(page.locator(".map-tip")).to_contain_text(there)
        page.keyboard.press("Escape")
        expect(page.locator(".map-tip")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.locator("#map-detail h2")).to_have_text(there)
        expect(page.locator("#map-say")).to_have_text(f"{there} gekozen")
        assert page.locator("#map-detail").get_attribute("aria-live") == "polite"
        assert "gebied=WK" in page.url
        link = page.get_by_role("link", name=f"Bekijk alles over {there}")
        for _ in range(12):
            page.keyboard.press("Tab")
            if link.evaluate("e => e === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(there)


def test_what_is_chosen_on_the_map_keeps_its_figure_and_year(browser: Browser, here: str) -> None:
    with visit(browser, here + _map(indicator="moeite-met-rondkomen", jaar="2016")) as page:
        page.locator(f".area[data-c={EAST}]").click()
        expect(page.locator("#map-detail")).to_contain_text("Moeite met rondkomen, 2016")
        page.reload()
        expect(page.locator("#map-detail h2")).to_have_text("Ooster")
        expect(page.locator("#map-detail")).to_contain_text("Moeite met rondkomen, 2016")


def test_everything_without_a_script(browser: Browser, here: str) -> None:
    with visit(browser, here + _map(), script=False) as page:
        page.get_by_label("Gebied", exact=True).select_option("Ooster")
        page.get_by_label("Cijfer", exact=True).select_option("Moeite met rondkomen")
        page.get_by_label("Samen met", exact=True).select_option("Mensen met een bijstandsuitkering")
        page.get_by_role("button", name="Toon").click()
        expect(page.locator("#map-detail h2")).to_have_text("Ooster")
        expect(page.locator("table.cross")).to_be_visible()
        assert page.locator("g.chosen path").count() == 2
        page.get_by_label("Per", exact=True).select_option("buurt")
        page.get_by_role("button", name="Toon").click()
        expect(page.locator("#kaart-titel")).to_contain_text("buurten van Lindeveen")
        page.locator("summary", has_text="Alle buurten op naam").click()
        page.get_by_role("link", name="Ooster Noord").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ooster Noord")
        page.get_by_role("link", name="Ooster", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ooster")
        page.locator("summary", has_text="Werk en inkomen").click()
        page.get_by_role("link", name="Mensen met een bijstandsuitkering").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Waarom zeggen we dit?")


_PAGES = {
    "index": "/inzicht/kleur/",
    "one": _map,
    "two": lambda: _map(indicator="bijstand", tweede="moeite-met-rondkomen", gebied=EAST),
    "buurten": lambda: _map(niveau="buurt"),
    "area": _area,
    "few": lambda: _area("WK990103"),
    "municipality": lambda: _area(HOME),
    "why": lambda: reverse("insight:area-why", args=[EAST, "bijstand"]),
}


@pytest.mark.parametrize("width", [1280, 360])
def test_everybody_can_use_every_page(browser: Browser, here: str, width: int) -> None:
    with visit(browser, here, width) as page:
        for name, path in _PAGES.items():
            page.goto(here + (path() if callable(path) else path))
            _unfold(page)
            assert accessibility_mistakes(page) == [], name
            looked_at, too_faint = texts_too_faint(page)
            assert looked_at > 10
            assert too_faint == [], name


def test_colleagues_can_use_their_pages_too(browser: Browser, here: str, home: Municipality) -> None:
    adviser = colleague(Role.ADVISER, Role.PROJECT_LEADER, where=home)
    note = small_note(home)
    paths = (
        _area(),
        reverse("insight:area-note", args=[EAST]),
        reverse("insight:area-note-change", args=[note.pk]),
        reverse("insight:area-note-propose", args=[note.pk]),
        reverse("insight:colour-settings", args=[HOME]),
        reverse("data:figures"),
        reverse("data:figures-upload"),
    )
    with visit(browser, here, 360) as page:
        _log_in(page, here, adviser.username)
        for path in paths:
            page.goto(here + path)
            _unfold(page)
            assert accessibility_mistakes(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


@pytest.mark.parametrize("script", [True, False])
def test_nothing_has_to_be_scrolled_sideways(browser: Browser, here: str, script: bool) -> None:
    with visit(browser, here, 320, script=script) as page:
        for name, path in _PAGES.items():
            page.goto(here + (path() if callable(path) else path))
            _unfold(page)
            wide = page.locator("body").evaluate("e => e.scrollWidth") if script else _widest(page)
            assert wide <= 320, name


def _widest(page: Page) -> float:
    """Return how far the widest thing reaches that does not scroll in a frame of its own."""
    boxes = [found.bounding_box() for found in page.locator("main > *, main section > *, .map-frame > *").all()]
    return max(box["x"] + box["width"] for box in boxes if box)


def test_on_paper_the_table_comes_along_and_the_form_stays_behind(browser: Browser, here: str) -> None:
    with visit(browser, here + _map(gebied=EAST)) as page:
        page.emulate_media(media="print")
        expect(page.locator("table.utrecht-table")).to_be_visible()
        expect(page.locator(".map-form")).to_be_hidden()
        expect(page.locator("#map-detail h2")).to_have_text("Ooster")
