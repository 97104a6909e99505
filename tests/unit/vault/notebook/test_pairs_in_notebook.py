"""Pairs in a notebook: what pandas counts on the same table, in words, on the right half; wrong input told at once."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import smartstart
from smartstart.vault.insight.split import found_half
from smartstart.vocabulary.errors import StudyError, UsageError
from tests.support.own_table import own_table, question, study_on

PAIR = {"first": {"alfa": ["1"]}, "second": {"beta": ["2"]}}
PLAN = {"kind": "reinforcing", "margin": 5, "pairs": [PAIR]}


@pytest.fixture(scope="module")
def study(folder: Path) -> smartstart.Study:
    asked = question()
    return study_on(folder, asked | {"analyses": [*asked["analyses"], PLAN]}, own_table())


@pytest.fixture(scope="module")
def pairs(cohort: smartstart.Cohort) -> smartstart.FoundReinforcing:
    return smartstart.reinforcing(cohort, progress=False)


def _counted(rows: Any) -> list[tuple[int, int]]:
    """Size and events of neither, the second only, the first only and both, by pandas alone."""
    sides = [rows["alfa"] == 1, rows["beta"] == 2]
    found = rows["uitkomst"].groupby(sides).agg(["size", "sum"]).sort_index()
    return [(int(size), int(events)) for size, events in found.itertuples(index=False)]


def test_the_frame_holds_what_pandas_counts(pairs: smartstart.FoundReinforcing) -> None:
    frame = pairs.to_pandas("combinations")
    counted = _counted(own_table())
    assert list(zip(frame["rows"], frame["events"], strict=True)) == counted
    none, second, first, both = (events / size for size, events in counted)
    (pair,) = pairs.to_pandas().to_dict("records")
    assert (pair["id"], pair["held_back"], pair["verdict"]) == ("p1", False, "unclear")
    assert pair["contrast_value"] == pytest.approx(1000 * (both - first - second + none))
    assert pair["reri_value"] == pytest.approx((both - first - second + none) / none)
    assert pair["attributable_value"] == pytest.approx((both - first - second + none) / both)
    assert pair["synergy_value"] == pytest.approx((both - none) / (first + second - 2 * none))


def test_it_is_told_in_words_with_intervals_and_the_call(pairs: smartstart.FoundReinforcing) -> None:
    text, page = repr(pairs), pairs._repr_html_()
    counted = _counted(own_table())
    assert "p1: kinderen met alfa: ja en met beta: twee" in text
    assert f"Geen van beide {counted[0][1]} van {counted[0][0]}" in text
    assert f"allebei {counted[3][1]} van {counted[3][0]}" in text
    assert "is onduidelijk: het verschil met de som is" in text
    assert "niets over de oorzaak" in text
    assert "blijven in de beveiligde omgeving" in text
    assert "Anders dan in de vraag" not in text
    assert page.count("<table>") == 2
    assert "p1: alleen kinderen met beta: twee</th><td>220</td><td>34</td><td>155</td><td>845</td>" in page
    assert page.count("<tr>") == 1 + 1 + 1 + 4
    assert eval(pairs.call, {"smartstart": smartstart}) == pairs  # noqa: S307 - our own text, which has to be a call


def test_pairs_within_findings_are_counted_where_that_search_did_not_look(cohort: smartstart.Cohort) -> None:
    groups = smartstart.risk_groups(cohort, split_seed=5, progress=False)
    found = smartstart.reinforcing(cohort, groups, pairs=[], within_findings=True, progress=False)
    table = own_table()
    kept = table[~found_half(cohort.coded.household, 5)]
    one = next(t for t in found.result.together if {c.factor for c in t.conditions} == {"alfa", "beta"})
    assert sum(c.rows for c in one.combinations) == len(kept) < len(table)
    assert all(t.held_back for t in found.result.together)
    assert "niet meededen bij het zoeken" in repr(found)
    assert "risk_groups(" in found.call
    assert eval(found.call, {"smartstart": smartstart}) == found  # noqa: S307 - our own text


def test_findings_are_sought_where_none_are_given(cohort: smartstart.Cohort) -> None:
    settings: dict[str, Any] = {"pairs": [], "within_findings": True, "progress": False}
    given = smartstart.reinforcing(cohort, smartstart.risk_groups(cohort, progress=False), **settings)
    sought = smartstart.reinforcing(cohort, **settings)
    pd.testing.assert_frame_equal(sought.to_pandas(), given.to_pandas())
    assert len(sought.to_pandas()) == len(sought.result.together) > 0
    assert np.isfinite(sought.to_pandas()["contrast_value"]).all()


def test_where_nothing_is_found_it_says_so(cohort: smartstart.Cohort) -> None:
    groups = smartstart.risk_groups(cohort, max_conditions=1, progress=False)
    none = smartstart.reinforcing(cohort, groups, pairs=[], within_findings=True, progress=False)
    assert none.result.together == ()
    assert "Geen paren" in repr(none)
    assert "<table>" not in none._repr_html_()
    assert len(none.to_pandas()) == 0


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        ({"kind": "risk_groups"}, UsageError, "altijd omstandigheden samen"),
        ({"margn": 3}, StudyError, "bedoelde u 'margin'"),
        ({"pairs": [{"first": {"alfa": ["9"]}, "second": {"beta": ["2"]}}]}, StudyError, "geen bekende waarde"),
        ({"pairs": [{"first": {"alfa": ["0", "1"]}, "second": {"beta": ["2"]}}]}, StudyError, "niemand over"),
        ({"pairs": []}, StudyError, "within_findings = true"),
    ],
)
def test_wrong_settings_are_told_at_once(
    cohort: smartstart.Cohort, settings: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        smartstart.reinforcing(cohort, progress=False, **settings)


def test_a_question_without_pairs_asks_for_them(folder: Path, cohort: smartstart.Cohort) -> None:
    plain = smartstart.make_study(question()).coded_cohort(folder / "gegevens", progress=False)
    with pytest.raises(UsageError, match="noemt geen omstandigheden"):
        smartstart.reinforcing(plain, progress=False)
    with pytest.raises(StudyError, match="bedoelde u 'pairs'"):
        smartstart.reinforcing(plain, margin=5, pares=[PAIR], progress=False)
    apart = smartstart.reinforcing(plain, margin=5, pairs=[PAIR], progress=False)
    assert apart.result == smartstart.reinforcing(cohort, progress=False).result
    assert apart.apart[0] == "margin=5"


def test_what_is_no_search_of_this_cohort_is_told(folder: Path, cohort: smartstart.Cohort) -> None:
    with pytest.raises(UsageError, match="onderzoeksgroep"):
        smartstart.reinforcing(folder, progress=False)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="Hier horen risicogroepen"):
        smartstart.reinforcing(cohort, 3, progress=False)  # type: ignore[arg-type]
    other = question(alfa={"title": "Anders"})
    elsewhere = smartstart.make_study(other).coded_cohort(folder / "gegevens", progress=False)
    with pytest.raises(UsageError, match="een andere onderzoeksgroep"):
        smartstart.reinforcing(cohort, smartstart.risk_groups(elsewhere, progress=False), progress=False)


@pytest.mark.parametrize("levels", [np.array(["1"]), pd.Series(["1"])], ids=["numpy", "pandas"])
def test_the_call_of_levels_from_a_data_frame_can_be_typed(cohort: smartstart.Cohort, levels: object) -> None:
    side = {"first": {"alfa": levels}, "second": {"beta": ["2"]}}
    found = smartstart.reinforcing(cohort, margin=np.float64(4), pairs=[side], progress=False)
    assert "margin=4.0, pairs=[{'first': {'alfa': ['1']}, 'second': {'beta': ['2']}}])" in found.call
