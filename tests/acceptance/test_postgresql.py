"""The tests of the workspace once more, on PostgreSQL: what holds on the one database holds on the other."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.house import ROOT
from tests.support.postgres import need_postgres, running_postgres

PARTS = (("tests/unit/web",), ("tests/unit/workspace", "tests/unit/site"))
"""What runs on both, in parts of about the same length. A test that only makes sense on one of them says so itself."""


@pytest.mark.slow
@pytest.mark.parametrize("paths", PARTS, ids=lambda paths: paths[0].rpartition("/")[2])
def test_the_workspace_on_postgresql(tmp_path: Path, paths: tuple[str, ...]) -> None:
    need_postgres()
    with running_postgres() as url:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "-p",
                "tests.support.only_database",
                *paths,
            ],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": url, "SMARTSTART_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed[1]) > 100, "the tests really ran"
