"""What `import smartstart` offers a notebook is looked up late, and no module of ours goes in by that door."""

import ast
import subprocess
import sys

import smartstart
from smartstart.vault import notebook
from tests.support.house import SOURCE, modules

_KNOWN = {"__version__", "__file__"}
PROGRAM = """
import sys
import smartstart
assert smartstart.__version__
loaded = sorted(name for name in sys.modules if name.startswith("smartstart"))
assert loaded == ["smartstart"], loaded
assert not {"numpy", "pyarrow", "duckdb", "django", "rich"} & set(sys.modules)
"""


def from_the_root(tree: ast.Module) -> set[str]:
    """Return what a module takes from the package itself, other than a zone."""
    zones = {path.name for path in SOURCE.iterdir() if path.is_dir()}
    taken = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "smartstart" and not node.level
        for alias in node.names
    }
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "smartstart"
    }
    return (taken | used) - zones


def test_importing_the_package_brings_nothing_along() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_module_of_ours_goes_in_by_the_notebooks_door() -> None:
    """The contracts cannot see a name that is looked up when it is asked for; so only the version is taken there."""
    takers = {name: from_the_root(tree) for name, tree in modules().items()}
    assert {name: taken for name, taken in takers.items() if taken - _KNOWN} == {}
    assert any(taken == {"__version__"} for taken in takers.values()), "something is looked at"


def test_a_breach_would_be_noticed() -> None:
    assert from_the_root(ast.parse("from smartstart import risk_groups")) == {"risk_groups"}
    assert from_the_root(ast.parse("import smartstart\nsmartstart.risk_groups(cohort)")) == {"risk_groups"}
    assert from_the_root(ast.parse("from smartstart import storage")) == set()


def test_the_types_say_what_is_offered() -> None:
    stub = ast.parse((SOURCE / "__init__.pyi").read_text(encoding="utf-8"))
    told = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert told == set(notebook.__all__) == set(smartstart.__dir__()) & told
    assert all(name in smartstart.__dir__() for name in notebook.__all__)
