"""The checker's page and table: everything on them, nothing from elsewhere, and every link leads somewhere."""

import csv
import datetime as dt
import io
import re
from dataclasses import replace

import pytest

from smartstart.presentation.checker import checker_csv, render_checker
from smartstart.presentation.checker.facts import (
    Counts,
    Earlier,
    Limits,
    Outcome,
    Outside,
    Rule,
)
from smartstart.presentation.checker.sections import Section, listed, sections
from smartstart.presentation.report.book import Book
from smartstart.release.contents import Condition, Origin, Predicate, ReleaseContents, Stamp, Statement, TableStatement
from tests.support.checker_example import checked_example, trial
from tests.support.pages import read_page


@pytest.fixture(scope="module")
def contents() -> ReleaseContents:
    return trial()


@pytest.fixture(scope="module")
def page(contents: ReleaseContents) -> str:
    return render_checker(contents, checked_example(contents))


def _text(page: str) -> str:
    return " ".join(read_page(page).text().replace("\u00ad", "").replace("\u00a0", " ").split())


def test_nothing_comes_from_elsewhere_and_nothing_runs(page: str) -> None:
    assert "<script" not in page
    assert not re.search(r'\s(style|on\w+)="', page)
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "default-src 'none'" in page.replace("&#39;", "'")


