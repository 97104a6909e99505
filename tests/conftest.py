"""What holds for all tests: one small twin, written once."""

from pathlib import Path

import pytest

from smartstart.vault.twin import write_twin


@pytest.fixture(scope="session")
def small_twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small invented population in Parquet, seed 1. Read only: tests that change it take a copy."""
    out = tmp_path_factory.mktemp("twin") / "small"
    write_twin(out, size="small", seed=1, threads=2)
    return out
