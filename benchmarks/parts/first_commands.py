"""The newcomer's first command, from an empty clone and again, with nothing of the maker's environment."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

NAME = "first_commands"
TITLE = "A fresh clone: make demo, and make demo again"
FULL_SIZE_ONLY = "it installs everything; CI runs the same two commands as a step of its own"

ROOT = Path(__file__).resolve().parents[2]
FIRST_LIMIT, SECOND_LIMIT = 180, 40  # seconds, on two cores
# How to reach the package index is the machine's own affair; everything else of the maker's environment is left out.
KEPT = (
    "PIP_CERT",
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_DEFAULT_TIMEOUT",
    "HTTPS_PROXY",
    "SSL_CERT_FILE",
)


def run(_scale: float) -> dict[str, Any]:
    """Clone, run twice, measure. The scale plays no part."""
    with tempfile.TemporaryDirectory() as folder:
        clone, home = Path(folder) / "clone", Path(folder) / "home"
        home.mkdir()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
        environment |= {name: os.environ[name] for name in KEPT if name in os.environ}
        first, second = (_demo(clone, environment) for _ in range(2))
        shutil.rmtree(home)
    return {
        "passed": first < FIRST_LIMIT and second < SECOND_LIMIT,
        "bar": f"the first under {FIRST_LIMIT} s, the second under {SECOND_LIMIT} s",
        "seeds": [],
        "first_seconds": first,
        "second_seconds": second,
    }


def _demo(clone: Path, environment: dict[str, str]) -> float:
    began = time.monotonic()
    subprocess.run(["make", "demo"], cwd=clone, env=environment, stdin=subprocess.DEVNULL, check=True)
    return round(time.monotonic() - began, 1)
