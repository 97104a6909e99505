"""What a researcher meets in a notebook: readable, complete, safe to show, and to be made again by its call."""

import datetime as dt
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import smartstart
from smartstart.vault.insight.findings import Estimate
from smartstart.vault.notebook import columns, frames
from smartstart.vault.study.approval import fingerprint
from smartstart.vocabulary.errors import DataError, StudyError, UsageError
from tests.support.absent import may_lack
from tests.support.own_table import ROWS, own_table, question, study_on

HOSTILE = "<script>alert('x')</script> & co"
ALFA = {"title": HOSTILE, "labels": {"0": "nee", "1": "<b>ja</b>"}}


@pytest.fixture(scope="module")
def study(folder: Path) -> smartstart.Study:
    return study_on(folder, question(alfa=ALFA), own_table())


def again(call: str) -> Any:
    """Do what the call says, as a reader of it would."""
    return eval(call, {"smartstart": smartstart})  # noqa: S307 - our own text, which has to be a call


def test_what_is_offered_is_there_and_nothing_else() -> None:
    offered = {
        name
        for name in dir(smartstart)
        if not name.startswith("_") and name not in ("difflib", "importlib", "annotations")
    }
    from smartstart.vault import notebook

    assert set(notebook.__all__) <= offered
    assert all(getattr(smartstart, name) is getattr(notebook, name) for name in notebook.__all__)
    with pytest.raises(AttributeError, match="no attribute 'persons'"):
        smartstart.persons  # noqa: B018 - to see it refused


def test_a_cohort_shows_its_sizes_and_no_row(cohort: smartstart.Cohort) -> None:
    assert repr(cohort).startswith("Onderzoeksgroep: 1.200 kinderen op 1 januari 2020 (verzonnen gegevens)")
    assert "blijven in de beveiligde omgeving" in repr(cohort)
    inner = cohort.coded
    for part in (inner, inner.outcome, *inner.factors, *inner.places):
        assert "array" not in repr(part)
        assert str(ROWS) not in repr(part)
    assert "array" not in repr(cohort) + cohort._repr_html_()


def test_memory_is_a_byte_per_factor_and_row(cohort: smartstart.Cohort) -> None:
    """Three factors; person, household, outcome and day of four bytes, and one for the reference date."""
    assert cohort.megabytes == pytest.approx(ROWS * (3 + 4 * 4 + 1) / 1e6)


def test_a_finding_is_told_with_its_interval_and_its_other_side(groups: smartstart.FoundRiskGroups) -> None:
    """The numbers in the sentence are those of the finding, by arithmetic of our own on the frame."""
    table = own_table()
    first = groups["g1"]
    text = groups.describe(first)
    risk = first.estimated.risk
    assert f"van elke 1.000 ongeveer {1000 * risk.value:.0f} wel" in text
    assert f"(tussen {1000 * risk.lower:.0f} en {1000 * risk.upper:.0f})" in text
    assert f"ongeveer {1000 - 1000 * risk.value:.0f} niet" in text
    outside = (table["uitkomst"] * (table["alfa"] == 0)).sum() / table["uitkomst"].sum()
    assert f"hoort {100 * outside:.0f}\u00a0% niet bij deze groep" in text
    assert "Dit zegt niets over één gezin, en niets over de oorzaak." in repr(groups)


def test_a_small_ratio_keeps_two_digits(groups: smartstart.FoundRiskGroups) -> None:
    """A half of the risk and two fifths of it are told apart; large ratios have no digits that mean nothing."""
    first = groups["g1"]
    small = Estimate(0.4527, 0.3866, 0.5302)
    low = replace(first, estimated=replace(first.estimated, relative_risk_clustered=small))
    assert "Dat is 0,45 keer zo vaak als bij de anderen (tussen 0,39 en 0,53)." in groups.describe(low)
    large = replace(first, estimated=replace(first.estimated, relative_risk_clustered=Estimate(6.28, 1.04, 13.6)))
    assert "Dat is 6,3 keer zo vaak als bij de anderen (tussen 1,0 en 13,6)." in groups.describe(large)


def test_frames_hold_every_number_of_the_findings(groups: smartstart.FoundRiskGroups) -> None:
    frame = groups.to_pandas()
    assert list(frame["id"]) == [finding.id for finding in groups]
    assert list(frame["estimated_risk_upper"]) == [finding.estimated.risk.upper for finding in groups]
    assert list(frame["confirmed"]) == [finding.confirmed for finding in groups]
    assert frame["predicate"][0] == "alfa: 1"
    assert frame["words"][0].startswith("kinderen met ")
    peel = groups.to_pandas("peel")
    assert list(peel[peel["id"] == "g1"]["rows"]) == [step.rows for step in groups["g1"].peel]
    with pytest.raises(UsageError, match="geen tabel 'alles'"):
        groups.to_pandas("alles")


