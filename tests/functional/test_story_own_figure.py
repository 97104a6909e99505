"""The story of an adviser who has a figure that nobody publishes: described first, then read in, then on the page.

Without any script, as on an old computer. Every sentence is what somebody does or sees in a browser.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from smartstart.web.accounts.models import Municipality, User
from smartstart.web.accounts.rules.roles import Role
from smartstart.workspace.data.models import OwnIndicator
from tests.support.browser import accessibility_mistakes, open_browser
from tests.support.colour_world import area_code, small_map
from tests.support.own_indicators import NAME, TOLD, values_of
from tests.support.people import PASSWORD, colleague, town
from tests.support.served import visit
from tests.support.story import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LABEL = "Kinderen met zwemdiploma B"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # The browser's own loop runs in this thread; Django would take that for a server of its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with open_browser() as opened:
        yield opened


@pytest.fixture
def home(transactional_db: None) -> Municipality:
    municipality = town()
    small_map(municipality)
    return municipality


def _comes_in(page: Page, user: User) -> None:
    page.fill("input[name=auth-username]", user.username)
    page.fill("input[name=auth-password]", PASSWORD)
    page.press("input[name=auth-password]", "Enter")
    page.wait_for_load_state()


def _tells(page: Page) -> None:
    for name in ("name", "label", "phrase", "about", "fewest", "bounds", "source", "leave"):
        page.fill(f"[name={name}]", str(TOLD[name]))
    page.select_option("[name=unit]", TOLD["unit"])
    page.select_option("[name=theme]", TOLD["theme"])
    page.get_by_label("een sterk punt").check()
    page.get_by_label("alleen onze gemeente").check()


def _reads(page: Page, *texts: str) -> None:
    for text in texts:
        expect(page.locator("main")).to_contain_text(text)


def test_a_figure_of_ones_own_without_a_script(
    browser: Browser, live_server: LiveServer, home: Municipality, tmp_path: Path
) -> None:
    step = Story()
    here = live_server.url
    adviser = colleague(Role.ADVISER, where=home)
    with visit(browser, f"{here}/account/login/", script=False) as page:
        with step("Gegeven een adviseur die bij de cijfers leest dat een eigen cijfer eerst wordt beschreven"):
            _comes_in(page, adviser)
            page.goto(here + reverse("data:figures"))
            page.get_by_role("link", name="Een eigen cijfer beschrijven").click()
        with step("Als de adviseur vertelt wat het cijfer meet, en eerst kijkt hoe het wordt"):
            _tells(page)
            page.get_by_role("button", name="Bekijk eerst hoe het wordt").click()
        with step("Dan staat er welk bestand erbij hoort, en is er nog niets bewaard"):
            _reads(page, "Er is nog niets bewaard", "gebied;indicator;jaar;waarde;bron", f"{LABEL} (eigen cijfer)")
            assert not OwnIndicator.objects.exists()
        with step("Als de adviseur het bewaart"):
            page.get_by_role("button", name="Bewaar het cijfer").click()
            _reads(page, "Het cijfer is beschreven", "Nog nergens")
        with step("En een bestand met waarden inleest"):
            file = tmp_path / "zwemmen.csv"
            file.write_bytes(values_of(home))
            page.get_by_role("link", name="Lees waarden in").click()
            page.set_input_files("input[type=file]", file)
            page.get_by_role("button", name="Lees in").click()
            _reads(page, "zijn ingelezen", "zwemmen.csv")
        with step("Dan staat het op de bladzijde van de wijk, als cijfer van de gemeente zelf"):
            page.goto(here + reverse("insight:area", args=[area_code(home)]))
            _reads(
                page, f"{LABEL} (eigen cijfer)", "Meer kinderen met zwemdiploma B dan in Duinwaarde", "eigen cijfer)"
            )
        with step("En waar bijna niemand woont staat er geen getal"):
            page.goto(here + reverse("insight:area", args=[area_code(home, 3)]))
            _reads(page, "te weinig om iets te zeggen")
        with step("En op de kaart"):
            page.goto(here + reverse("insight:colour-municipality", args=[home.code]) + f"?indicator={NAME}")
            _reads(page, f"{LABEL} (eigen cijfer) in de wijken van Duinwaarde, 2025")
        with step("En intrekken kan niet zolang het gebruikt wordt: er staat waar"):
            made = OwnIndicator.objects.get()
            page.goto(here + reverse("data:own-indicator-withdraw", args=[made.pk]))
            _reads(page, "in gebruik", "zwemmen.csv")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_are_for_everybody(browser: Browser, live_server: LiveServer, home: Municipality, width: int) -> None:
    made = OwnIndicator.objects.create(municipality=home, **TOLD | {"bounds": [20.0, 40.0, 60.0, 80.0]})
    adviser = colleague(Role.ADVISER, where=home)
    with visit(browser, f"{live_server.url}/account/login/", width) as page:
        _comes_in(page, adviser)
        for name in ("", "-correct", "-show", "-withdraw"):
            page.goto(live_server.url + reverse(f"data:own-indicator{name}", args=[made.pk]))
            assert accessibility_mistakes(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        for name in ("data:own-indicators", "data:own-indicator-add"):
            page.goto(live_server.url + reverse(name))
            assert accessibility_mistakes(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
