"""The story of an adviser in a small municipality: first with open figures only, then from a release to an A4.

To be read by who tests for a municipality; every sentence is what somebody does or sees in a browser.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from smartstart.web.accounts.rules.roles import Role
from smartstart.web.accounts.rules.viewer import NOBODY, Actor
from smartstart.web.people.actions.municipalities import add_municipality
from smartstart.web.people.actions.persons import add_person
from smartstart.workspace.data.actions.figures import load_folder
from smartstart.workspace.pilots.rules import FIRST_PHASES
from tests.support.browser import open_browser
from tests.support.importing import local_contents
from tests.support.insight import told_otherwise
from tests.support.open_region import HOME, write_open_region
from tests.support.pilots import common_phase
from tests.support.signed import PUBLIC_PEM, signed_archive
from tests.support.story import OWN_PASSWORD, Somebody, Story

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PLACE = "Lindeveen"
QUESTION = "Hoe voorkomen we dat kinderen uit huis worden geplaatst?"
HUNCH = "Kinderen bij een alleenstaande moeder worden vaker uit huis geplaatst."
SYSTEM = Actor(NOBODY, "test", system=True)
HALF_A_YEAR = dt.timedelta(days=182)
PEOPLE = {
    "adviseur": ("Amir Overzicht", Role.ADVISER),
    "projectleider": ("Petra Voortgang", Role.PROJECT_LEADER),
    "beheerder": ("Hamid Sleutelbos", Role.ADMINISTRATOR),
    "privacy": ("Pien Zorgvuldig", Role.PRIVACY_OFFICER),
}


@dataclass
class Town:
    """A small municipality with its colleagues, and the one-time password of each."""

    address: str
    browser: Browser
    folder: Path
    passwords: dict[str, str]
    people: list[Somebody] = field(default_factory=list)

    def somebody(self, width: int = 1280) -> Somebody:
        """Return somebody at a computer, not logged in."""
        found = Somebody(self.browser, self.address, width)
        self.people.append(found)
        return found

    def file(self, name: str, content: bytes) -> Path:
        """Return a file on the computer of whoever wants to hand it over."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    def comes_in(self, login: str) -> Somebody:
        """Return a colleague who logged in, the first time with an own password to choose."""
        found, once = self.somebody(), self.passwords.pop(login, "")
        if once:
            found.comes_in_for_the_first_time(login, once)
        else:
            found.comes_in(login, OWN_PASSWORD)
        return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # The browser's own loop runs in this thread; Django would take that for a server of its own.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with open_browser() as opened:
        yield opened


@pytest.fixture
def town(live_server: LiveServer, browser: Browser, tmp_path: Path) -> Iterator[Town]:
    """A workplace as it is after installing: a municipality, its people, the phases."""
    for number, name in FIRST_PHASES:
        common_phase(str(number), name)
    here = add_municipality(actor=SYSTEM, code=HOME, name=PLACE, region="Lindedal (verzonnen)")
    passwords = {
        login: add_person(actor=SYSTEM, municipality=here, name=name, role=role, login=login).password
        for login, (name, role) in PEOPLE.items()
    }
    made = Town(live_server.url, browser, tmp_path, passwords)
    yield made
    for person in made.people:
        person.closes_the_browser()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.timedelta], None]:
    """Let the workplace live at another moment."""
    now = timezone.now

    def move(by: dt.timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now() + by)

    return move


WIJK = "Ooster"
OWN_FIGURES = """gebied;indicator;jaar;waarde;bron;van;tot
WK990101;vrijwilligerswerk;2022;41,0;Wijkonderzoek van de gemeente;38,0;44,0
GM9901;vrijwilligerswerk;2022;27,0;Wijkonderzoek van de gemeente;26,0;28,0
WK990101;sport;2022;64,0;Wijkonderzoek van de gemeente;61,0;67,0
GM9901;sport;2022;50,0;Wijkonderzoek van de gemeente;49,0;51,0
"""


