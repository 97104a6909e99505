"""Two releases over other dates or areas against another solver, and against trying every table."""

import pytest

from benchmarks.parts import other_dates
from smartstart.disclosure.joint import asking


def test_no_small_group_between_two_releases_can_be_worked_out() -> None:
    figures = other_dates.run(1 / 20)
    assert figures["passed"], figures
    assert figures["pairs_of_releases"] == 50
    assert figures["of_these_also_tried_table_by_table"] > 10
    assert figures["of_these_shown"] > figures["statements_of_the_second_release"] // 4


def test_without_the_tie_many_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "elsewhere", lambda case, table, least: asking.nothing_else(table))
    assert other_dates.run(1 / 20)["of_these_worked_out"] > 10
