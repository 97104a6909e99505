"""Pictures of a page: both screens, the paper and its sheets, as wide as they say."""

import struct
from pathlib import Path

import pytest

from tests.support.browser import chromium
from tools.pictures import camera, reports

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="nl"><title>Proef</title><style>@media print { nav { display: none } }</style>
<nav style="height: 3000px">Menu</nav><main>Proef</main><img alt="" src="http://elders.example/volgt.png">"""


def _size(picture: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


def test_a_report_is_pictured_in_all_forms(tmp_path: Path) -> None:
    chromium()
    out, report = tmp_path / "uit", tmp_path / "demo" / reports.PAGES["rapport"]
    report.parent.mkdir(parents=True)
    report.write_text(PAGE, encoding="utf-8")
    out.mkdir()
    assert reports.picture(tmp_path / "demo", out) == ["rapport"]
    assert {file.name for file in out.iterdir()} == set(camera.files("rapport"))
    assert (out / "rapport.pdf").read_bytes().startswith(b"%PDF-")


def test_a_whole_page_is_pictured_and_paper_leaves_out_the_menu(tmp_path: Path) -> None:
    chromium()
    file = tmp_path / "a.html"
    file.write_text(PAGE, encoding="utf-8")
    with camera.opened() as browser:
        camera.take(browser.new_page(), file.as_uri(), tmp_path, "a")
    screens = [_size(tmp_path / f"a-{width}.png") for width in camera.WIDTHS]
    assert [width for width, _ in screens] == list(camera.WIDTHS)
    assert min(height for _, height in screens) > 3000
    assert _size(tmp_path / "a-papier.png") == (camera.PAPER, 900)
