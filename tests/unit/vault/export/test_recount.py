"""The engine's recount of groups equals counting the rows one by one."""

import random
from pathlib import Path

import numpy as np
import pytest

from smartstart.disclosure.candidates import Evidence
from smartstart.release.contents import Condition, Predicate
from smartstart.vault.coded import CodedCohort
from smartstart.vault.engines import DuckEngine
from smartstart.vault.export.recount import Recount
from smartstart.vault.insight.split import found_half
from tests.support.worlds import draw_world


def by_hand(cohort: CodedCohort, predicate: Predicate, chosen: np.ndarray, *, outside: bool = False) -> Evidence:
    rows = []
    for row in range(cohort.rows):
        inside = all(
            cohort.factor(c.factor).dimension.levels[int(cohort.factor(c.factor).codes[row])].code in c.levels
            for c in predicate.conditions
        )
        if chosen[row] and inside != outside:
            rows.append(row)
    events = [row for row in rows if cohort.outcome.codes[row] > 0]
    return Evidence(
        rows=len(rows),
        persons=len({cohort.person[row] for row in rows}),
        households=len({cohort.household[row] for row in rows}),
        events=len(events),
        event_persons=len({cohort.person[row] for row in events}),
        event_households=len({cohort.household[row] for row in events}),
    )


def predicates(cohort: CodedCohort) -> list[Predicate]:
    chance = random.Random(5)  # noqa: S311 - a fixed choice of groups, no secret
    found = [Predicate()]
    for size in (1, 1, 2, 2, 3, 4):
        conditions = []
        for factor in sorted(chance.sample(cohort.factors, size), key=lambda f: f.dimension.name):
            codes = [level.code for level in factor.dimension.levels]
            levels = tuple(chance.sample(codes, chance.randint(1, len(codes))))
            conditions.append(Condition(factor=factor.dimension.name, levels=levels))
        found.append(Predicate(conditions=tuple(conditions)))
    return found


@pytest.fixture(scope="module")
def cohort() -> CodedCohort:
    return draw_world(3, rows=4_000)


def test_groups_are_counted_as_by_hand(cohort: CodedCohort, tmp_path: Path) -> None:
    found = found_half(cohort.household, 1)
    everybody = np.ones(cohort.rows, dtype=np.bool_)
    with DuckEngine(tmp_path) as engine:
        recount = Recount(engine, cohort, found)
        for predicate in predicates(cohort):
            assert recount.evidence(predicate) == by_hand(cohort, predicate, everybody)
            assert recount.outside(predicate) == by_hand(cohort, predicate, everybody, outside=True)
            assert recount.held_back(predicate) == by_hand(cohort, predicate, ~found)
            assert recount.held_back(predicate, outside=True) == by_hand(cohort, predicate, ~found, outside=True)


def test_one_child_at_five_dates_is_one_person(cohort: CodedCohort, tmp_path: Path) -> None:
    with DuckEngine(tmp_path) as engine:
        evidence = Recount(engine, cohort, found_half(cohort.household, 1)).evidence(Predicate())
    assert evidence.rows == cohort.rows > evidence.persons > evidence.households
