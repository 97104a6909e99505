"""The checker's page and table: everything on them, nothing from elsewhere, and every link leads somewhere."""

import csv
import datetime as dt
import io
import re
from dataclasses import replace

import pytest

from smartstart.presentation.checker import checker_csv, render_checker
from smartstart.presentation.checker.facts import (
    Earlier,
    Limits,
    Outside,
)
from smartstart.release.contents import Origin, ReleaseContents, Stamp, Statement
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
        "CBS guideline 1",
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