def test_every_link_leads_to_one_place_on_the_page(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(ids)
    assert len(links) > 20


def test_every_statement_stands_on_it_once_with_its_exact_counts(page: str, contents: ReleaseContents) -> None:
    rows = [e for e in read_page(page).all("tr") if e.attributes.get("id", "").startswith("c-")]
    assert len(rows) == contents.outline.asked
    for statement in contents.statements:
        assert page.count(f"<code>{statement.id}</code>") == 1
    size = next(e for e in rows if e.attributes["id"] == "c-risk_groups--g1--size")
    for number in ("1.234", "1.201", "777", "56", "1.178"):
        assert number in size.text()


def test_it_says_what_to_decide_and_where_to_look(page: str, contents: ReleaseContents) -> None:
    text = _text(page)
    for words in (
        "Een mens moet beslissen",
        "Blijft binnen.",
        "smartstart review release.zip --approve",
        "--room-key kamer.key",
        "Vlak boven een drempel",
        "14 personen (drempel 10)",
        "Gehouden uit een eerdere levering",
        "Vrijgave 3, 2 november 2025: 1.235",
        "Weggelaten omdat ze samen met andere cijfers te veel zeggen",
        "Vrijgave 2, 4 maart 2025: schoolverzuim",
        "0 tot en met 41,5",
        "minstens 1",
        "Onbekend genoeg (nodig: 10 breed, en minstens tot 10).",
        "a1" * 32,
        "smartstart 0.1.0",
        "bekeken tot en met regel 3",
        "richtlijn 1 van het CBS",
        "2 andere waren al bekend",
        contents.sheet.purpose,
    ):
        assert words in text, words


def test_what_can_be_worked_out_too_well_comes_first(contents: ReleaseContents) -> None:
    base = checked_example(contents)
    name = next(one for one, cell in base.cells.items() if cell.outside)
    narrow = Outside(10, Limits(3, 4, True), Limits(3, 3, True))
    cells = {**base.cells, name: replace(base.cells[name], outside=narrow)}
    made = render_checker(contents, replace(base, cells=cells))
    text = _text(made)
    assert "precies 3" in text
    assert text.index("Te goed uit te rekenen") < text.index("Vlak boven een drempel")
    unknown = replace(base.cells[name], outside=Outside(10, None, None))
    assert "niet uitgerekend" in _text(render_checker(contents, replace(base, cells={**base.cells, name: unknown})))


def test_invented_data_need_nobody(contents: ReleaseContents) -> None:
    full = replace(contents, origin=Origin.INVENTED, stamp=Stamp.FULL)
    text = _text(render_checker(full, checked_example(full, apart=())))
    assert "Een mens moet beslissen" not in text
    assert "smartstart review" not in text
    assert "Verzonnen gegevens." in text


def test_where_nothing_leaves_nobody_is_asked_to_decide(contents: ReleaseContents) -> None:
    base = checked_example(contents)
    name = next(one for one, cell in base.cells.items() if cell.outside)
    narrow = replace(base.cells[name], outside=Outside(10, Limits(3, 4, True), Limits(3, 3, True)))
    outline = contents.outline.model_copy(update={"released": 0, "withheld": contents.outline.asked})
    nothing = replace(contents, outline=outline)
    text = _text(render_checker(nothing, replace(base, cells={**base.cells, name: narrow})))
    assert "De poort liet niets door." in text
    assert "U hoeft niets te beslissen" in text
    for words in ("smartstart review", "Laat de vrijgave zo niet door", "Kijk hier eerst", "Leg ze ernaast"):
        assert words not in text


def test_a_row_can_come_back_only_where_there_are_several_dates(contents: ReleaseContents) -> None:
    for dates, told in (((dt.date(2019, 1, 1),), False), ((dt.date(2019, 1, 1), dt.date(2020, 1, 1)), True)):
        sheet = contents.sheet.model_copy(update={"reference_dates": dates})
        text = _text(render_checker(replace(contents, sheet=sheet), checked_example(contents)))
        assert ("kan dus vaker een rij zijn" in text) is told


def test_the_table_says_the_same(contents: ReleaseContents) -> None:
    rows = list(csv.DictReader(io.StringIO(checker_csv(contents, checked_example(contents))), delimiter=";"))
    by_id = {row["uitspraak"]: row for row in rows}
    assert set(by_id) == {s.id for s in contents.statements if isinstance(s, Statement)}
    size = by_id["risk_groups/g1/size"]
    assert (size["rijen"], size["personen"], size["niet_gebeurd"]) == ("1234", "1201", "1178")
    assert (size["regel_persons"], size["vlak_boven_drempel"]) == ("geen bezwaar", "14 personen (drempel 10)")
    assert by_id["risk_groups/population/size"]["eerdere_vrijgaven"] == "3 (2025-11-02): 1235"
    hidden = next(row for row in rows if row["onwetend_tot"])
    assert (hidden["getoond"], hidden["onwetend_tot"], hidden["kent_lege_groepen_tot"]) == ("", "41.5", "onbegrensd")
    assert hidden["regel_joint_audit"] == "weggelaten"


def test_it_says_on_which_days_and_where_an_earlier_release_was_about(contents: ReleaseContents) -> None:
    days = (dt.date(2019, 1, 1), dt.date(2020, 1, 1))
    known = Earlier(4, dt.date(2025, 3, 4), "schoolverzuim", dates=days, areas=("GM9901",))
    unknown = Earlier(3, dt.date(2025, 2, 4), "jeugdzorg")
    page = render_checker(contents, checked_example(contents, together=(known, unknown)))
    assert "schoolverzuim; peildatum 1 januari 2019, 1 januari 2020; in GM9901)" in page
    assert "jeugdzorg)" in page
    apart = render_checker(contents, checked_example(contents, apart=(known,)))
    assert "schoolverzuim; peildatum 1 januari 2019, 1 januari 2020; in GM9901</li>" in apart


def _with_municipalities(contents: ReleaseContents) -> ReleaseContents:
    """Return the release with the size of four groups in each of two municipalities, as a study by municipality has."""
    size = next(s for s in contents.statements if s.id == "risk_groups/g1/size")
    assert isinstance(size, TableStatement)
    more = []
    for code in ("GM9902", "GM9901"):
        here = Condition(factor="gemeente", levels=(code,))
        for finding in ("", "-g10", "-g2"):
            conditions = (*(size.predicate.conditions if finding else ()), here)
            name = f"{code.lower()}{finding}"
            moved = {"id": f"local/{name}/size", "analysis": "local", "subject": name}
            group = Predicate(conditions=tuple(sorted(conditions, key=lambda one: one.factor)))
            more.append(size.model_copy(update={**moved, "predicate": group}))
    return replace(contents, statements=(*contents.statements, *more))


def _tables(contents: ReleaseContents, **more: object) -> tuple[Section, ...]:
    return sections(Book(contents), checked_example(contents, **more))


def test_groups_in_one_municipality_stand_in_one_table_by_number(contents: ReleaseContents) -> None:
    whole = _with_municipalities(contents)
    found = _tables(whole)
    here = [table for table in found if table.anchor.startswith("deel-local")]
    names = {level.code: level.label for d in whole.sheet.dimensions for level in d.levels}
    assert [table.title for table in here] == [f"Dezelfde groepen in {names[c]}" for c in ("GM9901", "GM9902")]
    subjects = [row.statement.subject for row in here[0].rows]
    assert subjects == ["gm9901", "gm9901-g2", "gm9901-g10"]
    assert {row.statement.id for table in found for row in table.rows} == {s.id for s in whole.statements}
    assert [len(several) for _, several in listed(found)] == [5, 5, 3, 1]


def test_every_row_stands_under_a_title_or_a_line_that_says_of_whom_it_is(contents: ReleaseContents) -> None:
    for table in _tables(_with_municipalities(contents)):
        for block in table.blocks:
            for row in block.rows:
                said = (block.group or table.title).lower()
                assert row.group.lower() in said or table.anchor.startswith("deel-drop_off")


def test_what_others_are_computed_from_comes_before_them(contents: ReleaseContents) -> None:
    for table in _tables(contents):
        place = {row.statement.id: number for number, row in enumerate(table.rows)}
        for row in table.rows:
            of = row.statement.of if isinstance(row.statement, TableStatement) else ()
            assert all(place[one] < place[row.statement.id] for one in of if one in place), row.statement.id


def test_a_ratio_shows_what_leaves_and_leads_to_what_it_is_made_of(page: str, contents: ReleaseContents) -> None:
    by_id = {s.id: s for s in contents.statements if isinstance(s, Statement)}
    share = by_id["risk_groups/g1/share-outside"]
    row = next(e for e in read_page(page).all("tr") if e.attributes.get("id") == "c-risk_groups--g1--share-outside")
    assert isinstance(share, TableStatement)
    assert "uit 690 en 3.610" in row.text()
    assert [a.attributes["href"] for a in row.all("a")] == ["#c-" + one.replace("/", "--") for one in share.of]


def test_a_value_is_shown_to_the_last_digit_that_leaves(contents: ReleaseContents) -> None:
    share = next(s for s in contents.statements if s.id == "risk_groups/g1/share-outside")
    assert isinstance(share, TableStatement)
    other = share.model_copy(update={"value": 1.36, "lower": 1.305, "upper": 1.4})
    changed = replace(contents, statements=tuple(other if s is share else s for s in contents.statements))
    text = _text(render_checker(changed, checked_example(changed)))
    assert "1,36 %, uit getoonde aantallen 1,305 tot en met 1,4 %" in text


def test_what_nobody_counted_is_no_number(contents: ReleaseContents) -> None:
    """Of the steps to the study only children are counted; their households are a lower limit, their events nought."""
    [steps] = [table for table in _tables(contents) if table.anchor == "deel-drop_off-alle"]
    assert {row.numbers for row in steps.rows} == {(1234, 1201, None, None, None)}
    rows = csv.DictReader(io.StringIO(checker_csv(contents, checked_example(contents))), delimiter=";")
    told = next(row for row in rows if row["uitspraak"].startswith("drop_off/"))
    assert (told["personen"], told["huishoudens"], told["keer_gebeurd"]) == ("1201", "", "")


def test_what_is_to_be_looked_at_first_says_of_whom_it_is(contents: ReleaseContents) -> None:
    base = checked_example(contents)
    near = replace(base.cells["places/gm9902/size"], near=("11 huishoudens (drempel 10)",))
    page = render_checker(contents, replace(base, cells={**base.cells, near.id: near}))
    name = next(x.label for d in contents.sheet.dimensions for x in d.levels if x.code == "GM9902")
    [link] = [e for e in read_page(page).all("a") if e.attributes.get("href") == "#c-places--gm9902--size"][:1]
    assert f"Kinderen die in {name} wonen: kinderen op alle peildatums" in " ".join(link.text().split())


def test_what_the_audit_withheld_says_how_many_and_what_is_known_outside(contents: ReleaseContents) -> None:
    base = checked_example(contents)
    name = next(one for one, cell in base.cells.items() if cell.outside)
    counts = Counts(1234, 1201, 777, 13, 1221)
    known = Outside(10, Limits(0, 41, True), Limits(1, 41, True))
    cells = {**base.cells, name: replace(base.cells[name], counts=counts, outside=known)}
    text = _text(render_checker(contents, replace(base, cells=cells)))
    assert ", van buiten gezien 1 tot en met 41" in text


def test_a_reason_is_not_told_twice(contents: ReleaseContents) -> None:
    """A name that the reason begins with is left out; rules that only look at estimates are told to do so."""
    rules = (Rule("difference", "verschilt te weinig"), Rule("models", "een schatting die op te weinig rust"))
    base = checked_example(contents)
    cells = {
        one: replace(
            cell,
            outcomes=(
                Outcome.WITHHELD if cell.reasons else Outcome.PASSED,
                Outcome.PASSED if cell.reference else Outcome.NOT_FOR,
            ),
            reasons=("verschilt te weinig van een andere groep",) if cell.reasons else (),
        )
        for one, cell in base.cells.items()
    }
    page = read_page(render_checker(contents, replace(base, cells=cells, rules=rules, by_rule={"difference": 7})))
    rows = [" ".join(e.text().split()) for e in page.all("tr")]
    withheld = [row for row in rows if "verschilt te weinig van een andere groep" in row]
    assert withheld
    assert all(row.count("verschilt te weinig") == 1 for row in withheld)
    [models] = [row for row in rows if "een schatting die op te weinig rust" in row]
    assert "schattingen" in models
    assert "aantallen" not in models
