"""Where the real public data lie that tests read but the project does not hold."""

import os
from pathlib import Path

import pytest


def shared_data() -> Path:
    """Return the folder with real public data; skip where it is absent, but never in CI."""
    named = os.environ.get("SMARTSTART_SHARED_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "data"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"the real public data are not at {folder}; CI needs them")
        pytest.skip("the real public data are not here; set SMARTSTART_SHARED_DATA to their folder")
    return folder
