"""The staircase counts everybody in the group, the answer only half of them: where a reader sees both, it is said."""

import dataclasses
import re
from dataclasses import replace
from html import unescape

import pytest

from smartstart.presentation import insight
from smartstart.presentation.figures import passage
from smartstart.presentation.insight.drawings import drawings
from smartstart.presentation.report import reinforcing, render_report
from smartstart.presentation.report.book import Book
from smartstart.presentation.report.findings import FindingView, view
from smartstart.presentation.report.numbers import how_made
from smartstart.presentation.report.reinforcing import TogetherView
from smartstart.release.contents import ModelStatement, ReleaseContents
from tests.support.pages import read_page
from tests.support.release_example import example_release, withhold
from tests.unit.presentation.test_report_traces import unexplained


def _told(finding: FindingView) -> str:
    return str(finding.stairs_note)


def _with(contents: ReleaseContents, statement: str, **changes: float) -> ReleaseContents:
    changed = (s.model_copy(update=changes) if s.id == statement else s for s in contents.statements)
    return replace(contents, statements=tuple(changed))


@pytest.fixture(scope="module")
def contents() -> ReleaseContents:
    """The last step is that of the whole group; the answer is put beside it at another number."""
    return _with(example_release(), "risk_groups/g1/risk", value=22.0, lower=18.0, upper=28.0)


def test_both_numbers_stand_in_one_sentence_with_whom_each_is_about(contents: ReleaseContents) -> None:
    finding = view(Book(contents), "g1")
    last = finding.stairs[-1].rate
    assert last.predicate == finding.predicate
    assert f"De laatste trede is {last.value:.0f}, en in het antwoord staat ongeveer 22." in _told(finding)
    assert "De trap telt alle kinderen in de groep." in _told(finding)
    assert "Het antwoord telt alleen die uit huishoudens die niet meededen bij het zoeken." in _told(finding)


def test_it_stands_before_the_staircase_in_the_report_and_every_number_is_explained(contents: ReleaseContents) -> None:
    report = render_report(contents)
    section = unescape(report[report.index('id="trap"') :])
    assert section.index("De laatste trede is") < section.index("<ol class=")
    assert unexplained(read_page(report), contents) == []


def test_it_travels_with_the_picture(contents: ReleaseContents) -> None:
    part = insight.finding(contents, "g1")
    assert part is not None
    words = " ".join(unescape(text) for text in re.findall(r">([^<]+)<", str(drawings(part)["trap"]())))
    assert "en in het antwoord staat ongeveer 22" in " ".join(words.split())


def test_one_number_is_not_called_two(contents: ReleaseContents) -> None:
    finding = view(Book(contents), "g1")
    same = _with(contents, "risk_groups/g1/risk", value=float(finding.stairs[-1].rate.value or 0), upper=60.0)
    assert "De laatste trede" not in _told(view(Book(same), "g1"))
    assert "De trap telt alle kinderen" in _told(view(Book(same), "g1"))


def test_a_staircase_that_stops_early_compares_nothing(contents: ReleaseContents) -> None:
    last = view(Book(contents), "g1").stairs[-1].rate
    stopped = view(Book(withhold(contents, last.id)), "g1")
    assert stopped.stopped
    assert "De laatste trede" not in _told(stopped)


def test_of_units_without_households_no_household_is_named(contents: ReleaseContents) -> None:
    women = replace(contents, sheet=contents.sheet.model_copy(update={"unit": "vrouw", "units": "vrouwen"}))
    assert "Het antwoord telt alleen de vrouwen die niet meededen" in _told(view(Book(women), "g1"))
    assert "huishoudens" not in _told(view(Book(women), "g1"))


def test_a_planned_pair_says_that_it_counts_everybody(contents: ReleaseContents) -> None:
    """The same group can stand in the answer at another number: there it is half of them."""
    view = TogetherView("p1", "kinderen", None, passage("Zin."), True, (), (), None, "", False)
    held = dataclasses.replace(view, id="f1", planned=False)
    for shown, words in ((view, "alle kinderen samen"), (held, "in huishoudens die niet meededen bij het zoeken")):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(reinforcing, "views", lambda _, shown=shown: (shown,))
            report = render_report(contents)
        assert f"maakten dit mee, {words}</caption>" in report


def test_a_method_does_not_speak_of_the_danger_of_a_household(contents: ReleaseContents) -> None:
    risk = next(s for s in contents.statements if s.id == "risk_groups/g1/risk")
    assert isinstance(risk, ModelStatement)
    for method in ("risico op alle huishoudens; spreiding", "relatief risico op alle huishoudens; spreiding"):
        assert how_made(risk.model_copy(update={"method": method})) == "geschat: op alle huishoudens; spreiding"
    assert (
        how_made(risk.model_copy(update={"method": "gestandaardiseerd risico"})) == "geschat: gestandaardiseerd risico"
    )
