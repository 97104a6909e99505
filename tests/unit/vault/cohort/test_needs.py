"""A study asks for the files and years it needs, and no more."""

import datetime as dt
from typing import Any

import pytest

from smartstart.vault.cohort import FACTORS, needed_columns, needed_tables
from smartstart.vault.cohort.moments import Moment, months_later
from smartstart.vault.study.model import CohortPlan
from smartstart.vault.tables import TABLES
from smartstart.vocabulary.errors import StudyError


def _plan(**changes: Any) -> CohortPlan:
    plan = {"reference_dates": [dt.date(2020, 1, 1)], "outcome": "uithuisplaatsing", "factors": ["geslacht"]}
    return CohortPlan.model_validate(plan | changes)


def test_a_small_study_needs_few_files() -> None:
    years = frozenset({2019, 2020, 2021})
    assert needed_tables(_plan()) == {
        "GBAPERSOONTAB": None,
        "KINDOUDERTAB": None,
        "GBAADRESOBJECTBUS": None,
        "VSLGWBTAB": None,
        "JGDHULPBUS": years,
        "JGDBESCHERMBUS": years,
    }


def test_years_of_home_and_income_come_together() -> None:
    needed = needed_tables(_plan(factors=["woning", "inkomen", "moeder_zelfstandig", "bijstand"]))
    assert needed["INHATAB"] == {2019, 2020}
    assert needed["KOPPELPERSOONHUISHOUDEN"] == {2019, 2020}
    assert needed["INPATAB"] == {2019}
    assert needed["BIJSTANDUITKERINGTAB"] == {2020}
    assert needed["GBAHUISHOUDENSBUS"] is None


def test_31_december_uses_the_next_years_home_and_its_own_income() -> None:
    needed = needed_tables(_plan(reference_dates=[dt.date(2019, 12, 31)], factors=["woning", "moeder_zelfstandig"]))
    assert needed["INHATAB"] == {2020}
    assert needed["INPATAB"] == {2019}


def test_youth_care_years_run_from_the_look_back_to_the_end_of_the_window() -> None:
    dates = [dt.date(2018, 1, 1), dt.date(2022, 1, 1)]
    needed = needed_tables(_plan(reference_dates=dates, lookback_months=24, window_months=6))
    assert needed["JGDHULPBUS"] == {2016, 2017, 2018, 2020, 2021, 2022}


def test_all_factors_together_need_every_known_table() -> None:
    assert set(needed_tables(_plan(factors=list(FACTORS)))) == set(TABLES)


def test_a_study_needs_the_optional_columns_of_its_factors_only() -> None:
    assert needed_columns(_plan()) == {}
    needed = needed_columns(_plan(factors=["geslacht", "herkomst"]))
    assert needed == {"GBAPERSOONTAB": {"GBAGEBOORTELAND", "GBAAANTALOUDERSBUITENLAND"}}
    for table, columns in needed.items():
        assert all(not TABLES[table].column(name).required for name in columns)


def test_an_unknown_factor_is_refused() -> None:
    with pytest.raises(StudyError, match="kennen we niet"):
        needed_tables(_plan(factors=["sterrenbeeld"]))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2019, 8, 31), 6, dt.date(2020, 2, 29)),
        (dt.date(2020, 2, 29), 12, dt.date(2021, 2, 28)),
        (dt.date(2020, 3, 31), -1, dt.date(2020, 2, 29)),
        (dt.date(2020, 1, 1), -12, dt.date(2019, 1, 1)),
        (dt.date(2020, 12, 31), 1, dt.date(2021, 1, 31)),
        (dt.date(2020, 1, 15), 0, dt.date(2020, 1, 15)),
    ],
)
def test_months_later(day: dt.date, months: int, expected: dt.date) -> None:
    assert months_later(day, months) == expected


def test_a_moment_knows_its_days() -> None:
    moment = Moment.of(_plan(), dt.date(2020, 1, 1))
    assert moment.lookback_start == dt.date(2019, 1, 1)
    assert moment.window_end == dt.date(2021, 1, 1)
    assert moment.moves_start == dt.date(2017, 1, 1)
    assert (moment.home_year, moment.income_year) == (2020, 2019)
