"""Real public figures as they were published, worked out by hand.

Source of the inputs: CBS, Kerncijfers wijken en buurten 2020 (StatLine 84799NED, version of 26 March 2021) and 2022;
RIVM, Gezondheidsmonitor (StatLine 50090NED, 18+, 2012/2016/2020). Korvel is wijk WK085517 of Tilburg (GM0855).
Rates are exact divisions of published counts: tolerance 0.005 of the unit (the rounding of this page).
"""

from functools import cache

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from smartstart.opendata.area_colour import AreaColour, NeighbourhoodColour
from smartstart.opendata.colour import colour
from smartstart.opendata.figures import FigureState
from smartstart.opendata.folder import OpenFolder
from smartstart.opendata.standing import Side, Standing
from smartstart.vocabulary.areas import AreaLevel
from smartstart.vocabulary.certainty import Reliability
from tests.support.shared import shared_data

TOLERANCE = 0.005


@cache
def of(municipality: str) -> NeighbourhoodColour:
    return colour(OpenFolder.at(shared_data()), municipality)


def korvel() -> AreaColour:
    return of("GM0855").area("WK085517")


def test_assistance_is_clearly_above_tilburg() -> None:
    # 260 of 905 + 1,725 + 1,325 = 3,955; Tilburg 7,080 of 150,566; the Netherlands 421,110 of 11,288,931.
    reading = korvel().reading("bijstand")
    assert reading.own.value == pytest.approx(1000 * 260 / 3955, abs=TOLERANCE)
    assert reading.municipality is not None
    assert reading.country is not None
    assert reading.municipality.value == pytest.approx(1000 * 7080 / 150566, abs=TOLERANCE)
    assert reading.country.value == pytest.approx(1000 * 421110 / 11288931, abs=TOLERANCE)
    assert (reading.standing, reading.side) == (Standing.CLEARLY_HIGHER, Side.WORRY)
    assert reading.own.reliability is Reliability.ROUNDED
    assert reading.municipality.reliability is Reliability.COUNTED


def test_divorce_is_only_a_little_above_tilburg_and_is_a_share_of_all_inhabitants() -> None:
    # 495 of 5,750 is 8.61 %; Tilburg 17,781 of 219,789 is 8.09 %; the Netherlands 1,361,007 of 17,407,585 is 7.82 %.
    reading = korvel().reading("gescheiden")
    assert reading.own.value == pytest.approx(100 * 495 / 5750, abs=TOLERANCE)
    assert reading.municipality is not None
    assert reading.municipality.value == pytest.approx(100 * 17781 / 219789, abs=TOLERANCE)
    assert reading.standing is Standing.LITTLE_HIGHER
    assert reading.side is Side.NEITHER


def test_there_is_no_figure_on_addiction_and_drinking_is_called_drinking() -> None:
    addiction, drinking = korvel().reading("verslaving"), korvel().reading("overmatig-drinken")
    assert addiction.own.value is None
    assert addiction.own.state is FigureState.ABSENT
    assert addiction.own.state == "geen cijfer"
    assert drinking.own.value == pytest.approx(7.5, abs=TOLERANCE)
    assert "drinken" in drinking.indicator.label.lower()
    assert "verslav" not in (drinking.indicator.label + drinking.indicator.phrase).lower()


def test_hardship_and_its_change_since_2012_stand_beside_the_country() -> None:
    series = korvel().reading("moeite-met-rondkomen").series
    assert [row.year for row in series] == [2012, 2016, 2020]
    own = [row.own.value for row in series if row.own]
    home = [row.municipality.value for row in series if row.municipality]
    country = [row.country.value for row in series if row.country]
    assert own == pytest.approx([30.5, 25.4, 18.2], abs=TOLERANCE)
    assert home == pytest.approx([26.3, 21.8, 15.0], abs=TOLERANCE)
    assert country == pytest.approx([24.0, 19.2, 13.9], abs=TOLERANCE)
    assert all(row.own and row.own.reliability is Reliability.MODELLED for row in series)


def test_the_other_published_figures() -> None:
    anxiety = korvel().reading("angst-of-depressie").series
    assert [row.own.value for row in anxiety if row.own] == pytest.approx([8.6, 9.5, 10.4], abs=TOLERANCE)
    assert korvel().reading("woningwaarde").own.value == 215
    assert korvel().reading("koopwoningen").own.value == 40
    assert korvel().reading("huishoudens-met-kinderen").own.value == pytest.approx(100 * 725 / 3050, abs=TOLERANCE)


def test_korvel_has_no_strengths_in_the_figures_and_says_what_stands_out_together() -> None:
    assert korvel().strengths == ()
    assert {reading.indicator.name for reading in korvel().together} >= {"bijstand", "moeite-met-rondkomen"}