def test_with_open_figures_only(town: Town) -> None:
    step = Story()
    with step("Gegeven een kleine gemeente, die de openbare cijfers over haar wijken heeft ingelezen"):
        load_folder(actor=SYSTEM, folder=write_open_region(town.folder / "open"), municipality_code=HOME)
    with step("Als de adviseur inlogt met het wachtwoord voor één keer, en een eigen wachtwoord kiest"):
        adviser = town.comes_in("adviseur")
    with step("Dan ziet de adviseur waar de gemeente staat"):
        adviser.reads_title("Waar staan we?")
    with step("Als de adviseur de cijfers uit het eigen wijkonderzoek erbij zet"):
        adviser.follows("Kleur van de wijk")
        adviser.follows("Welke cijfers zijn ingelezen?")
        adviser.follows("Lees eigen cijfers in")
        adviser.hands_over("Het bestand met cijfers", town.file("wijkonderzoek.csv", OWN_FIGURES.encode()))
        adviser.presses("Lees in")
        adviser.reads("zijn ingelezen")
    with step("En naar de kleur van de wijk gaat"):
        adviser.follows("Kleur van de wijk")
    with step("Dan staat daar de kaart van de gemeente, en dat de cijfers verzonnen zijn"):
        adviser.reads_title(f"De kleur van de wijk: {PLACE}")
        adviser.reads("verzonnen gegevens", "Er is geen rapportcijfer en geen ranglijst.")
    with step("Als de adviseur met het toetsenbord over de kaart gaat en een wijk kiest"):
        _chooses_by_keyboard(adviser, WIJK)
    with step("Dan staan twee sterke punten en twee zorgen van die wijk ernaast"):
        detail = adviser.page.locator("#map-detail")
        expect(detail.locator("h2")).to_have_text(WIJK)
        signs = detail.locator(".six .sign").all_inner_texts()
        assert (signs.count("+"), signs.count("!")) == (2, 2), detail.inner_text()
    with step("Als de adviseur de hele bladzijde van die wijk opent"):
        adviser.follows(f"Bekijk alles over {WIJK}")
    with step("Dan staat er ook wat de cijfers niet zeggen"):
        adviser.reads_title(WIJK)
        adviser.reads("Sterke punten en zorgen naast elkaar", "Ze zeggen niets over één gezin")
    with step("Als de adviseur opschrijft wat bewoners van de wijk weten"):
        adviser.follows("Schrijf op wat mensen weten")
        adviser.ticks("Iets wat goed gaat")
        adviser.fills_in("Wat weten mensen hier?", "Buren koken elke week samen in het buurthuis.")
        adviser.presses("Bewaar")
    with step("Dan staat dat bij de wijk, voor collega's"):
        adviser.reads_title(WIJK)
        adviser.reads("Buren koken elke week samen in het buurthuis.")
    with step("En wie geen account heeft, ziet niets van deze wijk"):
        stranger = town.somebody()
        stranger.goes_to("/inzicht/kleur/")
        stranger.reads("Er zijn nog geen cijfers die u mag zien.")


