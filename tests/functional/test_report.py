"""A policy adviser opens the report: on a screen, on an old phone, and on paper."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from smartstart.presentation.report import render_report
from tests.support.browser import accessibility_mistakes, open_browser, open_page
from tests.support.release_example import example_release, withhold

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(render_report(example_release()), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    whole = example_release()
    file = tmp_path_factory.mktemp("silent") / "report.html"
    empty = withhold(whole, *(statement.id for statement in whole.statements))
    file.write_text(render_report(empty), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("which", ["report", "silent"])
def test_everybody_can_use_it(browser: Browser, request: pytest.FixtureRequest, which: str, width: int) -> None:
    with open_page(browser, request.getfixturevalue(which), width) as page:
        _open_all(page)
        assert accessibility_mistakes(page) == []


def _open_all(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


@pytest.mark.parametrize("which", ["report", "silent"])
def test_nothing_has_to_be_scrolled_sideways_on_the_smallest_phone(
    browser: Browser, request: pytest.FixtureRequest, which: str
) -> None:
    with open_page(browser, request.getfixturevalue(which), 320) as page:
        _open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_words_of_the_fact_list_are_not_cut_on_a_phone(browser: Browser, report: Path) -> None:
    with open_page(browser, report, 360) as page:
        lines = page.locator(".facts dt").evaluate_all(
            "terms => terms.map(t => { const r = document.createRange(); r.selectNodeContents(t);"
            " return [t.textContent, new Set([...r.getClientRects()].map(b => b.top)).size]; })"
        )
        assert "Verantwoordelijk" in dict(lines)
        assert [term for term, count in lines if count > 1] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_answer_is_on_the_first_screen(browser: Browser, report: Path, width: int) -> None:
    with open_page(browser, report, width, height=900) as page:
        top = page.locator("#antwoord").bounding_box()
        assert top
        assert top["y"] < 700
        if width == 1280:
            sentence = page.locator("#zin").bounding_box()
            assert sentence
            assert sentence["y"] + sentence["height"] <= 900


def test_letters_in_pictures_stay_readable_on_a_phone(browser: Browser, report: Path) -> None:
    """Text in a drawing shrinks with it: measured as it stands on the screen, in pixels."""
    with open_page(browser, report, 360) as page:
        heights = page.evaluate(
            "[...document.querySelectorAll('svg text')].filter(t => t.getClientRects().length)"
            ".map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
        )
        assert len(heights) > 10
        assert min(heights) >= 12


def test_lines_are_not_too_long_to_read(browser: Browser, report: Path) -> None:
    with open_page(browser, report, 1280) as page:
        widest = page.evaluate("Math.max(...[...document.querySelectorAll('main p')].map(p => p.clientWidth))")
        root = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert widest <= 60 * root
        text = page.locator("#zin").bounding_box()
        assert text
        assert text["width"] <= 44 * root


def test_the_stairs_go_from_left_to_right_and_on_a_phone_from_top_to_bottom(browser: Browser, report: Path) -> None:
    with open_page(browser, report, 1280) as page:
        boxes = [bar.bounding_box() for bar in page.locator(".stairs .upright").all()]
        known = [box for box in boxes if box]
        assert len(known) == 5
        assert [box["x"] for box in known] == sorted(box["x"] for box in known)
        assert [box["y"] for box in known] == sorted((box["y"] for box in known), reverse=True)
        feet = {round(box["y"] + box["height"]) for box in known}
        assert len(feet) == 1
    with open_page(browser, report, 360) as page:
        steps = [bar.bounding_box() for bar in page.locator(".stairs .lying").all()]
        assert [box["y"] for box in steps if box] == sorted(box["y"] for box in steps if box)
        assert page.locator(".stairs .upright").first.is_hidden()


def test_the_keyboard_reaches_the_content_and_every_fold(browser: Browser, report: Path) -> None:
    with open_page(browser, report, 1280) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Ga naar de inhoud"
        assert page.locator(".skip").bounding_box()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        page.keyboard.press("Enter")
        assert page.locator("details").first.evaluate("fold => fold.open")


def test_all_that_is_folded_is_printed(browser: Browser, report: Path) -> None:
    with open_page(browser, report, 673) as page:
        tables = page.locator("details table")
        assert tables.first.is_hidden()
        page.emulate_media(media="print")
        assert tables.count() >= 8
        for table in tables.all():
            box = table.bounding_box()
            assert box
            assert box["height"] > 20


def test_every_printed_page_says_invented_and_names_its_source(browser: Browser, report: Path) -> None:
    with open_page(browser, report, 673) as page:
        pages = [_letters(text) for text in _pages_of(page.pdf(prefer_css_page_size=True))]
    assert len(pages) > 3
    for text in pages:
        assert "verzonnengegevens" in text
        assert "Bron:Verzonnenregisters.Releaseuithuisplaatsing/2026-11-21,21november2026." in text


# --- reading a printed file --------------------------------------------------------------------------------------


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def _pages_of(pdf: bytes) -> list[str]:
    """Return the letters of every page, in the order in which they are drawn."""
    objects = dict(_objects(pdf))
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [_page_text(body, objects) for body in pages]


def _objects(pdf: bytes) -> Iterator[tuple[int, bytes]]:
    for found in re.finditer(rb"(\d+) 0 obj\b(.*?)\bendobj", pdf, re.DOTALL):
        yield int(found[1]), found[2]


def _stream(body: bytes) -> bytes:
    return zlib.decompress(body.partition(b"stream")[2].lstrip(b"\r\n"))


def _references(body: bytes, key: bytes) -> list[int]:
    found = re.search(rb"/" + key + rb"\s*(?:\[([^\]]*)\]|(\d+ 0 R))", body)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", found[0])] if found else []


def _page_text(page: bytes, objects: dict[int, bytes]) -> str:
    fonts = re.search(rb"/Font\s*<<(.*?)>>", page, re.DOTALL)
    assert fonts
    tables = {
        name: _unicode(_stream(objects[_references(objects[int(number)], b"ToUnicode")[0]]))
        for name, number in re.findall(rb"/(\w+) (\d+) 0 R", fonts[1])
        if _references(objects[int(number)], b"ToUnicode")
    }
    drawn, letters = b"".join(_stream(objects[n]) for n in _references(page, b"Contents")), []
    table: dict[int, str] = {}
    for token in re.finditer(rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>", drawn):
        if token[1]:
            table = tables.get(token[1], {})
        else:
            codes = [int(token[2][i : i + 4], 16) for i in range(0, len(token[2]), 4)]
            letters += [table.get(code, "") for code in codes]
    return "".join(letters)


def _unicode(mapping: bytes) -> dict[int, str]:
    """Return glyph to letters, from the ToUnicode map of a font."""
    table: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", mapping, re.DOTALL):
        for code, letters in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[int(code, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", mapping, re.DOTALL):
        for low, high, letters in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            first = int(letters, 16)
            table |= {code: chr(first + i) for i, code in enumerate(range(int(low, 16), int(high, 16) + 1))}
    return table
