"""What every area shows on a map, why we say a figure, and the lists and files that come with it."""

import csv
import io

import pytest
from markupsafe import Markup

from smartstart.opendata.area_colour import Reading
from smartstart.opendata.figures import Figure, FigureState, without_figure
from smartstart.opendata.indicators import BY_NAME
from smartstart.opendata.standing import Side, Standing
from smartstart.presentation import colour_lists, colour_take, colour_why
from smartstart.presentation.colour_areas import of_one, of_two
from smartstart.presentation.colour_take import FigureLine
from smartstart.presentation.legends import PairLegend
from smartstart.vocabulary.certainty import Certainty, Reliability

ASSISTANCE, HARDSHIP, WORTH = BY_NAME["bijstand"], BY_NAME["moeite-met-rondkomen"], BY_NAME["woningwaarde"]


def _figure(
    value: float | None,
    *,
    indicator: str = "bijstand",
    state: FigureState = FigureState.SHOWN,
    reliability: Reliability = Reliability.ROUNDED,
    limits: tuple[float, float] | None = None,
    year: int = 2020,
    source: str = "kwb-2020",
) -> Figure:
    lower, upper = limits or (None, None)
    return Figure(indicator, "WK990101", year, 2020, state, value, lower, upper, reliability, source)


FEW = _figure(None, state=FigureState.TOO_FEW)
MOVED = _figure(None, state=FigureState.NOT_COMPARABLE)


def test_every_area_has_its_class_or_why_not() -> None:
    figures = {"a": _figure(19.6), "b": _figure(79.4), "c": FEW, "d": MOVED, "e": None, "f": _figure(0.0)}
    drawn = of_one(ASSISTANCE, figures, where="de wijken van Lindeveen", year=2020)
    marks = {code: shown.mark for code, shown in drawn.figures.items()}
    # 19,6 is read as 20, and belongs in the class from 20; nought is a figure and too few is none.
    assert marks == {"a": "k1", "b": "k3", "c": "kx", "d": "kn", "e": "kn", "f": "k0"}
    assert drawn.figures["c"].words == "te weinig om iets te zeggen"
    assert drawn.figures["e"].words == "geen cijfer"
    assert drawn.title == "Mensen met een bijstandsuitkering in de wijken van Lindeveen, 2020"
    assert [entry.words for entry in drawn.legend][-2:] == [
        "te weinig om iets te zeggen",
        "geen cijfer, of niet te vergelijken",
    ]


def test_the_legend_holds_only_what_is_on_the_map() -> None:
    drawn = of_one(ASSISTANCE, {"a": _figure(10)}, where="X", year=2020)
    assert len(drawn.legend) == 5


def test_two_together() -> None:
    first = (ASSISTANCE, {"a": _figure(70), "b": _figure(10), "c": FEW, "d": _figure(40)})
    hardship = {"a": _figure(20), "b": _figure(20), "c": _figure(20), "d": MOVED}
    drawn = of_two(first, (HARDSHIP, hardship), where="X", years=(2020, 2016))
    assert {code: shown.mark for code, shown in drawn.figures.items()} == {"a": "b22", "b": "b02", "c": "kx", "d": "kn"}
    assert drawn.title.endswith("2020 en 2016")
    assert isinstance(drawn.legend, PairLegend)
    assert len(drawn.legend.others) == 2


def test_what_has_no_halves_is_not_paired() -> None:
    with pytest.raises(ValueError, match="without classes"):
        of_two((BY_NAME["inwoners"], {}), (ASSISTANCE, {}), where="X", years=(2020, 2020))


@pytest.mark.parametrize(
    ("figure", "word"),
    [
        (_figure(1, reliability=Reliability.COUNTED), Certainty.VERY),
        (_figure(1), Certainty.VERY),
        (_figure(1, reliability=Reliability.MODELLED), Certainty.LIKELY),
        (_figure(1, reliability=Reliability.REPORTED), Certainty.UNDECIDED),
        (FEW, Certainty.UNDECIDED),
    ],
)
def test_how_sure(figure: Figure, word: Certainty) -> None:
    assert colour_why.certainty(figure)[0] is word