def test_from_a_release_to_the_a4(town: Town, later: Callable[[dt.timedelta], None]) -> None:
    step = Story()
    later(-HALF_A_YEAR)
    with step("Gegeven een projectleider die een pilot begint"):
        leader = town.comes_in("projectleider")
        leader.follows(f"Begin een pilot in {PLACE}")
        leader.fills_in("De vraag in één zin", QUESTION)
        leader.fills_in("Projectleider", "Petra Voortgang")
        leader.fills_in("Waarom beginnen we hieraan?", "De raad vroeg erom.")
        leader.presses("Begin deze pilot")
        leader.reads_title(QUESTION)
    with step("En de vraag beschrijft, met waarom dit mag"):
        leader.follows("Vraag")
        leader.follows("Beschrijf de vraag")
        leader.fills_in("De vraag", "In welke groepen worden kinderen vaker uit huis geplaatst?")
        leader.ticks("De hele gemeente")
        leader.fills_in(
            "Doel: wat willen we ermee bereiken", "Eerder en vrijwillig hulp bieden aan een groep gezinnen."
        )
        leader.fills_in("Grondslag: waarom mogen we dit", "Statistisch onderzoek.")
        leader.fills_in("Wie is verantwoordelijk voor de gegevens", "Gemeente Lindeveen")
        leader.fills_in("Wat doen we met gegevens", "We kijken naar cijfers over groepen. Niemand ziet wie dat zijn.")
        leader.presses("Bewaar de vraag")
    with step("En opschrijft wat men vooraf denkt"):
        leader.follows("Schrijf een vermoeden op")
        leader.fills_in("Wat vermoeden we", HUNCH)
        leader.presses("Schrijf dit op")
        leader.reads(HUNCH, "Nog niet getoetst.")
    with step("En een beheerder die de sleutel van de onderzoekers vertrouwt, na een telefoontje"):
        administrator = town.comes_in("beheerder")
        administrator.goes_to("/data/sleutels/")
        administrator.follows("Voeg een sleutel toe")
        administrator.hands_over("De openbare sleutel", town.file("onderzoekers.pub", PUBLIC_PEM.encode()))
        administrator.fills_in("Van wie is deze sleutel?", "Onderzoekers van Lindedal")
        administrator.presses("Bekijk de vingerafdruk")
        administrator.ticks("Ik heb de maker gesproken")
        administrator.presses("Vertrouw deze sleutel")
        administrator.reads("Onderzoekers van Lindedal", "vertrouwd")
    with step("Als de adviseur de vrijgave inleest die uit de beveiligde ruimte komt"):
        adviser = town.comes_in("adviseur")
        day = timezone.localdate()
        _takes_in(adviser, town, signed_archive(local_contents(HOME, day=day)))
    with step("Dan staat er wat opvalt, en wat er van het vermoeden waar is"):
        adviser.reads("Wat viel op", "Wat we vooraf dachten", HUNCH, "bevestigd")
    with step("Als de adviseur de bevinding leest"):
        finding = adviser.page.locator("#bevindingen + ul a").first.inner_text()
        adviser.follows(finding)
    with step("Dan staat er hoeveel kinderen wel en hoeveel niet, en hoe zeker dat is"):
        adviser.reads_title(finding)
        adviser.reads("Van elke 1.000 kinderen", "niet", "De andere kant", "niets over één gezin")
    with step("Als de adviseur vraagt: waarom zeggen we dit?"):
        adviser.unfolds("Cijfers, bron en uitleg")
        adviser.follows("Waarom zeggen we dit?")
    with step("Dan staat er hoe het is gemaakt, en dat de handtekening klopt"):
        adviser.reads_title("Waarom zeggen we dit?")
        adviser.reads("Klopt: zojuist opnieuw nagekeken, met de sleutel van Onderzoekers van Lindedal")
        adviser.follows("Lees de hele bevinding")
    with step("Als de adviseur de bevinding op een A4 zet, met het besluit dat wordt gevraagd"):
        adviser.follows("Zet op de A4")
        adviser.follows("Maak een nieuwe A4")
        adviser.chooses("Over welke pilot", QUESTION)
        adviser.fills_in("Titel", "Steun voor jonge moeders")
        adviser.fills_in("Welk besluit vraagt u", "Wilt u hiervoor geld vrijmaken?")
        adviser.presses("Bewaar de A4")
    with step("Dan is de A4 klaar om te bewaren en mee te nemen"):
        adviser.reads("De bevinding staat op de A4.", "Steun voor jonge moeders", "Wilt u hiervoor geld vrijmaken?")
        sheet = adviser.page.url
        (only,) = PdfReader(_saved(adviser, "Bewaar als pdf")).pages
        printed = " ".join(only.extract_text().split())
        assert "Wilt u hiervoor geld vrijmaken?" in printed
        assert "Van elke 1.000 kinderen" in printed
        assert "Verzonnen gegevens" in printed
    with step("Als de adviseur de bevinding voordraagt om openbaar te maken"):
        adviser.follows(finding)
        page = adviser.page.url
        adviser.follows("Draag voor om openbaar te maken")
        adviser.fills_in("Wat gaat er goed in deze groep?", "Veel van deze ouders krijgen hulp van familie.")
        adviser.presses("Draag voor")
    with step("En vastlegt dat een bewoner heeft meegelezen"):
        adviser.unfolds("Leg vast wie heeft meegelezen")
        adviser.fills_in("Wat heeft deze persoon", "woont in de wijk")
        adviser.ticks("Een bewoner, zonder naam")
        adviser.presses("Leg dit vast")
        adviser.presses("Draag voor")
        adviser.reads("Daarom besluit iemand anders.")
        proposal = adviser.page.url
    with step("Dan kan wie geen account heeft de bevinding nog niet zien"):
        stranger = town.somebody(360)
        assert stranger.page.request.get(page).status == 404
    with step("Als de privacyfunctionaris akkoord gaat, en de adviseur de bevinding openbaar maakt"):
        officer = town.comes_in("privacy")
        officer.follows("Eén voorstel wacht op uw besluit")
        officer.follows(finding)
        officer.ticks("Akkoord: dit mag openbaar worden")
        officer.fills_in("Uw functie", "privacyfunctionaris")
        officer.presses("Leg uw besluit vast")
        adviser.goes_to(proposal)
        adviser.presses("Maak openbaar")
        adviser.reads("openbaar")
    with step("Dan leest iedereen haar, op een telefoon, met wat er goed gaat"):
        stranger.goes_to(page)
        stranger.reads_title(finding)
        stranger.reads("Veel van deze ouders krijgen hulp van familie.", "niets over één gezin", "verzonnen gegevens")
    later(dt.timedelta(0))
    with step("Als een half jaar later een nieuwe vrijgave iets anders zegt"):
        adviser = town.comes_in("adviseur")
        newer = told_otherwise(local_contents(HOME, day=timezone.localdate()), g1=(12.0, 9.0, 16.0))
        _takes_in(adviser, town, signed_archive(newer))
    with step("Dan staat op de A4 dat zij verouderd is"):
        adviser.goes_to(sheet)
        adviser.reads("Verouderd", "Nieuwere cijfers zeggen iets anders over")


def _takes_in(adviser: Somebody, town: Town, release: bytes) -> None:
    adviser.goes_to("/data/vrijgaven/")
    adviser.follows("Lees een vrijgave in")
    adviser.hands_over("Het bestand van de vrijgave", town.file("vrijgave.zip", release))
    adviser.chooses("Bij welke vraag hoort deze vrijgave?", QUESTION)
    adviser.presses("Lees de vrijgave in")
    adviser.reads_title(QUESTION)


def _saved(adviser: Somebody, link: str) -> Path:
    with adviser.page.expect_download() as begun:
        adviser.follows(link)
    return Path(begun.value.path())


def _chooses_by_keyboard(adviser: Somebody, name: str) -> None:
    """Walk over the map with the arrows until this area, and choose it."""
    keyboard = adviser.page.keyboard
    adviser.page.locator(".area[tabindex='0']").focus()
    for arrow in (*["ArrowLeft"] * 4, *["ArrowRight"] * 4):
        if adviser.page.evaluate("document.activeElement.dataset.n") == name:
            break
        keyboard.press(arrow)
    keyboard.press("Enter")
    expect(adviser.page.locator("#map-say")).to_have_text(f"{name} gekozen")
