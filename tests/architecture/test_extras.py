"""Each extra imports alone: the closed room needs no client, the outside no engine, users no test tools."""

import os
import subprocess
import sys
import tomllib

import pytest

from tests.support.house import ROOT, imported, modules

# What the package index calls it, and what Python calls it, where these differ.
IMPORT_NAMES = {
    "argon2-cffi": "argon2",
    "django-axes": "axes",
    "django-csp": "csp",
    "django-environ": "environ",
    "django-htmx": "django_htmx",
    "django-otp": "django_otp",
    "django-two-factor-auth": "two_factor",
    "pillow": "PIL",
    "pytest-django": "pytest_django",
    "pytest-xdist": "xdist",
    "axe-playwright-python": "axe_playwright_python",
    "import-linter": "importlinter",
    "pyspellchecker": "spellchecker",
    "pytest-socket": "pytest_socket",
    "pyyaml": "yaml",
    "ipython": "IPython",
}
ZONES = {
    "": ("vocabulary", "storage", "statistics", "release", "presentation", "attack"),
    "vault": ("vault", "disclosure"),
    "fast": ("fast",),
    "notebook": ("notebook",),
    "spark": ("spark",),
    "opendata": ("opendata",),
    "workspace": ("site", "web", "workspace"),
}
# An extra that holds another one, and what must stand before its modules can be imported.
HOLDS = {"workspace": "opendata", "notebook": "vault", "spark": "vault"}
BEFORE = {"workspace": "import django; django.setup()"}
# Modules of a shared zone that show what only one extra makes; they come with that extra.
DRAWS = {
    "smartstart.presentation.colour": "opendata",
    "smartstart.presentation.a4": "workspace",
    "smartstart.vault.insight.searching.compiled": "fast",
    "smartstart.vault.engines.spark": "spark",
    "smartstart.vault.engines.translating": "spark",
    "smartstart.vault.engines.vetting": "spark",
    "smartstart.vault.notebook.cell": "notebook",
    "smartstart.vault.notebook.frames": "notebook",
}
# What comes along with a package that is named, and is part of how it is used.
COMES_ALONG = {"pydantic": "pydantic_core", "jinja2": "markupsafe"}
PROGRAM = """
import importlib, importlib.abc, sys

class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"absent in this test: {{name}}", name=name)

sys.meta_path.insert(0, Absent())
{before}
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
    own = {extra: {IMPORT_NAMES.get(name, name) for name in found} for extra, found in names.items()}
    return {extra: found | own.get(HOLDS.get(extra, ""), set()) for extra, found in own.items()}


def _zone(name: str) -> str:
    parts = name.split(".")
    drawn = next((extra for start, extra in DRAWS.items() if name.startswith(start)), None)
    return drawn or (parts[1] if len(parts) > 1 else "")


def _core() -> set[str]:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    named = {line.split(">")[0].strip() for line in listed}
    return named | {along for name, along in COMES_ALONG.items() if name in named}


def _import_without(absent: set[str], extra: str) -> subprocess.CompletedProcess[str]:
    names = [name for name in modules() if _zone(name) in ZONES[extra]]
    assert names
    names = ["smartstart", "smartstart.cli", *names]
    program = PROGRAM.format(absent=absent, names=names, before=BEFORE.get(extra, ""))
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "smartstart.site.settings.workspace"}
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("extra", ZONES)
def test_imports_with_only_its_own_packages(extra: str) -> None:
    extras = _extras()
    absent = set().union(*(names for other, names in extras.items() if other != extra)) - extras.get(extra, set())
    assert absent
    result = _import_without(absent, extra)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("extra", ZONES)
def test_no_function_imports_what_its_extra_does_not_bring(extra: str) -> None:
    """An import inside a function is not noticed by importing the module; here the source is read."""
    brought = _core() | _extras().get(extra, set()) | set(sys.stdlib_module_names) | {"smartstart"}
    zones = ZONES[extra] if extra else (*ZONES[extra], "cli")
    strange = {
        (name, top)
        for name, tree in modules().items()
        if _zone(name) in zones
        for top in {used.partition(".")[0] for used in imported(tree)} - brought
    }
    assert not strange


def test_an_absent_package_would_be_noticed() -> None:
    result = _import_without({"duckdb"}, "vault")
    assert result.returncode != 0
    assert "absent in this test: duckdb" in result.stderr


def test_every_zone_is_looked_at() -> None:
    zones = {name.split(".")[1] for name in modules() if "." in name}
    assert zones == {zone for group in ZONES.values() for zone in group} - {"fast", "notebook", "spark"} | {"cli"}
