"""A map of many areas: every area with its class and words, small over the wire, whole as a file."""

import gzip
import random
import re
from xml.etree import ElementTree

import pytest

from smartstart.opendata.map_units import AreaShape, MapShapes
from smartstart.presentation import legends, look, palette
from smartstart.presentation.area_map import AreaFigure, area_map, area_map_file, small_map
from tests.support.pages import Element, read_page

SHAPES = MapShapes(
    2000,
    1200,
    (
        AreaShape("BU99010001", "Akkerbuurt", "M0 0l500 0 0 500-500 0z"),
        AreaShape("BU99010002", "Beekkant", "M500 0l500 0 0 500-500 0z"),
        AreaShape("BU99010003", "Centrum", "M0 500l500 0 0 500-500 0z"),
        AreaShape("BU99010004", "Dijk", "M500 500l500 0 0 500-500 0z"),
    ),
)
FIGURES = {
    "BU99010001": AreaFigure("k1", "12 procent", "colour/bu99010001/bijstand-2020"),
    "BU99010002": AreaFigure("kx", "te weinig om iets te zeggen"),
    "BU99010003": AreaFigure("b20", "12 procent; 4 procent"),
}
SVG = "{http://www.w3.org/2000/svg}"


def _map(**more: object) -> str:
    settings: dict[str, object] = {"label": "Kaart van de buurten", "identity": "kaart"} | more
    return str(area_map(SHAPES, FIGURES, **settings))  # type: ignore[arg-type]


def _areas(drawn: str) -> dict[str, Element]:
    return {e.attributes["data-c"]: e for e in read_page(drawn).all("path") if "data-c" in e.attributes}


def test_every_area_has_its_class_its_colour_and_its_words() -> None:
    areas = _areas(_map())
    assert list(areas) == [area.code for area in SHAPES.shapes]  # by name, as they were stored
    first = areas["BU99010001"]
    assert first.attributes["class"] == "area k1"
    assert first.attributes["fill"] == look.SEQUENTIAL[1]
    assert first.attributes["data-n"] == "Akkerbuurt"
    assert first.attributes["data-statement"] == "colour/bu99010001/bijstand-2020"
    assert first.text() == "Akkerbuurt: 12 procent"
    assert areas["BU99010003"].attributes["fill"] == look.BIVARIATE[2][0]


def test_too_few_is_hatched_and_no_figure_is_dotted() -> None:
    drawn = _map()
    areas = _areas(drawn)
    assert areas["BU99010002"].attributes["fill"] == "url(#kaart-x)"
    assert areas["BU99010002"].text() == "Beekkant: te weinig om iets te zeggen"
    assert areas["BU99010004"].attributes["fill"] == "url(#kaart-n)"  # not among the figures at all
    assert areas["BU99010004"].attributes["class"] == "area kn"
    assert areas["BU99010004"].text() == "Dijk: geen cijfer"
    assert '<pattern id="kaart-x"' in drawn
    assert '<pattern id="kaart-n"' in drawn


def test_the_map_is_a_group_with_a_name_and_the_script_knows_where_to_ask() -> None:
    assert '<svg data-map data-detail-url="/g/{code}/" class="areas"' in _map(detail_url="/g/{code}/")
    assert 'role="group" aria-label="Kaart van de buurten"' in _map(detail_url="/g/{code}/")


def test_a_still_map_is_a_picture() -> None:
    drawn = _map()
    assert "data-map" not in drawn
    assert 'role="img" aria-label="Kaart van de buurten"' in drawn


def test_the_small_map_fills_in_where_we_are() -> None:
    drawn = str(small_map(SHAPES, "BU99010003", label="Centrum en de buurten eromheen"))
    filled = [e.text() for e in read_page(drawn).all("path") if e.attributes["fill"] == look.ACCENT]
    assert filled == ["Centrum"]
    assert drawn.count("<path") == 4
    assert 'role="img" aria-label="Centrum en de buurten eromheen"' in drawn


def test_without_a_script_nothing_takes_the_focus() -> None:
    """The script makes the areas buttons; until then the list beside the map is the way to choose."""
    assert "tabindex" not in _map(detail_url="/g/{code}/")


def test_the_chosen_area_is_outlined_on_top() -> None:
    drawn = _map(chosen="BU99010003")
    outline = drawn[drawn.index('<g class="chosen"') :]
    assert outline.count(f'd="{SHAPES.shapes[2].path}"') == 2
    assert drawn.index('<g class="chosen"') > drawn.rindex("data-c=")
    assert 'aria-hidden="true"' in outline
    assert "<path" not in _map(chosen="BU11111111").partition('<g class="chosen"')[2]


