"""A regression in a notebook: the numbers of statsmodels, readable, and every wrong input told at once."""

from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

import smartstart
from smartstart.vocabulary.errors import StudyError, UsageError
from tests.support.own_table import own_table, question, study_on

PLAN = {"kind": "regression", "link": "log", "factors": {"alfa": "0", "beta": "0"}, "standardise": "alfa"}


@pytest.fixture(scope="module")
def study(folder: Path) -> smartstart.Study:
    asked = question()
    return study_on(folder, asked | {"analyses": [*asked["analyses"], PLAN]}, own_table())


@pytest.fixture(scope="module")
def found(cohort: smartstart.Cohort) -> smartstart.FoundRegression:
    return smartstart.regression(cohort, progress=False)


def _peer(link: str) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    table = own_table()
    columns = np.column_stack(
        [np.ones(len(table)), *(table[f] == n for f, n in (("alfa", 1), ("beta", 1), ("beta", 2)))]
    )
    family = sm.families.Poisson() if link == "log" else sm.families.Binomial()
    fit = sm.GLM(table["uitkomst"], columns.astype(float), family=family).fit(
        cov_type="cluster", cov_kwds={"groups": table["gezin"]}
    )
    return np.exp(fit.params[1:]), np.exp(np.asarray(fit.conf_int())[1:])


@pytest.mark.parametrize("link", ["log", "logit"])
def test_the_frame_holds_what_statsmodels_finds(cohort: smartstart.Cohort, link: str) -> None:
    """Limits by household, as `GLM(...).fit(cov_type="cluster")` gives them; tolerance: that of its iterations."""
    frame = smartstart.regression(cohort, link=link, progress=False).to_pandas()
    assert frame["ratio_value"].isna().equals(frame["level"] == "onbekend"), "nobody is unknown, so that has no number"
    frame = frame.dropna()
    ratios, limits = _peer(link)
    assert list(zip(frame["factor"], frame["level"], strict=True)) == [("alfa", "1"), ("beta", "1"), ("beta", "2")]
    assert np.allclose(frame["ratio_value"], ratios, rtol=1e-8)
    assert np.allclose(frame[["ratio_lower", "ratio_upper"]], limits, rtol=1e-6)


def test_it_is_told_in_words_with_intervals_and_the_call(found: smartstart.FoundRegression) -> None:
    text = repr(found)
    first = found.to_pandas().iloc[0]
    assert f"Alfa: ja, vergeleken met nee: {first['ratio_value']:.1f}".replace(".", ",") in text
    assert "Als iedereen ‘Alfa: ja’ had: van elke 1.000 ongeveer" in text
    assert "niets over de oorzaak" in text
    assert "blijven in de beveiligde omgeving" in text
    assert "Anders dan in de vraag" not in text
    assert found.call.startswith("smartstart.regression(")
    assert "<table>" in found._repr_html_()
    assert len(found.to_pandas("standardised").dropna(subset="risk_value")) == 2


def test_what_differs_from_the_question_is_said(cohort: smartstart.Cohort, found: smartstart.FoundRegression) -> None:
    other = smartstart.regression(cohort, link="logit", standardise=None, progress=False)
    assert other.apart == ("link='logit'", "standardise=None")
    assert "Anders dan in de vraag: link='logit'; standardise=None." in repr(other)
    assert found.apart == smartstart.regression(cohort, link="log", progress=False).apart == ()


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        ({"name": "ander"}, UsageError, "welke regressie"),
        ({"kind": "risk_groups"}, UsageError, "altijd een regressie"),
        ({"lnk": "log"}, StudyError, "bedoelde u 'link'"),
        ({"factors": {"alfa": "9"}, "standardise": None}, StudyError, "kent de waarde '9' niet"),
        ({"factors": {"gamma": "1"}, "standardise": None}, StudyError, "'gamma'"),
    ],
)
def test_wrong_settings_are_told_at_once(
    cohort: smartstart.Cohort, settings: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        smartstart.regression(cohort, progress=False, **settings)


def test_what_is_no_cohort_or_no_table_is_told(study: smartstart.Study, found: smartstart.FoundRegression) -> None:
    with pytest.raises(UsageError, match="coded_cohort"):
        smartstart.regression(study, progress=False)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="geen tabel 'alles'"):
        found.to_pandas("alles")
