"""How `make test` divides the tests over its workers."""

import pytest

from tests.support import balance
from tests.support.house import ROOT


def test_every_place_that_is_named_is_there() -> None:
    assert [
        file for file in sorted({*balance._APART, *balance._TOGETHER, *balance._FIRST}) if not (ROOT / file).exists()
    ] == []


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("tests/acceptance/test_spine.py::test_a", "tests/acceptance/test_spine.py::test_b[x::y]", True),
        ("tests/unit/web/test_made.py::test_a", "tests/unit/web/test_made.py::test_b", True),
        ("tests/unit/web/test_made.py::test_a", "tests/unit/web/test_logs.py::test_a", False),
        ("tests/acceptance/test_spine.py::test_a", "tests/acceptance/test_checker.py::test_a", True),
        ("tests/acceptance/test_command.py::test_a", "tests/acceptance/test_command.py::test_b", False),
    ],
)
def test_what_shares_something_stays_together(one: str, other: str, together: bool) -> None:
    assert (balance.piece(one) == balance.piece(other)) is together


def test_long_pieces_go_first_and_then_files_with_most_tests() -> None:
    pieces = [
        ("tests/unit/a.py", 3),
        ("tests/unit/b.py", 200),
        ("tests/acceptance/test_ladder.py", 4),
        ("tests/acceptance/test_postgresql.py::test_x", 1),
    ]
    ordered = sorted(pieces, key=lambda one: balance.rank(*one))
    assert [name.partition("::")[0].rpartition("/")[2] for name, _ in ordered] == [
        "test_postgresql.py",
        "test_ladder.py",
        "b.py",
        "a.py",
    ]
