"""A picture that is downloaded is whole: in a real browser no text runs out of the sheet, whatever the letter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from smartstart.opendata.outlines import outlines
from smartstart.presentation import legends, palette
from smartstart.presentation.area_map import AreaFigure, area_map_file
from tests.support.browser import open_browser, open_page
from tests.support.release_example import borders

pytestmark = pytest.mark.browser

SHAPES = outlines(borders()["features"])
FIGURES = {area.code: AreaFigure(f"k{i % 5}", f"{i} procent") for i, area in enumerate(SHAPES.shapes)}
LONG = (
    "Mensen van wie het inkomen onder de grens ligt, en die daarom een uitkering, een toeslag of een lening van de "
    "gemeente krijgen, WMO-voorzieningen daaronder begrepen"
)
ONE = legends.entries(palette.class_words(["10", "20", "30", "40"], unit=" van elke 1.000"), {"kx", "kn"})
TWO = legends.PairLegend(
    LONG.lower(),
    ("minder dan 10.000 huishoudens met WWWWWW", "10.000 tot 20.000", "20.000 huishoudens of meer"),
    "moeite met rondkomen",
    ("minder dan 10 procent", "10 tot 20", "20 procent of meer"),
    legends.others({"kx", "kn"}),
)
_OUTSIDE = """texts => texts.filter(text => {
    const box = text.getBBox(), sheet = text.ownerSVGElement.viewBox.baseVal;
    return box.x < 0 || box.x + box.width > sheet.width || box.y < 0 || box.y + box.height > sheet.height;
}).map(text => text.textContent)"""
_COVERED = """texts => {
    const boxes = texts.map(text => [text.textContent, text.getBBox()]), found = [];
    for (const [i, [one, a]] of boxes.entries()) for (const [other, b] of boxes.slice(i + 1))
        if (a.x < b.x + b.width && b.x < a.x + a.width && a.y + 3 < b.y + b.height && b.y + 3 < a.y + a.height)
            found.push([one, other]);
    return found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize("letter", ["Noto Sans", "DejaVu Sans", "Liberation Sans"])
@pytest.mark.parametrize("legend", [ONE, TWO], ids=["one", "two"])
def test_text_stays_on_the_sheet_and_off_other_text(
    browser: Browser, tmp_path: Path, legend: tuple[legends.Entry, ...] | legends.PairLegend, letter: str
) -> None:
    drawn = area_map_file(
        SHAPES, FIGURES, title=LONG, legend=legend, source=f"Bron: {LONG}", marks=("verzonnen gegevens",), about=LONG
    )
    file = tmp_path / "kaart.html"
    shown = drawn.partition("?>")[2].replace("Noto Sans, Segoe UI", f"{letter}, Segoe UI")
    file.write_text(f"<!doctype html><html lang='nl'><title>kaart</title>{shown}", encoding="utf-8")
    with open_page(browser, file, 1100) as page:
        texts = page.locator("svg text")
        assert texts.count() > 10
        assert texts.evaluate_all(_OUTSIDE) == []
        assert texts.evaluate_all(_COVERED) == []
