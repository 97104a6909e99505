"""The import contracts hold, and each of them notices the breach it is there for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.house import ROOT

# What is written, where, and the contract that must break. One deliberate breach each.
BREACHES = {
    "a lower zone imports an upper one": ("vocabulary/breach.py", "import smartstart.presentation", "Upper zones"),
    "a zone without a place": ("stray/__init__.py", "", "Upper zones"),
    "siblings of a layer meet": ("opendata/breach.py", "import smartstart.release.contents", "Upper zones"),
    "the cohort reaches up": ("vault/cohort/breach.py", "import smartstart.vault.insight", "Inside the vault"),
    "a vault module without a place": ("vault/stray.py", "", "Inside the vault"),
    "an analysis reads tables": ("vault/insight/breach.py", "import smartstart.vault.engines.duck", "After the waist"),
    "the vault seals by itself": ("vault/breach_export/__init__.py", "import smartstart.release.seal", "Only the gate"),
    "an analysis calls the gate": ("vault/insight/breach.py", "import smartstart.disclosure.candidates", "One door"),
    "a driver outside the engines": ("vault/sources/breach.py", "import duckdb", "Database drivers"),
    "an earlier step knows a later one": (
        "workspace/pilots/breach/__init__.py",
        "import smartstart.workspace.data",
        "In the",
    ),
    "a reader calls a page": ("workspace/pilots/queries.py", "import smartstart.workspace.pilots.views", "Every app"),
    "an app without the shape": ("workspace/pilots/stray.py", "", "Every app"),
    "an app without a place": ("workspace/stray/__init__.py", "", "In the workspace"),
    "accounts know who manages them": ("web/accounts/breach.py", "import smartstart.web.people", "In the shared web"),
    "a rule leans on the web": ("workspace/pilots/rules.py", "import django", "Rules are plain"),
    "the workspace looks into the vault": (
        "site/wsgi.py",
        "import smartstart.vault.study",
        "The workspace",
    ),
    "the workspace seals": ("web/audit/actions.py", "import smartstart.release.seal", "The workspace"),
    "the web comes in": ("presentation/breach.py", "import django", "No web framework"),
    "the vault speaks to a network": ("vault/sources/breach.py", "import httpx", "Only opendata"),
    "a source leans on another": ("vault/sources/table.py", "import smartstart.vault.sources.registers", "Sources are"),
    "an analysis leans on another": (
        "vault/insight/reinforcing.py",
        "import smartstart.vault.insight.risk_groups",
        "Analyses are",
    ),
    "a rule leans on another": ("disclosure/rules/breach.py", "import {rule}", "Disclosure rules"),
    "a line of the ledger knows the book": (
        "disclosure/ledger/chain.py",
        "import smartstart.disclosure.ledger.withdrawing",
        "In the ledger",
    ),
    "an attacker looks into the gate": ("attack/words.py", "import smartstart.disclosure.policy", "The attackers"),
    "an attacker opens the archive itself": ("attack/opening.py", "import smartstart.release.archive", "The attackers"),
    "an attack leans on another": (
        "attack/methods/linked.py",
        "import smartstart.attack.methods.ratios",
        "Attacks are independent",
    ),
    "the audit asks what chose": (
        "disclosure/audit/blocks.py",
        "import smartstart.disclosure.joint",
        "The audit shares",
    ),
    "what chooses asks the audit": (
        "disclosure/protection/blocks.py",
        "import smartstart.disclosure.audit.verdict",
        "What chooses",
    ),
    "two modules import each other": ("statistics/one.py", "import smartstart.statistics.two", "No cycles"),
}


def _lint(house: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = os.environ | {"PYTHONPATH": str(house / "src"), "COLUMNS": "200"}
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


def _copy(house: Path) -> None:
    shutil.copytree(ROOT / "src", house / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", house / ".importlinter")


def test_the_house_keeps_its_contracts() -> None:
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_noticed(breach: str, tmp_path: Path) -> None:
    place, line, contract = BREACHES[breach]
    _copy(tmp_path)
    package = tmp_path / "src" / "smartstart"
    if "{rule}" in line:
        rule = next(path.stem for path in sorted((package / "disclosure/rules").glob("[a-z]*.py")))
        line = f"import smartstart.disclosure.rules.{rule}"
    target = package / place
    target.parent.mkdir(exist_ok=True)
    with target.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    if breach == "two modules import each other":
        (package / "statistics/two.py").write_text("import smartstart.statistics.one\n", encoding="utf-8")
    result = _lint(tmp_path)
    assert result.returncode != 0
    broken = [line for line in result.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), result.stdout + result.stderr
