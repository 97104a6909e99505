"""How many groups the joint audit gets: those asked for beside the rest only as far as the bound allows."""

import itertools
from typing import cast

import numpy as np
import pytest

from smartstart.disclosure.atoms.table import AtomTable
from smartstart.release.contents import Condition, Predicate
from smartstart.vault.export import atoms
from smartstart.vault.export.builder import Builder
from smartstart.vault.export.recount import Recount
from smartstart.vault.export.wording import Wording
from tests.support.small_cohorts import cohort_of

_ROWS = 4_000


def _one(factor: str) -> Predicate:
    return Predicate(conditions=(Condition(factor=factor, levels=("1",)),))


def _table(*beside: str | tuple[Predicate, ...]) -> AtomTable:
    rng = np.random.default_rng(5)
    cohort = cohort_of({name: (2, rng.integers(0, 2, _ROWS)) for name in "abcdef"}, rng.random(_ROWS) < 0.1)
    found = rng.random(_ROWS) < 0.5
    return atoms.atom_table(cohort, "p", [_one("a")], found, [(_one(b),) if isinstance(b, str) else b for b in beside])


def test_the_first_are_divided_for_as_long_as_the_bound_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    every = _table(*"bcdef")
    assert every.atoms == 2 * 2**6  # both halves, and all six conditions
    for most, kept in ((64, "bcdef"[:4]), (63, "bcd"), (8, "b"), (7, "")):
        monkeypatch.setattr(atoms, "MOST", most)
        table = _table(*"bcdef")
        assert table.atoms == 2 * 2 ** (1 + len(kept))
        assert [name for name in "abcdef" if table.knows(_one(name))] == ["a", *kept]


def test_what_stays_within_a_quarter_more_is_divided_whatever_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atoms, "MOST", 1)
    assert _table(*itertools.repeat("a", 3)).atoms == _table().atoms == 4


def test_what_does_not_fit_is_passed_over_and_what_follows_is_still_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three conditions at once are too many; the single ones behind them are not, and come in their order."""
    heavy = tuple(_one(name) for name in "bcd")
    monkeypatch.setattr(atoms, "MOST", 2 * 2**3)
    table = _table(heavy, "e", heavy, "a", "f", "b")
    assert [name for name in "abcdef" if table.knows(_one(name))] == ["a", "e", "f"]


@pytest.mark.parametrize("seed", range(20))
def test_the_steps_keep_what_asking_one_by_one_keeps(seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights, most = rng.integers(1, 9, 30).tolist(), 60
    kept: list[int] = []
    for one in weights:
        if sum(kept) + one <= most:
            kept.append(one)
    assert atoms._fitting(weights, lambda some: sum(some) <= most) == kept


def test_what_a_study_named_comes_before_what_was_found() -> None:
    builder = Builder(Wording("kind", "2022", "p"), cast(Recount, None))
    builder.compare(("curve",))
    builder.compare(("named",), first=True)
    builder.compare(("found",))
    assert builder.comparisons == (("named",), ("curve",), ("found",))