def test_names_and_words_are_escaped() -> None:
    evil = MapShapes(10, 10, (AreaShape('B"><script>', '"><script>x</script>', '"/><script>'),))
    drawn = str(area_map(evil, {'B"><script>': AreaFigure("k0", "<script>", '"><script>')}, label='"><', identity="k"))
    assert "<script>" not in drawn
    assert "<script>" not in area_map_file(
        evil, {}, title="<script>", legend=(), source="<script>", marks=("<script>",)
    )


def test_a_mark_that_is_not_on_the_palette_is_refused() -> None:
    with pytest.raises(ValueError, match="palette"):
        AreaFigure("k9", "x")


def test_there_is_no_style_attribute_or_script() -> None:
    assert not re.search(r'\s(style|on\w+)="|<script', _map(chosen="BU99010001", detail_url="/g/{code}/"))


def test_five_hundred_areas_are_small_over_the_wire() -> None:
    """Shapes of 25 kB packed leave much room for the page; here the words and marks around them are weighed."""
    chance = random.Random(3)  # noqa: S311
    shapes = MapShapes(
        2000, 2000, tuple(AreaShape(f"BU{i:08}", f"Buurt van {i} of daaromtrent", "M0 0l9 0 0 9z") for i in range(500))
    )
    figures = {
        area.code: AreaFigure(f"k{chance.randrange(5)}", f"{chance.random() * 50:.1f} procent".replace(".", ","))
        for area in shapes.shapes
    }
    drawn = area_map(shapes, figures, label="x", identity="kaart", detail_url="/g/{code}/")
    assert len(gzip.compress(str(drawn).encode())) < 15_000


def _file(**more: object) -> ElementTree.Element:
    settings: dict[str, object] = {
        "title": "Mensen met een bijstandsuitkering",
        "legend": legends.entries(palette.class_words(["10", "20"], unit=" procent"), {"kx", "kn"}),
        "source": "Bron: CBS.",
        "marks": ("verzonnen gegevens",),
        "about": "Van alle inwoners. Dit zegt niets over één gezin.",
    } | more
    return ElementTree.fromstring(area_map_file(SHAPES, FIGURES, **settings))  # type: ignore[arg-type]  # noqa: S314


def _said(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def test_a_file_says_by_itself_what_it_shows() -> None:
    root = _file()
    assert root.findtext(f"{SVG}title") == "Mensen met een bijstandsuitkering"
    assert root.findtext(f"{SVG}desc") == "Bron: CBS. Let op: verzonnen gegevens."
    said = _said(root)
    for words in (
        "Mensen met een bijstandsuitkering",
        "minder dan 10 procent",
        "10 tot 20",
        "20 procent of meer",
        "te weinig om iets te zeggen",
        "niet gevraagd, of geen cijfer",
        "Let op: verzonnen gegevens.",
        "Bron: CBS.",
        "Van alle inwoners. Dit zegt niets over één gezin.",
    ):
        assert words in said
    assert sum("data-c" in path.attrib for path in root.iter(f"{SVG}path")) == 4


def test_a_file_without_a_mark_has_no_warning() -> None:
    assert not any("Let op" in words for words in _said(_file(marks=())))


def test_every_pattern_that_a_file_uses_stands_in_it_once() -> None:
    text = area_map_file(SHAPES, FIGURES, title="t", legend=legends.others({"kx", "kn"}), source="s")
    used, defined = set(re.findall(r"url\(#([^)]+)\)", text)), re.findall(r'<pattern id="([^"]+)"', text)
    assert used <= set(defined)
    assert len(set(defined)) == len(defined)


def test_a_file_of_two_indicators_has_the_square_in_it() -> None:
    told = legends.PairLegend("bijstand", ("laag", "midden", "hoog"), "schuld", ("weinig", "meer", "veel"))
    said = " ".join(_said(_file(legend=told)))
    for words in ("bijstand", "schuld", "laag", "hoog", "weinig", "veel"):
        assert words in said


def test_a_tall_map_still_fits_its_sheet() -> None:
    tall = MapShapes(500, 2400, SHAPES.shapes)
    root = ElementTree.fromstring(area_map_file(tall, {}, title="t", legend=(), source="s"))  # noqa: S314
    inner = root.find(f"{SVG}svg")
    assert inner is not None
    assert float(inner.attrib["height"]) <= 1100.1
    assert float(inner.attrib["width"]) / float(inner.attrib["height"]) == pytest.approx(500 / 2400, rel=0.01)
