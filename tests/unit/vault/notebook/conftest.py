"""The coded cohort and the groups of the study that a test file asks."""

from pathlib import Path

import pytest

import smartstart


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kamer")


@pytest.fixture(scope="module")
def cohort(study: smartstart.Study, folder: Path) -> smartstart.Cohort:
    return study.coded_cohort(folder / "gegevens", progress=False)


@pytest.fixture(scope="module")
def groups(cohort: smartstart.Cohort) -> smartstart.FoundRiskGroups:
    return smartstart.risk_groups(cohort, progress=False)
