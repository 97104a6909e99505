"""Every number and every mark of the report is a statement, and no other number stands in it.

The numbers are written here a second time, without the code under test: a mistake in either shows as a difference.
"""

import json
import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest

from smartstart.presentation import look
from smartstart.presentation.report import render_report
from smartstart.release.contents import AnyStatement, ReleaseContents, Stamp, State, Statement
from tests.support.pages import Element, read_page
from tests.support.release_example import example_release, withhold

NUMBER = re.compile(r"[+−-]?\d[\d.,]*\d|\d")
DECLARED = {"1.000"}  # "van elke 1.000": the unit of a rate, no finding


def by_id(contents: ReleaseContents) -> dict[str, Statement]:
    return {s.id: s for s in contents.statements if isinstance(s, Statement)}


def dutch_number(value: Decimal) -> str:
    return f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def rounded(value: float, decimals: int) -> Decimal:
    return Decimal(str(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def expected(statement: Statement, part: str) -> set[str]:
    """Return every way in which a number of a statement may be written."""
    value = {"lower": statement.lower, "upper": statement.upper}.get(part, statement.value)
    assert value is not None, f"{statement.id} shows a withheld number"
    decimals = 0 if abs(value) >= 9.95 or value == 0 else 1 if abs(value) >= 0.95 else 2
    if part == "rest":
        left = 1000 - rounded(value, decimals)
        return {dutch_number(left)}
    kind = getattr(statement, "statistic", "")
    if kind in ("count", "share", "share_outside"):
        whole = dutch_number(rounded(value, 0))
        return {whole} if kind == "count" else {f"{whole}\u00a0%", f"{whole}\u00a0procent"}
    text = dutch_number(rounded(value, decimals))
    if str(getattr(statement, "measure", "")).startswith("risk_difference"):
        full = dutch_number(rounded(value, decimals))
        return {f"+{full}" if value > 0 else full.replace("-", "−")}
    return {text}


def figures_of(ids: str, statements: dict[str, Statement]) -> set[str]:
    """Return all numbers that a drawing of these statements may name."""
    found: set[str] = set()
    for name in ids.split():
        for part in ("value", "lower", "upper"):
            if getattr(statements[name], part) is not None:
                found |= {number for text in expected(statements[name], part) for number in NUMBER.findall(text)}
    return found


def known_words(contents: ReleaseContents) -> str:
    """Return everything that is said in words in the release: the sheet, the names, the dates."""
    words = [json.dumps(contents.sheet.model_dump(mode="json"), ensure_ascii=False), contents.release_id]
    return " ".join([*words, *by_id(contents), contents.subset_reason, contents.policy, *contents.outline.reasons])


def unexplained(page: Element, contents: ReleaseContents) -> list[str]:
    """Return every number on a page that is not what its mark says it is."""
    statements, words, wrong = by_id(contents), known_words(contents), []
    for element, text in page.texts():
        numbers = set(NUMBER.findall(text)) - DECLARED
        if not numbers or not _is_wrong(element, text, numbers, contents, statements, words):
            continue
        wrong.append(text.strip())
    return wrong


def _is_wrong(
    element: Element,
    text: str,
    numbers: set[str],
    contents: ReleaseContents,
    statements: dict[str, Statement],
    words: str,
) -> bool:
    for around in element.around():
        marks = around.attributes
        if around.name == "data":
            return text not in expected(statements[marks["data-statement"]], marks["data-part"])
        if "data-statement" in marks:
            return not numbers <= figures_of(marks["data-statement"], statements)
        if "data-outline" in marks or "data-passed" in marks:
            return text != str(_of_statements(contents, marks))
        if "data-sheet" in marks or around.name in ("head", "desc"):
            return not all(number in words for number in numbers)
        if "data-label" in marks:  # the key of an area: a number in the order of the names
            return not all(number in {str(place) for place in range(1, 10)} for number in numbers)
        # Bounds of classes and ticks of an axis are round numbers, dates are dates: no findings.
        if "data-axis" in marks or marks.get("class") == "legend" or around.name in ("time", "style"):
            return False
        if marks.get("class") == "foot":
            return not text.strip().endswith(("21 november 2026.",))
        if marks.get("class") == "label":  # a group in words
            return not all(number in words for number in numbers)
    return True


def passed(contents: ReleaseContents) -> dict[str, int]:
    """Return how many of some kinds were asked and released, counted from the ids of the statements."""
    kinds = {
        "findings": r"risk_groups/g\d+/risk",
        "steps": r"risk_groups/g\d+/peel-\d+-rate",
        "low": r"risk_groups/l\d+/risk",
        "thresholds": r"thresholds/.*/ratio",
        "places": r"places/.*/rate",
        "classes": r"classes/.*/rate",
        "local": r"local/gm\d+-g\d+/expected",
        "counted": r"local/.*/events",
        "neighbours": r"neighbours/.*/events",
        "regression": r"regression/.*",
        "hunches": r"risk_groups/h\d+/risk-all",
    }
    found: dict[str, int] = {}
    for kind, named in kinds.items():
        mine = [s for name, s in by_id(contents).items() if re.fullmatch(named, name)]
        shown = [s for s in mine if s.state is State.SHOWN and _told(s, contents)]
        found |= {f"{kind} asked": len(mine), f"{kind} released": len(shown)}
        found[f"{kind} withheld"] = len(mine) - len(shown)
    return found


def _of_statements(contents: ReleaseContents, marks: dict[str, str]) -> int:
    """Return the number of statements that a mark names."""
    if "data-passed" in marks:
        return passed(contents)[marks["data-passed"]]
    return int(getattr(contents.outline, marks["data-outline"]))


def _told(statement: Statement, contents: ReleaseContents) -> bool:
    """Return whether what a statement cannot be told without is shown too."""
    beside = {"risk": ("share-outside",), "risk-all": ("share-outside",), "expected": ("size",)}.get(statement.role, ())
    names = (f"{statement.analysis}/{statement.subject}/{role}" for role in beside)
    return all(by_id(contents)[name].state is State.SHOWN for name in names)


@pytest.fixture(scope="module")
def contents() -> ReleaseContents:
    return example_release()


@pytest.fixture(scope="module")
def page(contents: ReleaseContents) -> Element:
    return read_page(render_report(contents))


def test_no_number_stands_without_its_statement(page: Element, contents: ReleaseContents) -> None:
    assert unexplained(page, contents) == []


def test_the_check_notices_a_number_from_nowhere(contents: ReleaseContents) -> None:
    """Guards the test above: a stray number, and one that differs from its statement, are both noticed."""
    made = render_report(contents)
    stray = made.replace('<h2 id="nu">', '<p>Ongeveer 77 kinderen.</p><h2 id="nu">')
    assert unexplained(read_page(stray), contents) == ["Ongeveer 77 kinderen."]
    wrong = re.sub(r'(data-statement="risk_groups/g1/risk" data-part="value">)35<', r"\g<1>36<", made, count=1)
    assert unexplained(read_page(wrong), contents) == ["36"]


def test_there_are_many_numbers_to_check(page: Element) -> None:
    ids = {e.attributes["data-statement"] for e in page.all("data")}
    assert len(ids) > 60


def test_the_value_behind_a_number_is_that_of_the_release(page: Element, contents: ReleaseContents) -> None:
    statements = by_id(contents)
    for element in page.all("data"):
        statement = statements[element.attributes["data-statement"]]
        part = element.attributes["data-part"].replace("rest", "value")
        assert float(element.attributes["value"]) == getattr(statement, part)


# --- marks -------------------------------------------------------------------------------------------------------


def drawings(page: Element, name: str) -> list[Element]:
    return [svg for svg in page.all("svg") if name in svg.attributes.get("class", "").split()]


def test_every_dark_mark_names_its_statement(page: Element, contents: ReleaseContents) -> None:
    statements, seen = by_id(contents), 0
    for svg in page.all("svg"):
        for shape in svg.all():
            if look.ACCENT in (shape.attributes.get("fill"), shape.attributes.get("stroke")):
                assert shape.attributes["data-statement"] in statements
                seen += 1
    assert seen > 10


def test_as_many_dots_are_dark_as_the_rate_says(page: Element, contents: ReleaseContents) -> None:
    grids = drawings(page, "dots")
    assert [grid.attributes["data-statement"] for grid in grids] == [
        "risk_groups/g1/risk",
        "risk_groups/population/rate",
    ]
    for grid in grids:
        light, dark = list(grid.all("path"))
        value = by_id(contents)[dark.attributes["data-statement"]].value
        assert dark.attributes["d"].count("M") == round(value or 0)
        assert light.attributes["d"].count("M") + dark.attributes["d"].count("M") == 1000


def test_stairs_are_as_high_and_as_wide_as_their_rates(page: Element, contents: ReleaseContents) -> None:
    statements = by_id(contents)
    names = [f"risk_groups/g1/peel-{step}-rate" for step in range(5)]
    upright, lying = drawings(page, "upright"), drawings(page, "lying")
    assert [svg.attributes["data-statement"] for svg in upright] == names
    values = [statements[name].value or 0 for name in names]
    for svg, other, value in zip(upright, lying, values, strict=True):
        assert int(svg.attributes["height"]) == pytest.approx(180 * value / max(values), abs=0.51)
        width = next(other.all("rect")).attributes["width"]
        assert float(width.removesuffix("%")) == pytest.approx(100 * value / max(values), abs=0.06)


def test_dots_and_lines_of_the_comparison_stand_where_they_should(page: Element, contents: ReleaseContents) -> None:
    statements = by_id(contents)
    rows = drawings(page, "interval")
    assert [row.attributes["data-statement"].split("/")[1] for row in rows] == ["g1", "g2", "g3"]
    axis = next(svg for svg in drawings(page, "axis") if "data-axis" in svg.attributes)
    end = float(list(axis.all("text"))[-1].text().replace(",", "."))
    for row in rows:
        statement = statements[row.attributes["data-statement"]]
        circle = next(row.all("circle"))
        line = next(e for e in row.all("line") if e.attributes.get("data-part") == "interval")
        for mark, value in (
            (circle.attributes["cx"], statement.value),
            (line.attributes["x1"], statement.lower),
            (line.attributes["x2"], statement.upper),
        ):
            assert float(mark.removesuffix("%")) == pytest.approx(100 * (value or 0) / end, abs=0.06)
        average = next(e for e in row.all("line") if "data-part" not in e.attributes)
        assert average.attributes["data-statement"] == "risk_groups/population/rate"


def test_the_share_outside_is_the_light_part(page: Element, contents: ReleaseContents) -> None:
    bar = next(e for e in page.all("rect") if e.attributes.get("data-part") == "inside")
    outside = by_id(contents)[bar.attributes["data-statement"]].value or 0
    assert float(bar.attributes["width"].removesuffix("%")) == pytest.approx(100 - outside, abs=0.06)


def test_every_area_has_the_colour_of_its_class_and_hatch_where_withheld(
    page: Element, contents: ReleaseContents
) -> None:
    statements = by_id(contents)
    legend = next(e for e in page.all("ul") if e.attributes.get("class") == "legend")
    words = [item.text().strip() for item in legend.all("li")]
    bounds = [float(NUMBER.findall(text)[0].replace(",", ".")) for text in words[:-1]][1:]
    seen = 0
    for area in page.all("path"):
        if "data-code" not in area.attributes:
            continue
        seen += 1
        value = statements[area.attributes["data-statement"]].value
        fill = area.attributes["fill"]
        if value is None:
            assert fill == "url(#kaart-x)"
            assert "te weinig om iets te zeggen" in area.text()
        else:
            assert fill == look.SEQUENTIAL[sum(value >= bound for bound in bounds)]
    assert seen == 9
    assert words[-1] == "te weinig om iets te zeggen"


# --- withholding -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["risk", "share-outside"])
def test_a_group_without_its_other_side_is_silent_in_every_picture_and_table(role: str) -> None:
    contents = withhold(example_release(), f"risk_groups/g1/{role}")
    made = render_report(contents)
    assert not re.search(r'data-statement="risk_groups/g1/(risk|rr|rd|rr-koopman|rate|peel-\d+-rate)"', made)
    silent = made.partition('id="stil"')[2].partition("</section>")[0]
    assert "die in een huurwoning met huurtoeslag wonen" in silent
    assert 'id="zin"' in made  # the next group answers
    assert 'data-statement="risk_groups/g2/risk"' in made


def test_any_one_statement_can_be_withheld_without_a_stray_number() -> None:
    whole = example_release()
    one_of_each_role = {s.id.split("/")[0] + s.id.split("/")[2]: s for s in reversed(whole.statements)}
    assert len(one_of_each_role) > 25
    for statement in one_of_each_role.values():
        contents = withhold(whole, statement.id)
        made = render_report(contents)
        assert f'data-statement="{statement.id}" data-part' not in made, statement.id
        assert unexplained(read_page(made), contents) == [], statement.id


def test_nothing_to_show_at_all_still_is_a_report() -> None:
    whole = example_release()
    contents = withhold(whole, *(statement.id for statement in whole.statements))
    page = read_page(render_report(contents))
    assert "Over deze vraag mogen we nu niets zeggen" in page.text()
    assert list(page.all("data")) == []
    assert unexplained(page, contents) == []


def test_a_release_without_statements_borders_or_hunches_is_a_report() -> None:
    whole = example_release()
    sheet = whole.sheet.model_copy(update={"hunches": (), "drop_off": (), "sources": ()})
    contents = replace(whole, sheet=sheet, statements=(), borders=None)
    page = read_page(render_report(contents))
    assert "<h2" in render_report(contents)
    assert unexplained(page, contents) == []


def test_a_value_left_in_a_withheld_statement_is_not_shown() -> None:
    """A file may lie: the state decides, not whether there happens to be a number."""
    whole = example_release()
    leaky = tuple(
        s.model_copy(update={"state": State.WITHHELD, "value": 4321.0})
        if s.id in ("places/gm9901/rate", "places/gm9901/size", "risk_groups/g1/persons")
        else s
        for s in whole.statements
    )
    assert "4.321" not in render_report(replace(whole, statements=_checked(leaky)))


def _checked(statements: tuple[AnyStatement, ...]) -> tuple[AnyStatement, ...]:
    return tuple(type(s).model_validate(s.model_dump()) for s in statements)


# --- the rest ----------------------------------------------------------------------------------------------------


def test_same_contents_same_bytes() -> None:
    assert render_report(example_release()) == render_report(example_release())


def test_the_order_of_statements_does_not_show() -> None:
    """Except inside a table of one subject, which follows the release; the findings keep their rank."""
    whole = example_release()
    turned = render_report(replace(whole, statements=tuple(reversed(whole.statements))))
    sentence = re.compile(r'id="zin">(.*?)</p>')
    assert sentence.findall(turned) == sentence.findall(render_report(whole))


def hunch_section(contents: ReleaseContents) -> str:
    made = render_report(contents).partition('id="vermoedens"')[2].partition("</section>")[0]
    return read_page(f"<main>{made[1:]}</main>").text()


def test_only_dated_hunches_are_said_to_come_before_the_figures() -> None:
    whole = example_release()
    dated = tuple(h for h in whole.sheet.hunches if h.date)
    undated = tuple(h for h in whole.sheet.hunches if not h.date)

    def told(*hunches: object) -> str:
        return hunch_section(replace(whole, sheet=whole.sheet.model_copy(update={"hunches": hunches})))

    before, unknown = "opgeschreven voordat de cijfers er waren", "kunnen we niet toetsen"
    assert f"Deze vermoedens zijn {before}" in told(*dated)
    assert unknown not in told(*dated)
    assert f"De vermoedens met een datum zijn {before}" in told(*dated, *undated)
    assert unknown in told(*dated, *undated)
    assert before not in told(*undated)
    assert unknown in told(*undated)


def test_reasons_are_told_only_where_something_is_withheld() -> None:
    whole = example_release()
    kinds = ("te weinig personen", "een nieuwe reden")
    some = replace(whole, outline=whole.outline.model_copy(update={"reasons": kinds}))
    text = read_page(render_report(some)).text()
    assert "Het cijfer gaat over te weinig mensen." in text
    assert "Een nieuwe reden." in text
    none = replace(some, outline=some.outline.model_copy(update={"withheld": 0, "released": some.outline.asked}))
    text = read_page(render_report(none)).text()
    assert "om deze redenen" not in text
    assert "Een nieuwe reden." not in text


def without_findings(contents: ReleaseContents) -> ReleaseContents:
    kept = tuple(s for s in contents.statements if not re.match(r"risk_groups/g\d", s.id))
    return replace(contents, statements=kept)


def test_no_finding_is_told_as_nothing_found_or_as_not_looked_at() -> None:
    contents = without_findings(example_release())
    assert "Geen enkele groep viel op." in read_page(render_report(contents)).text()
    hidden = withhold(contents, "risk_groups/population/events")
    text = read_page(render_report(hidden)).text()
    assert "We konden niet kijken of er groepen opvallen: te weinig om iets te zeggen." in text
    assert "viel op" not in text


def test_units_without_households_are_never_called_households() -> None:
    whole = example_release()
    sheet = whole.sheet.model_copy(update={"unit": "vrouw", "units": "vrouwen", "methods": ()})
    plain = tuple(s.model_copy(update={"method": "m"}) if hasattr(s, "method") else s for s in whole.statements)
    contents = replace(whole, sheet=sheet, statements=plain, outline=whole.outline.model_copy(update={"reasons": ()}))
    text = read_page(render_report(contents)).text()
    assert "helft van de vrouwen" in text
    assert "huishoud" not in text


@pytest.mark.parametrize(("stamp", "word"), [(Stamp.TRIAL, "proef"), (Stamp.DRAFT, "concept")])
def test_trial_and_draft_say_so_at_every_picture(stamp: Stamp, word: str) -> None:
    page = read_page(render_report(replace(example_release(), stamp=stamp)))
    captions = [caption.text() for caption in page.all("figcaption")]
    assert len(captions) >= 5
    assert all(word in text and "verzonnen gegevens" in text for text in captions)


def test_words_of_a_study_are_never_markup() -> None:
    whole = example_release()
    evil = "<script>alert(1)</script>"
    sheet = whole.sheet.model_copy(update={"title": evil, "owner": evil, "units": evil, "purpose": evil})
    made = render_report(replace(whole, sheet=sheet, subset_reason=evil))
    assert evil not in made
    assert "&lt;script&gt;" in made


def test_places_come_by_name() -> None:
    page = read_page(render_report(example_release()))
    table = next(t for t in page.all("table") if "Per gebied" in t.text())
    names = [span.text() for span in table.all("span") if "data-sheet" in span.attributes]
    assert names == sorted(names)
    assert len(names) == 9


def test_hunches_get_their_five_verdicts() -> None:
    page = read_page(render_report(example_release()))
    listed = next(e for e in page.all("ul") if e.attributes.get("class") == "hunches")
    verdicts = [e.text() for e in listed.all("strong")]
    assert verdicts == [
        "Bevestigd.",
        "Bevestigd.",
        "Onbeslist.",
        "Tegengesproken.",
        "Te weinig om iets te zeggen.",
        "Niet te toetsen.",
    ]


def test_a_hunch_is_told_with_its_counter_numbers_or_not_at_all() -> None:
    whole = example_release()
    page = read_page(render_report(whole))
    listed = next(e for e in page.all("ul") if e.attributes.get("class") == "hunches")
    told = [entry.text() for entry in listed.all("li")]
    assert [("hoort" in text and "niets over de oorzaak" in text) for text in told] == [True] * 4 + [False] * 2
    for role in ("share-outside", "risk-all"):
        hidden = read_page(render_report(withhold(whole, f"risk_groups/h1/{role}")))
        listed = next(e for e in hidden.all("ul") if e.attributes.get("class") == "hunches")
        first = next(iter(listed.all("li"))).text()
        assert "Te weinig om iets te zeggen." in first
        assert "3,5" not in first


def test_only_silent_groups_give_no_picture_and_say_so() -> None:
    whole = example_release()
    contents = withhold(whole, *(s.id for s in whole.statements if s.id.endswith("/share-outside")))
    page = read_page(render_report(contents))
    assert "We vonden wel groepen kinderen die opvallen, maar mogen er niets over zeggen" in page.text()
    assert drawings(page, "interval") == []
    assert drawings(page, "dots") == []
    assert unexplained(page, contents) == []


def test_areas_too_small_for_their_names_get_numbers_in_the_order_of_the_names() -> None:
    whole = example_release()
    assert whole.borders is not None
    narrow = [
        {
            "type": "Feature",
            "properties": feature["properties"],
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[0.01 * i + x, y] for x, y in ((5, 51), (5.01, 51), (5.01, 51.4), (5, 51.4), (5, 51))]
                ],
            },
        }
        for i, feature in enumerate(whole.borders["features"])
    ]
    contents = replace(whole, borders={"type": "FeatureCollection", "features": narrow})
    page = read_page(render_report(contents))
    drawn = next(svg for svg in page.all("svg") if svg.attributes.get("class") == "map")
    assert sorted(text.text() for text in drawn.all("text")) == [str(place) for place in range(1, 10)]
    table = next(t for t in page.all("table") if "Per gebied" in t.text())
    keys = [span.text() for span in table.all("span") if "data-label" in span.attributes]
    assert keys == [str(place) for place in range(1, 10)]
    assert unexplained(page, contents) == []
