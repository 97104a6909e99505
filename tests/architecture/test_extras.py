"""Each extra imports alone: the closed room needs no client, the outside no engine, users no test tools."""

import subprocess
import sys
import tomllib

import pytest

from tests.support.house import ROOT, modules

# What the package index calls it, and what Python calls it, where these differ.
IMPORT_NAMES = {
    "axe-playwright-python": "axe_playwright_python",
    "import-linter": "importlinter",
    "pyspellchecker": "spellchecker",
    "pytest-socket": "pytest_socket",
    "pyyaml": "yaml",
}
ZONES = {
    "": ("vocabulary", "storage", "statistics", "release", "presentation", "disclosure"),
    "vault": ("vault",),
    "opendata": ("opendata",),
}
PROGRAM = """
import importlib, importlib.abc, sys

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"absent in this test: {{name}}", name=name)

sys.meta_path.insert(0, Absent())
for name in {names!r}:
    importlib.import_module(name)
"""


def _extras() -> dict[str, set[str]]:
    """Return the import names per extra, as pyproject.toml lists them."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    names = {
        extra: {line.split(">")[0].split("[")[0].strip() for line in lines if not line.startswith("smartstart")}
        for extra, lines in listed.items()
    }
    return {extra: {IMPORT_NAMES.get(name, name) for name in found} for extra, found in names.items()}


def _import_without(absent: set[str], zones: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    names = [name for name in modules() if name.split(".")[1:2] and name.split(".")[1] in zones]
    assert names
    program = PROGRAM.format(absent=absent, names=["smartstart", "smartstart.cli", *names])
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("extra", ZONES)
def test_imports_with_only_its_own_packages(extra: str) -> None:
    extras = _extras()
    absent = set().union(*(names for other, names in extras.items() if other != extra)) - extras.get(extra, set())
    assert absent
    result = _import_without(absent, ZONES[extra])
    assert result.returncode == 0, result.stderr


def test_an_absent_package_would_be_noticed() -> None:
    result = _import_without({"duckdb"}, ("vault",))
    assert result.returncode != 0
    assert "absent in this test: duckdb" in result.stderr


def test_every_zone_is_looked_at() -> None:
    zones = {name.split(".")[1] for name in modules() if "." in name}
    assert zones == {zone for group in ZONES.values() for zone in group} | {"cli"}
