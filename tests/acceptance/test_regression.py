"""A regression the whole way: from a table of one's own to a signed report, beside statsmodels on the same table."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from smartstart.presentation.insight import other_statements, regressions
from smartstart.release.contents import ModelStatement, State
from smartstart.vault.run import Result
from smartstart.vault.run.checking import check_study
from tests.support.rooms import Room

STUDY = (Path(__file__).parent / "studies" / "fair.toml").read_text("utf-8")
ASKED = """
[[analyses]]
kind = "regression"
name = "huwelijk"
link = "logit"
factors = { cijfer = "4_5", jaren_getrouwd = "tot_5", kinderen = "tot_1" }
standardise = "jaren_getrouwd"

[[analyses]]
kind = "regression"
name = "alleen"
link = "log"
factors = { leeftijd = "tot_25" }
"""


@pytest.fixture(scope="module")
def fair() -> pd.DataFrame:
    return sm.datasets.fair.load_pandas().data


@pytest.fixture(scope="module")
def room(fair: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Room:
    folder = tmp_path_factory.mktemp("fair")
    (folder / "gegevens").mkdir()
    fair.to_csv(folder / "gegevens" / "fair.csv", index=False)
    room = Room(folder, folder / "gegevens")
    room.write(
        STUDY.replace("[release]", ASKED + "\n[release]").replace(
            'kind = "risk_groups"', 'kind = "risk_groups"\nshow = 1'
        )
    )
    return room


@pytest.fixture(scope="module")
def result(room: Room) -> Result:
    return room.run()


def test_a_check_tells_what_a_regression_will_ask(room: Room) -> None:
    planned = next(line for line in check_study(room.study, room.data).lines if line.startswith("Gepland"))
    assert "En één per waarde van een factor in regressie 'alleen'." in planned
    assert "hooguit twee meer bij 'standardise', per waarde van een factor in regressie 'huwelijk'." in planned


def _released(result: Result) -> dict[str, ModelStatement]:
    found = (s for s in result.contents.statements if isinstance(s, ModelStatement) and s.analysis == "regression")
    return {s.id.removeprefix("regression/"): s for s in found}


def _step(statement: ModelStatement) -> float:
    return float(statement.precision.removeprefix("stappen van ").replace(".", "").replace(",", "."))


def _classes(values: pd.Series, edges: list[float]) -> np.ndarray:
    return np.digitize(values, edges) - 1


@pytest.fixture(scope="module")
def design(fair: pd.DataFrame) -> pd.DataFrame:
    """The columns of the model on the marriage, made by pandas."""
    classes = {
        "cijfer": (_classes(fair["rate_marriage"], [1, 2, 3, 4, 5]), 3),
        "jaren_getrouwd": (_classes(fair["yrs_married"], [0, 5, 10, 15]), 0),
        "kinderen": (_classes(fair["children"], [0, 1, 2, 3]), 0),
    }
    columns = {
        f"{name}.{level}": (codes == level).astype(float)
        for name, (codes, reference) in classes.items()
        for level in range(codes.max() + 1)
        if level != reference
    }
    return sm.add_constant(pd.DataFrame(columns))


@pytest.fixture(scope="module")
def peer(fair: pd.DataFrame, design: pd.DataFrame) -> object:
    model = sm.GLM((fair["affairs"] > 0).astype(int), design, family=sm.families.Binomial())
    return model.fit(cov_type="cluster", cov_kwds={"groups": np.arange(len(fair))}, tol=1e-13, maxiter=200)


def test_the_exact_result_stays_inside_and_equals_statsmodels(result: Result, peer: object) -> None:
    """Tolerance 1e-8; the file for the researcher holds every digit."""
    inside = json.loads((result.inside / "resultaten.json").read_text("utf-8"))["further"]
    (found,) = (one["result"] for one in inside if one["result"]["name"] == "huwelijk")
    told = {f"{one['factor']}={one['level']}": one for one in found["levels"] if one["coefficient"] is not None}
    assert len(told) == len(peer.params) - 1
    pairs = zip(told.values(), list(peer.params.index)[1:], strict=True)
    for one, name in pairs:
        assert one["coefficient"] == pytest.approx(peer.params[name], abs=1e-8)
        assert one["error"] == pytest.approx(peer.bse[name], abs=1e-8)
    assert (found["rows"], found["columns"], found["refusal"]) == (6366, len(peer.params), "")


def test_what_is_shown_is_the_result_at_the_step_of_the_gate(result: Result, peer: object) -> None:
    shown = _released(result)
    limits = peer.conf_int()
    for name in list(peer.params.index)[1:]:
        statement = shown[f"huwelijk.{name}/ratio"]
        exact, step = math.exp(peer.params[name]), _step(statement)
        assert statement.measure == "adjusted_odds_ratio"
        assert statement.value == pytest.approx(round(exact / step) * step, abs=1e-9)
        assert statement.lower <= math.exp(limits.loc[name][0]) <= exact <= math.exp(limits.loc[name][1])
        assert statement.upper >= math.exp(limits.loc[name][1])


def test_a_standardised_risk_is_the_mean_of_what_statsmodels_predicts(
    result: Result, peer: object, design: pd.DataFrame
) -> None:
    shown = _released(result)
    for level in range(4):
        everybody = design.copy()
        for other in (1, 2, 3):
            everybody[f"jaren_getrouwd.{other}"] = float(other == level)
        exact, statement = 1000 * peer.predict(everybody).mean(), shown[f"huwelijk.jaren_getrouwd.{level}/standardised"]
        assert statement.value == pytest.approx(exact, abs=_step(statement) / 2 + 1e-9)


def test_a_model_of_one_factor_is_judged_as_the_table_that_it_is(result: Result, fair: pd.DataFrame) -> None:
    shown = _released(result)
    age, event = _classes(fair["age"], [0, 25, 30, 35]), fair["affairs"] > 0
    for level in (1, 2, 3):
        statement = shown[f"alleen.leeftijd.{level}/ratio"]
        exact = event[age == level].mean() / event[age == 0].mean()
        assert statement.measure == "relative_risk"
        assert statement.value == pytest.approx(exact, abs=_step(statement) / 2 + 1e-9)


def test_a_level_that_nobody_has_is_withheld_and_said_to_be(result: Result) -> None:
    shown = _released(result)
    assert shown["huwelijk.cijfer.5/ratio"].state is State.WITHHELD
    page = (result.paths.folder / "report.html").read_text("utf-8")
    assert 'data-withheld="regression/huwelijk.cijfer.5/ratio"' in page


def test_the_report_names_what_is_compared_and_speaks_of_no_cause(result: Result) -> None:
    page = (result.paths.folder / "report.html").read_text("utf-8")
    start = page.index('id="model-huwelijk"')
    section = page[start : page.index("</section>", start)].lower()
    for words in ("jaren getrouwd met ‘tot 5’", "kansverhouding", "niets over de oorzaak", "niets over één vrouw"):
        assert words in section
    for causal in ("komt door", "leidt tot", "effect", "invloed", "omdat", "veroorzaakt"):
        assert causal not in section


def test_every_number_of_a_regression_is_in_one_part_of_the_workspace(result: Result) -> None:
    parts = regressions(result.contents)
    assert [part.id for part in parts] == ["model-alleen", "model-huwelijk"]
    told = [statement for part in parts for statement in part.statements]
    assert sorted(told) == sorted(f"regression/{name}" for name in _released(result))
    assert not any(part.id == "other-regression" for part in other_statements(result.contents))
    assert all("oorzaak" in part.sentences[-1].text for part in parts)
    explained = [any("Een kansverhouding (odds) is" in one.text for one in part.sentences) for part in parts]
    assert explained == [False, True], "only where the numbers are odds ratios"
