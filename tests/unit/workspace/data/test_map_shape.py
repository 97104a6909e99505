"""A map in a release holds borders and nothing else, down to the words that only a program reads."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from smartstart.workspace.data.rules.map_shape import map_problem
from tests.support.release_example import borders


def _change(*path: object) -> Callable[[Any], None]:
    """Return a change that puts the last of these in the place that the others lead to."""
    *way, last, value = path

    def change(found: Any) -> None:
        for step in way:
            found = found[step]
        found[last] = value

    return change


def test_borders_are_borders() -> None:
    assert map_problem(borders()) == ""
    assert map_problem(None) == ""


@pytest.mark.parametrize(
    "change",
    [
        _change("remark", "ga langs"),
        _change("features", {}),
        _change("features", 1, "niets"),
        _change("features", 1, "type", "\x00"),
        _change("features", 1, "type", "ga langs bij de familie"),
        _change("features", 1, "id", 5),
        _change("features", 1, "properties", "kind", "1"),
        _change("features", 1, "properties", "statcode", "123456782"),
        _change("features", 1, "properties", "statnaam", "x" * 500),
        _change("features", 1, "properties", "statnaam", "twee\nregels"),
        _change("features", 1, "properties", "statcode", "GM9901"),
        _change("features", 1, "geometry", "type", "Point"),
        _change("features", 1, "geometry", "coordinates", [5.0, 51.5, 3]),
        _change("features", 1, "geometry", "coordinates", [[[[1234567.0, 2.0]]]]),
        _change("features", 1, "geometry", "coordinates", []),
        _change("features", 1, "geometry", "crs", "x"),
    ],
)
def test_anything_else_is_a_problem(change: Callable[[Any], None]) -> None:
    changed = copy.deepcopy(borders())
    change(changed)
    assert map_problem(changed)
