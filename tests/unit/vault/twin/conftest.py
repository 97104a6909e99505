"""One small twin for all tests here; written once."""

from pathlib import Path

import pytest

from smartstart.vault.engines.duck import DuckEngine
from smartstart.vault.twin import write_twin


@pytest.fixture(scope="session")
def small_twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("twin") / "small"
    write_twin(out, size="small", seed=1, threads=2)
    return out


@pytest.fixture
def engine(tmp_path: Path):
    with DuckEngine(tmp_path, memory="2GB", threads=2) as engine:
        yield engine