def test_polars_gives_the_same_as_pandas(groups: smartstart.FoundRiskGroups) -> None:
    may_lack("polars")
    frame = groups.to_polars()
    assert frame.columns == list(groups.to_pandas().columns)
    assert frame["estimated_risk_value"].to_list() == list(groups.to_pandas()["estimated_risk_value"])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_there_is_told(
    groups: smartstart.FoundRiskGroups, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"De bibliotheek {library} is hier niet geïnstalleerd"):
        getattr(groups, f"to_{library}")()


def test_without_findings_the_columns_are_the_same(
    cohort: smartstart.Cohort, groups: smartstart.FoundRiskGroups
) -> None:
    none = smartstart.risk_groups(cohort, min_events=100_000, progress=False)
    assert len(none) == 0
    assert none.to_arrow().schema == groups.to_arrow().schema
    assert none.to_arrow("peel").schema == groups.to_arrow("peel").schema


class Page(HTMLParser):
    """Notes the tags and the text of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags |= {tag, *(name for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_html_is_plain_and_escaped(groups: smartstart.FoundRiskGroups, cohort: smartstart.Cohort) -> None:
    for shown in (groups, cohort):
        page = Page(shown._repr_html_())
        plain = {"section", "p", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td", "scope"}
        assert page.tags <= plain, "no script, no style, no address"
    text = " ".join(Page(groups._repr_html_()).texts)
    assert HOSTILE.lower() in text
    assert "Van allen die het meemaakten, niet in deze groep" in text


def test_the_call_finds_the_same_again(groups: smartstart.FoundRiskGroups, cohort: smartstart.Cohort) -> None:
    assert again(groups.call).result == groups.result
    other = smartstart.risk_groups(cohort, max_conditions=1, split_seed=9, progress=False)
    assert other.result != groups.result
    assert again(other.call).result == other.result


def test_the_call_of_a_question_in_code_holds_the_question(folder: Path, groups: smartstart.FoundRiskGroups) -> None:
    study = smartstart.make_study(question(alfa=ALFA))
    found = smartstart.risk_groups(study.coded_cohort(folder / "gegevens", progress=False), progress=False)
    assert found.result == groups.result
    assert again(found.call).result == groups.result
    assert repr(found).endswith("Opnieuw: de hele aanroep staat in .call.")
    assert repr(groups).endswith(f"Opnieuw: {groups.call}")


def test_settings_that_differ_are_told(cohort: smartstart.Cohort, groups: smartstart.FoundRiskGroups) -> None:
    other = smartstart.risk_groups(cohort, max_conditions=1, progress=False)
    assert "Anders dan in de vraag: max_conditions=1. Alles wat u probeert, telt mee" in repr(other)
    assert "Anders dan in de vraag" not in repr(groups)
    same = smartstart.risk_groups(cohort, max_conditions=2, progress=False)
    assert "Anders dan in de vraag" not in repr(same)


def test_a_setting_that_does_not_exist_is_told(cohort: smartstart.Cohort) -> None:
    with pytest.raises(StudyError) as error:
        smartstart.risk_groups(cohort, max_condition=1, progress=False)
    assert "bedoelde u 'max_conditions'?" in str(error.value)


def test_a_question_is_written_as_it_is(folder: Path, study: smartstart.Study, tmp_path: Path) -> None:
    assert fingerprint(study.question) == fingerprint(smartstart.make_study(question(alfa=ALFA)).question)
    assert study.write(tmp_path / "weer.toml").question == study.question
    other = smartstart.make_study(question())
    with pytest.raises(UsageError, match="al iets anders dan deze vraag"):
        other.write(tmp_path / "weer.toml")


def test_a_draft_needs_a_file(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nog niet in een bestand"):
        smartstart.make_study(question()).draft(folder / "gegevens", tmp_path)


def test_a_draft_says_what_it_is_not(study: smartstart.Study, folder: Path, tmp_path: Path) -> None:
    draft = study.draft(folder / "gegevens", tmp_path, progress=False)
    assert draft.report == tmp_path / "concept" / "release" / "report.html"
    assert "niet goedgekeurd en niet ondertekend" in repr(draft)
    assert not list(tmp_path.rglob("manifest.sig"))
    assert again(draft.call).contents == draft.contents


def test_nothing_is_left_of_the_files_on_the_way(
    study: smartstart.Study, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    study.coded_cohort(folder / "gegevens", progress=False)
    with pytest.raises(DataError):
        study.coded_cohort(folder / "ergens anders", progress=False)
    assert list(tmp_path.iterdir()) == []


def test_types_decide_the_columns() -> None:
    from smartstart.vault.insight.findings import HunchResult

    named = {column.name: str(column.kind) for column in columns.columns_of(HunchResult)}
    assert named["date"] == "date32[day]"
    assert named["estimate_rows"] == "int64"
    assert named["estimate_risk_value"] == "double"
    assert named["predicate"] == "string"
    assert columns.Column("x", ("date",), None).of(HunchResult("h", None, dt.date(2020, 1, 1), None)) == dt.date(
        2020, 1, 1
    )


def test_a_result_has_to_say_what_its_tables_are() -> None:
    with pytest.raises(TypeError, match="to_arrow"):
        frames.Tabled()  # type: ignore[abstract]
