"""README.md lists the known answers: every test of a published number and no other, and of each kind at least two."""

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
README = (HERE / "README.md").read_text(encoding="utf-8")
OF_PEOPLE = ("test_published_intervals.py", "test_published_tables.py", "test_published_interaction.py",
             "test_published_regression.py")  # fmt: skip
ROW = re.compile(r"^\| `(test_\w+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)


def _tests(name: str) -> set[str]:
    tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_published_answer_is_listed_once() -> None:
    listed = [row[0] for row in ROW.findall(README)]
    assert sorted(listed) == sorted(set(listed))
    assert set().union(*map(_tests, OF_PEOPLE)) <= set(listed)
    assert set(listed) <= set().union(*(_tests(path.name) for path in HERE.glob("test_*.py")))


@pytest.mark.parametrize("kind", ["Two-by-two tables", "Interaction", "Multiple testing", "Regression", "Exact tests"])
def test_of_each_kind_there_are_at_least_two(kind: str) -> None:
    section = README.split(f"## {kind}\n")[1].split("\n## ")[0]
    assert len(ROW.findall(section)) >= 2


def test_no_source_or_tolerance_is_left_open() -> None:
    assert all(
        re.search(r"\d{4}|the same|R package|Stata|Greene", row[2]) and row[3].strip() for row in ROW.findall(README)
    )