def test_limits_in_the_unit_of_the_figure() -> None:
    assert colour_why.limits(ASSISTANCE, _figure(66, limits=(57.2, 74.9))) == "57 en 75"
    assert colour_why.limits(HARDSHIP, _figure(18.2, limits=(17.04, 19.36))) == "17,0 en 19,4"
    assert colour_why.limits(WORTH, _figure(250, limits=(240, 260))) == "240.000 en 260.000"
    assert colour_why.limits(ASSISTANCE, _figure(66, limits=(66.1, 66.2))) == ""
    assert colour_why.limits(ASSISTANCE, _figure(66)) == ""


def _why(own: Figure, indicator: str = "bijstand", **told: str) -> dict[str, str]:
    reading = Reading(BY_NAME[indicator], own, _figure(40), None, Standing.CLEARLY_HIGHER, Side.WORRY, (), None)
    return dict(colour_why.lines(reading, place="Ooster", beside="Lindeveen", source="Bron: X", **told))


def test_why_down_to_the_columns() -> None:
    told = _why(_figure(80, limits=(72, 88)))
    assert told["Kolommen"].startswith("PersonenPerSoortUitkeringBijstand_83 gedeeld door (")
    assert told["Hoe berekend"] == (
        "Het ene aantal gedeeld door het andere, keer 1.000. Wij ronden pas af als we het laten zien."
    )
    assert told["Marge"].startswith("Tussen 72 en 88.")
    assert told["Vergeleken"].startswith("Duidelijk meer dan in Lindeveen (40 van elke 1.000).")
    assert told["Bron"] == "Bron: X"


def test_why_a_modelled_figure_has_no_margin() -> None:
    own = _figure(18.2, indicator="moeite-met-rondkomen", reliability=Reliability.MODELLED, source="rivm-50090ned")
    told = _why(own, "moeite-met-rondkomen")
    assert told["Kolommen"] == "MoeiteMetRondkomen_38"
    assert "2 procentpunten" in told["Marge"]
    assert "Wij rekenen niets om" in told["Hoe berekend"]


def test_why_an_own_figure_points_at_its_maker() -> None:
    own = _figure(90, reliability=Reliability.REPORTED, limits=(80, 99), source="eigen-1")
    told = _why(own)
    assert "Kolommen" not in told
    assert "Tabel" not in told
    assert told["Marge"] == "Tussen 80 en 99, volgens wie het cijfer maakte."


def test_why_there_is_none() -> None:
    told = _why(without_figure(BY_NAME["verslaving"], "WK990101", 2022, FigureState.ABSENT), "verslaving")
    assert told["Wat het betekent"].startswith("Er is geen openbaar cijfer over verslaving")
    assert "Jaar" not in told
    assert "Hoe berekend" not in told
    assert told["Hoe zeker"] == "Niet te zeggen: geen cijfer."


def test_lists_escape_what_they_hold() -> None:
    options = colour_lists.options({"WK1": "'t Zand <b>", "WK2": "Ooster"}, "WK2")
    assert options == Markup(
        '<option value="WK1">&#39;t Zand &lt;b&gt;</option><option value="WK2" selected>Ooster</option>'
    )
    table = colour_lists.table("A & B", "Wijk", ["<i>"], [colour_lists.AreaRow("<u>", '/x/"y"', ["1 < 2"])])
    assert "<i>" not in table
    assert "<u>" not in table
    assert "1 &lt; 2" in table
    assert "A &amp; B" in table


def test_rows_for_a_spreadsheet_are_guarded_and_empty_where_there_is_no_value() -> None:
    lines = [
        FigureLine("WK1", "=HYPERLINK(1)", "wijk", ASSISTANCE, 2020, _figure(66.6667, limits=(57, 75))),
        FigureLine("WK2", "Ooster", "wijk", ASSISTANCE, 2020, FEW),
        FigureLine("WK3", "Wester", "wijk", ASSISTANCE, 2020, None),
    ]
    text = colour_take.figures_csv(lines, {"kwb-2020": "Bron: CBS"}, invented=False)
    first, few, none = csv.DictReader(io.StringIO(text), delimiter=";")
    assert first["naam"].startswith("'=")
    assert (first["waarde"], first["bron"], first["herkomst"]) == ("66.6667", "Bron: CBS", "openbare gegevens")
    assert (few["waarde"], few["toestand"], few["betrouwbaarheid"]) == ("", "te weinig om iets te zeggen", "")
    assert (none["waarde"], none["toestand"], none["bron"]) == ("", "geen cijfer", "")
