"""The releases of whole runs under `smartstart attack`: nobody outside learns of a small group from them."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from smartstart.attack.assault import METHODS, Outcome, assault
from smartstart.attack.evidence import Key, Learned, Measure
from smartstart.attack.reading import worlds
from smartstart.release.contents import Condition, Predicate
from smartstart.release.keys import public_pem
from smartstart.vault.coded import CodedCohort
from smartstart.vault.engines import DuckEngine
from smartstart.vault.run import Result
from smartstart.vault.run.opening import open_cohort
from smartstart.vault.study.reading import read_study
from tests.support.command import Done, smartstart
from tests.support.rooms import KEY, SmallRun, small_study

pytestmark = pytest.mark.slow


@pytest.fixture
def first(small_run: SmallRun) -> Result:
    """The demo's study on the small invented region."""
    return small_run.result


@pytest.fixture(scope="module")
def second(small_run: SmallRun, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Another question about the same children, in the same room: other groups are searched for, and shown."""
    text = small_study().replace("max_conditions = 4", "max_conditions = 2")
    assert text != small_study()
    room, ledger = small_run.after(tmp_path_factory.mktemp("room"))
    room.write(text)
    return room.run("later", ledger=ledger)


def _attack(folder: Path, *releases: Path) -> Done:
    key = folder / "maker.pub"
    key.write_bytes(public_pem(KEY.public_key()))
    return smartstart("attack", *releases, "--key", key)


@pytest.fixture(scope="module")
def children(small_run: SmallRun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CodedCohort]:
    """The true rows, which no attacker has."""
    work = tmp_path_factory.mktemp("work")
    room = small_run.room
    with DuckEngine(work) as engine:
        yield open_cohort(engine, read_study(room.study), room.data, work, lambda text: nullcontext(_quiet), {}).cohort


def _quiet(_: str) -> None:
    """Say nothing."""


def _about_somebody(outcome: Outcome, cohort: CodedCohort) -> list[Learned]:
    """Return what was learned about groups in which there is anybody: of an empty group it harms nobody."""
    return [one for one in outcome.learned if _size(one, cohort)]


def _size(one: Learned, cohort: CodedCohort) -> int:
    chosen = _rows(one.group.inside, cohort)
    for key in one.group.outside:
        chosen &= ~_rows(key, cohort)
    if one.measure is Measure.EVENTS:
        chosen &= cohort.outcome.codes > 0
    return int(chosen.sum())


def _rows(key: Key, cohort: CodedCohort) -> NDArray[np.bool_]:
    conditions = tuple(Condition(factor=name, levels=tuple(sorted(levels))) for name, levels in key)
    return cohort.mask(Predicate(conditions=conditions))


def test_of_one_release_nothing_is_learned_about_anybody(first: Result, children: CodedCohort) -> None:
    outcome = assault(worlds([("v1", first.contents)]))
    assert not _about_somebody(outcome, children)
    assert len(outcome.tried) >= len(METHODS)


def test_the_command_tells_what_it_tried(first: Result, tmp_path: Path) -> None:
    done = _attack(tmp_path, first.paths.archive)
    assert done.returncode in (0, 5), done.stdout + done.stderr  # 5: an empty group cannot be told from a small one
    assert "Geleerd:" in done.stdout
    assert "spreken elkaar tegen" not in done.stdout


def test_of_two_releases_about_the_same_children_nothing_is_learned_about_anybody(
    first: Result, second: Result, children: CodedCohort
) -> None:
    assert first.contents.statements != second.contents.statements
    outcome = assault(worlds([("v1", first.contents), ("v2", second.contents)]))
    assert not _about_somebody(outcome, children)