def test_korvel_was_the_same_place_in_both_years() -> None:
    people = korvel().reading("inwoners").series
    assert [(row.year, row.own.value) for row in people if row.own] == [(2020, 5750), (2022, 5685)]


def test_all_wijken_and_buurten_of_2020_are_there() -> None:
    # Data README: wijken/buurten 2020: Dongen 2/17, Heusden 11/17, Tilburg 58/251, Waalwijk 3/23.
    for municipality, wijken, buurten in (
        ("GM0766", 2, 17),
        ("GM0797", 11, 17),
        ("GM0855", 58, 251),
        ("GM0867", 3, 23),
    ):
        found = of(municipality)
        assert sum(1 for wijk in found.wijken if wijk.buurten) + len(found.former) == wijken
        assert sum(len(wijk.buurten) for wijk in (*found.wijken, *found.former)) == buurten


def test_tilburg_grew_by_biezenmortel_and_that_is_no_growth() -> None:
    people = of("GM0855").municipality.reading("inwoners")
    assert [row.year for row in people.series] == [2022]
    assert people.break_year == 2020
    village = of("GM0855").area("WK085568")
    assert village.reading("bijstand").own.state is FigureState.NOT_COMPARABLE
    assert village.reading("bijstand").own.state == "niet vergelijkbaar (andere indeling)"
    assert village.reading("lager-inkomen").own.state is FigureState.SHOWN


def test_oisterwijk_gained_haaren() -> None:
    people = of("GM0824").municipality.reading("inwoners")
    assert people.own.value == 32503
    assert people.break_year == 2020
    changed = of("GM0824").area("WK082412")  # 755 inhabitants became 165: other borders, same code
    assert changed.reading("moeite-met-rondkomen").own.state is FigureState.NOT_COMPARABLE
    assert [row.year for row in changed.reading("inwoners").series] == [2022]


def test_a_code_of_gilze_became_the_code_of_rijen() -> None:
    found = of("GM0784")
    now = found.area("WK078401")
    assert now.name == "Rijen"
    assert now.reading("bijstand").own.state is FigureState.NOT_COMPARABLE
    assert now.buurten == ()
    before = {area.code: area for area in found.former}
    assert before["WK078401"].name == "Gilze"
    assert before["WK078401"].division == 2020
    assert before["WK078401"].reading("bijstand").own.state is FigureState.SHOWN


def test_few_inhabitants_is_too_few_and_never_nought() -> None:
    for code in ("WK085561", "WK085541"):  # De Katsbogten and De Oude Warande: 20 inhabitants each
        area = of("GM0855").area(code)
        assert area.too_few
        assert not [r for r in area.readings if r.own.value is not None and r.indicator.scale != 1.0]
    for wijk in of("GM0855").wijken:
        for area in (wijk, *wijk.buurten):
            assert not [r.indicator.name for r in area.readings if r.own.value == 0 and r.indicator.unit == "per 1.000"]


def test_areas_stand_in_the_order_of_their_names() -> None:
    names = [area.name for area in of("GM0797").wijken]
    assert names == sorted(names, key=str.casefold)
    assert of("GM0797").municipality.level is AreaLevel.MUNICIPALITY


def test_why_the_divorced_of_2015_are_not_used() -> None:
    """The columns of 2015 are the wrong way round: the widowed are more than the divorced, in 2017 the reverse."""
    old = pq.read_table(shared_data() / "kwb" / "kwb_2015_gemeenten.parquet")
    people, divorced, widowed = (
        old[name] for name in ("aantal_inwoners", "percentage_gescheid", "percentage_verweduwd")
    )
    total = pc.sum(people).as_py()
    assert pc.sum(pc.multiply(people, divorced)).as_py() / total == pytest.approx(5.14, abs=0.01)
    assert pc.sum(pc.multiply(people, widowed)).as_py() / total == pytest.approx(7.46, abs=0.01)
    years = [row.year for row in of("GM0855").municipality.reading("gescheiden").series]
    assert 2015 not in years
    assert 2017 in years


@pytest.mark.parametrize(
    "municipality",
    ["GM0766", "GM0784", "GM0785", "GM0797", "GM0798", "GM0809", "GM0824", "GM0855", "GM0867"],
)
def test_the_nine_municipalities_have_a_colour(municipality: str) -> None:
    found = of(municipality)
    assert not found.invented
    assert len(found.borders["features"]) == len(found.wijken) > 0
    assert municipality in {f["properties"]["statcode"] for f in found.region["features"]}
    assert any("CC BY 4.0" in source.attribution for source in found.sources)
    assert any("Kadaster" in source.attribution for source in found.sources)
