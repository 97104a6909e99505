"""The parts of a page on a release: whole sentences or none, and every statement back in one place."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace

import pytest

from smartstart.presentation import insight
from smartstart.presentation.insight import Part
from smartstart.release.contents import (
    Counted,
    ModelStatement,
    OpenStatement,
    Origin,
    Predicate,
    ReleaseContents,
    State,
    Statement,
)
from tests.support.release_example import EVERYBODY, NO_WORK, SINGLE, count, estimate, example_release, withhold

TOO_FEW = "te weinig om iets te zeggen"


@pytest.fixture(scope="module")
def contents() -> ReleaseContents:
    """Return the example with an analysis that no part is made for, and a public figure."""
    whole = example_release()
    strange = estimate("ab", "reri", Predicate(conditions=(SINGLE, NO_WORK)), "reri", (1.4, 0.6, 2.2))
    strange = strange.model_copy(update={"id": "reinforcing/ab/reri", "analysis": "reinforcing"})
    stray = count("drop_off", "bevolking", "extra", EVERYBODY, 5, Counted.ROWS)
    public = OpenStatement(
        id="colour/gm9901/bijstand-2020",
        area="GM9901",
        indicator="bijstand",
        period="2020",
        value=4.5,
        unit="%",
        reliability="geteld",
        source="kwb-2020",
    )
    return replace(whole, statements=(*whole.statements, strange, stray, public))


def parts(contents: ReleaseContents) -> list[Part]:
    """Return all parts but the comparison, which shows again what the findings show."""
    single = (insight.everybody(contents), insight.drop_off(contents), insight.places(contents))
    return [
        *insight.findings(contents),
        *insight.hunches(contents),
        *(part for part in single if part is not None),
        *insight.other_statements(contents),
    ]


def test_every_statement_comes_back_in_exactly_one_part(contents: ReleaseContents) -> None:
    found = Counter(statement for part in parts(contents) for statement in part.statements)
    assert found == Counter(statement.id for statement in contents.statements)
    assert max(found.values()) == 1


def test_parts_have_names_of_their_own(contents: ReleaseContents) -> None:
    names = [part.id for part in parts(contents)]
    assert len(set(names)) == len(names)


def test_a_finding_brings_sentence_certainty_and_other_side(contents: ReleaseContents) -> None:
    first = insight.findings(contents)[0]
    assert first.shown
    assert first.sentence.text == (
        "Van elke 1.000 kinderen in deze groep maakten ongeveer 35 dit mee (tussen 28 en 43). Ongeveer 965 niet. Van "
        "alle kinderen die dit meemaakten, hoort 81\u00a0procent niet bij deze groep. Dit zegt niets over één gezin, "
        "en niets over de oorzaak."
    )
    assert first.pieces is not None
    assert first.pieces.headline.text == (
        "Van elke 1.000 kinderen die bij een alleenstaande moeder wonen, van wie de moeder geen werk heeft, van wie de "
        "moeder jonger was dan 30 jaar bij haar eerste kind en die in een huurwoning met huurtoeslag wonen, maakten "
        "ongeveer 35 dit mee (tussen 28 en 43)."
    )
    assert first.pieces.answer.text == (
        "Van elke 1.000 kinderen in deze groep maakten ongeveer 35 dit mee (tussen 28 en 43)."
    )
    assert first.pieces.other_side.text == (
        "Ongeveer 965 van elke 1.000 kinderen in deze groep maakten dit niet mee. Van alle kinderen die dit "
        "meemaakten, hoort 81\u00a0procent niet bij deze groep."
    )
    assert 'data-part="rest"' in first.pieces.other_side.html
    assert first.pieces.caveat == "Dit zegt niets over één gezin, en niets over de oorzaak."
    assert first.certainty == "vrijwel zeker"
    assert "5,1 keer" in first.certainty_text.text
    assert first.about == "Het gaat om uithuisplaatsing of ondertoezichtstelling, binnen 12 maanden."
    assert first.title.startswith("Kinderen die bij een alleenstaande moeder wonen")
    assert first.staircase is not None
    assert [step.rate.text for step in first.peel] == ["8,5", "21", "27", "32", "35"]
    assert (str(first.rate), str(first.everybody_rate), first.everybody) == (
        "35",
        "8,5",
        "risk_groups/population/rate",
    )
    assert first.marks == ("verzonnen gegevens",)
    assert first.source == "Bron: Verzonnen registers. Release uithuisplaatsing/2026-11-21, 21 november 2026."


def test_numbers_in_the_markup_carry_their_statement(contents: ReleaseContents) -> None:
    first = insight.findings(contents)[0]
    assert first.sentence.html.count("data-statement=") == 5
    assert 'data-statement="risk_groups/g1/risk"' in first.sentence.html
    assert re.sub(r"<[^>]+>", "", first.sentence.html) == first.sentence.text


def test_a_group_without_its_other_side_says_no_number_at_all(contents: ReleaseContents) -> None:
    """The rate of g4 is shown in the release, but its share outside is withheld."""
    risk = next(s for s in contents.statements if s.id == "risk_groups/g4/risk")
    assert isinstance(risk, ModelStatement)
    assert risk.state is State.SHOWN
    fourth = insight.finding(contents, "g4")
    assert fourth is not None
    assert not fourth.shown
    assert fourth.sentence.text == f"Over deze groep mogen we niets zeggen: {TOO_FEW}."
    assert fourth.pieces is fourth.dots is fourth.staircase is fourth.share is None
    assert fourth.rows == fourth.peel == ()
    assert {entry.row.value.text for entry in fourth.why} == {TOO_FEW}
    assert {(entry.row.number, entry.row.lower, entry.row.upper) for entry in fourth.why} == {(None, None, None)}
    assert (fourth.certainty, fourth.confirmed) == ("niet te zeggen", False)
    assert fourth.certainty_text.text == f"Hoe zeker dit is, mogen we niet zeggen: {TOO_FEW}."
    assert not re.search(r"\b(19|28|2,2|1,4|3,4)\b", insight.plain_text(fourth))
    alone = insight.why(contents, "risk_groups/g4/risk")
    assert alone is not None
    assert alone.row.value.text == TOO_FEW


@pytest.mark.parametrize("hidden", ["risk", "share-outside"])
def test_withholding_either_side_silences_a_finding(contents: ReleaseContents, hidden: str) -> None:
    found = insight.finding(withhold(contents, f"risk_groups/g1/{hidden}"), "g1")
    assert found is not None
    assert not found.shown
    assert found.dots is None


def test_a_finding_that_is_not_there_is_none(contents: ReleaseContents) -> None:
    assert insight.finding(contents, "g77") is None
    assert insight.finding(contents, "population") is None


def test_the_comparison_rests_on_what_it_draws(contents: ReleaseContents) -> None:
    part = insight.comparison(contents)
    assert part is not None
    assert part.statements == ("risk_groups/population/rate", *(f"risk_groups/g{i}/risk" for i in (1, 2, 3)))
    drawn = set(re.findall(r'data-statement="([^"]+)"', part.picture))
    assert drawn == set(part.statements)
    assert "risk_groups/g4/risk" in part.picture  # named as withheld
    assert [row.interval for row in part.rows[1:]] == [
        "28\u00a0en\u00a043",
        "17\u00a0en\u00a030",
        "7,9\u00a0en\u00a015",
    ]


def test_no_comparison_where_nothing_may_be_said(contents: ReleaseContents) -> None:
    silent = withhold(contents, *(f"risk_groups/g{i}/share-outside" for i in range(1, 5)))
    assert insight.comparison(silent) is None


def test_hunches_keep_their_verdict_and_day(contents: ReleaseContents) -> None:
    found = {part.id: part for part in insight.hunches(contents)}
    assert [part.verdict for part in found.values()] == [
        "bevestigd",
        "bevestigd",
        "onbeslist",
        "tegengesproken",
        TOO_FEW,
        "niet te toetsen",
    ]
    assert found["h1"].sentence is not None
    assert found["h5"].sentence is None
    assert found["h5"].rows == ()
    assert found["h6"].day is None


def test_a_hunch_without_its_other_side_says_no_number_at_all(contents: ReleaseContents) -> None:
    hidden = withhold(contents, "risk_groups/h1/share-outside")
    found = next(part for part in insight.hunches(hidden) if part.id == "h1")
    assert found.sentence is None
    assert found.rows == ()
    assert {entry.row.value.text for entry in found.why} == {TOO_FEW}
    alone = insight.why(hidden, "risk_groups/h1/rr")
    assert alone is not None
    assert alone.row.number is None


def test_drop_off_stands_in_the_order_of_the_steps(contents: ReleaseContents) -> None:
    part = insight.drop_off(contents)
    assert part is not None
    assert [row.value.text for row in part.rows] == ["87.580", "86.290", "85.000", TOO_FEW]
    assert part.period == "1 januari 2022"
    assert part.rows[-1].number is None


def test_places_stand_by_name_and_withheld_is_never_nought(contents: ReleaseContents) -> None:
    part = insight.places(contents)
    assert part is not None
    names = [place.name for place in part.places]
    assert names == sorted(names)
    assert part.hidden == 2
    assert part.map is not None
    assert [place.rate.text for place in part.places].count(TOO_FEW) == 2
    assert "0" not in {place.rate.text for place in part.places}


def test_the_outline_says_what_was_left_out(contents: ReleaseContents) -> None:
    part = insight.outline(contents)
    assert part.asked == part.released + part.withheld
    assert f"zijn er {part.withheld} weggelaten" in part.sentences[0].text
    assert len(part.reasons) == 2


def test_an_unknown_analysis_gets_a_plain_table(contents: ReleaseContents) -> None:
    found = {part.id: part for part in insight.other_statements(contents)}
    assert set(found) == {"other-drop_off", "other-open", "other-reinforcing"}
    row = found["other-reinforcing"].rows[0]
    assert row.label.startswith("Kinderen die bij een alleenstaande moeder wonen")
    assert (row.value.text, row.interval) == ("1,4", "0,60\u00a0en\u00a02,2")
    assert found["other-open"].rows[0].value.text == "4,5"
    assert insight.other_statements(example_release()) == ()


def test_why_goes_down_to_the_statement(contents: ReleaseContents) -> None:
    ratio = insight.why(contents, "risk_groups/g1/rr")
    assert ratio is not None
    assert ratio.group.startswith("Kinderen die bij een alleenstaande moeder wonen")
    assert ratio.beside == "alle andere kinderen"
    assert ratio.period == "1 januari 2018 tot en met 31 december 2022"
    assert "Lindedal, Ravenhoek" in ratio.population
    assert "met 12 maanden erna" in ratio.population
    assert ratio.made == "geschat: op huishoudens die niet meededen bij het zoeken; spreiding per huishouden"
    assert ratio.precision == "twee cijfers die tellen"
    assert ratio.means == "Daar ligt het echte cijfer bijna altijd tussen."
    assert ratio.confirmed.startswith("teruggezien")
    size = insight.why(contents, "risk_groups/g1/size")
    assert size is not None
    assert (size.rounding, size.made, size.row.unit) == (
        "afgerond op veelvouden van 5",
        "geteld en afgerond",
        "kinderen",
    )
    outside = insight.why(contents, "risk_groups/g1/share-outside")
    assert outside is not None
    assert outside.rests_on == ("risk_groups/g1/events", "risk_groups/population/events")
    assert outside.row.unit == "procent"
    assert insight.why(contents, "colour/gm9901/bijstand-2020") is not None
    assert insight.why(contents, "no/such/thing") is None


def test_every_statement_can_say_why(contents: ReleaseContents) -> None:
    for statement in contents.statements:
        entry = insight.why(contents, statement.id)
        assert entry is not None
        if isinstance(statement, Statement):
            assert entry.group
            assert entry.period
            assert entry.population


def test_text_never_goes_without_mark_source_and_statements(contents: ReleaseContents) -> None:
    for part in parts(contents):
        text = insight.plain_text(part)
        assert "Let op: verzonnen gegevens." in text
        assert part.source in text
        assert all(statement in text for statement in part.statements)
    real = replace(contents, origin=Origin.REAL)
    assert "Let op" not in insight.plain_text(insight.findings(real)[0])


def test_the_text_of_a_finding_holds_the_whole_sentence(contents: ReleaseContents) -> None:
    first = insight.findings(contents)[0]
    assert first.sentence.text in insight.plain_text(first)
    assert first.about in insight.plain_text(first)


def test_csv_has_one_row_per_statement_and_no_nought_for_withheld(contents: ReleaseContents) -> None:
    for part in parts(contents):
        rows = list(csv.reader(io.StringIO(insight.csv_text(part)), delimiter=";"))
        assert [row[9] for row in rows[1:]] == list(part.statements)
        for row in rows[1:]:
            assert (row[3] == "") == (row[7] != "getoond")
            assert row[10] == "verzonnen gegevens"


def test_csv_text_is_no_formula(contents: ReleaseContents) -> None:
    steps = tuple(step.model_copy(update={"text": "=cmd()"}) for step in contents.sheet.drop_off)
    part = insight.drop_off(replace(contents, sheet=contents.sheet.model_copy(update={"drop_off": steps})))
    assert part is not None
    assert {row[0] for row in insight.csv_rows(part)[1:]} == {"'=cmd()"}


def test_element_ids_are_unique_also_for_two_releases_on_one_page(contents: ReleaseContents) -> None:
    pictures = []
    for start in ("", "b-"):
        for part in insight.findings(contents, identity=start):
            pictures += [part.dots, part.staircase, part.share]
        shown, compared = insight.places(contents, identity=start), insight.comparison(contents, identity=start)
        assert shown
        assert compared
        pictures += [shown.map, compared.picture, insight.findings(contents, identity=start)[0].everybody_dots]
    names = [name for picture in pictures if picture for name in re.findall(r' id="([^"]+)"', picture)]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_release_in_which_everything_is_withheld_still_has_its_parts() -> None:
    whole = example_release()
    empty = withhold(whole, *(statement.id for statement in whole.statements))
    assert not any(part.shown for part in insight.findings(empty))
    assert insight.comparison(empty) is None
    assert "konden niet kijken" in insight.nothing_found(empty)
    for part in parts(empty):
        assert not any(entry.row.number is not None for entry in part.why)
