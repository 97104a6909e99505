"""The report of the tests counts per promise, and its signature holds."""

import datetime as dt
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from smartstart import __version__
from smartstart.workspace.overview.rules.promises import PROMISES
from smartstart.workspace.overview.rules.report import Standing, read_report
from tools.testreport import counted, write_report

_FILE = PROMISES[0].shown_by[0]


def test_it_counts_what_shows_a_promise() -> None:
    outcomes = {f"{_FILE}::one": "passed", f"{_FILE}::two": "failed", "tests/unit/elsewhere.py::three": "passed"}
    assert counted(outcomes)[PROMISES[0].id] == {"passed": 1, "failed": 1}


def test_a_promise_without_tests_is_not_kept() -> None:
    assert counted({}) == {}


def test_what_is_written_can_be_read_again_and_trusted(tmp_path: Path) -> None:
    (tmp_path / "outcomes.json").write_text(json.dumps({f"{_FILE}::one": "passed"}))
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    write_report(tmp_path, key, dt.date(2026, 11, 21))
    report = read_report(tmp_path, [key.public_key()], f"smartstart {__version__}")
    assert (report.standing, report.day) == (Standing.GOOD, "21 november 2026")
    assert [shown.promise.id for shown in report.shown if shown.kept] == [PROMISES[0].id]
