"""What holds for all tests: one small twin, written once; and the outcomes of a whole run, kept for the report."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from xdist.scheduler import Scheduling

from smartstart.vault.twin import write_twin
from tests.support.balance import Balanced
from tests.support.house import ROOT

if TYPE_CHECKING:
    from tests.support.rooms import SmallRun

_KEPT = ROOT / "build" / "tests" / "outcomes.json"
_outcomes: dict[str, str] = {}


@pytest.fixture(scope="session")
def small_twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small invented population in Parquet, seed 1. Read only: tests that change it take a copy."""
    out = tmp_path_factory.mktemp("twin") / "small"
    write_twin(out, size="small", seed=1, threads=2)
    return out


@pytest.fixture(scope="session")
def small_run(small_twin: Path, tmp_path_factory: pytest.TempPathFactory) -> "SmallRun":
    """The bundled study on the small twin, approved and released. Read only: another run copies the ledger first."""
    from tests.support.rooms import SmallRun  # only where there is a run

    return SmallRun.made(tmp_path_factory.mktemp("room"), small_twin)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """The database as migrations leave it, also after a test that empties it."""
    from tests.support.emptied import write_again_after_emptying  # only where there is a database

    write_again_after_emptying()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling | None:
    """Divide the tests over the workers; another `--dist` than that of `make test` is left alone."""
    return Balanced(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note how a test ended; setting up counts when it fails."""
    if report.when == "call" or not report.passed:
        _outcomes[report.nodeid] = report.outcome


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the outcomes of a whole run (`python -m tools.testreport` signs them); a part would tell half a story."""
    chosen = session.config.option
    whole = session.config.args == session.config.getini("testpaths") and not (chosen.keyword or chosen.markexpr)
    if whole and not hasattr(session.config, "workerinput") and _outcomes:
        _KEPT.parent.mkdir(parents=True, exist_ok=True)
        _KEPT.write_text(json.dumps(_outcomes, indent=0, sort_keys=True), encoding="utf-8")
