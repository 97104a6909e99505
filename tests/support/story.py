"""Telling a test as a story: sentences that a municipal tester reads, and people who work in a browser of their own.

A step is a sentence in Dutch around what is done. When something goes wrong, the story up to there is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

PATIENCE = 60_000  # milliseconds; only for a machine that does something else
OWN_PASSWORD = "zonsopgang boven het veen"  # noqa: S105 - of an invented person


class Story:
    """The sentences so far."""

    def __init__(self) -> None:
        self.told: list[str] = []

    @contextmanager
    def __call__(self, sentence: str) -> Iterator[None]:
        """Tell a sentence, and do what it says."""
        self.told.append(sentence)
        try:
            yield
        except BaseException as problem:
            problem.add_note("Het verhaal tot hier:\n  " + "\n  ".join(self.told))
            raise


class Somebody:
    """A person with a browser; whatever the browser complains about is a failure."""

    def __init__(self, browser: Browser, address: str, width: int = 1280) -> None:
        self._home = address
        self._context = browser.new_context(
            base_url=address, viewport={"width": width, "height": 900}, locale="nl-NL", accept_downloads=True
        )
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, address: str) -> None:
        if not address.startswith((self._home, "data:")):
            self.complaints.append(f"asked elsewhere: {address}")

    def goes_to(self, address: str) -> None:
        """Open a page by its address."""
        self.page.goto(address)

    def follows(self, name: str) -> None:
        """Follow a link, by its words."""
        self.page.get_by_role("link", name=name).first.click()

    def presses(self, name: str) -> None:
        """Press a button, by its words."""
        self.page.get_by_role("button", name=name).first.click()

    def unfolds(self, name: str) -> None:
        """Unfold what lies behind these words."""
        self.page.locator("summary", has_text=name).first.click()

    def fills_in(self, label: str, text: str) -> None:
        """Fill in a field of the form, by the words beside it."""
        self.page.get_by_label(label).fill(text)

    def ticks(self, label: str) -> None:
        """Tick a box or choose one of several."""
        self.page.get_by_label(label).check()

    def chooses(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(label).select_option(label=option)

    def hands_over(self, label: str, file: Path) -> None:
        """Choose a file."""
        self.page.get_by_label(label).set_input_files(file)

    def reads(self, *texts: str) -> None:
        """See that these words are on the page."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text, timeout=PATIENCE)

    def reads_title(self, text: str) -> None:
        """See the heading of the page."""
        expect(self.page.locator("main h1")).to_contain_text(text, timeout=PATIENCE)

    def comes_in(self, login: str, password: str) -> None:
        """Log in."""
        self.goes_to("/account/login/")
        self.page.locator("input[name$=username]").fill(login)
        self.page.locator("input[name$=password]").fill(password)
        self.page.locator("main button[type=submit]").first.click()

    def comes_in_for_the_first_time(self, login: str, password: str) -> None:
        """Log in with a password that works once, and choose an own one."""
        self.comes_in(login, password)
        self.reads_title("Kies uw eigen wachtwoord")
        for field in self.page.locator("main input[type=password]").all():
            name = str(field.get_attribute("name"))
            field.fill(password if "old" in name else OWN_PASSWORD)
        self.presses("Bewaar mijn wachtwoord")

    def leaves(self) -> None:
        """Log out, and see that nothing went wrong on the way."""
        self.presses("Uitloggen")

    def closes_the_browser(self) -> None:
        """Close the browser; it had nothing to complain about."""
        self._context.close()
        assert not self.complaints, self.complaints
