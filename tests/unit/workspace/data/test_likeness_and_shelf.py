"""Which statements may be laid beside each other, and keeping what was parsed within bounds."""

import threading
from typing import Any

import pytest

from smartstart.release.contents import Condition, ModelStatement, OpenStatement, Predicate, TableStatement
from smartstart.workspace.data.queries.shelf import Shelf
from smartstart.workspace.data.rules.likeness import likeness
from tests.support.release_example import SINGLE, example_release, predicate

_RISK = next(s for s in example_release().statements if s.id == "risk_groups/g1/risk")
_SIZE = next(s for s in example_release().statements if s.id == "risk_groups/g1/size")
_OPEN = OpenStatement(
    id="open/1",
    area="GM9901",
    indicator="jeugdhulp",
    period="2024",
    value=8.0,
    unit="procent",
    reliability="geteld",
    source="cbs",
)
_OTHER = predicate(SINGLE)


@pytest.mark.parametrize(
    ("statement", "changes"),
    [
        (_RISK, {"period": "2019-01-01/2023-12-31"}),
        (_RISK, {"population": "uithuisplaatsing-ffffffffffff"}),
        (_RISK, {"subject": "g7", "id": "risk_groups/g7/risk"}),
        (_RISK, {"value": 12.0, "lower": 10.0, "upper": 14.0}),
        (_RISK, {"method": "een andere spreiding"}),
        (_RISK, {"predicate": Predicate(conditions=tuple(reversed(_RISK.predicate.conditions)))}),
        (_SIZE, {"rounded_to": 10}),
        (_OPEN, {"period": "2025", "value": None}),
    ],
)
def test_another_time_says_the_same_kind_of_thing(statement: Any, changes: dict[str, object]) -> None:
    assert likeness(statement.model_copy(update=changes)) == likeness(statement)


@pytest.mark.parametrize(
    ("statement", "changes"),
    [
        (_RISK, {"predicate": _OTHER}),
        (_RISK, {"reference": _OTHER}),
        (_RISK, {"measure": "relative_risk"}),
        (_RISK, {"role": "risk-all"}),
        (_RISK, {"analysis": "places"}),
        (_RISK, {"subject": "h1"}),
        (_RISK, {"unit": "gezin"}),
        (_SIZE, {"counted": "persons"}),
        (_SIZE, {"statistic": "rate"}),
        (_OPEN, {"area": "GM9902"}),
        (_OPEN, {"indicator": "bijstand"}),
        (_OPEN, {"unit": "per 1.000"}),
    ],
)
def test_about_something_else_it_does_not(statement: Any, changes: dict[str, object]) -> None:
    changed = type(statement).model_validate({**statement.model_dump(), **changes})
    assert likeness(changed) != likeness(statement)


def test_levels_in_another_order_are_the_same_group() -> None:
    one, two = (
        _RISK.model_copy(update={"predicate": predicate(Condition(factor="gezin", levels=levels))})
        for levels in (("anders", "twee_ouders"), ("twee_ouders", "anders"))
    )
    assert likeness(one) == likeness(two)


def test_within_one_release_no_two_tables_say_the_same_thing_by_accident() -> None:
    """The population stands in every peel; apart from that, one likeness is one statement."""
    seen: dict[str, list[str]] = {}
    for statement in example_release().statements:
        assert isinstance(statement, TableStatement | ModelStatement)
        if "peel-" not in statement.role:
            seen.setdefault(likeness(statement), []).append(statement.id)
    assert [ids for ids in seen.values() if len(ids) > 1] == []


def _made(shelf: Shelf[str], name: str, weight: int) -> str:
    return shelf.get(name, lambda: (weight, name.upper()))


def test_the_shelf_keeps_what_was_used_last() -> None:
    shelf: Shelf[str] = Shelf(room=10)
    for name in ("a", "b", "c"):
        assert _made(shelf, name, 3) == name.upper()
    shelf.get("a", lambda: pytest.fail("it is here"))
    _made(shelf, "d", 3)
    assert (len(shelf), shelf.weight) == (3, 9)
    shelf.get("a", lambda: pytest.fail("it is here"))
    assert shelf.get("b", lambda: (3, "anew")) == "anew"


def test_what_is_too_heavy_is_made_but_not_kept() -> None:
    shelf: Shelf[str] = Shelf(room=10)
    assert _made(shelf, "a", 11) == "A"
    assert (len(shelf), shelf.weight) == (0, 0)


def test_what_cannot_be_made_leaves_nothing_behind() -> None:
    shelf: Shelf[str] = Shelf(room=10)
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", lambda: (1, str(1 // 0)))
    assert len(shelf) == 0


def test_many_threads_never_make_it_weigh_too_much() -> None:
    shelf: Shelf[str] = Shelf(room=10)
    found: list[bool] = []

    def use() -> None:
        found.extend(_made(shelf, name, 3) == name.upper() for _ in range(50) for name in "abcdef")

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found)
    assert shelf.weight <= 10
    assert shelf.weight == 3 * len(shelf)
