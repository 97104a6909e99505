"""A figure never comes without its table, its source and its certainty."""

import pytest
from django.template.loader import render_to_string
from markupsafe import Markup

from smartstart.presentation.legends import TOO_FEW_WORDS
from smartstart.web.look.frames import Table
from tests.support.gallery import frame


def shown(**changes: object) -> str:
    return render_to_string("look/figure.html", {"figure": frame(**changes)})


def test_all_that_belongs_to_a_figure_is_there() -> None:
    page = shown()
    for words in (
        "Hoe meer omstandigheden samenkomen",
        "Cijfers, bron en uitleg",
        "Verzonnen uitgifte 2026-1",
        "21 november 2026",
        "waarschijnlijk (tussen 28 en 43 van elke 1.000)",
        "Waarom zeggen we dit?",
        "Tabel (CSV)",
        "verzonnen gegevens",
        TOO_FEW_WORDS,
    ):
        assert words in page
    assert page.count('<th scope="row">') == 3
    assert page.count('<td class="n">') == 6


def test_what_is_absent_leaves_no_empty_line() -> None:
    page = shown(certainty="", day=None, explanation="", note="", why="", downloads=(), invented=False)
    for words in ("Hoe zeker", "Datum", "Waarom", "<ul", "verzonnen gegevens"):
        assert words not in page


def test_a_picture_that_is_only_text_is_refused() -> None:
    with pytest.raises(TypeError, match="only markup"):
        shown(picture="<svg></svg>")


def test_a_cell_is_text() -> None:
    table = Table("Tabel", (("Wijk", False), ("Cijfer", True)), (("<b>Oost</b>", "<b>3</b>"),))
    assert "<b>" not in shown(table=table)


def test_a_row_has_a_cell_for_every_column() -> None:
    with pytest.raises(ValueError, match="every column"):
        Table("Tabel", (("Wijk", False), ("Cijfer", True)), (("Oost",),))


def test_a_cell_may_hold_markup_of_ours() -> None:
    table = Table("Tabel", (("Wijk", False), ("Cijfer", True)), (("Oost", Markup('<data value="3">3</data>')),))
    assert '<data value="3">3</data>' in shown(table=table)
