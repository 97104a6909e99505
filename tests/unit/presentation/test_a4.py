"""The one A4: one page, tagged, only ever text, and never a figure without its other side."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from smartstart.presentation import insight
from smartstart.presentation.a4 import A4, A4Figure, A4Refusal, as_html, as_pdf, figure_of
from smartstart.presentation.a4.printed import FITTING
from smartstart.presentation.area_map import AreaFigure, area_map
from tests.support.pages import read_page
from tests.support.release_example import example_release
from tests.unit.presentation.test_area_map import SHAPES

PARTS = insight.findings(example_release())
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50" fill="#154273"/></svg>'
)
MARKUP = (
    '#import "x.typ": * \\ #panic("nee") $x^2$ *vet* _schuin_ `code` <label> @ref = kop - lijst // weg '
    "/* weg */ \\u{41}"
)


def figure(**more: Any) -> A4Figure:
    settings: dict[str, Any] = {
        "sentence": "Van elke 1.000 kinderen maakten ongeveer 35 dit mee.",
        "certainty": "waarschijnlijk",
        "certainty_text": "Het cijfer ligt tussen 28 en 43.",
        "other_side": "Ongeveer 965 van elke 1.000 niet.",
        "picture": DRAWING,
        "alt": "Duizend stippen, waarvan 35 donker.",
        "source": "Bron: verzonnen.",
        "statements": ("risk_groups/g1/risk",),
    } | more
    return A4Figure(**settings)


def a4(*figures: A4Figure, **more: Any) -> A4:
    settings: dict[str, Any] = {
        "title": "Hoe voorkomen we dat kinderen uit huis worden geplaatst?",
        "municipality": "Lindedal",
        "owner": "Anna Jansen",
        "day": date(2025, 3, 9),
        "figures": figures or (figure(),),
        "decision": "Stem in met een proef van een jaar.",
        "caveat": "Dit zegt niets over één gezin, en niets over de oorzaak.",
        "marks": ("verzonnen gegevens", "proef"),
        "id": "a4-0017",
        "version": 3,
    } | more
    return A4(**settings)


def read(made: A4) -> PdfReader:
    return PdfReader(BytesIO(as_pdf(made).pdf))


def text_of(made: A4) -> str:
    """Return what stands on the page, in one line, without the marks at broken words."""
    said = "".join(page.extract_text() for page in read(made).pages)
    return re.sub(r"\s+", " ", said.replace("\u00ad", "").replace("\u200b", ""))


def structure(reader: PdfReader) -> list[DictionaryObject]:
    """Return all elements of the structure tree."""
    found: list[DictionaryObject] = []

    def walk(item: Any) -> None:
        known = item.get_object() if isinstance(item, IndirectObject) else item
        if isinstance(known, ArrayObject):
            for one in known:
                walk(one)
        elif isinstance(known, DictionaryObject):
            if "/S" in known:
                found.append(known)
            walk(known.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


# --- the page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3])
def test_findings_make_one_tagged_page(count: int) -> None:
    made = a4(*(figure_of(part, stairs=place == 1) for place, part in enumerate(PARTS[:count])))
    printed = as_pdf(made)
    assert (printed.accessible, printed.unshown) == (True, ())
    reader = PdfReader(BytesIO(printed.pdf))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((595.28, 841.89), abs=0.01)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == made.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_headings_and_pictures_are_tagged() -> None:
    tags = structure(read(a4(figure(), figure(alt="Een ander plaatje."))))
    kinds = [str(tag["/S"]) for tag in tags]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 3
    assert [str(tag["/Alt"]) for tag in tags if "/Alt" in tag] == [
        "Duizend stippen, waarvan 35 donker.",
        "Een ander plaatje.",
    ]


def test_everything_stands_on_it() -> None:
    said = text_of(a4())
    for words in (
        "Lindedal",
        "Verzonnen gegevens",
        "Proef",
        "Hoe voorkomen we dat kinderen uit huis worden geplaatst?",
        "Wat vragen we u? Stem in met een proef van een jaar.",
        "Van elke 1.000 kinderen maakten ongeveer 35 dit mee.",
        "Hoe zeker? Waarschijnlijk. Het cijfer ligt tussen 28 en 43.",
        "De andere kant. Ongeveer 965 van elke 1.000 niet.",
        "Bron: verzonnen.",
        "Wat dit niet zegt Dit zegt niets over één gezin, en niets over de oorzaak.",
        "Anna Jansen, Lindedal, 9 maart 2025. Kenmerk a4-0017, versie 3.",
        "Dit rust op de uitspraken risk_groups/g1/ risk.",
    ):
        assert words in said


def test_the_same_content_gives_the_same_bytes() -> None:
    one, other = (as_pdf(a4(figure_of(PARTS[0]))).pdf for _ in range(2))
    assert one == other
    assert as_pdf(a4(figure_of(PARTS[0]), version=4)).pdf != one


def test_the_day_of_the_file_is_that_of_the_a4() -> None:
    reader = read(a4())
    assert reader.metadata is not None
    assert reader.metadata["/CreationDate"] == "D:20250309000000Z"


def test_with_its_own_fonts_the_machine_does_not_matter(tmp_path: Path) -> None:
    """An empty folder: only the letters that the typesetter itself brings."""
    printed = as_pdf(a4(), fonts=tmp_path)
    assert printed.accessible
    page = PdfReader(BytesIO(printed.pdf)).pages[0]
    names = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert names
    assert all("Libertinus" in name for name in names)


# --- text is only ever text ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["title", "municipality", "owner", "decision", "caveat", "id"])
def test_markup_in_a_field_is_text(place: str) -> None:
    assert MARKUP in text_of(a4(**{place: MARKUP}))


@pytest.mark.parametrize("place", ["sentence", "certainty_text", "other_side", "source"])
def test_markup_in_a_figure_is_text(place: str) -> None:
    assert MARKUP in text_of(a4(figure(**{place: MARKUP})))


def test_markup_in_a_mark_a_statement_and_a_description_is_text() -> None:
    made = a4(figure(alt=MARKUP, statements=(f"a/{MARKUP}",)), marks=(MARKUP,))
    assert text_of(made).count('#import "x.typ"') == 2
    assert MARKUP in [str(tag.get("/Alt", "")) for tag in structure(read(made))]


@pytest.mark.parametrize(
    "text",
    ["“krul” 'enkel' \"dubbel\" -- --- ...", "één €5 ½ ² é ñ ß Ø ł", "a\u00a0b", "<script>alert(1)</script> & &amp;"],
)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    assert text.replace("\u00a0", " ") in text_of(a4(decision=text)).replace("\u00a0", " ")


def test_breaks_and_control_signs_are_blanks() -> None:
    assert "een twee drie vier vijf" in text_of(a4(decision="een\ntwee\r\n\tdrie\u2028vier\x00\x07vijf \ud800"))


def test_text_that_turns_the_reader_around_is_straightened() -> None:
    assert a4(decision="stem \u202eneet\u202c tegen").decision == "stem neet tegen"


def test_other_scripts_come_out() -> None:
    printed = as_pdf(a4(decision="Ελληνικά, кириллица."))
    assert (printed.accessible, printed.unshown) == (True, ())
    said = text_of(a4(decision="Ελληνικά, кириллица, שלום."))
    assert "Ελληνικά" in said
    assert "кириллица" in said


def test_signs_without_a_shape_are_named_and_replaced(tmp_path: Path) -> None:
    made = a4(decision="Mooi \U0001f600 werk \U0001f469\u200d\U0001f467 in de wijk")
    printed = as_pdf(made, fonts=tmp_path)
    assert printed.accessible
    assert {"\U0001f600", "\U0001f469", "\U0001f467"} <= set(printed.unshown)
    said = PdfReader(BytesIO(printed.pdf)).pages[0].extract_text()
    assert "Mooi \ufffd werk" in said
    assert "de wijk" in said


@pytest.mark.parametrize("letter", ["x", "W", "é"])
def test_a_word_without_end_stays_on_the_page(letter: str) -> None:
    reader = read(a4(figure(sentence=letter * 200), decision=letter * 250))
    assert len(reader.pages) == 1
    lines = reader.pages[0].extract_text().replace("\u200b", "").splitlines()
    assert max(line.count(letter) for line in lines) < 120  # a line of the decision has room for about a hundred
    assert text_of(a4(decision=letter * 250)).replace(" ", "").count(letter * 250) == 1


# --- what does not fit or may not ---------------------------------------------------------------------------------


def words(length: int) -> str:
    """Return running text of exactly this length."""
    return ("Gezinnen waarvan de moeder werkt en die verhuisden " * 99)[: length - 1] + "."


def full(length: float = 1.0, **more: Any) -> A4:
    """Return an A4 whose every text is as long as is said to fit."""
    own = {name: words(int(length * FITTING[key])) for name, key in (
        ("sentence", "de zin"), ("certainty_text", "de zin over hoe zeker het is"),
        ("other_side", "de andere kant"), ("source", "de bron"))}  # fmt: skip
    tall = DRAWING.replace('viewBox="0 0 100 50"', 'viewBox="0 0 100 300"')
    many = tuple(f"risk_groups/g{i}/{role}" for i in (1, 2, 3) for role in ("risk", "rr", "share-outside", "rate"))
    settings: dict[str, Any] = {
        "title": words(FITTING["de titel"]),
        "decision": words(FITTING["het gevraagde besluit"]),
        "caveat": words(FITTING["wat dit niet zegt"]),
        "owner": words(80),
    } | more
    return a4(*(figure(**own, picture=tall, statements=many) for _ in range(3)), **settings)


def test_what_is_said_to_fit_fits(tmp_path: Path) -> None:
    """In the letters it is made for; a machine that lacks them all still has those of the typesetter."""
    has = typst.Fonts().families()
    fonts = None if "Noto Sans" in has or "Liberation Sans" in has else tmp_path
    assert len(PdfReader(BytesIO(as_pdf(full(), fonts=fonts).pdf)).pages) == 1


def test_too_much_is_refused_and_the_texts_to_shorten_are_named() -> None:
    with pytest.raises(A4Refusal) as refused:
        as_pdf(full(decision=words(1500)))
    assert refused.value.what == "Dit past niet op één A4."
    assert refused.value.where == "het gevraagde besluit (1.500 tekens; er passen er 280)"
    assert "korter" in refused.value.mend


def test_one_long_text_may_use_the_room_that_others_leave() -> None:
    assert len(read(a4(decision=words(1500))).pages) == 1


def test_texts_without_measure_are_refused_at_once() -> None:
    with pytest.raises(A4Refusal, match="de zin bij figuur 1"):
        as_pdf(a4(figure(sentence="x" * 1_000_000)))


def test_where_no_text_is_too_long_the_longest_are_named() -> None:
    many = tuple(f"analyse/onderwerp-{i}/rol" for i in range(600))
    with pytest.raises(A4Refusal, match="de zin over hoe zeker"):
        as_pdf(a4(figure(statements=many, certainty_text=words(240))))


@pytest.mark.parametrize("count", [4, 9])
def test_a_fourth_figure_is_refused(count: int) -> None:
    with pytest.raises(A4Refusal, match="hoogstens drie figuren"):
        a4(*[figure()] * count)


def test_an_a4_without_a_figure_is_refused() -> None:
    with pytest.raises(A4Refusal, match="een figuur"):
        a4(figures=())


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("sentence", "de zin"),
        ("certainty", "hoe zeker"),
        ("certainty_text", "hoe zeker"),
        ("other_side", "tegengetallen"),
        ("alt", "beschrijving"),
        ("source", "de bron"),
    ],
)
@pytest.mark.parametrize("empty", ["", " \n\u200b"])
def test_a_figure_without_one_of_its_texts_is_refused(name: str, what: str, empty: str) -> None:
    with pytest.raises(A4Refusal, match=what):
        figure(**{name: empty})


def test_a_figure_without_statements_is_refused() -> None:
    with pytest.raises(A4Refusal, match="uitspraken"):
        figure(statements=())


@pytest.mark.parametrize("name", ["title", "municipality", "owner", "decision", "caveat", "id"])
def test_an_a4_without_one_of_its_texts_is_refused(name: str) -> None:
    with pytest.raises(A4Refusal, match="ontbreekt"):
        a4(**{name: "\t "})


def test_a_finding_about_which_nothing_may_be_said_is_refused() -> None:
    silent = next(part for part in PARTS if not part.shown)
    with pytest.raises(A4Refusal, match="mogen we niets zeggen"):
        figure_of(silent)


# --- pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "picture",
    [
        "",
        "geen svg",
        "<p/>",
        '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>',
        '<svg viewBox="0 0 0 10"/>',
        '<svg viewBox="0 0 10 10"><script>x</script></svg>',
        '<svg viewBox="0 0 10 10"><image href="/etc/passwd"/></svg>',
        '<svg viewBox="0 0 10 10"><style>*{}</style></svg>',
        '<svg viewBox="0 0 10 10"><foreignObject/></svg>',
        '<svg viewBox="0 0 10 10"><rect onclick="x()"/></svg>',
        '<svg viewBox="0 0 10 10"><rect style="fill:red"/></svg>',
        '<svg viewBox="0 0 10 10"><rect fill="url(http://x/y)"/></svg>',
        '<svg viewBox="0 0 10 10" xmlns:xlink="http://www.w3.org/1999/xlink"><path xlink:href="#a"/></svg>',
        '<!DOCTYPE svg [<!ENTITY x "y">]><svg viewBox="0 0 10 10"><text>&x;</text></svg>',
        '<svg viewBox="0 0 10 10"><x:rect xmlns:x="urn:x"/></svg>',
        f'<svg viewBox="0 0 10 10"><path d="{"M0 0" * 300_000}"/></svg>',
    ],
)
def test_a_picture_that_is_not_ours_is_refused(picture: str) -> None:
    with pytest.raises(A4Refusal, match="plaatje"):
        figure(picture=picture)


def test_text_in_a_picture_is_printed() -> None:
    said = text_of(a4(figure_of(PARTS[0]), figure_of(PARTS[1], stairs=True)))
    assert "35 van elke 1.000 in deze groep" in said
    assert "8,5 van elke 1.000 van alle kinderen" in said
    assert "En die twee keer of vaker verhuisden: 23" in said


def test_the_dots_are_those_of_the_finding() -> None:
    root = ElementTree.fromstring(figure_of(PARTS[0]).picture)  # noqa: S314
    dark = [path.attrib["d"].count("M") for path in root.iter("{http://www.w3.org/2000/svg}path")]
    assert dark == [965, 35, 992, 8]


def test_a_map_can_stand_on_it_with_its_hatch() -> None:
    drawn = area_map(SHAPES, {"BU99010002": AreaFigure("kx", "te weinig")}, label="x", identity="kaart")
    made = figure(picture=str(drawn))
    assert '<pattern id="kaart-x"' in made.picture
    assert "data-c" not in made.picture
    assert len(read(a4(made)).pages) == 1


def test_the_numbers_of_a_figure_rest_on_the_statements_that_it_names() -> None:
    assert set(figure_of(PARTS[0]).statements) == {
        "risk_groups/g1/risk",
        "risk_groups/g1/rr",
        "risk_groups/g1/share-outside",
        "risk_groups/population/rate",
    }
    assert "risk_groups/g1/peel-4-rate" in figure_of(PARTS[0], stairs=True).statements
    both = a4(figure_of(PARTS[0]), figure_of(PARTS[1]), figure_of(PARTS[0], stairs=True))
    assert len(set(both.statements)) == len(both.statements)


# --- as a page ----------------------------------------------------------------------------------------------------


def test_the_page_says_what_the_paper_says() -> None:
    made = a4(figure_of(PARTS[0]), figure_of(PARTS[1], stairs=True))
    page = re.sub(r"\s+", " ", read_page(str(as_html(made))).text())
    for one in made.figures:
        for told in (one.sentence, one.certainty_text, one.other_side, one.source):
            assert re.sub(r"\s+", " ", told) in page
    for told in (made.title, made.decision, made.caveat, "Verzonnen gegevens", "Kenmerk a4-0017, versie 3."):
        assert told in page
    assert all(statement.rpartition("/")[2] in page for statement in made.statements)


def test_markup_is_text_on_the_page_too() -> None:
    evil = "<script>alert(1)</script>"
    made = a4(figure(sentence=evil, alt=f'">{evil}'), title=evil, decision=evil, marks=(evil,), owner=evil)
    page = str(as_html(made))
    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 5


def test_pictures_on_the_page_have_their_description() -> None:
    page = read_page(str(as_html(a4())))
    drawing = next(page.all("svg"))
    assert drawing.attributes["role"] == "img"
    assert drawing.attributes["aria-label"] == "Duizend stippen, waarvan 35 donker."


def test_headings_follow_the_page_they_stand_on() -> None:
    assert "<h1>" in as_html(a4())
    below = as_html(a4(), heading=2)
    assert "<h1>" not in below
    assert "<h3>" in below
    with pytest.raises(ValueError, match="level"):
        as_html(a4(), heading=6)


def test_a_figure_cannot_be_changed_into_one_that_is_refused() -> None:
    with pytest.raises(A4Refusal, match="tegengetallen"):
        replace(figure(), other_side="")
