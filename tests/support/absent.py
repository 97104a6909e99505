"""Libraries that a machine may lack: there a test is skipped, but never in CI."""

import importlib.util
import os

import pytest


def may_lack(library: str) -> None:
    """Skip where a library of the extra `notebook` is not installed; in CI it has to be."""
    if importlib.util.find_spec(library):
        return
    if os.environ.get("CI"):
        pytest.fail(f"{library} is missing; CI has everything of requirements/dev.lock")
    pytest.skip(f"{library} is missing: make test installs it")
