"""An engine for each test here; the small twin itself comes from the fixtures of all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smartstart.vault.engines.duck import DuckEngine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[DuckEngine]:
    with DuckEngine(tmp_path, memory="2GB", threads=2) as engine:
        yield engine
